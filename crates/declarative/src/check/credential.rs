//! Credential types.

use serde_json::Value;

use super::{Check, Problem, Surroundings, element, keys, member};

/// What is wrong with a credential type (n8n's `ICredentialType`), in the order of its text.
pub fn credential_type(value: &Value, surroundings: &Surroundings<'_>) -> Vec<Problem> {
    let mut check = Check::new(surroundings);
    let Some(map) = value.as_object() else {
        check.error(
            "",
            "a credential type is an object: {\"name\", \"displayName\", \"properties\", \"authenticate\", …}",
        );
        return check.problems;
    };
    check.known("", map, keys::CREDENTIAL_TYPE);
    check.requires("", map, &["name", "displayName", "properties"]);
    for (index, name) in map.get("extends").and_then(Value::as_array).into_iter().flatten().enumerate() {
        if !name.as_str().is_some_and(surroundings.credential_type) {
            check.error(&element("extends", index), format!("there is no credential type {name}"));
        }
    }
    let properties = map.get("properties").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    check.properties("properties", properties, properties);
    if let Some(rule) = map.get("authenticate") {
        check.authenticate(rule, properties);
    }
    if let Some(request) = map.get("test").and_then(|test| test.get("request")) {
        check.request("test.request", request);
    }
    check.problems
}

impl Check<'_> {
    fn authenticate(&mut self, rule: &Value, properties: &[Value]) {
        let path = "authenticate";
        // Nothing is what JSON leaves of a function.
        if rule.get("$js").is_some() || rule.as_object().is_some_and(|rule| rule.is_empty()) {
            return self.error(path, "this is code, which a description has not: nothing is signed");
        }
        let Some(map) = self.object(path, rule) else { return };
        self.one_of(&member(path, "type"), &map.get("type").cloned().unwrap_or_default(), &["generic"]);
        self.expressions(path, rule);
        let path = member(path, "properties");
        let Some(parts) = map.get("properties").and_then(Value::as_object) else {
            return self.error(&path, "'properties' is missing: what is added to a request");
        };
        self.known(&path, parts, &["headers", "qs", "body", "auth"]);
        let names: Vec<_> = properties.iter().filter_map(|property| property["name"].as_str()).collect();
        for name in fields_of(rule) {
            if !names.contains(&name.as_str()) && !properties.is_empty() && name != "oauthTokenData" {
                self.warning(
                    &path,
                    format!("'$credentials.{name}' is no field of the credential; it has {}", names.join(", ")),
                );
            }
        }
    }
}

/// The fields that expressions read by `$credentials.name`.
fn fields_of(value: &Value) -> Vec<String> {
    let text = value.to_string();
    let field = |rest: &str| {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        rest[..end].to_owned()
    };
    let mut names: Vec<_> = text
        .split("$credentials")
        .skip(1)
        .filter_map(|rest| rest.trim_start_matches('?').strip_prefix('.'))
        .map(field)
        .collect();
    names.sort();
    names.dedup();
    names
}
