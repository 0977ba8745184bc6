#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`DateTime`], [`Duration`] and [`Interval`] are the classes, [`Settings`] what they are made with, [`Value`] what their
//! members take and give by name. [`intl`] is JavaScript's `Intl`, [`n8n`] what n8n adds to the classes.

mod arguments;
mod calendar;
mod datetime;
mod duration;
mod error;
mod format;
mod interval;
pub mod intl;
mod invalid;
pub mod jsdate;
mod locale;
pub mod n8n;
mod number;
mod parse;
mod settings;
mod unit;
mod value;
mod zone;

pub use calendar::{Civil, WeekDate};
pub use datetime::{
    CreateOptions, DateTime, Fields, IsoDateOptions, IsoOptions, Precision, RelativeOptions, SqlTimeOptions,
};
pub use duration::{
    ConversionAccuracy, Duration, DurationFormatOptions, DurationOptions, HumanOptions, Matrix, SignMode, Values,
};
pub use error::{Error, ErrorKind, Result};
pub use format::{FormatParser, presets};
pub use interval::Interval;
pub use invalid::Invalid;
pub use locale::{Locale, LocaleOptions, WeekSettings};
pub use number::{Rounding, number_text};
pub use settings::Settings;
pub use unit::{Field, Unit};
pub use value::{Object, Value};
pub use zone::{OffsetStyle, Zone};
