//! When something is shown, as a formula over parameters, and that formula as a schema of the object that holds them.

use serde_json::{Map, Value, json};

use crate::path::Path;

/// A condition on the parameters of one object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Formula {
    Always,
    Never,
    Test(Test),
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Not(Box<Formula>),
}

/// A condition on one parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Test {
    /// Where the parameter stands.
    pub(crate) path: Path,
    /// What it must be.
    pub(crate) value: Value,
    /// The verdict without one.
    pub(crate) absent: bool,
}

impl Formula {
    /// That there is no such parameter.
    pub(crate) fn absent(path: Path) -> Self {
        Self::Test(Test { path, value: json!({ "not": {} }), absent: true })
    }

    pub(crate) fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Vec::new();
        for part in parts {
            match part {
                Self::Always => {}
                Self::Never => return Self::Never,
                Self::All(inner) => all.extend(inner),
                part if all.contains(&part) => {}
                part => all.push(part),
            }
        }
        match all.len() {
            0 => Self::Always,
            1 => all.remove(0),
            _ => Self::All(all),
        }
    }

    pub(crate) fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut any = Vec::new();
        for part in parts {
            match part {
                Self::Never => {}
                Self::Always => return Self::Always,
                Self::Any(inner) => any.extend(inner),
                part if any.contains(&part) => {}
                part => any.push(part),
            }
        }
        match any.len() {
            0 => Self::Never,
            1 => any.remove(0),
            _ => Self::Any(any),
        }
    }

    /// Whether it holds where no parameter is given.
    pub(crate) fn holds_for_nothing(&self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Test(test) => test.absent,
            Self::All(parts) => parts.iter().all(Self::holds_for_nothing),
            Self::Any(parts) => parts.iter().any(Self::holds_for_nothing),
            Self::Not(part) => !part.holds_for_nothing(),
        }
    }

    /// The schema of the objects for which the formula holds; `Always` is the empty schema.
    pub(crate) fn schema(&self) -> Map<String, Value> {
        match self {
            Self::Always => Map::new(),
            Self::Never => keyword("not", json!({})),
            Self::Test(test) => test.schema(),
            Self::All(parts) => all(parts),
            Self::Any(parts) => keyword("anyOf", parts.iter().map(Self::schema).collect()),
            Self::Not(part) => keyword("not", part.schema().into()),
        }
    }
}

impl std::ops::Not for Formula {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::Always => Self::Never,
            Self::Never => Self::Always,
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }
}

impl Test {
    fn schema(&self) -> Map<String, Value> {
        match (self.absent, self.path.names()) {
            (false, names) => present(names, self.value.clone()),
            (true, [name]) if self.value == json!({ "not": {} }) => keyword("not", json!({ "required": [name] })),
            (true, [name]) => keyword("properties", json!({ name: self.value })),
            (true, names) => keyword("not", present(names, json!({ "not": self.value })).into()),
        }
    }
}

/// Objects that hold such a value at the end of a path.
fn present(names: &[String], value: Value) -> Map<String, Value> {
    let mut names = names.iter().rev();
    let Some(last) = names.next() else { return Map::new() };
    let object = |name: &String, value: Value| {
        let mut object = keyword("properties", json!({ name: value }));
        object.insert("required".into(), json!([name]));
        object
    };
    names.fold(object(last, value), |mut inner, name| {
        inner.insert("type".into(), "object".into());
        object(name, inner.into())
    })
}

/// Tests of different parameters share one `properties` and one `required`; the rest goes into `allOf`.
fn all(parts: &[Formula]) -> Map<String, Value> {
    let mut merged = Map::new();
    let mut rest = Vec::new();
    for part in parts {
        let schema = part.schema();
        if !merge(&mut merged, &schema) {
            rest.push(schema.into());
        }
    }
    if !rest.is_empty() {
        merged.insert("allOf".into(), Value::Array(rest));
    }
    merged
}

fn merge(into: &mut Map<String, Value>, schema: &Map<String, Value>) -> bool {
    let Some(Value::Object(properties)) = schema.get("properties") else { return false };
    if schema.keys().any(|key| key != "properties" && key != "required") {
        return false;
    }
    let taken = into.get("properties").and_then(Value::as_object);
    if properties.keys().any(|name| taken.is_some_and(|taken| taken.contains_key(name))) {
        return false;
    }
    for (key, value) in schema {
        match (into.get_mut(key), value) {
            (Some(Value::Object(all)), Value::Object(more)) => all.extend(more.clone()),
            (Some(Value::Array(all)), Value::Array(more)) => all.extend(more.iter().cloned()),
            _ => drop(into.insert(key.clone(), value.clone())),
        }
    }
    true
}

fn keyword(name: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(name.to_owned(), value)])
}
