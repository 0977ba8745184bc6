//! Functions of dates: `DateTime`s of luxon and JavaScript's own `Date`s. luxon's crate knows them.

use crate::evaluation::{Completion, Evaluation};
use crate::luxon;
use crate::value::{NativeFn, Value};
use nodewright_luxon::n8n;

/// One function of the library for each name, since a function of the library does not know its name.
macro_rules! functions {
    ($name:ident: $($known:literal),* $(,)?) => {
        match $name {
            $($known => Some(|cx, this, arguments| call(cx, this, $known, arguments)),)*
            _ => None,
        }
    };
}

pub fn function(name: &str) -> Option<NativeFn> {
    functions!(name:
        "beginningOf", "diffTo", "diffToNow", "endOfMonth", "extract", "format", "isBetween", "isDst", "isEmpty",
        "isInLast", "isNotEmpty", "isWeekend", "minus", "plus", "toBoolean", "toDateTime", "toFloat", "toInt",
    )
}

fn call<'a>(cx: &Evaluation<'a>, this: Value<'a>, name: &str, arguments: &[Value<'a>]) -> Completion<'a> {
    let subject = luxon::to_luxon(cx, this)?;
    let arguments = luxon::lower_all(cx, arguments)?;
    luxon::lift(cx, n8n::call(&subject, name, &arguments, &cx.settings.luxon))
}
