//! `Intl`: what V8 writes with its copy of Unicode CLDR.
//!
//! English (en-US and en-GB) is built in; the feature `intl` adds the locales of `locales.tsv`, the orders of all
//! languages, their plurals and the cases of letters. The tables beside this file are drawn from CLDR (Unicode License
//! v3) by the scripts in `data/`. [`members`] has the members of `Intl` by their JavaScript names.
//!
//! Refused by name are texts in locales that are not there, names of regions and languages, durations, words of scripts
//! without spaces, orders for searching where they differ; and in other locales than English ranges, eras, compact
//! notation and names of currencies.

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

pub use case::{to_lower, to_upper};
#[cfg(feature = "intl")]
pub use collator::{CaseFirst, Collator, Sensitivity, Usage};
pub use date_time_format::{
    DateTimeFormat, DateTimeFormatOptions, DateTimeStyle, Defaults, HourCycle, MonthStyle, NumericStyle, Part,
    RangePart, Source, TextStyle, TimeZoneNameStyle,
};
pub use number_format::{
    CompactDisplay, CurrencyDisplay, CurrencySign, Grouping, Notation, NumberFormat, NumberFormatOptions, NumberStyle,
    RoundingMode, SignDisplay, UnitDisplay,
};
#[cfg(feature = "intl")]
pub use plural_rules::{PluralRules, PluralType};
pub use relative_time_format::RelativeStyle;
pub use requested::{Requested, canonical_locales, requested, supported_locales};
#[cfg(feature = "intl")]
pub use segmenter::{Granularity, Segment, Segmenter};
