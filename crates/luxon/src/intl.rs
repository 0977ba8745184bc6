//! `Intl`: what V8 writes with its copy of Unicode CLDR.
//!
//! English (en-US and en-GB) is built in; the feature `intl` adds the locales of `locales.tsv`. The tables beside this
//! file are drawn from CLDR (Unicode License v3) by the scripts in `data/`. Locales that are not there are refused, as
//! are ranges, eras, compact notation and names of currencies in other locales than English.

mod date_time_format;
pub(crate) mod list_format;
pub(crate) mod locale_data;
mod named;
pub(crate) mod names;
mod number_format;
mod option;
pub(crate) mod relative_time_format;
pub(crate) mod zone_names;

pub use date_time_format::{
    DateTimeFormat, DateTimeFormatOptions, DateTimeStyle, Defaults, HourCycle, MonthStyle, NumericStyle, Part,
    TextStyle, TimeZoneNameStyle,
};
pub use number_format::{
    CompactDisplay, CurrencyDisplay, CurrencySign, Grouping, Notation, NumberFormat, NumberFormatOptions, NumberStyle,
    RoundingMode, SignDisplay, UnitDisplay,
};
pub use relative_time_format::RelativeStyle;
