//! `Intl`: numbers and dates as people write them.

use super::{Constructor, argument};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::luxon;
use crate::value::{Kind, NativeFn, Object, Value};
use nodewright_luxon as core;
use nodewright_luxon::intl::{NumberFormat, NumberFormatOptions};

/// Which parts of a date are written when no options say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    Date,
    Time,
    Both,
}

pub fn class(name: &str) -> Option<&'static Constructor> {
    match name {
        "NumberFormat" => Some(&NUMBER_FORMAT),
        "DateTimeFormat" => Some(&DATE_TIME_FORMAT),
        _ => None,
    }
}

macro_rules! formatter {
    ($constant:ident $name:literal $date:literal) => {
        static $constant: Constructor = Constructor {
            name: $name,
            call: |cx, arguments| formatter(cx, arguments, $date),
            construct: Some(|cx, arguments| formatter(cx, arguments, $date)),
            method: |_| None,
            constant: |_, _| None,
            is_instance: |value| match value {
                Value::Object(Object { kind: Kind::Formatter { date, .. }, .. }) => *date == $date,
                _ => false,
            },
        };
    };
}

formatter!(NUMBER_FORMAT "NumberFormat" false);
formatter!(DATE_TIME_FORMAT "DateTimeFormat" true);

fn formatter<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>], date: bool) -> Completion<'a> {
    let (locale, options) = (argument(arguments, 0), argument(arguments, 1));
    Ok(cx.special(Kind::Formatter { date, locale, options }))
}

pub fn method(name: &str) -> Option<NativeFn> {
    match name {
        "format" => Some(|cx, this, arguments| {
            let Value::Object(Object { kind: Kind::Formatter { date, locale, options }, .. }) = this else {
                return Err(cx.type_error("not a formatter"));
            };
            if !date {
                return number_text(cx, cx.to_number(argument(arguments, 0))?, *locale, *options);
            }
            let time = match argument(arguments, 0) {
                Value::Undefined => cx.settings.now(),
                value => cx.to_number(value)?,
            };
            if time.is_nan() {
                return Err(cx.range_error("Invalid time value"));
            }
            date_text(cx, time, *locale, *options, DateStyle::Date)
        }),
        _ => None,
    }
}

/// The locale that an argument names.
fn tag<'a>(cx: &Evaluation<'a>, locale: Value<'a>) -> Result<&'a str, Throw<'a>> {
    match locale {
        Value::Undefined => Ok("en-US"),
        list if list.is_array() => match cx.list(list)?.first() {
            Some(first) => cx.to_str(*first),
            None => Ok("en-US"),
        },
        other => cx.to_str(other),
    }
}

/// A number in a locale, with `Intl.NumberFormat`'s options.
pub fn number_text<'a>(cx: &Evaluation<'a>, number: f64, locale: Value<'a>, options: Value<'a>) -> Completion<'a> {
    let locale = core::Locale::new(tag(cx, locale)?);
    let options = luxon::to_luxon(cx, options)?;
    let format = NumberFormatOptions::from_value(&options).and_then(|options| NumberFormat::new(&locale, &options));
    luxon::lift(cx, format.map(|format| core::Value::from(format.format(number))))
}

/// A time in a locale, with `Intl.DateTimeFormat`'s options.
pub fn date_text<'a>(
    cx: &Evaluation<'a>,
    time: f64,
    locale: Value<'a>,
    options: Value<'a>,
    style: DateStyle,
) -> Completion<'a> {
    if time.is_nan() {
        return Ok(Value::from("Invalid Date"));
    }
    let tag = tag(cx, locale)?;
    let mut options = match luxon::to_luxon(cx, options)? {
        core::Value::Object(options) => options,
        _ => core::Object::new(),
    };
    let has = |names: &[&str]| names.iter().any(|name| options.get(name).is_some());
    let asks_date = has(&["weekday", "year", "month", "day", "dateStyle"]);
    let asks_time = has(&["hour", "minute", "second", "fractionalSecondDigits", "dayPeriod", "timeStyle"]);
    let needs_default = match style {
        DateStyle::Date => !asks_date,
        DateStyle::Time => !asks_time,
        DateStyle::Both => !asks_date && !asks_time,
    };
    if needs_default {
        let date: &[&str] = if style == DateStyle::Time { &[] } else { &["year", "month", "day"] };
        let clock: &[&str] = if style == DateStyle::Date { &[] } else { &["hour", "minute", "second"] };
        date.iter().chain(clock).for_each(|part| options.insert(*part, "numeric"));
    }
    let create: core::Object = [("zone", "utc"), ("locale", tag)].into_iter().collect();
    let settings = &cx.settings.luxon;
    let date = core::DateTime::call_static("fromMillis", &[time.into(), create.into()], settings);
    let text = date.and_then(|date| match date {
        core::Value::DateTime(date) => date.call("toLocaleString", &[options.into()], settings),
        other => Ok(other),
    });
    // V8 writes a plain blank where the locale data has a narrow one.
    luxon::lift(cx, text.map(|text| core::Value::from(text.to_text().replace('\u{202f}', " "))))
}
