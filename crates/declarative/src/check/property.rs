//! Properties, whatever level they are at.

use serde_json::{Map, Value};

use super::{Check, condition::loads, default, element, keys, member};

impl Check<'_> {
    /// Properties beside each other; `root` are those of the description.
    pub(super) fn properties(&mut self, path: &str, properties: &[Value], root: &[Value]) {
        for (index, property) in properties.iter().enumerate() {
            let path = element(path, index);
            if let Some(map) = self.object(&path, property) {
                self.property(&path, property, map, properties, root);
                // Neither of the two would ever be looked at.
                let same = |other: &Value| ["name", "displayOptions"].iter().all(|key| other[key] == property[key]);
                if properties[..index].iter().any(same) {
                    let name = property["name"].as_str().unwrap_or_default();
                    self.warning(&path, format!("'{name}' is there before under the same conditions"));
                }
            }
        }
    }

    fn property(&mut self, path: &str, property: &Value, map: &Map<String, Value>, beside: &[Value], root: &[Value]) {
        self.known(path, map, keys::PROPERTY);
        self.requires(path, map, &["displayName", "name", "type"]);
        if let Some(kind) = map.get("type") {
            self.one_of(&member(path, "type"), kind, keys::TYPES);
        }
        match map.get("default") {
            None if !matches!(map.get("type").and_then(Value::as_str), Some("notice" | "button" | "callout")) => {
                self.error(path, "'default' is missing: the value where none is stored");
            }
            Some(value) => {
                let place = member(path, "default");
                self.expressions(&place, value);
                if let Some(wrong) = default::wrong(property, value) {
                    self.error(&place, format!("it {wrong}"));
                }
            }
            None => {}
        }
        for key in ["displayOptions", "disabledOptions"] {
            if let Some(options) = map.get(key) {
                self.display_options(&member(path, key), options, beside, root);
            }
        }
        self.type_options(path, map);
        if let Some(routing) = map.get("routing") {
            self.routing(&member(path, "routing"), routing);
        }
        self.extract_value(path, map.get("extractValue"));
        for (index, mode) in map.get("modes").and_then(Value::as_array).into_iter().flatten().enumerate() {
            let path = element(&member(path, "modes"), index);
            self.extract_value(&path, mode.get("extractValue"));
        }
        self.options(path, map, root);
    }

    fn options(&mut self, path: &str, map: &Map<String, Value>, root: &[Value]) {
        let kind = map.get("type").and_then(Value::as_str).unwrap_or_default();
        let list = map.get("options").and_then(Value::as_array).map(Vec::as_slice);
        let path = member(path, "options");
        match (kind, list) {
            ("options" | "multiOptions", list) => {
                let list = list.unwrap_or_default();
                if list.is_empty() && !map.get("typeOptions").and_then(Value::as_object).is_some_and(loads) {
                    return self
                        .error(&path, "there is nothing to choose: list 'options', or load them by 'typeOptions'");
                }
                self.choices(&path, list, root);
            }
            ("collection", Some(fields)) => self.properties(&path, fields, root),
            ("fixedCollection", Some(groups)) => {
                for (index, group) in groups.iter().enumerate() {
                    let path = element(&path, index);
                    let Some(map) = self.object(&path, group) else { continue };
                    self.known(&path, map, keys::GROUP);
                    self.requires(&path, map, &["name", "displayName", "values"]);
                    let values = map.get("values").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                    self.properties(&member(&path, "values"), values, root);
                }
            }
            ("collection" | "fixedCollection", None) => self.error(&path, "'options' is missing: what it has inside"),
            _ => {}
        }
    }

    fn choices(&mut self, path: &str, choices: &[Value], root: &[Value]) {
        for (index, choice) in choices.iter().enumerate() {
            let path = element(path, index);
            let Some(map) = self.object(&path, choice) else { continue };
            self.known(&path, map, keys::CHOICE);
            self.requires(&path, map, &["name", "value"]);
            if choices[..index]
                .iter()
                .any(|other| other["value"] == choice["value"] && other["displayOptions"] == choice["displayOptions"])
            {
                self.warning(&path, format!("the value {} is there before", choice["value"]));
            }
            if let Some(options) = map.get("displayOptions") {
                self.display_options(&member(&path, "displayOptions"), options, root, root);
            }
            if let Some(routing) = map.get("routing") {
                self.routing(&member(&path, "routing"), routing);
            }
        }
    }

    fn type_options(&mut self, path: &str, map: &Map<String, Value>) {
        let Some(options) = map.get("typeOptions") else { return };
        let path = member(path, "typeOptions");
        let Some(options) = self.object(&path, options) else { return };
        let bound = |key: &str| options.get(key).and_then(Value::as_f64);
        if let (Some(least), Some(most)) = (bound("minValue"), bound("maxValue"))
            && least > most
        {
            self.error(&path, format!("no number is at least {least} and at most {most}"));
        }
        if let Some(method) = options.get("loadOptionsMethod") {
            let place = member(&path, "loadOptionsMethod");
            self.warning(
                &place,
                format!("{method} is code, which a description has not; use 'loadOptions' with a 'routing'"),
            );
        }
        if let Some(load) = options.get("loadOptions") {
            let place = member(&member(&path, "loadOptions"), "routing");
            match load.get("routing") {
                Some(routing) => self.routing(&place, routing),
                None => self.error(&place, "'routing' is missing: the request that gives the options"),
            }
        }
    }

    fn extract_value(&mut self, path: &str, value: Option<&Value>) {
        let Some(pattern) = value.and_then(|value| value["regex"].as_str()) else { return };
        if let Err(error) = nodewright_properties::check_pattern(pattern) {
            self.error(&member(&member(path, "extractValue"), "regex"), error.to_string());
        }
    }
}
