//! Values as dates.

use crate::datetime::{CreateOptions, DateTime};
use crate::error::{Error, ErrorKind, Result};
use crate::jsdate;
use crate::settings::Settings;
use crate::value::Value;
use crate::zone::Zone;

/// n8n's `tryToParseDateTime`: ISO 8601, HTTP, RFC 2822, SQL, or whatever `Date.parse` can read, in this order.
/// A text keeps the zone that it names; one that names none is meant in `zone`, or in the default zone.
///
/// # Errors
/// When the value is not a date.
///
/// ```
/// use nodewright_luxon::{Settings, n8n};
/// let date = n8n::try_to_parse_date_time(&"2 January 2020".into(), None, &Settings::default()).unwrap();
/// assert_eq!(date.to_string(), "2020-01-02T00:00:00.000+00:00");
/// ```
pub fn try_to_parse_date_time(value: &Value, zone: Option<&Zone>, settings: &Settings) -> Result<DateTime> {
    let options = CreateOptions { zone: zone.cloned(), ..CreateOptions::default() };
    match value {
        Value::DateTime(date) if date.is_valid() => return Ok(date.clone()),
        Value::Date(ts) => {
            let date = DateTime::from_js_date(*ts, &options, settings);
            if date.is_valid() {
                return Ok(date);
            }
        }
        _ => {}
    }
    let text = value.to_text();
    let text = text.trim_matches(crate::number::is_space);
    let keeping_zone = CreateOptions { set_zone: true, ..options.clone() };
    let standard = [DateTime::from_iso, DateTime::from_http, DateTime::from_rfc2822, DateTime::from_sql];
    let standard = standard.into_iter().map(|read| read(text, &keeping_zone, settings)).find(DateTime::is_valid);
    let any = || DateTime::from_millis(jsdate::parse(text, &settings.system_zone), &options, settings);
    let date = standard.unwrap_or_else(any);
    if date.is_valid() { Ok(date) } else { Err(Error::new(ErrorKind::InvalidArgument, "Value is not a valid date")) }
}

/// n8n's `toDateTime()` of a text, with what is given as its format: `ms`, `s`, `us`, `excel`, tokens, or nothing.
///
/// # Errors
/// When the text is not a date.
pub fn to_date_time(text: &str, format: Option<&str>, settings: &Settings) -> Result<DateTime> {
    let options = CreateOptions::default();
    let number = || crate::number::parse(text);
    let date = match format {
        None | Some("") => try_to_parse_date_time(&text.into(), None, settings),
        Some(unit @ ("ms" | "s" | "us" | "excel")) => number_to_date_time(number(), unit, settings),
        Some(format) => DateTime::from_format(text, format, &options, settings),
    };
    date.map_err(|_| Error::new(ErrorKind::Extension, "cannot convert to Luxon DateTime"))
}

/// n8n's `toDateTime()` of a number of milliseconds (`ms`), seconds (`s`), microseconds (`us`), or days as Excel counts
/// them (`excel`).
///
/// # Errors
/// When the unit is not one of these.
pub fn number_to_date_time(number: f64, unit: &str, settings: &Settings) -> Result<DateTime> {
    // Excel counts from 1900, and takes that for a leap year.
    const DAYS_FROM_1900_TO_1970: f64 = 25_567.0;
    const DAYS_TOO_MANY: f64 = 2.0;
    let options = CreateOptions::default();
    match unit {
        "ms" => Ok(DateTime::from_millis(number, &options, settings)),
        "us" => Ok(DateTime::from_millis(number / 1000.0, &options, settings)),
        "s" => Ok(DateTime::from_seconds(number, &options, settings)),
        "excel" => {
            let days = number - (DAYS_FROM_1900_TO_1970 + DAYS_TOO_MANY);
            Ok(DateTime::from_seconds(days * 86_400.0, &options, settings))
        }
        other => Err(Error::new(
            ErrorKind::Extension,
            format!("Unsupported format '{other}'. toDateTime() supports 'ms', 's', 'us' and 'excel'."),
        )),
    }
}
