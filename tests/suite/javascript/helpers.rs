//! What packages find of n8n: the cases recorded from n8n, through a package that calls what a case names.

use nodewright::serde_json::{Map, Value, json};
use nodewright_tests::cases;

use super::{class, execute, manifest, package, runtime};

/// Calls a helper or makes an error, and shows what came of it.
const PROBE: &str = r"
    const { fn, input } = JSON.parse(this.getNodeParameter('call', 0));
    const revive = (value) => {
      if (value?.$js === 'undefined') return undefined;
      if (Array.isArray(value)) return value.map(revive);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, revive(member)]));
    };
    const given = revive(input);
    const shown = ({ name, message, description, httpCode, context, messages }) => ({ name, message, description, httpCode, context, messages });
    try {
      if (fn === 'NodeApiError') return [[{ json: shown(new workflow.NodeApiError({ name: 'Node' }, given.response, given.options)) }]];
      if (fn === 'NodeOperationError') return [[{ json: shown(new workflow.NodeOperationError({ name: 'Node' }, given.message, given.options)) }]];
      return [[{ json: { value: this.helpers[fn](...given.args) } }]];
    } catch (error) {
      return [[{ json: { $throws: error.message } }]];
    }";

/// Without what JSON leaves out.
fn defined(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept =
                map.iter().filter(|(_, value)| !value.is_null() && value.get("$js").is_none_or(|js| js != "undefined"));
            Value::Object(kept.map(|(key, value)| (key.clone(), defined(value))).collect())
        }
        Value::Array(list) => list.iter().map(defined).collect(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn helpers_and_errors_are_as_recorded() {
    let folder = package(&manifest(), &[("Probe.node.js", &class(PROBE))]);
    let runtime = runtime(folder.path());
    for (function, count) in [
        ("returnJsonArray", 10),
        ("constructExecutionMetaData", 7),
        ("normalizeItems", 4),
        ("NodeApiError", 36),
        ("NodeOperationError", 7),
    ] {
        let mut results = Vec::new();
        for case in cases::read("execution.jsonl", function, count) {
            // Cases in words have no input.
            if case.input.get("note").is_some() {
                continue;
            }
            let call = json!({ "fn": function, "input": case.input }).to_string();
            let outcome = execute(&runtime, json!({ "call": call })).await.expect("items");
            let found = defined(&outcome.outputs[0][0].json);
            let expected = match case.expected.get("fields") {
                Some(Value::Object(fields)) => {
                    let named = ["name", "message", "description", "httpCode", "context", "messages"];
                    let fields: Map<String, Value> = fields
                        .iter()
                        .filter(|(key, _)| named.contains(&key.as_str()))
                        .map(|(k, v)| (k.clone(), v.clone()))
                        .collect();
                    defined(&fields.into())
                }
                _ => match case.expected.get("$throws") {
                    Some(message) => json!({ "$throws": message }),
                    None => json!({ "value": defined(&case.expected) }),
                },
            };
            let same = if found == expected { Ok(()) } else { Err(format!("{found} instead of {expected}")) };
            results.push((case.id.clone(), same));
        }
        cases::verdict(function, results, &[]);
    }
}
