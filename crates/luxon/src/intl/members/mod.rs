//! Members of `Intl`'s classes by their JavaScript names, as an engine calls them.
//!
//! An object of `Intl` is its class, its locales and its options, which come with every call; the last few are kept
//! made.

mod date;
#[cfg(feature = "intl")]
mod locale;
mod number;
mod words;

use std::cell::RefCell;
use std::rc::Rc;

#[cfg(feature = "intl")]
use super::collator::Collator;
use super::requested::{canonical_locales, supported_locales};
use crate::error::{Error, Result};
use crate::value::{Object, Value};

/// An object of `Intl`.
#[derive(Debug, Clone, Copy)]
pub struct Receiver<'a> {
    /// What its constructor was given first.
    pub locales: &'a Value,
    /// What its constructor was given second.
    pub options: &'a Value,
}

/// Objects of one class that a thread keeps.
const KEPT: usize = 4;

/// The last few objects of a class, by what they were made of.
struct Kept<T>(RefCell<Vec<(Value, Value, Rc<T>)>>);

impl<T> Kept<T> {
    const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    fn get(&self, receiver: Receiver<'_>, make: fn(&Value, &Value) -> Result<T>) -> Result<Rc<T>> {
        let Receiver { locales, options } = receiver;
        let same = |(one, other, _): &&(Value, Value, Rc<T>)| one == locales && other == options;
        if let Some((_, _, known)) = self.0.borrow().iter().find(same) {
            return Ok(known.clone());
        }
        let made = Rc::new(make(locales, options)?);
        let mut kept = self.0.borrow_mut();
        if kept.len() == KEPT {
            kept.remove(0);
        }
        kept.push((locales.clone(), options.clone(), made.clone()));
        Ok(made)
    }
}

/// Calls a member, such as `NumberFormat.format`; `new` gives what the object decided on. `now` is the present moment.
///
/// # Errors
/// What V8 throws, and an error that names what is not built in.
pub fn call(member: &str, receiver: Receiver<'_>, arguments: &[Value], now: f64) -> Result<Value> {
    let first = arguments.first().unwrap_or(&Value::Undefined);
    match member {
        "getCanonicalLocales" => return canonical_locales(first).map(texts),
        "supportedLocalesOf" => return supported_locales(first).map(texts),
        "supportedValuesOf" => return supported_values(&first.to_text()),
        _ => {}
    }
    let (class, name) = member.split_once('.').unwrap_or((member, ""));
    match class {
        #[cfg(feature = "intl")]
        "Collator" => collator(name, receiver, arguments),
        "DateTimeFormat" => date::call(name, receiver, arguments, now),
        "ListFormat" => words::list(name, receiver, arguments),
        #[cfg(feature = "intl")]
        "Locale" => locale::call(name, receiver),
        "NumberFormat" => number::call(name, receiver, arguments),
        #[cfg(feature = "intl")]
        "PluralRules" => words::plural(name, receiver, arguments),
        "RelativeTimeFormat" => words::relative(name, receiver, arguments),
        #[cfg(feature = "intl")]
        "Segmenter" => words::segments(name, receiver, arguments),
        _ => Err(not_built_in(member.strip_suffix(".new").unwrap_or(member))),
    }
}

/// Which of two texts comes first, as `localeCompare` tells it.
///
/// # Errors
/// When a locale or an option is malformed, or the order is not built in.
#[cfg(feature = "intl")]
pub fn compare(left: &str, right: &str, locales: &Value, options: &Value) -> Result<std::cmp::Ordering> {
    Ok(kept_collator(Receiver { locales, options })?.compare(left, right))
}

/// Which of two texts comes first: the orders of languages come with the feature `intl`.
///
/// # Errors
/// Always.
#[cfg(not(feature = "intl"))]
pub fn compare(_: &str, _: &str, _: &Value, _: &Value) -> Result<std::cmp::Ordering> {
    Err(Error::unsupported("localeCompare needs the feature intl"))
}

pub use date::date_text;
pub use number::number_text;

#[cfg(feature = "intl")]
fn kept_collator(receiver: Receiver<'_>) -> Result<Rc<Collator>> {
    thread_local!(static KEPT: Kept<Collator> = const { Kept::new() });
    KEPT.with(|kept| kept.get(receiver, Collator::new))
}

#[cfg(feature = "intl")]
fn collator(name: &str, receiver: Receiver<'_>, arguments: &[Value]) -> Result<Value> {
    let collator = kept_collator(receiver)?;
    match (name, arguments) {
        ("new", _) => Ok(collator.resolved_options().into()),
        ("compare", [left, right]) => {
            let order = collator.compare(&left.to_text(), &right.to_text());
            Ok(Value::Number(f64::from(order as i8)))
        }
        _ => Err(not_built_in(&format!("Collator.prototype.{name}"))),
    }
}

fn supported_values(key: &str) -> Result<Value> {
    let mut lines = include_str!("supported_values.txt").lines().filter_map(|line| line.split_once(' '));
    match lines.find(|(name, _)| *name == key) {
        Some((_, values)) => Ok(texts(values.split(' ').map(str::to_owned).collect())),
        None => Err(Error::range(format!("Invalid key : {key}"))),
    }
}

fn texts(all: Vec<String>) -> Value {
    Value::Array(all.into_iter().map(Value::from).collect())
}

fn parts<T: Into<Value>>(all: Vec<T>) -> Value {
    Value::Array(all.into_iter().map(T::into).collect())
}

fn not_built_in(what: &str) -> Error {
    Error::unsupported(format!("Intl.{what} is not built in"))
}

/// The object with another locale than it has.
fn with_locale(mut object: Object, tag: String) -> Value {
    object.insert("locale", tag);
    object.into()
}
