//! Options that only methods of `DateTime` take.

use super::super::{DateTime, RelativeOptions};
use crate::arguments::Arguments;
use crate::error::{Error, Result};
use crate::intl::RelativeStyle;
use crate::invalid::Invalid;
use crate::number::Rounding;
use crate::value::Value;

/// The options of `toRelative`; an array of units only counts there.
pub(super) fn relative_options(args: Arguments<'_>, arrays: bool) -> Result<RelativeOptions> {
    let from = args.options(0)?;
    let mut options = RelativeOptions::default();
    if from.is_empty() {
        return Ok(options);
    }
    options.base = match from.get("base") {
        value if !value.truthy() => None,
        Value::DateTime(base) => Some(base.clone()),
        _ => Some(DateTime::invalid(Invalid::new("invalid input"))),
    };
    options.style = match from.text("style") {
        None => RelativeStyle::Long,
        // Any other word is not the long style for luxon.
        Some(style) => RelativeStyle::parse(&style).unwrap_or(RelativeStyle::Short),
    };
    match from.get("unit") {
        Value::Array(units) if arrays => options.units = units.iter().map(Value::to_text).collect(),
        Value::Array(_) => return Err(Error::type_error("unit.toLowerCase is not a function")),
        unit if unit.truthy() => options.unit = Some(unit.to_text()),
        _ => {}
    }
    options.round = from.flag("round", true);
    if let Value::String(name) = from.get("rounding") {
        options.rounding = Rounding::parse(name)?;
    }
    let padding = from.get("padding");
    options.padding = if padding.truthy() { padding.to_number() } else { 0.0 };
    options.locale = from.locale()?;
    Ok(options)
}
