//! luxon's `DateTime`, `Duration` and `Interval` in Rust, as n8n's expressions use them.
//!
//! Every member is there twice: as a typed Rust method, and by its JavaScript name through `get`, `call` and
//! `call_static`, which take and give [`Value`]s, so that an evaluator or a JavaScript engine can offer the classes.
//! Time zones are compiled in; the default zone, the locale and the clock come in [`Settings`].
//!
//! ```
//! use nodewright_luxon::{DateTime, Settings, Value, Zone};
//!
//! let settings = Settings::new(Zone::iana("Europe/Berlin")).at(1_709_206_496_789.0);
//! let now = DateTime::now(&settings);
//! assert_eq!(now.to_format("dd.MM.yyyy HH:mm", &Default::default()).unwrap(), "29.02.2024 12:34");
//!
//! let later = now.call("plus", &[Value::Object([("days", 1.0)].into_iter().collect())], &settings).unwrap();
//! assert_eq!(later.to_text(), "2024-03-01T12:34:56.789+01:00");
//! ```

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
