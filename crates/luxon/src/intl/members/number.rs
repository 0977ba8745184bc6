//! `Intl.NumberFormat`.

use std::rc::Rc;

use super::{Kept, Receiver, not_built_in, parts, with_locale};
use crate::error::Result;
use crate::intl::number_format::Amount;
use crate::intl::{NumberFormat, NumberFormatOptions, Part, Requested, requested};
use crate::locale::Locale;
use crate::value::Value;

struct Made {
    format: NumberFormat,
    requested: Requested,
}

/// A number in a locale, as `toLocaleString` writes it.
///
/// # Errors
/// When a locale or an option is malformed or not built in.
pub fn number_text(number: &Value, locales: &Value, options: &Value) -> Result<String> {
    Ok(text(made(Receiver { locales, options })?.format.parts_of(&amount(number))))
}

fn made(receiver: Receiver<'_>) -> Result<Rc<Made>> {
    thread_local!(static KEPT: Kept<Made> = const { Kept::new() });
    KEPT.with(|kept| {
        kept.get(receiver, |locales, options| {
            let options = NumberFormatOptions::from_value(options)?;
            let digits = options.numbering_system.clone();
            let requested = requested(locales)?
                .keeping(|key, value| key == "nu" && digits.as_deref().is_none_or(|chosen| chosen == value));
            Ok(Made { format: NumberFormat::new(&Locale::new(&requested.tag()), &options)?, requested })
        })
    })
}

pub(super) fn call(name: &str, receiver: Receiver<'_>, arguments: &[Value]) -> Result<Value> {
    let Made { format, requested } = &*made(receiver)?;
    let argument = |index: usize| amount(arguments.get(index).unwrap_or(&Value::Undefined));
    Ok(match name {
        "new" => with_locale(format.resolved_options(), requested.tag()),
        "format" => text(format.parts_of(&argument(0))).into(),
        "formatToParts" => parts(format.parts_of(&argument(0))),
        "formatRange" => {
            let range = format.range_parts(&argument(0), &argument(1))?;
            text(range.into_iter().map(|range| range.part).collect()).into()
        }
        "formatRangeToParts" => parts(format.range_parts(&argument(0), &argument(1))?),
        _ => return Err(not_built_in(&format!("NumberFormat.prototype.{name}"))),
    })
}

fn amount(value: &Value) -> Amount {
    match value {
        Value::String(text) => Amount::parse(text),
        value => value.to_number().into(),
    }
}

fn text(parts: Vec<Part>) -> String {
    parts.into_iter().map(|part| part.value).collect()
}
