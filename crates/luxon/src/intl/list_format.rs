//! `Intl.ListFormat`.

use crate::error::{Error, Result};
use crate::intl::Part;
use crate::locale::Language;

/// Joins items as a list of a type (`conjunction`, `disjunction`, `unit`) and a style (`long`, `short`, `narrow`).
pub(crate) fn join(items: &[String], kind: &str, style: &str, language: Language) -> Result<String> {
    Ok(parts(items, kind, style, language)?.into_iter().map(|part| part.value).collect())
}

/// The same in parts: `element` and `literal`.
pub(crate) fn parts(items: &[String], kind: &str, style: &str, language: Language) -> Result<Vec<Part>> {
    let between = between(kind, style, language)?;
    let mut parts = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let joiner = match (index, items.len() - index) {
            (0, _) => "",
            (1, 1) => between[0],
            (_, 1) => between[3],
            (1, _) => between[1],
            _ => between[2],
        };
        if !joiner.is_empty() {
            let joiner = if items.len() - index == 1 { before(joiner, item, language) } else { joiner };
            parts.push(Part::new("literal", joiner));
        }
        parts.push(Part::new("element", item.as_str()));
    }
    Ok(parts)
}

/// What stands between two, behind the first, in the middle and before the last.
fn between(kind: &str, style: &str, language: Language) -> Result<[&'static str; 4]> {
    if let Language::Other(data) = language {
        return match data.value(&format!("list {kind} {style}")) {
            // Nothing stands between them.
            Some("") => Ok([""; 4]),
            Some(known) => {
                <[&str; 4]>::try_from(known.split('\t').collect::<Vec<_>>()).map_err(|_| out_of_range(style, "style"))
            }
            None => Err(out_of_range(style, "style")),
        };
    }
    let british = language == Language::EnGb;
    let (middle, pair, last) = match (kind, style) {
        ("conjunction", "long") if british => (", ", " and ", " and "),
        ("conjunction", "short") if british => (", ", " and ", " and "),
        ("conjunction", "long") => (", ", " and ", ", and "),
        ("conjunction", "short") => (", ", " & ", ", & "),
        ("conjunction", "narrow") | ("unit", "long" | "short") => (", ", ", ", ", "),
        ("disjunction", "long" | "short" | "narrow") if british => (", ", " or ", " or "),
        ("disjunction", "long" | "short" | "narrow") => (", ", " or ", ", or "),
        ("unit", "narrow") => (" ", " ", " "),
        ("conjunction" | "disjunction" | "unit", _) => return Err(out_of_range(style, "style")),
        _ => return Err(out_of_range(kind, "type")),
    };
    Ok([pair, middle, middle, last])
}

/// The last joiner as the sound or the script of what follows wants it: Spanish `e` and `u`, a Hebrew hyphen.
fn before(joiner: &'static str, next: &str, language: Language) -> &'static str {
    let Language::Other(data) = language else { return joiner };
    let next = next.to_lowercase();
    let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| next.starts_with(beginning));
    match (data.tag().split('-').next(), joiner) {
        (Some("es"), " y ") if starts(&["i", "í", "hi", "hí"]) && !starts(&["hia", "hie"]) => " e ",
        (Some("es"), " o ") if starts(&["o", "ó", "ho", "hó", "8"]) || is_eleven(&next) => " u ",
        (Some("he"), " ו") if !next.starts_with(|c: char| ('\u{590}'..='\u{5ff}').contains(&c)) => " ו-",
        _ => joiner,
    }
}

/// Once, which starts with the sound of an o.
fn is_eleven(text: &str) -> bool {
    text.strip_prefix("11").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn out_of_range(value: &str, key: &str) -> Error {
    Error::range(format!("Value {value} out of range for Intl.ListFormat options property {key}"))
}
