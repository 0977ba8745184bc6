//! Parameters as a node reads them, as far as no expression is in them.

use std::convert::Infallible;

use nodewright_luxon::{Settings, Zone};
use nodewright_properties::{
    Context, NodeState, ParameterError, ParameterOptions, ParameterSource, ParameterValue, Property, Resolve, Version,
    node_issues, resolve,
};
use serde_json::{Map, Value, json};

use crate::cases::{Input, check, check_own};
use crate::field_type::{decode, encode};

#[test]
fn node_parameters() {
    check("execution.jsonl", 84, run);
    check_own("node_parameter.jsonl", 237, run);
}

fn run(function: &str, input: &Input) -> Option<Value> {
    let has_expressions = |key: &str| input.get(key).to_string().contains("\"=");
    if function != "getNodeParameter" || has_expressions("parameters") || has_expressions("call") {
        return None;
    }
    Some(read(input))
}

fn read(input: &Input) -> Value {
    let properties: Vec<Property> = input.read("properties");
    let version = input.get("typeVersion").as_f64().map(Version::new);
    let context = Context { version, description: None };
    let options = Resolve { defaults: true, hidden: false, context };
    let parameters = resolve(&properties, input.get("parameters").as_object(), options).unwrap();
    if let Some(issues) = node_issues(&properties, NodeState::new(&parameters), context).unwrap() {
        let lines: Vec<_> = issues.messages(None).iter().map(|message| format!("- {message}")).collect();
        return json!({"workflowNotStarted": {"message": format!("The 'Node' node has issues:\n{}", lines.join("\n"))}});
    }
    let settings = Settings::new(Zone::iana("America/New_York"));
    let source = ParameterSource { properties: &properties, parameters: &parameters, context, settings: &settings };
    value(&source, input.get("call"))
}

fn value(source: &ParameterSource<'_>, call: &Value) -> Value {
    let options = ParameterOptions {
        fallback: call.get("fallback").map_or(ParameterValue::Undefined, decode),
        raw_expressions: call["options"]["rawExpressions"] == true,
        extract_value: call["options"]["extractValue"] == true,
        ensure_type: call["options"]["ensureType"].as_str().map(|name| name.parse().unwrap()),
        skip_validation: call["options"]["skipValidation"] == true,
    };
    let item = call["itemIndex"].as_u64().map_or(0, |item| usize::try_from(item).unwrap());
    let literal = |value: &Value| Ok::<_, Infallible>(value.clone().into());
    match source.read(call["name"].as_str().unwrap(), item, &options, literal) {
        Ok(value) => json!({"value": encode(&value)}),
        Err(error) => json!({"error": failure(&error)}),
    }
}

/// The kind of an error, its message and its description.
fn failure(error: &ParameterError<Infallible>) -> Value {
    let (name, description) = match error {
        ParameterError::Missing { .. } | ParameterError::Evaluation(_) => ("Error", None),
        ParameterError::Extraction(invalid) => ("NodeOperationError", invalid.description.as_deref()),
        ParameterError::Type(invalid) => ("ExpressionError", invalid.description.as_deref()),
    };
    let mut failure =
        Map::from_iter([("name".to_owned(), json!(name)), ("message".to_owned(), json!(error.to_string()))]);
    failure.extend(description.map(|description| ("description".to_owned(), json!(description))));
    failure.into()
}
