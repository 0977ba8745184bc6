//! One resolution.

use serde_json::{Map, Value};

use super::Resolve;
use super::expression::without_expression;
use super::nested::FixedCollection;
use super::plan::{Entry, List};
use super::slot::{Slot, Slots};
use super::state::{State, stored};
use crate::display::Scope;
use crate::javascript::{deep_equal, is_truthy, same};
use crate::{Error, Property, PropertyType, path};

/// One resolution of the parameters of a node.
pub(super) struct Run<'a> {
    pub(super) options: Resolve<'a>,
    pub(super) root: List<'a>,
}

/// What stands around a list of properties.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The parameters of the node, where conditions on `/name` look; none at the root itself.
    pub(super) root: Option<&'a State<'a>>,
    /// Whether the list is a collection's, where only stored parameters count.
    pub(super) in_collection: bool,
}

/// The parameters of a list.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) map: Map<String, Value>,
    /// Whether any key was set, be it to nothing.
    pub(super) has_keys: bool,
}

impl<'a> Run<'a> {
    pub(super) fn new(root: List<'a>, options: Resolve<'a>) -> Self {
        Self { options, root }
    }

    /// The parameters of the node.
    pub(super) fn parameters(&self, values: Option<&'a Map<String, Value>>) -> Result<Map<String, Value>, Error> {
        let values = values.map_or(Scope::Nothing, Scope::Map);
        Ok(self.list(self.root, values, Around { root: None, in_collection: false })?.map)
    }

    /// The parameters of a list.
    pub(super) fn list(&self, list: List<'_>, values: Scope<'_>, around: Around<'_>) -> Result<Listed, Error> {
        let is_falsy = matches!(values, Scope::Value(value) if !is_truthy(Some(value)));
        if is_falsy || matches!(values, Scope::Nothing) {
            return Ok(Listed::default());
        }
        let stored = stored(list, values);
        let simple = if self.options.hidden { None } else { Some(self.simple(list, &stored, around)?) };
        let mut resolved = State::new(list);
        for (entry, property) in list.steps() {
            let value = stored.get(entry.name);
            if value.is_none() && (!self.options.defaults || around.in_collection) {
                continue;
            }
            // Where hidden parameters are kept, the shown one of several simple ones with the same name still counts.
            let here = simple.as_ref().unwrap_or(&resolved);
            let must_be_shown = !self.options.hidden || (entry.is_shared && is_simple(property));
            if must_be_shown && !here.shows(entry, around.root, self.options.context)? {
                continue;
            }
            let root = around.root.unwrap_or(here);
            let value = match property.kind {
                PropertyType::Collection => Some(self.collection(entry, property, value, root)?),
                PropertyType::FixedCollection => match self.fixed_collection(entry, property, value, root)? {
                    FixedCollection::Set(value) => Some(value.into()),
                    FixedCollection::Unset => None,
                    FixedCollection::LeftEmpty => return Ok(Listed { map: values.to_map(), has_keys: true }),
                },
                _ if self.options.defaults => Some(filled(entry, property, value)),
                _ => match value.filter(|value| around.in_collection || !is_default(property, value)) {
                    // n8n looks at what another property with the name has left.
                    None => without_expression(property, resolved.get(entry.name)).map(Slot::from),
                    value => value.map(Slot::Borrowed),
                },
            };
            if let Some(value) = value {
                resolved.set(entry.name, value);
            }
        }
        let has_keys = resolved.has_keys();
        Ok(Listed { map: resolved.into_parameters().collect(), has_keys })
    }

    /// The simple parameters of a list with their defaults, shown or not: what display conditions look at.
    fn simple<'v>(&self, list: List<'v>, stored: &'v Slots<'v>, around: Around<'v>) -> Result<State<'v>, Error> {
        let mut simple = State::new(list);
        for (entry, property) in list.steps() {
            let value = stored.get(entry.name);
            if !is_simple(property) || (value.is_none() && around.in_collection) {
                continue;
            }
            // Which of several properties with one name counts is known from those resolved before.
            if entry.is_shared && !simple.shows(entry, around.root, self.options.context)? {
                continue;
            }
            simple.set(entry.name, filled(entry, property, value));
        }
        Ok(simple)
    }
}

fn is_simple(property: &Property) -> bool {
    !matches!(property.kind, PropertyType::Collection | PropertyType::FixedCollection)
}

/// The value of a simple property, its default where nothing is stored.
fn filled<'v>(entry: &'v Entry, property: &'v Property, stored: Option<&'v Value>) -> Slot<'v> {
    if let (PropertyType::Filter, Some(Value::Object(filter))) = (&property.kind, stored) {
        return Value::Object(complete_filter(filter)).into();
    }
    let default = entry.locator.as_deref().or(property.default.as_ref());
    let may_be_null = matches!(property.kind, PropertyType::Boolean | PropertyType::Number | PropertyType::Options)
        || entry.locator.is_some();
    let value = stored.filter(|value| may_be_null || !value.is_null()).or(default);
    without_expression(property, value).map_or_else(|| value.into(), Slot::from)
}

/// A stored filter with what it leaves unsaid.
fn complete_filter(filter: &Map<String, Value>) -> Map<String, Value> {
    let mut options = Map::from_iter([
        ("caseSensitive".to_owned(), true.into()),
        ("leftValue".to_owned(), "".into()),
        ("typeValidation".to_owned(), "strict".into()),
        ("version".to_owned(), 1.into()),
    ]);
    options.extend(filter.get("options").map(path::entries).into_iter().flatten());
    let mut complete = filter.clone();
    let combinator = complete.entry("combinator").or_insert(Value::Null);
    if combinator.is_null() {
        *combinator = "and".into();
    }
    let mut options = Value::from(options);
    // What is no object has its indices as keys, which come first.
    nodewright_json::order(&mut options);
    complete.insert("options".to_owned(), options);
    complete
}

fn is_default(property: &Property, value: &Value) -> bool {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => {
            property.default.as_ref().is_some_and(|default| deep_equal(value, default))
        }
        _ => same(Some(value), property.default.as_ref()),
    }
}
