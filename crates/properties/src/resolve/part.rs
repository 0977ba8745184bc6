//! The properties that can be shown for one operation.
//!
//! A node of a service has hundreds of properties, of which those of the chosen operation count. Which they are is worked
//! out once per operation; the rest of a resolution then looks at a dozen of them.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::{Condition, Entries, Property};

/// The two parameters that choose an operation.
const CHOICES: [&str; 2] = ["resource", "operation"];

/// The resource and the operation that stored values choose, if both are plain texts.
pub(super) fn chosen(properties: &[Property], stored: &Map<String, Value>) -> Option<[String; 2]> {
    let mut chosen: [Option<&str>; 2] = [None, None];
    for (at, name) in CHOICES.iter().enumerate() {
        let value = match stored.get(*name) {
            Some(value) => value,
            None => {
                let mut named = properties.iter().filter(|property| property.name == *name);
                named.find(|property| allows(property, &chosen))?.default.as_ref()?
            }
        };
        chosen[at] = Some(value.as_str().filter(|text| !text.starts_with('='))?);
    }
    Some([chosen[0]?.to_owned(), chosen[1]?.to_owned()])
}

/// The properties that can be shown for the choice, and those that their conditions look at.
pub(super) fn of(properties: &[Property], [resource, operation]: &[String; 2]) -> Vec<Property> {
    let chosen = [Some(resource.as_str()), Some(operation.as_str())];
    let mut kept: Vec<bool> = properties.iter().map(|property| allows(property, &chosen)).collect();
    let mut looked_at: HashSet<&str> = HashSet::new();
    loop {
        let before = looked_at.len();
        for (property, _) in properties.iter().zip(&kept).filter(|(_, kept)| **kept) {
            looked_at.extend(names_in(property));
        }
        if looked_at.len() == before {
            break;
        }
        for (property, kept) in properties.iter().zip(&mut kept) {
            *kept |= looked_at.contains(&*property.name);
        }
    }
    properties.iter().zip(kept).filter(|(_, kept)| *kept).map(|(property, _)| property.clone()).collect()
}

/// Whether nothing in what the property says of resource and operation keeps it from being shown.
fn allows(property: &Property, chosen: &[Option<&str>; 2]) -> bool {
    let Some(show) = property.display_options.as_deref().and_then(|options| options.show.as_ref()) else { return true };
    CHOICES.iter().zip(chosen).all(|(name, chosen)| {
        let (Some(conditions), Some(chosen)) = (show.get(name), chosen) else { return true };
        let is_plain = conditions.iter().all(|condition| matches!(condition, Condition::Is(Value::String(_))));
        !is_plain
            || conditions
                .iter()
                .any(|condition| matches!(condition, Condition::Is(Value::String(text)) if text == chosen))
    })
}

/// The names of the parameters of the node that the conditions of a property look at, and those of properties inside it.
fn names_in(property: &Property) -> Vec<&str> {
    let options = property.display_options.as_deref();
    let conditions = options.into_iter().flat_map(|options| [&options.show, &options.hide]).flatten();
    let keys = conditions.flat_map(Entries::iter).map(|(key, _)| key).filter(|key| !key.starts_with('@'));
    let first = |key: &'_ str| key.trim_start_matches('/').split(['.', '[']).next().map(str::len);
    let mut names: Vec<&str> =
        keys.filter_map(|key| first(key).map(|length| &key.trim_start_matches('/')[..length])).collect();
    let inside = property.fields().iter().chain(property.groups().iter().flat_map(|group| &group.values));
    names.extend(inside.flat_map(names_in));
    names
}
