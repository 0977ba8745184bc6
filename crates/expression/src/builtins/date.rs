//! `Date`, in a process whose zone is UTC, and luxon's classes.

use super::{Constructor, argument, locale};
use crate::evaluation::{Completion, Evaluation, Hint, Throw};
use crate::luxon;
use crate::value::{Kind, NativeFn, Object, Value};
use nodewright_luxon::intl::Defaults;
use nodewright_luxon::{Zone, jsdate};
use std::cell::Cell;

pub const CONSTRUCTOR: Constructor = Constructor {
    name: "Date",
    call: |cx, _| cx.text(&jsdate::to_string(cx.settings.now())),
    construct: Some(construct),
    method: |name| {
        Some(match name {
            "now" => |cx, _, _| Ok(Value::Number(cx.settings.now())),
            "parse" => |cx, _, arguments| Ok(Value::Number(parse(cx.to_str(argument(arguments, 0))?))),
            "UTC" => |cx, _, arguments| Ok(Value::Number(from_parts(cx, arguments)?)),
            _ => return None,
        })
    },
    constant: |_, _| None,
    is_instance: |value| matches!(value, Value::Object(Object { kind: Kind::Date(_), .. })),
};

macro_rules! luxon_class {
    ($constant:ident $name:literal) => {
        pub const $constant: Constructor = Constructor {
            name: $name,
            call: |cx, _| Err(cx.type_error(concat!("Class constructor ", $name, " cannot be invoked without 'new'"))),
            construct: None,
            method: |_| None,
            constant: |cx, name| luxon::static_constant(cx, $name, name),
            is_instance: |value| match value {
                Value::Object(Object { kind: Kind::Luxon(temporal), .. }) => temporal.class() == $name,
                _ => false,
            },
        };
    };
}

luxon_class!(DATE_TIME "DateTime");
luxon_class!(DURATION "Duration");
luxon_class!(INTERVAL "Interval");

const DAY: f64 = 86_400_000.0;

/// What `Date.parse(text)` gives.
pub fn parse(text: &str) -> f64 {
    jsdate::parse(text, &Zone::fixed(0.0))
}

pub fn new<'a>(time: f64) -> Kind<'a> {
    Kind::Date(Cell::new(clip(time)))
}

/// Times beyond a hundred million days are invalid.
fn clip(time: f64) -> f64 {
    if time.abs() <= 8.64e15 { time.trunc() + 0.0 } else { f64::NAN }
}

pub fn construct<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let time = match arguments {
        [] => cx.settings.now(),
        [only] => match *only {
            Value::Object(Object { kind: Kind::Date(time), .. }) => time.get(),
            value => match cx.to_primitive(value, Hint::Default)? {
                Value::String(text) => parse(text.lossy(cx.heap)),
                primitive => cx.to_number(primitive)?,
            },
        },
        parts => from_parts(cx, parts)?,
    };
    Ok(cx.special(new(time)))
}

/// Year, month, day, hours, minutes, seconds, milliseconds.
fn from_parts<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Result<f64, Throw<'a>> {
    let mut parts = [f64::NAN, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    for (part, value) in parts.iter_mut().zip(arguments) {
        *part = cx.to_number(*value)?.trunc();
    }
    if (0.0..=99.0).contains(&parts[0]) {
        parts[0] += 1900.0;
    }
    Ok(clip(make(parts)))
}

fn make([year, month, day, hours, minutes, seconds, milliseconds]: [f64; 7]) -> f64 {
    let year = year + (month / 12.0).floor();
    let month = month.rem_euclid(12.0);
    let days = days_before(year, month) + day - 1.0;
    days * DAY + hours * 3_600_000.0 + minutes * 60_000.0 + seconds * 1000.0 + milliseconds
}

/// Days from 1970 to the first of a month, counted from 0.
fn days_before(year: f64, month: f64) -> f64 {
    // Years that start in March have the leap day at their end.
    let (year, month) = if month < 2.0 { (year - 1.0, month + 10.0) } else { (year, month - 2.0) };
    let era = (year / 400.0).floor();
    let of_era = year - era * 400.0;
    let of_year = ((153.0 * month + 2.0) / 5.0).floor();
    era * 146_097.0 + of_era * 365.0 + (of_era / 4.0).floor() - (of_era / 100.0).floor() + of_year - 719_468.0
}

/// Year, month from 0, day, hours, minutes, seconds, milliseconds.
fn parts(time: f64) -> [f64; 7] {
    let days = (time / DAY).floor();
    let of_day = time - days * DAY;
    let shifted = days + 719_468.0;
    let era = (shifted / 146_097.0).floor();
    let of_era = shifted - era * 146_097.0;
    let year_of_era =
        ((of_era - (of_era / 1460.0).floor() + (of_era / 36_524.0).floor() - (of_era / 146_096.0).floor()) / 365.0)
            .floor();
    let of_year = of_era - (365.0 * year_of_era + (year_of_era / 4.0).floor() - (year_of_era / 100.0).floor());
    let month = ((5.0 * of_year + 2.0) / 153.0).floor();
    let day = of_year - ((153.0 * month + 2.0) / 5.0).floor() + 1.0;
    let (month, year) = if month < 10.0 { (month + 2.0, 0.0) } else { (month - 10.0, 1.0) };
    [
        year_of_era + era * 400.0 + year,
        month,
        day,
        (of_day / 3_600_000.0).floor(),
        (of_day / 60_000.0).floor() % 60.0,
        (of_day / 1000.0).floor() % 60.0,
        of_day % 1000.0,
    ]
}

