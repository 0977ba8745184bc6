//! Numbers, dates and texts as a language has them: what the `toLocale…` methods and `Intl` share.

use super::argument;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::luxon;
use crate::value::Value;
use nodewright_luxon as core;
use nodewright_luxon::intl::{self, Defaults, members};

/// A number in a locale, with `Intl.NumberFormat`'s options.
pub fn number_text<'a>(cx: &Evaluation<'a>, number: f64, locales: Value<'a>, options: Value<'a>) -> Completion<'a> {
    let method = Method { name: "Number.prototype.toLocaleString", class: "Intl.NumberFormat" };
    let (locales, options) = method.given(cx, &[locales, options])?;
    method.text(cx, members::number_text(&number.into(), &locales, &options))
}

/// A time in a locale, with `Intl.DateTimeFormat`'s options.
pub fn date_text<'a>(cx: &Evaluation<'a>, time: f64, arguments: &[Value<'a>], defaults: Defaults) -> Completion<'a> {
    if time.is_nan() {
        return Ok(Value::from("Invalid Date"));
    }
    let name = match defaults {
        Defaults::DateAlways => "Date.prototype.toLocaleDateString",
        Defaults::TimeAlways => "Date.prototype.toLocaleTimeString",
        _ => "Date.prototype.toLocaleString",
    };
    let method = Method { name, class: "Intl.DateTimeFormat" };
    let (locales, options) = method.given(cx, arguments)?;
    method.text(cx, members::date_text(time, &locales, &options, defaults))
}

/// `localeCompare`: the other text, the locales, the options.
pub fn compare<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let method = Method { name: "String.prototype.localeCompare", class: "Intl.Collator" };
    let (left, right) = (cx.to_text(this)?, cx.to_text(argument(arguments, 0))?);
    let (locales, options) = method.given(cx, arguments.get(1..).unwrap_or_default())?;
    let order = members::compare(left.lossy(cx.heap), right.lossy(cx.heap), &locales, &options);
    method.lift(cx, order.map(|order| core::Value::Number(f64::from(order as i8))))
}

/// A method that does what a class of `Intl` does; V8's errors name the method.
struct Method {
    name: &'static str,
    class: &'static str,
}

impl Method {
    /// Locales and options.
    fn given<'a>(&self, cx: &Evaluation<'a>, all: &[Value<'a>]) -> Result<(core::Value, core::Value), Throw<'a>> {
        if matches!(argument(all, 1), Value::Null) {
            return Err(cx.type_error(&format!("{} called on null or undefined", self.name)));
        }
        given(cx, all)
    }

    fn lift<'a>(&self, cx: &Evaluation<'a>, result: core::Result<core::Value>) -> Completion<'a> {
        luxon::lift(
            cx,
            result.map_err(|error| {
                let (class, method) = (format!("{} options", self.class), format!("{} options", self.name));
                core::Error::new(error.kind(), error.message().replace(&class, &method))
            }),
        )
    }

    fn text<'a>(&self, cx: &Evaluation<'a>, text: core::Result<String>) -> Completion<'a> {
        self.lift(cx, text.map(core::Value::from))
    }
}

/// `toLocaleUpperCase`.
pub fn to_upper<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let (locales, _) = given(cx, arguments)?;
    text(cx, intl::to_upper(cx.to_str(this)?, &locales))
}

/// `toLocaleLowerCase`.
pub fn to_lower<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let (locales, _) = given(cx, arguments)?;
    text(cx, intl::to_lower(cx.to_str(this)?, &locales))
}

/// A member of `Intl` or of one of its objects, which is what its constructor was given.
#[cfg(feature = "js")]
pub fn intl_member<'a>(
    cx: &Evaluation<'a>,
    member: &str,
    receiver: &[Value<'a>],
    arguments: &[Value<'a>],
) -> Completion<'a> {
    let (locales, options) = given(cx, receiver)?;
    let arguments = luxon::lower_all(cx, arguments)?;
    let receiver = members::Receiver { locales: &locales, options: &options };
    luxon::lift(cx, members::call(member, receiver, &arguments, cx.now()))
}

/// Locales and options.
fn given<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Result<(core::Value, core::Value), Throw<'a>> {
    Ok((luxon::to_luxon(cx, argument(arguments, 0))?, luxon::to_luxon(cx, argument(arguments, 1))?))
}

fn text<'a>(cx: &Evaluation<'a>, text: core::Result<String>) -> Completion<'a> {
    luxon::lift(cx, text.map(core::Value::from))
}
