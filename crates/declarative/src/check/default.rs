//! Defaults: whether they are what the type asks for.

use serde_json::Value;

use super::condition::loads;

/// What is wrong with the default of a property, as the end of a sentence.
pub fn wrong(property: &Value, default: &Value) -> Option<String> {
    let kind = property["type"].as_str()?;
    let type_options = property["typeOptions"].as_object();
    if default.as_str().is_some_and(|text| text.starts_with('=')) {
        return None;
    }
    if type_options.and_then(|options| options.get("multipleValues")) == Some(&Value::Bool(true)) {
        let is_collection = matches!(kind, "collection" | "fixedCollection") && default.is_object();
        return (!default.is_array() && !is_collection && *default != "").then(|| "must be a list".to_owned());
    }
    let must_be = |fits: bool, what: &str| (!fits).then(|| format!("must be {what}"));
    match kind {
        "boolean" => must_be(default.is_boolean(), "true or false"),
        "number" => {
            let bound = |key: &str| type_options?.get(key)?.as_f64();
            let Some(number) = default.as_f64() else {
                // Nothing yet.
                return must_be(*default == "" || default.is_null(), "a number");
            };
            match (bound("minValue"), bound("maxValue")) {
                (Some(least), _) if number < least => Some(format!("is {number}, and the least is {least}")),
                (_, Some(most)) if number > most => Some(format!("is {number}, and the most is {most}")),
                _ => None,
            }
        }
        "collection" | "fixedCollection" | "filter" | "assignmentCollection" | "resourceMapper" => {
            must_be(default.is_object(), "an object")
        }
        "multiOptions" => must_be(default.is_array(), "a list"),
        "resourceLocator" => must_be(
            default.as_object().is_some_and(|value| value.contains_key("mode")) || *default == "",
            "an object with 'mode' and 'value'",
        ),
        "options" if !type_options.is_some_and(loads) => {
            let choices = property["options"].as_array()?;
            let is_choice = choices.iter().any(|choice| choice["value"] == *default);
            let values = || choices.iter().map(|choice| choice["value"].to_string()).collect::<Vec<_>>().join(", ");
            // An empty text is no choice yet.
            (!is_choice && *default != "").then(|| format!("is {default}, which is none of its choices: {}", values()))
        }
        "string" | "color" | "dateTime" => must_be(!default.is_object() && !default.is_array(), "a text"),
        _ => None,
    }
}
