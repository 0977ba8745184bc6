//! Whether a property is shown.

mod condition;
mod find;
mod scope;

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::javascript::is_truthy;
use crate::{Condition, DisplayOptions, Entries, Error, Features, NodeDescription, Version};

pub use condition::check_conditions;
pub use find::{Found, find_displayed};
pub(crate) use scope::Scope;

/// What conditions on `@version`, `@feature` and `@tool` ask about.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The version of the node; 0 if it has none, as for credentials.
    pub version: Option<Version>,
    /// The description of the node's type.
    pub description: Option<&'a NodeDescription>,
}

impl Context<'_> {
    /// The value behind a key that starts with `@`.
    pub(crate) fn value(&self, key: &str) -> Result<Option<Value>, Error> {
        Ok(Some(match key {
            "@version" => self.version.map_or(0.0, Version::number).into(),
            "@tool" => self.description.is_some_and(|description| description.name.ends_with("Tool")).into(),
            "@feature" => self.enabled_features()?.into(),
            _ => return Ok(None),
        }))
    }

    fn enabled_features(&self) -> Result<Vec<Value>, Error> {
        let features = self.description.and_then(|description| description.features.as_ref());
        let (Some(version), Some(features)) = (self.version, features) else {
            return Ok(Vec::new());
        };
        let features = node_features(features, version)?;
        Ok(features.iter().filter(|(_, enabled)| **enabled).map(|(name, _)| name.into()).collect())
    }
}

/// Which features of a node type are enabled in a version. n8n's `getNodeFeatures`.
///
/// # Errors
/// A condition that cannot be evaluated.
pub fn node_features(features: &Features, version: Version) -> Result<Entries<bool>, Error> {
    let version = Value::from(version.number());
    let enabled = features.iter().map(|(name, conditions)| {
        let on_version = conditions.get("@version").map_or(&[][..], Vec::as_slice);
        Ok((name.to_owned(), check_conditions(on_version, &[Some(&version)])?))
    });
    enabled.collect()
}

/// Whether something with these display options is shown beside the given parameters. n8n's `displayParameter`.
///
/// `root` holds the node's parameters where `values` are those of a collection inside; conditions on `/name` look there.
///
/// ```
/// use nodewright_properties::{Context, DisplayOptions, is_displayed};
/// use serde_json::{Map, json};
///
/// let options = DisplayOptions::show([("resource", vec!["item".into()])]);
/// let parameters: Map<_, _> = serde_json::from_value(json!({"resource": "user"})).unwrap();
/// assert!(!is_displayed(Some(&options), &parameters, None, Context::default())?);
/// # Ok::<(), nodewright_properties::Error>(())
/// ```
///
/// # Errors
/// A condition that cannot be evaluated: an invalid or too slow regular expression.
pub fn is_displayed(
    options: Option<&DisplayOptions>,
    values: &Map<String, Value>,
    root: Option<&Map<String, Value>>,
    context: Context<'_>,
) -> Result<bool, Error> {
    let values = Scope::Map(values);
    is_displayed_in(options, values, root.map_or(values, Scope::Map), context)
}

/// Whether something with these display options is shown inside the collection at `path`. n8n's `displayParameterPath`.
///
/// An empty path is the node itself. Where `values` are a whole node, a path that starts with `parameters` looks `/name`
/// up in its parameters.
///
/// # Errors
/// A condition that cannot be evaluated: an invalid or too slow regular expression.
pub fn is_displayed_at(
    options: Option<&DisplayOptions>,
    values: &Map<String, Value>,
    path: &str,
    context: Context<'_>,
) -> Result<bool, Error> {
    let all = Scope::Map(values);
    let found = if path.is_empty() { None } else { all.get(path) };
    let here = match &found {
        Some(value) => Scope::Value(value),
        None if path.is_empty() => all,
        None => Scope::Nothing,
    };
    let root = match values.get("parameters") {
        _ if path.split('.').next() != Some("parameters") => all,
        parameters if is_truthy(parameters) => parameters.map_or(here, Scope::Value),
        _ => here,
    };
    is_displayed_in(options, here, root, context)
}

fn is_displayed_in(
    options: Option<&DisplayOptions>,
    values: Scope<'_>,
    root: Scope<'_>,
    context: Context<'_>,
) -> Result<bool, Error> {
    let value_of = |key: &str| match key.as_bytes().first() {
        Some(b'@') => Ok(context.value(key)?.map(Cow::Owned)),
        Some(b'/') => Ok(root.get(&key[1..])),
        _ => Ok(values.get(key)),
    };
    for (key, conditions) in options.and_then(|options| options.show.as_ref()).iter().flat_map(|show| show.iter()) {
        match shows(conditions, value_of(key)?.as_deref())? {
            Shows::Yes => {}
            Shows::No => return Ok(false),
            Shows::WhateverElse => return Ok(true),
        }
    }
    for (key, conditions) in options.and_then(|options| options.hide.as_ref()).iter().flat_map(|hide| hide.iter()) {
        if hides(conditions, value_of(key)?.as_deref())? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What one key of `show` says.
pub(crate) enum Shows {
    Yes,
    No,
    /// The value is an expression, which has no value yet: what depends on it is shown, without a look at what else is asked.
    WhateverElse,
}

/// What a key of `show` with these conditions says about a value.
pub(crate) fn shows(conditions: &[Condition], value: Option<&Value>) -> Result<Shows, Error> {
    let values = Actual::of(value);
    if values.as_slice().iter().any(|value| is_expression(*value)) {
        return Ok(Shows::WhateverElse);
    }
    Ok(if check_conditions(conditions, values.as_slice())? { Shows::Yes } else { Shows::No })
}

/// Whether a key of `hide` with these conditions hides because of a value.
pub(crate) fn hides(conditions: &[Condition], value: Option<&Value>) -> Result<bool, Error> {
    let values = Actual::of(value);
    Ok(!values.as_slice().is_empty() && check_conditions(conditions, values.as_slice())?)
}

/// The values that conditions on a parameter look at: each element of a list, the value inside a resource locator.
enum Actual<'v> {
    One([Option<&'v Value>; 1]),
    List(Vec<Option<&'v Value>>),
}

impl<'v> Actual<'v> {
    fn of(value: Option<&'v Value>) -> Self {
        let value = match value {
            Some(Value::Object(map)) if is_truthy(map.get("__rl")) => map.get("value"),
            value => value,
        };
        match value {
            Some(Value::Array(list)) => Self::List(list.iter().map(Some).collect()),
            value => Self::One([value]),
        }
    }

    fn as_slice(&self) -> &[Option<&'v Value>] {
        match self {
            Self::One(value) => value,
            Self::List(values) => values,
        }
    }
}

/// By its type, other than where an issue is looked for.
fn is_expression(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::String(text)) if text.starts_with('='))
}
