//! `Intl.ListFormat`, `Intl.PluralRules`, `Intl.RelativeTimeFormat` and `Intl.Segmenter`.

#[cfg(feature = "intl")]
use super::Kept;
use super::{Receiver, not_built_in, parts};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::intl::option::IntlOptions;
use crate::intl::relative_time_format::{self, RelativeStyle};
use crate::intl::{Part, list_format, requested};
#[cfg(feature = "intl")]
use crate::intl::{PluralRules, Segmenter};
use crate::locale::Locale;
use crate::unit::Unit;
use crate::value::{Object, Value};

fn known<'n>(names: &'n [&str], name: &str) -> Option<&'n str> {
    names.iter().copied().find(|known| *known == name)
}

fn text(parts: Vec<Part>) -> Value {
    parts.into_iter().map(|part| part.value).collect::<String>().into()
}

pub(super) fn list(name: &str, receiver: Receiver<'_>, arguments: &[Value]) -> Result<Value> {
    let requested = requested(receiver.locales)?.keeping(|_, _| false);
    let options = IntlOptions::new(Options::read(receiver.options)?, "ListFormat");
    let kind = options.choice("type", |name| known(&["conjunction", "disjunction", "unit"], name))?;
    let style = options.choice("style", |name| known(&["long", "short", "narrow"], name))?;
    let (kind, style) = (kind.unwrap_or("conjunction"), style.unwrap_or("long"));
    let language = Locale::new(&requested.base).texts()?;
    if name == "new" {
        let resolved = [("locale", requested.base.as_str()), ("type", kind), ("style", style)];
        return Ok(Value::Object(resolved.into_iter().collect::<Object>()));
    }
    let items: Vec<String> = match arguments.first() {
        Some(Value::Array(items)) => items.iter().map(Value::to_text).collect(),
        _ => Vec::new(),
    };
    let joined = list_format::parts(&items, kind, style, language)?;
    match name {
        "format" => Ok(text(joined)),
        "formatToParts" => Ok(parts(joined)),
        _ => Err(not_built_in(&format!("ListFormat.prototype.{name}"))),
    }
}

#[cfg(feature = "intl")]
pub(super) fn plural(name: &str, receiver: Receiver<'_>, arguments: &[Value]) -> Result<Value> {
    thread_local!(static KEPT: Kept<PluralRules> = const { Kept::new() });
    let rules = KEPT.with(|kept| kept.get(receiver, PluralRules::new))?;
    match name {
        "new" => Ok(rules.resolved_options().into()),
        "select" => Ok(rules.select(arguments.first().unwrap_or(&Value::Undefined).to_number()).into()),
        _ => Err(not_built_in(&format!("PluralRules.prototype.{name}"))),
    }
}

pub(super) fn relative(name: &str, receiver: Receiver<'_>, arguments: &[Value]) -> Result<Value> {
    let options = IntlOptions::new(Options::read(receiver.options)?, "RelativeTimeFormat");
    let digits = options.text("numberingSystem");
    let requested = requested(receiver.locales)?
        .keeping(|key, value| key == "nu" && digits.as_deref().is_none_or(|chosen| chosen == value));
    let style = options.choice("style", |name| known(&["long", "short", "narrow"], name))?.unwrap_or("long");
    let auto = options.choice("numeric", |name| known(&["always", "auto"], name))?.unwrap_or("always") == "auto";
    let mut locale = Locale::new(&requested.tag());
    if digits.is_some() {
        locale = locale.with(&crate::locale::LocaleOptions { numbering_system: digits, ..Default::default() });
    }
    let language = locale.texts()?;
    if name == "new" {
        let numbering = locale.numbering_system().or(language.numbering_system()).unwrap_or("latn");
        let numeric = if auto { "auto" } else { "always" };
        let resolved = [
            ("locale", requested.tag()),
            ("style", style.to_owned()),
            ("numeric", numeric.to_owned()),
            ("numberingSystem", numbering.to_owned()),
        ];
        return Ok(Value::Object(resolved.into_iter().collect::<Object>()));
    }
    let argument = |index: usize| arguments.get(index).unwrap_or(&Value::Undefined);
    let (amount, unit_name) = (argument(0).to_number(), argument(1).to_text());
    let method = format!("Intl.RelativeTimeFormat.prototype.{name}()");
    if !amount.is_finite() {
        return Err(Error::range(format!("Value need to be finite number for {method}")));
    }
    let singular = unit_name.strip_suffix('s').unwrap_or(&unit_name);
    let unit = Unit::ALL.into_iter().find(|unit| *unit != Unit::Milliseconds && unit.singular() == singular);
    let unit = unit.ok_or_else(|| Error::range(format!("Invalid unit argument for {method} '{unit_name}'")))?;
    let style = RelativeStyle::parse(style).unwrap_or_default();
    let all = relative_time_format::parts(amount, unit, style, auto, &locale)?;
    match name {
        "format" => Ok(text(all.into_iter().map(|(part, _)| part).collect())),
        "formatToParts" => Ok(parts(all.into_iter().map(|(part, counts)| of_unit(part, counts, unit)).collect())),
        _ => Err(not_built_in(&format!("RelativeTimeFormat.prototype.{name}"))),
    }
}

/// Each part of the number names its unit.
fn of_unit(part: Part, counts: bool, unit: Unit) -> Value {
    let mut object = match Value::from(part) {
        Value::Object(object) => object,
        _ => Object::new(),
    };
    if counts {
        object.insert("unit", unit.singular());
    }
    object.into()
}

/// `segment` gives the end of each piece, and whether it is a word.
#[cfg(feature = "intl")]
pub(super) fn segments(name: &str, receiver: Receiver<'_>, arguments: &[Value]) -> Result<Value> {
    let segmenter = Segmenter::new(receiver.locales, receiver.options)?;
    match name {
        "new" => Ok(segmenter.resolved_options().into()),
        "segment" => {
            let pieces = segmenter.segments(&arguments.first().unwrap_or(&Value::Undefined).to_text())?;
            #[allow(clippy::cast_precision_loss)] // no text is that long
            let pieces = pieces.into_iter().map(|piece| {
                let is_word = piece.is_word.map_or(Value::Undefined, Value::Bool);
                Value::Array(vec![Value::Number(piece.end as f64), is_word])
            });
            Ok(Value::Array(pieces.collect()))
        }
        _ => Err(not_built_in(&format!("Segmenter.prototype.{name}"))),
    }
}
