//! The values of a condition as the type of its comparison.

use nodewright_luxon::Settings;
use serde_json::Value;

use super::{FilterCondition, FilterError, FilterOptions};
use crate::javascript::{capitalised, trim};
use crate::{FieldTypeOptions, ParameterValue, validate_field};

/// Both values of a condition.
pub(super) struct Operands {
    pub(super) left: ParameterValue,
    pub(super) right: ParameterValue,
}

impl Operands {
    /// Converts the values of a condition, or says which of them is of the wrong type; `place` names the condition.
    pub(super) fn read(
        condition: &FilterCondition,
        options: &FilterOptions,
        place: &str,
        settings: &Settings,
    ) -> Result<Self, FilterError> {
        let operator = &condition.operator;
        let rules = Rules {
            is_strict: options.type_validation.as_deref() == Some("strict"),
            version: options.version.unwrap_or(f64::NAN),
            settings,
        };
        let right_type = operator.right_type.as_ref().unwrap_or(&operator.kind);
        let left = rules.convert(&condition.left_value, &operator.kind);
        let right = rules.convert(&condition.right_value, right_type);
        let right = if operator.single_value == Some(true) { right.or(Some(ParameterValue::Undefined)) } else { right };
        let (wrong, kind, ordinal) = match (left, right) {
            (Some(left), Some(right)) => return Ok(Self { left, right }),
            (None, None) if condition.left_value.type_of() == condition.right_value.type_of() => {
                let kinds = [&operator.kind, condition.left_value.type_of()].map(with_article);
                return Err(FilterError {
                    message: format!("Comparison type expects {} but both fields are {}", kinds[0], kinds[1]),
                    description: Some(rules.advice_on_comparison().to_owned()),
                });
            }
            (None, _) => (&condition.left_value, &operator.kind, "first"),
            (Some(_), None) => (&condition.right_value, right_type, "second"),
        };
        Err(FilterError {
            message: rules.mismatch(wrong, kind) + place,
            description: Some(rules.advice(kind, ordinal)),
        })
    }
}

/// How values are converted.
struct Rules<'a> {
    is_strict: bool,
    version: f64,
    settings: &'a Settings,
}

impl Rules<'_> {
    /// A value as a type, or none.
    fn convert(&self, value: &ParameterValue, kind: &str) -> Option<ParameterValue> {
        if kind == "any" || value.is_nullish() {
            return Some(value.clone());
        }
        if kind == "number" && self.version >= 3.0 && is_blank(value) {
            return Some(Value::Null.into());
        }
        let options =
            FieldTypeOptions { strict: self.is_strict, parse_strings: true, ..FieldTypeOptions::new(self.settings) };
        if kind == "boolean" && !self.is_strict {
            let parsed = if self.version >= 2.0 { validate_field("filter", value, kind, options).ok() } else { None };
            return Some(parsed.unwrap_or_else(|| Value::from(value.is_truthy()).into()));
        }
        validate_field("filter", value, kind, options).ok()
    }

    fn mismatch(&self, value: &ParameterValue, kind: &str) -> String {
        let (actual, text, kind) = (value.type_of(), value.to_text(), with_article(kind));
        if self.is_strict {
            format!("Wrong type: '{text}' is {} but was expecting {kind}", with_article(actual))
        } else {
            format!("Conversion error: the {actual} '{text}' can't be converted to {kind}")
        }
    }

    fn advice(&self, kind: &str, ordinal: &str) -> String {
        if !self.is_strict || !["string", "number", "boolean"].contains(&kind) {
            return self.advice_on_comparison().to_owned();
        }
        format!(
            "\n<p>Try either:</p>\n<ol>\n  <li>Enabling 'Convert types where required'</li>\n  <li>Converting the {ordinal} \
             field to {} by adding <code>.to{}()</code></li>\n</ol>\n\t\t\t",
            with_article(kind),
            capitalised(kind),
        )
    }

    fn advice_on_comparison(&self) -> &'static str {
        if self.is_strict {
            "Try changing the type of comparison. Alternatively you can enable 'Convert types where required'."
        } else {
            "Try changing the type of the comparison."
        }
    }
}

/// Whether nothing was entered: a blank text or an empty list.
fn is_blank(value: &ParameterValue) -> bool {
    match value.as_json() {
        Some(Value::String(text)) => trim(text).is_empty(),
        Some(Value::Array(list)) => list.is_empty(),
        _ => false,
    }
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}
