//! `Intl.ListFormat`.

use crate::error::{Error, Result};
use crate::intl::locale_data::LocaleData;
use crate::locale::Language;

/// Joins items as a list of a type (`conjunction`, `disjunction`, `unit`) and a style (`long`, `short`, `narrow`).
pub(crate) fn join(items: &[String], kind: &str, style: &str, language: Language) -> Result<String> {
    if let Language::Other(data) = language {
        return localized(items, kind, style, data);
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
    let Some((end, start)) = items.split_last() else { return Ok(String::new()) };
    Ok(match start {
        [] => end.clone(),
        [first] => format!("{first}{pair}{end}"),
        _ => format!("{}{last}{end}", start.join(middle)),
    })
}

fn localized(items: &[String], kind: &str, style: &str, data: &LocaleData) -> Result<String> {
    let between: Vec<_> = data.columns(&format!("list {kind} {style}")).collect();
    let [pair, first, middle, last] = between[..] else { return Err(out_of_range(style, "style")) };
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        text.push_str(match (index, items.len() - index) {
            (0, _) => "",
            (1, 1) => pair,
            (_, 1) => last,
            (1, _) => first,
            _ => middle,
        });
        text.push_str(item);
    }
    Ok(text)
}

fn out_of_range(value: &str, key: &str) -> Error {
    Error::range(format!("Value {value} out of range for Intl.ListFormat options property {key}"))
}
