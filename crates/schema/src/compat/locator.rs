//! Resource locators: filled in, and of the form that their mode asks for.

use nodewright_properties::{Comparison, Condition, Mode, Operator, Property, check_conditions};
use serde_json::{Value, json};

use super::types;
use crate::pattern;
use crate::value::map;

/// A locator with a value, or something that is not empty.
pub(super) fn filled() -> Value {
    json!({ "anyOf": [
        { "type": "object", "properties": { "value": { "not": { "enum": ["", null, false] } } }, "required": ["value"] },
        { "type": ["string", "number", "boolean"], "not": { "enum": ["", 0, false] } },
    ] })
}

/// For each mode with regular expressions: what a value of this mode must be.
pub(crate) fn modes(property: &Property) -> Vec<Value> {
    let modes = property.modes.iter().flatten();
    let checked = modes.filter_map(|mode| {
        let patterns = patterns(mode);
        let of_mode = json!({
            "type": "object",
            "properties": { "mode": { "const": mode.name } },
            "required": ["value", "mode"],
        });
        let plain = json!({ "properties": { "value": value(&patterns) } });
        // JSON Schema cannot match the text that JavaScript makes of a list or a number.
        let kinds = if depends_on_number(&patterns) { &["array", "number"][..] } else { &["array"] };
        let mut other = map(json!({ "properties": { "value": { "type": kinds } } }));
        other.extend(map(types::checked_by_rule(property)));
        let then = json!({ "anyOf": [plain, other] });
        (!patterns.is_empty()).then(|| json!({ "if": of_mode, "then": then }))
    });
    checked.collect()
}

fn patterns(mode: &Mode) -> Vec<String> {
    let validations = mode.validation.iter().flatten().filter(|validation| validation.kind == "regex");
    validations.filter_map(|validation| Some(format!("^{}$", validation.properties.regex.as_deref()?))).collect()
}

/// An expression, or a value whose text matches all patterns.
fn value(patterns: &[String]) -> Value {
    let strings: Vec<_> = patterns.iter().map(|text| json!({ "pattern": pattern::portable(text) })).collect();
    let mut any = vec![json!({ "type": "string", "pattern": "^=" })];
    any.push(match &strings[..] {
        [only] => json!({ "type": "string", "pattern": only["pattern"] }),
        _ => json!({ "type": "string", "allOf": strings }),
    });
    // Values that are no text are matched by the text that JavaScript makes of them.
    let others = [
        ("", json!({ "type": "null" })),
        ("", json!({ "type": "array", "maxItems": 0 })),
        ("true", json!({ "const": true })),
        ("false", json!({ "const": false })),
        ("[object Object]", json!({ "type": "object" })),
    ];
    any.extend(others.into_iter().filter(|(text, _)| match_all(patterns, text)).map(|(_, schema)| schema));
    if NUMBERS.iter().all(|number| match_all(patterns, number)) {
        any.push(json!({ "type": "number" }));
    }
    json!({ "anyOf": any })
}

/// Numbers as text, of all kinds that a pattern could tell apart.
const NUMBERS: [&str; 8] = ["0", "5", "42", "271", "12345", "1234567890", "-3", "0.5"];

/// Whether the patterns take some numbers and refuse others.
fn depends_on_number(patterns: &[String]) -> bool {
    let matching = NUMBERS.iter().filter(|number| match_all(patterns, number)).count();
    matching != 0 && matching != NUMBERS.len()
}

fn match_all(patterns: &[String], text: &str) -> bool {
    patterns.iter().all(|pattern| matches(pattern, text))
}

fn matches(pattern: &str, text: &str) -> bool {
    let condition = Condition::Compare(Comparison { operator: Operator::Regex, target: pattern.into() });
    check_conditions(&[condition], &[Some(&text.into())]).unwrap_or(false)
}
