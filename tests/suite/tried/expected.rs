//! What a declarative operation is to send, as far as its description says it without expressions.

use nodewright::{
    NodeDescription,
    properties::{self, Context, Resolve, is_displayed},
    serde_json::{Map, Value, json},
};
use nodewright_testkit::RecordedRequest;

use super::operation::Operation;

/// A request, as the description of its operation has it.
pub struct Expected {
    method: String,
    /// Its path in parts, between which anything is.
    path: Vec<String>,
    body: Vec<(String, Value)>,
    query: Vec<(String, Value)>,
}

/// That of an operation with these parameters; nothing where code has a say, or an expression makes all of it.
pub fn request(description: &NodeDescription, operation: &Operation, stored: &Map<String, Value>) -> Option<Expected> {
    let defaults = description.request_defaults.as_deref()?;
    let context = Context { version: Some(operation.version), description: Some(description) };
    let options = Resolve { defaults: true, hidden: false, context };
    let parameters = properties::resolve(&description.properties, Some(stored), options).ok()?;
    let mut expected = Expected {
        method: defaults.get("method").and_then(text).unwrap_or("GET").to_owned(),
        path: Vec::new(),
        body: Vec::new(),
        query: Vec::new(),
    };
    let mut url = String::new();
    let mut says_something = false;
    for property in &description.properties {
        let Some(value) = parameters.get(&*property.name) else { continue };
        let shown = is_displayed(property.display_options.as_deref(), &parameters, Some(&parameters), context);
        if !shown.unwrap_or(false) {
            continue;
        }
        let property = json!(property);
        let chosen = property["options"].as_array().into_iter().flatten().find(|option| option["value"] == *value);
        let routings = [&property["routing"]].into_iter().chain(chosen.map(|option| &option["routing"]));
        for routing in routings {
            if is_code(routing) {
                return None;
            }
            says_something |= routing["request"].is_object();
            if let Some(method) = text(&routing["request"]["method"]) {
                method.clone_into(&mut expected.method);
            }
            if let Some(own) = text(&routing["request"]["url"]) {
                own.clone_into(&mut url);
            }
            expected.send(&routing["send"], value);
        }
    }
    if !says_something || expected.method.starts_with('=') {
        return None;
    }
    let base = defaults.get("baseURL").and_then(text).unwrap_or_default();
    let whole = match url.trim_start_matches('=').contains("://") {
        true => url,
        false => format!("{}/{}", base.trim_end_matches('/'), url.trim_start_matches('=').trim_start_matches('/')),
    };
    expected.path = parts_of(&whole)?;
    Some(expected)
}

/// What an expression makes.
const ANY: char = '\u{0}';

/// The path of a URL, without what is made by expressions.
fn parts_of(url: &str) -> Option<Vec<String>> {
    let mut plain = String::new();
    for (index, part) in url.trim_start_matches('=').split("{{").enumerate() {
        match index {
            0 => plain.push_str(part),
            _ => plain.extend([ANY.to_string().as_str(), part.split_once("}}")?.1]),
        }
    }
    let path = match plain.split_once("://") {
        Some((_, rest)) => &rest[rest.find('/')?..],
        // The base is in the credential.
        None => plain.split_once(ANY)?.1,
    };
    let path = path.split('?').next().unwrap_or_default().trim_end_matches('/');
    let parts: Vec<_> = path.split(ANY).map(str::to_owned).collect();
    parts.iter().any(|part| part.len() > 1).then_some(parts)
}

fn text(value: &Value) -> Option<&str> {
    value.as_str()
}

fn is_code(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.contains_key("$js") || map.values().any(is_code),
        Value::Array(list) => list.iter().any(is_code),
        _ => false,
    }
}

impl Expected {
    /// A parameter that is sent as it is.
    fn send(&mut self, send: &Value, value: &Value) {
        let is_plain = match value {
            Value::String(text) => !text.is_empty() && !text.starts_with('='),
            Value::Number(_) | Value::Bool(_) => true,
            _ => false,
        };
        let Some(name) = text(&send["property"]) else { return };
        if !is_plain || send.get("value").is_some() || name.contains(['.', '[', '=']) {
            return;
        }
        match text(&send["type"]) {
            Some("query") => self.query.push((name.to_owned(), value.clone())),
            _ => self.body.push((name.to_owned(), value.clone())),
        }
    }

    pub fn compare(&self, sent: Option<&RecordedRequest>) -> Result<(), String> {
        let Some(sent) = sent else {
            return Err(format!("nothing was sent instead of {} {:?}", self.method, self.path));
        };
        if sent.method != self.method {
            return Err(format!("{} instead of {}", sent.method, self.method));
        }
        let path = sent.path().trim_end_matches('/');
        // A value at its end may be empty.
        let whole = format!("{path}/");
        let mut rest = whole.as_str();
        for part in &self.path {
            match rest.find(part.as_str()) {
                Some(at) => rest = &rest[at + part.len()..],
                None => return Err(format!("{path} instead of {:?}", self.path)),
            }
        }
        if self.path.len() == 1 && !path.ends_with(&self.path[0]) {
            return Err(format!("{path} instead of {:?}", self.path));
        }
        let query = sent.query_pairs();
        for (name, value) in &self.query {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if !query.contains(&(name.clone(), value.clone())) {
                return Err(format!("no {name}={value} in {query:?}"));
            }
        }
        let body = sent.json().unwrap_or_default();
        match self.body.iter().find(|(name, value)| body.get(name) != Some(value)) {
            Some((name, value)) => Err(format!("no {name}: {value} in {}", sent.text())),
            None => Ok(()),
        }
    }
}
