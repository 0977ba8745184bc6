//! What is sent, and what is made of the answer.

use serde_json::{Map, Value};

use super::{Check, element, keys, member};

impl Check<'_> {
    pub(super) fn routing(&mut self, path: &str, routing: &Value) {
        let Some(map) = self.object(path, routing) else { return };
        self.has_routing = true;
        self.known(path, map, keys::ROUTING);
        if let Some(request) = map.get("request") {
            self.request(&member(path, "request"), request);
        }
        if let Some(send) = map.get("send") {
            self.send(&member(path, "send"), send);
        }
        if let Some(output) = map.get("output") {
            self.output(&member(path, "output"), output);
        }
        if let Some(operations) = map.get("operations") {
            self.operations(&member(path, "operations"), operations);
        }
    }

    /// A request or what every request starts from.
    pub(super) fn request(&mut self, path: &str, request: &Value) {
        let Some(map) = self.object(path, request) else { return };
        self.known(path, map, keys::REQUEST);
        self.expressions(path, request);
        if let Some(method) = map.get("method").filter(|method| !is_expression(method)) {
            self.one_of(&member(path, "method"), method, keys::METHODS);
        }
        for key in ["baseURL", "url"] {
            if let Some(text) = map.get(key).and_then(Value::as_str) {
                self.url(&member(path, key), key == "baseURL", text);
            }
        }
    }

    fn url(&mut self, path: &str, is_base: bool, text: &str) {
        if text.starts_with('=') {
            // Items come from other people; where credentials go is not theirs to say.
            if is_base && ["$json", "$input", "$binary", "$node", "$('"].iter().any(|name| text.contains(name)) {
                self.error(path, "a base URL cannot come from an item: the credential would go where the item says");
            }
            return;
        }
        let scheme = text.split_once("://").map(|(scheme, _)| scheme);
        match scheme {
            Some("http" | "https") => {}
            Some(scheme) => self.error(path, format!("the scheme must be http or https, not '{scheme}'")),
            None if is_base => self.error(path, "this must be a whole URL, such as https://api.example.com"),
            None => {}
        }
    }

    fn send(&mut self, path: &str, send: &Value) {
        let Some(map) = self.object(path, send) else { return };
        self.known(path, map, keys::SEND);
        self.expressions(path, send);
        if let Some(kind) = map.get("type").filter(|kind| !is_expression(kind)) {
            self.one_of(&member(path, "type"), kind, &["body", "query"]);
        }
        self.code(&member(path, "preSend"), map.get("preSend"));
        if map.contains_key("type") && map.get("property").is_none_or(|property| property == "") {
            self.error(path, "nothing is sent: name the field with 'property'");
        }
        if map.contains_key("property") && !map.contains_key("type") {
            self.warning(path, "'type' is missing: it goes to the query; say \"query\" or \"body\"");
        }
    }

    fn output(&mut self, path: &str, output: &Value) {
        let Some(map) = self.object(path, output) else { return };
        self.known(path, map, keys::OUTPUT);
        if let Some(most) = map.get("maxResults") {
            self.expressions(&member(path, "maxResults"), most);
        }
        let Some(steps) = map.get("postReceive") else { return };
        let path = member(path, "postReceive");
        let Some(steps) = steps.as_array() else { return self.error(&path, "this must be a list of steps") };
        for (index, step) in steps.iter().enumerate() {
            let path = element(&path, index);
            match step {
                step if is_code(step) => self.code_at(&path),
                Value::Object(step) => self.step(&path, step),
                _ => self.error(&path, "this must be a step: {\"type\", \"properties\"}"),
            }
        }
    }

    fn step(&mut self, path: &str, step: &Map<String, Value>) {
        self.known(path, step, &["type", "properties", "enabled", "errorMessage"]);
        if let Some(enabled) = step.get("enabled") {
            self.expressions(&member(path, "enabled"), enabled);
        }
        let names: Vec<_> = keys::POST_RECEIVE.iter().map(|(name, ..)| *name).collect();
        self.one_of(&member(path, "type"), &step.get("type").cloned().unwrap_or_default(), &names);
        let kind = step.get("type").and_then(Value::as_str).unwrap_or_default();
        self.needed(path, kind, step.get("properties"), keys::POST_RECEIVE);
    }

    /// The operations of a request: how further pages are asked for.
    pub(super) fn operations(&mut self, path: &str, operations: &Value) {
        let Some(map) = self.object(path, operations) else { return };
        self.known(path, map, &["pagination"]);
        let Some(pagination) = map.get("pagination") else { return };
        let path = member(path, "pagination");
        if is_code(pagination) {
            return self.code_at(&path);
        }
        let Some(map) = self.object(&path, pagination) else { return };
        self.known(&path, map, &["type", "properties"]);
        let names: Vec<_> = keys::PAGINATION.iter().map(|(name, ..)| *name).collect();
        self.one_of(&member(&path, "type"), &map.get("type").cloned().unwrap_or_default(), &names);
        let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
        self.needed(&path, kind, map.get("properties"), keys::PAGINATION);
        let properties = &pagination["properties"];
        if kind == "offset" {
            self.one_of(&member(&path, "properties.type"), &properties["type"], &["body", "query"]);
        } else if let Some(request) = properties.get("request") {
            self.request(&member(&path, "properties.request"), request);
        }
    }

    /// The properties that a step or a pagination of this kind takes, and those that it needs.
    fn needed(&mut self, path: &str, kind: &str, properties: Option<&Value>, table: &[(&str, &[&str], &[&str])]) {
        let Some((_, known, needed)) = table.iter().find(|(name, ..)| *name == kind) else { return };
        let path = member(path, "properties");
        let nothing = Value::Object(Map::new());
        let properties = properties.unwrap_or(&nothing);
        let Some(map) = self.object(&path, properties) else { return };
        self.expressions(&path, properties);
        // Those of `setKeyValue` are the fields themselves.
        if !known.is_empty() {
            self.known(&path, map, known);
        }
        self.requires(&path, map, needed);
    }

    fn code(&mut self, path: &str, functions: Option<&Value>) {
        match functions {
            None => {}
            Some(Value::Array(list)) if list.is_empty() => {}
            Some(_) => self.code_at(path),
        }
    }

    fn code_at(&mut self, path: &str) {
        self.error(path, "this is code, which a description has not: what needs it is unavailable");
    }
}

fn is_expression(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with('='))
}

/// The mark of a function, or what JSON leaves of one.
fn is_code(value: &Value) -> bool {
    value.is_null() || value.get("$js").is_some()
}
