//! `Intl.DateTimeFormat`.

use std::rc::Rc;

use super::{Kept, Receiver, not_built_in, parts, with_locale};
use crate::error::{Error, Result};
use crate::intl::{DateTimeFormat, DateTimeFormatOptions, Defaults, HourCycle, Requested, requested};
use crate::locale::Locale;
use crate::value::Value;
use crate::zone::Zone;

struct Made {
    format: DateTimeFormat,
    requested: Requested,
}

impl Made {
    fn new(locales: &Value, options: &Value, defaults: Defaults) -> Result<Self> {
        let mut options = DateTimeFormatOptions::from_value(options)?;
        let digits = options.numbering_system.clone();
        let cycle_is_said = options.hour12.is_some() || options.hour_cycle.is_some();
        let requested = requested(locales)?.keeping(|key, value| match key {
            "nu" => digits.as_deref().is_none_or(|chosen| chosen == value),
            "ca" => options.calendar.is_none(),
            "hc" => !cycle_is_said && HourCycle::parse(value).is_some(),
            _ => false,
        });
        if !cycle_is_said {
            options.hour_cycle = requested.keyword("hc").and_then(HourCycle::parse);
        }
        let locale = Locale::new(&requested.tag());
        Ok(Self { format: DateTimeFormat::new(&locale, &options, defaults, &Zone::UTC)?, requested })
    }
}

/// A time in a locale, as the `toLocale…` methods of `Date` write it.
///
/// # Errors
/// When a locale or an option is malformed or not built in.
pub fn date_text(ts: f64, locales: &Value, options: &Value, defaults: Defaults) -> Result<String> {
    thread_local! {
        static ALL: Kept<Made> = const { Kept::new() };
        static DATES: Kept<Made> = const { Kept::new() };
        static TIMES: Kept<Made> = const { Kept::new() };
    }
    let receiver = Receiver { locales, options };
    let made = match defaults {
        Defaults::DateAlways => {
            DATES.with(|kept| kept.get(receiver, |one, other| Made::new(one, other, Defaults::DateAlways)))
        }
        Defaults::TimeAlways => {
            TIMES.with(|kept| kept.get(receiver, |one, other| Made::new(one, other, Defaults::TimeAlways)))
        }
        Defaults::All => ALL.with(|kept| kept.get(receiver, |one, other| Made::new(one, other, Defaults::All))),
        Defaults::Date => made(receiver),
    };
    made?.format.format(ts)
}

fn made(receiver: Receiver<'_>) -> Result<Rc<Made>> {
    thread_local!(static KEPT: Kept<Made> = const { Kept::new() });
    KEPT.with(|kept| kept.get(receiver, |locales, options| Made::new(locales, options, Defaults::Date)))
}

pub(super) fn call(name: &str, receiver: Receiver<'_>, arguments: &[Value], now: f64) -> Result<Value> {
    let Made { format, requested } = &*made(receiver)?;
    let time = |index: usize| match arguments.get(index) {
        None | Some(Value::Undefined) => now,
        Some(value) => value.to_number(),
    };
    let range = || match arguments {
        [Value::Undefined, _] | [_, Value::Undefined] | [] | [_] => Err(Error::type_error("Invalid time value")),
        _ => Ok((time(0), time(1))),
    };
    Ok(match name {
        "new" => with_locale(format.resolved_options(), requested.tag()),
        "format" => format.format(time(0))?.into(),
        "formatToParts" => parts(format.format_to_parts(time(0))?),
        "formatRange" => range().and_then(|(start, end)| format.format_range(start, end))?.into(),
        "formatRangeToParts" => parts(range().and_then(|(start, end)| format.format_range_to_parts(start, end))?),
        _ => return Err(not_built_in(&format!("DateTimeFormat.prototype.{name}"))),
    })
}