fn time_of<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<&'a Cell<f64>, Throw<'a>> {
    match this {
        Value::Object(Object { kind: Kind::Date(time), .. }) => Ok(time),
        _ => Err(cx.type_error("this is not a Date object.")),
    }
}

fn text<'a>(cx: &Evaluation<'a>, this: Value<'a>, format: fn(f64) -> String) -> Completion<'a> {
    cx.text(&format(time_of(cx, this)?.get()))
}

fn part<'a>(cx: &Evaluation<'a>, this: Value<'a>, at: usize) -> Completion<'a> {
    let time = time_of(cx, this)?.get();
    Ok(Value::Number(if time.is_nan() { time } else { parts(time)[at] }))
}

/// Sets parts from `at` on.
fn set<'a>(cx: &Evaluation<'a>, this: Value<'a>, at: usize, arguments: &[Value<'a>]) -> Completion<'a> {
    let cell = time_of(cx, this)?;
    let time = cell.get();
    let mut all = parts(if time.is_nan() && at == 0 { 0.0 } else { time });
    let last = if at < 3 { 3 } else { 7 };
    if arguments.is_empty() {
        all[at] = f64::NAN;
    }
    for (part, value) in all[at..last].iter_mut().zip(arguments) {
        *part = cx.to_number(*value)?.trunc();
    }
    cell.set(clip(make(all)));
    Ok(Value::Number(cell.get()))
}

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "getDate" | "getUTCDate" => |cx, this, _| part(cx, this, 2),
        "getDay" | "getUTCDay" => |cx, this, _| {
            let time = time_of(cx, this)?.get();
            Ok(Value::Number(((time / DAY).floor() + 4.0).rem_euclid(7.0)))
        },
        "getFullYear" | "getUTCFullYear" => |cx, this, _| part(cx, this, 0),
        "getHours" | "getUTCHours" => |cx, this, _| part(cx, this, 3),
        "getMilliseconds" | "getUTCMilliseconds" => |cx, this, _| part(cx, this, 6),
        "getMinutes" | "getUTCMinutes" => |cx, this, _| part(cx, this, 4),
        "getMonth" | "getUTCMonth" => |cx, this, _| part(cx, this, 1),
        "getSeconds" | "getUTCSeconds" => |cx, this, _| part(cx, this, 5),
        "getTime" | "valueOf" => |cx, this, _| Ok(Value::Number(time_of(cx, this)?.get())),
        "getTimezoneOffset" => |cx, this, _| {
            let time = time_of(cx, this)?.get();
            Ok(Value::Number(if time.is_nan() { time } else { 0.0 }))
        },
        "getYear" => |cx, this, _| match part(cx, this, 0)? {
            Value::Number(year) => Ok(Value::Number(year - 1900.0)),
            other => Ok(other),
        },
        "setDate" | "setUTCDate" => |cx, this, arguments| set(cx, this, 2, arguments),
        "setFullYear" | "setUTCFullYear" => |cx, this, arguments| set(cx, this, 0, arguments),
        "setHours" | "setUTCHours" => |cx, this, arguments| set(cx, this, 3, arguments),
        "setMilliseconds" | "setUTCMilliseconds" => |cx, this, arguments| set(cx, this, 6, arguments),
        "setMinutes" | "setUTCMinutes" => |cx, this, arguments| set(cx, this, 4, arguments),
        "setMonth" | "setUTCMonth" => |cx, this, arguments| set(cx, this, 1, arguments),
        "setSeconds" | "setUTCSeconds" => |cx, this, arguments| set(cx, this, 5, arguments),
        "setTime" => |cx, this, arguments| {
            let time = clip(cx.to_number(argument(arguments, 0))?);
            time_of(cx, this)?.set(time);
            Ok(Value::Number(time))
        },
        "toDateString" => |cx, this, _| text(cx, this, jsdate::to_date_string),
        "toISOString" => |cx, this, _| match jsdate::to_iso_string(time_of(cx, this)?.get()) {
            Some(iso) => cx.text(&iso),
            None => Err(cx.range_error("Invalid time value")),
        },
        "toJSON" => |cx, this, _| match jsdate::to_iso_string(time_of(cx, this)?.get()) {
            Some(iso) => cx.text(&iso),
            None => Ok(Value::Null),
        },
        "toLocaleDateString" => |cx, this, arguments| locale_text(cx, this, arguments, Defaults::DateAlways),
        "toLocaleString" => |cx, this, arguments| locale_text(cx, this, arguments, Defaults::All),
        "toLocaleTimeString" => |cx, this, arguments| locale_text(cx, this, arguments, Defaults::TimeAlways),
        "toString" => |cx, this, _| text(cx, this, jsdate::to_string),
        "toTimeString" => |cx, this, _| text(cx, this, jsdate::to_time_string),
        "toUTCString" | "toGMTString" => |cx, this, _| text(cx, this, jsdate::to_utc_string),
        _ => return None,
    })
}

fn locale_text<'a>(
    cx: &Evaluation<'a>,
    this: Value<'a>,
    arguments: &[Value<'a>],
    defaults: Defaults,
) -> Completion<'a> {
    locale::date_text(cx, time_of(cx, this)?.get(), arguments, defaults)
}
