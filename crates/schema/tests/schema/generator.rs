//! Random parameters, the same for the same seed.

use nodewright_properties::{Context, Options, Property, PropertyType, is_displayed};
use serde_json::{Map, Value, json};

/// A small generator of random numbers (SplitMix64).
pub struct Generator {
    state: u64,
    /// Of how many values one is of a random type.
    wild: u64,
}

impl Generator {
    /// Every `wild`th value is of any type; none is if `wild` is 0, and then each value is one that its property asks for.
    pub fn new(seed: u64, wild: u64) -> Self {
        Self { state: seed, wild }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn one_in(&mut self, count: u64) -> bool {
        self.next().is_multiple_of(count)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[(self.next() % list.len() as u64) as usize]
    }

    /// Parameters of a node: values of properties that are shown beside what was chosen before, which is `chosen` at first.
    pub fn parameters(
        &mut self,
        properties: &[Property],
        context: Context<'_>,
        chosen: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut parameters = chosen.clone();
        for _ in 0..3 {
            for property in properties {
                let shown = is_displayed(property.display_options.as_deref(), &parameters, None, context);
                let chooses = property.name == "resource" || property.name == "operation";
                let wanted = shown.unwrap_or(false) && (chooses || property.required == Some(true) || !self.one_in(4));
                if !parameters.contains_key(property.name.as_ref()) && wanted {
                    let value = self.value(property);
                    parameters.insert(property.name.to_string(), value);
                }
            }
        }
        parameters
    }

    fn value(&mut self, property: &Property) -> Value {
        if self.wild > 0 && self.one_in(self.wild) {
            return self.any_value();
        }
        if property.multiple_values() && property.kind != PropertyType::FixedCollection {
            return (0..self.next() % 3).map(|_| self.one(property)).collect();
        }
        self.one(property)
    }

    fn any_value(&mut self) -> Value {
        let values = [
            json!(null),
            json!(""),
            json!(0),
            json!(1),
            json!(-3.5),
            json!(true),
            json!(false),
            json!("x"),
            json!("5"),
            json!("={{ $json.a }}"),
            json!("https://a.example/c"),
            json!("2024-01-01"),
            json!("{\"a\": 1}"),
            json!([]),
            json!(["a"]),
            json!(["x", "y"]),
            json!([null]),
            json!(["={{ 1 }}"]),
            json!([["=x"], 1]),
            json!([[5]]),
            json!([null, "=x"]),
            json!([["", "=x"]]),
            json!({"__rl": true, "mode": "id", "value": ["=x"]}),
            json!({"__rl": true, "mode": "url", "value": [[null, "=x"]]}),
            json!({}),
            json!({"__rl": true, "mode": "id", "value": "q"}),
            json!({"__rl": true, "mode": "list", "value": ""}),
            json!({"__rl": true, "mode": "list", "value": ["a"]}),
        ];
        self.pick(&values).clone()
    }

    fn one(&mut self, property: &Property) -> Value {
        match (&property.kind, &property.options) {
            (PropertyType::Options, _) => self.choice(property).unwrap_or_else(|| json!("a")),
            (PropertyType::MultiOptions, _) => match self.choice(property) {
                _ if property.required != Some(true) && self.one_in(3) => json!([]),
                choice => json!([choice.unwrap_or_else(|| json!("a"))]),
            },
            (PropertyType::Boolean, _) => self.one_in(2).into(),
            (PropertyType::Number, _) => self.number(property),
            (PropertyType::Json, _) => self.text(&["{}", "[1]", "{\"a\": 1}"]),
            (PropertyType::DateTime, _) => self.text(&["2024-01-01T00:00:00", "2024-01-01"]),
            (PropertyType::ResourceLocator, _) => self.locator(property),
            (PropertyType::ResourceMapper, _) => self.mapper(),
            (PropertyType::Filter, _) => json!({"combinator": "and", "conditions": self.list(&[]), "options": {}}),
            (PropertyType::AssignmentCollection, _) => json!({"assignments": []}),
            (PropertyType::Collection, Some(Options::Fields(fields))) => self.some(fields).into(),
            (PropertyType::FixedCollection, Some(Options::Groups(groups))) => {
                let mut value = Map::new();
                for group in groups {
                    if self.one_in(3) {
                        continue;
                    }
                    let rows = if property.multiple_values() {
                        (0..self.next() % 3).map(|_| Value::Object(self.some(&group.values))).collect()
                    } else {
                        self.some(&group.values).into()
                    };
                    value.insert(group.name.to_string(), rows);
                }
                value.into()
            }
            (PropertyType::Collection | PropertyType::FixedCollection, _) => json!({}),
            _ => self.text(&["a", "abc", "12", "={{ 1 }}", "2024-01-01", "https://x.example/z"]),
        }
    }

    fn some(&mut self, fields: &[Property]) -> Map<String, Value> {
        let mut values = Map::new();
        for field in fields {
            if !values.contains_key(field.name.as_ref()) && (field.required == Some(true) || self.one_in(2)) {
                values.insert(field.name.to_string(), self.value(field));
            }
        }
        values
    }

    fn text(&mut self, texts: &[&str]) -> Value {
        if self.wild > 0 && self.one_in(4) { "".into() } else { (*self.pick(texts)).into() }
    }

    fn choice(&mut self, property: &Property) -> Option<Value> {
        let values: Vec<_> = property.choices().iter().filter_map(|choice| choice.value.clone()).collect();
        (!values.is_empty()).then(|| self.pick(&values).clone())
    }

    fn number(&mut self, property: &Property) -> Value {
        let number: f64 = *self.pick(&[0.0, 1.0, 5.0, 100.0]);
        let bound = |bound: Option<&serde_json::Number>| bound.and_then(serde_json::Number::as_f64);
        let options = property.type_options.as_deref();
        let least = bound(options.and_then(|options| options.min_value.as_ref())).unwrap_or(f64::MIN);
        let most = bound(options.and_then(|options| options.max_value.as_ref())).unwrap_or(f64::MAX);
        number.max(least).min(most).into()
    }

    fn locator(&mut self, property: &Property) -> Value {
        let modes: Vec<_> = property.modes.iter().flatten().collect();
        if modes.is_empty() {
            return json!("plain");
        }
        let mode = &self.pick(&modes).name;
        let value =
            if self.wild > 0 && self.one_in(4) { self.any_value() } else { self.text(&["a", "12345", "={{ 1 }}"]) };
        json!({"__rl": true, "mode": mode, "value": value})
    }

    fn mapper(&mut self) -> Value {
        let mode = *self.pick(&["defineBelow", "autoMapInputData"]);
        let values = [json!(null), json!({}), json!({"a": "x"}), json!({"a": "5"})];
        let kind = *self.pick(&["string", "number", "boolean"]);
        let field = json!({"id": "a", "required": self.one_in(2), "type": kind, "display": true});
        json!({"mappingMode": mode, "value": self.pick(&values), "schema": self.list(&[field])})
    }

    /// A list, or now and then something else.
    fn list(&mut self, list: &[Value]) -> Value {
        if self.wild > 0 && self.one_in(4) { self.any_value() } else { list.into() }
    }
}
