//! `Intl`: what V8 writes with its copy of Unicode CLDR.
//!
//! English (en-US and en-GB) is built in; the feature `intl` adds the locales of `locales.tsv`. The tables beside this
//! file are drawn from CLDR (Unicode License v3) by the scripts in `data/`. Locales that are not there are refused, as
//! are ranges, eras, compact notation and names of currencies in other locales than English.

pub(crate) mod case;
#[cfg(feature = "intl")]
mod collator;
mod date_time_format;
pub(crate) mod list_format;
pub(crate) mod locale_data;
pub mod members;
mod named;
pub(crate) mod names;
mod number_format;
mod option;
#[cfg(feature = "intl")]
mod plural_rules;
pub(crate) mod relative_time_format;
mod requested;
#[cfg(feature = "intl")]
mod segmenter;
pub(crate) mod zone_names;

pub use date_time_format::{
    DateTimeFormat, DateTimeFormatOptions, DateTimeStyle, Defaults, HourCycle, MonthStyle, NumericStyle, Part, RangePart,
    Source, TextStyle, TimeZoneNameStyle,
};
pub use number_format::{
    CompactDisplay, CurrencyDisplay, CurrencySign, Grouping, Notation, NumberFormat, NumberFormatOptions, NumberStyle,
    RoundingMode, SignDisplay, UnitDisplay,
};
pub use relative_time_format::RelativeStyle;
pub use case::{to_lower, to_upper};
#[cfg(feature = "intl")]
pub use collator::{CaseFirst, Collator, Sensitivity, Usage};
pub use requested::{Requested, canonical_locales, requested, supported_locales};
#[cfg(feature = "intl")]
pub use plural_rules::{PluralRules, PluralType};
#[cfg(feature = "intl")]
pub use segmenter::{Granularity, Segment, Segmenter};
