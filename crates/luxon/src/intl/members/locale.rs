//! `Intl.Locale`.

use super::{Receiver, not_built_in};
use crate::arguments::Options;
use crate::error::{Error, Result};
use crate::intl::option::IntlOptions;
use crate::intl::requested::canonical_locales;
use crate::value::{Object, Value};

use icu_locale::{Locale, LocaleExpander};

/// Scripts that are written from right to left.
const RIGHT_TO_LEFT: &[&str] = &[
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Chrs", "Cprt", "Elym", "Hatr", "Hebr", "Hung", "Khar", "Lydi", "Mand",
    "Mani", "Mend", "Merc", "Mero", "Narb", "Nbat", "Nkoo", "Orkh", "Ougr", "Palm", "Phli", "Phlp", "Phnx", "Prti",
    "Rohg", "Samr", "Sarb", "Sogd", "Sogo", "Syrc", "Thaa", "Yezi",
];

/// Options that are keywords of the tag.
const KEYWORDS: &[(&str, &str)] = &[
    ("calendar", "ca"),
    ("collation", "co"),
    ("firstDayOfWeek", "fw"),
    ("hourCycle", "hc"),
    ("caseFirst", "kf"),
    ("numeric", "kn"),
    ("numberingSystem", "nu"),
];

pub(super) fn call(name: &str, receiver: Receiver<'_>) -> Result<Value> {
    let tag = canonical_locales(receiver.locales)?.into_iter().next().unwrap_or_default();
    let mut locale = parsed(&tag)?;
    match name {
        "new" => {
            apply(&mut locale, IntlOptions::new(Options::read(receiver.options)?, "Locale"))?;
            Ok(described(&locale).into())
        }
        "maximize" => {
            LocaleExpander::new_extended().maximize(&mut locale.id);
            Ok(locale.to_string().into())
        }
        "minimize" => {
            LocaleExpander::new_extended().minimize(&mut locale.id);
            Ok(locale.to_string().into())
        }
        "getTextInfo" => {
            LocaleExpander::new_extended().maximize(&mut locale.id);
            let script = locale.id.script.map(|script| script.to_string()).unwrap_or_default();
            let direction = if RIGHT_TO_LEFT.contains(&script.as_str()) { "rtl" } else { "ltr" };
            Ok(Value::Object([("direction", direction)].into_iter().collect()))
        }
        "getWeekInfo" => {
            let known = crate::locale::Locale::new(&locale.id.to_string());
            let weekend = known.weekend()?.into_iter().map(Value::from).collect::<Vec<_>>();
            let mut object = Object::new();
            object.insert("firstDay", known.week_rule()?.first_day);
            object.insert("weekend", weekend);
            Ok(object.into())
        }
        _ => Err(not_built_in(&format!("Locale.prototype.{name}"))),
    }
}

fn parsed(tag: &str) -> Result<Locale> {
    tag.parse().map_err(|_| Error::range("Incorrect locale information provided"))
}

fn apply(locale: &mut Locale, options: IntlOptions<'_>) -> Result<()> {
    let malformed = || Error::range("Incorrect locale information provided");
    if let Some(language) = options.text("language") {
        locale.id.language = language.parse().map_err(|_| malformed())?;
    }
    if let Some(script) = options.text("script") {
        locale.id.script = Some(script.parse().map_err(|_| malformed())?);
    }
    if let Some(region) = options.text("region") {
        locale.id.region = Some(region.parse().map_err(|_| malformed())?);
    }
    for (option, keyword) in KEYWORDS {
        let Some(value) = options.text(option) else { continue };
        let key = keyword.parse().map_err(|_| malformed())?;
        locale.extensions.unicode.keywords.set(key, value.to_lowercase().parse().map_err(|_| malformed())?);
    }
    Ok(())
}

fn described(locale: &Locale) -> Object {
    let mut object = Object::new();
    object.insert("tag", locale.to_string());
    object.insert("baseName", locale.id.to_string());
    let optional = |text: Option<String>| text.map_or(Value::Undefined, Value::from);
    let language = Some(locale.id.language).filter(|language| !language.is_unknown());
    object.insert("language", optional(language.map(|language| language.to_string())));
    object.insert("script", optional(locale.id.script.map(|script| script.to_string())));
    object.insert("region", optional(locale.id.region.map(|region| region.to_string())));
    for (option, keyword) in KEYWORDS {
        let value = keyword.parse().ok().and_then(|key| locale.extensions.unicode.keywords.get(&key));
        let value = value.map(ToString::to_string);
        object.insert(
            *option,
            match *option {
                "numeric" => Value::Bool(value.is_some_and(|value| value.is_empty() || value == "true")),
                _ => optional(value),
            },
        );
    }
    object
}
