//! Looks descriptions over, as a linter does: what cannot work, and what is surely not meant, each with its place.

mod condition;
mod credential;
mod default;
mod keys;
mod property;
mod routing;

use std::{fmt, sync::Arc};

use nodewright_core::nearest;
use nodewright_properties::{NodeDescription, Resolver};
use serde::Serialize;
use serde_json::{Map, Value};

pub use credential::credential_type;

/// What is wrong with a description.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Where, for example `properties[3].routing.send.type`; empty for the whole.
    pub path: String,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, and what to do.
    pub message: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something does not work.
    Error,
    /// Something has no effect, or not the one that it seems to have.
    Warning,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        match self.path.is_empty() {
            true => write!(f, "{severity}: {}", self.message),
            false => write!(f, "{severity}: {}: {}", self.path, self.message),
        }
    }
}

/// What a description is held against besides its own rules.
pub struct Surroundings<'a> {
    /// What is wrong with the text of an expression, which starts with `=`; nothing where it can be compiled.
    pub expression: &'a dyn Fn(&str) -> Option<String>,
    /// Whether there is a credential type of this name.
    pub credential_type: &'a dyn Fn(&str) -> bool,
}

/// What is wrong with a node type's description (n8n's `INodeTypeDescription`), in the order of its text.
///
/// ```
/// use nodewright_declarative::check::{self, Surroundings};
/// use serde_json::json;
///
/// let surroundings = Surroundings { expression: &|_| None, credential_type: &|_| true };
/// let problems = check::description(
///     &json!({
///         "displayName": "Board", "name": "board", "group": ["input"], "version": 1, "description": "Reads a board",
///         "defaults": { "name": "Board" }, "inputs": ["main"], "outputs": ["main"],
///         "requestDefaults": { "baseURL": "https://api.example.com" },
///         "properties": [{
///             "displayName": "Search", "name": "search", "type": "string", "default": "",
///             "routing": { "send": { "type": "query", "propety": "q" } },
///         }],
///     }),
///     &surroundings,
/// );
/// let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
/// assert_eq!(
///     said,
///     [
///         "warning: properties[0].routing.send.propety: this key is not known here; did you mean 'property'?",
///         "error: properties[0].routing.send: nothing is sent: name the field with 'property'",
///     ]
/// );
/// ```
pub fn description(value: &Value, surroundings: &Surroundings<'_>) -> Vec<Problem> {
    let mut check = Check::new(surroundings);
    let Some(map) = value.as_object() else {
        check.error("", "a description is an object: {\"displayName\", \"name\", \"version\", \"properties\", …}");
        return check.problems;
    };
    check.known("", map, keys::DESCRIPTION);
    check.requires("", map, &["displayName", "name", "version", "defaults", "inputs", "outputs", "properties"]);
    if let Some(defaults) = map.get("requestDefaults") {
        check.request("requestDefaults", defaults);
    }
    if let Some(operations) = map.get("requestOperations") {
        check.operations("requestOperations", operations);
    }
    check.credentials(map.get("credentials"));
    let properties = map.get("properties").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    check.properties("properties", properties, properties);
    check.circles("properties", properties);
    if !map.contains_key("requestDefaults") && !check.has_routing {
        check.error("", "it has neither 'requestDefaults' nor 'routing': nothing says what it sends");
    }
    // What the walk above has found is said better there.
    if check.problems.iter().all(|problem| problem.severity != Severity::Error) {
        check.as_a_whole(value);
    }
    check.problems
}

/// A walk over a description.
struct Check<'a> {
    surroundings: &'a Surroundings<'a>,
    problems: Vec<Problem>,
    has_routing: bool,
}

impl<'a> Check<'a> {
    fn new(surroundings: &'a Surroundings<'a>) -> Self {
        Self { surroundings, problems: Vec::new(), has_routing: false }
    }

    fn error(&mut self, path: &str, message: impl Into<String>) {
        self.add(path, Severity::Error, message.into());
    }

    fn warning(&mut self, path: &str, message: impl Into<String>) {
        self.add(path, Severity::Warning, message.into());
    }

    fn add(&mut self, path: &str, severity: Severity, message: String) {
        self.problems.push(Problem { path: path.to_owned(), severity, message });
    }

    /// Names the keys that nothing here reads.
    fn known(&mut self, path: &str, map: &Map<String, Value>, known: &[&str]) {
        for key in map.keys().filter(|key| !known.contains(&key.as_str())) {
            let message = match nearest(key, known.iter().copied()) {
                Some(nearest) => format!("this key is not known here; did you mean '{nearest}'?"),
                None => format!("this key is not known here; known are {}", known.join(", ")),
            };
            self.warning(&member(path, key), message);
        }
    }

    fn requires(&mut self, path: &str, map: &Map<String, Value>, keys: &[&str]) {
        for key in keys.iter().filter(|key| !map.contains_key(**key)) {
            self.error(path, format!("'{key}' is missing"));
        }
    }

    /// An object, or nothing and a problem.
    fn object<'v>(&mut self, path: &str, value: &'v Value) -> Option<&'v Map<String, Value>> {
        if !value.is_object() {
            self.error(path, "this must be an object");
        }
        value.as_object()
    }

    /// One of several texts.
    fn one_of(&mut self, path: &str, value: &Value, known: &[&str]) {
        match value.as_str() {
            Some(text) if known.contains(&text) => {}
            Some(text) => {
                let nearest = nearest(text, known.iter().copied());
                let suggested = nearest.map(|nearest| format!(" (did you mean '{nearest}'?)")).unwrap_or_default();
                self.error(path, format!("'{text}' is not one of {}{suggested}", known.join(", ")));
            }
            None => self.error(path, format!("this must be one of {}", known.join(", "))),
        }
    }

    /// All expressions in a value.
    fn expressions(&mut self, path: &str, value: &Value) {
        match value {
            Value::String(text) if text.starts_with('=') => {
                if let Some(wrong) = (self.surroundings.expression)(text) {
                    self.error(path, format!("the expression cannot be read: {wrong}"));
                }
            }
            Value::Array(list) => {
                for (index, value) in list.iter().enumerate() {
                    self.expressions(&element(path, index), value);
                }
            }
            Value::Object(map) => map.iter().for_each(|(key, value)| self.expressions(&member(path, key), value)),
            _ => {}
        }
    }

    fn credentials(&mut self, uses: Option<&Value>) {
        for (index, one) in uses.and_then(Value::as_array).into_iter().flatten().enumerate() {
            let path = element("credentials", index);
            let Some(map) = self.object(&path, one) else { continue };
            self.known(&path, map, keys::CREDENTIAL_USE);
            match map.get("name").and_then(Value::as_str) {
                None => self.error(&path, "'name' is missing: the credential type"),
                Some(name) if !(self.surroundings.credential_type)(name) => {
                    self.error(&member(&path, "name"), format!("there is no credential type '{name}'"));
                }
                Some(_) => {}
            }
        }
    }

    /// What only the description as a whole shows: parts of the wrong type, conditions in a circle.
    fn as_a_whole(&mut self, value: &Value) {
        match nodewright_core::json::from_ref::<NodeDescription>(value) {
            Err(error) => self.error("", error.to_string()),
            Ok(description) => {
                let version = description.latest_version();
                let resolver = Resolver::new(Arc::new(description));
                let resolved = resolver.and_then(|it| it.resolve(&Map::new(), version, true, true));
                if let Err(error) = resolved {
                    self.error("properties", error.to_string());
                }
            }
        }
    }
}

fn member(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn element(path: &str, index: usize) -> String {
    format!("{path}[{index}]")
}
