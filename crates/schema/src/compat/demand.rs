//! What n8n demands of the value of a property that is shown.

use nodewright_properties::{Property, PropertyType};
use serde_json::{Value, json};

use super::{holds_several, locator, types};
use crate::field::is_locator;
use crate::part::Part;

/// The demand on the object in which a shown property stands; `None` if anything will do.
pub(super) fn shown(property: &Property) -> Option<Part> {
    let mut part = Part::default();
    if property.required == Some(true) {
        require(property, &mut part);
    }
    match &property.kind {
        _ if is_locator(property) => {
            for schema in locator::modes(property) {
                part.and_property(&property.name, schema);
            }
        }
        PropertyType::ResourceMapper | PropertyType::Filter => {
            part.and_property(&property.name, types::checked_by_rule(property));
        }
        _ => {}
    }
    (!part.is_empty()).then_some(part)
}

/// What is demanded of a shown property where nothing can be: a required one is missing.
pub(super) fn is_missing_where_nothing_is(property: &Property) -> bool {
    let wanted = property.required == Some(true) && !holds_several(property);
    wanted && filled(property).is_some_and(|(_, must_be_there)| must_be_there)
}

fn require(property: &Property, part: &mut Part) {
    let Some((value, must_be_there)) = filled(property) else { return };
    if holds_several(property) {
        part.and_property(&property.name, json!({ "items": value }));
        return;
    }
    part.and_property(&property.name, value);
    if must_be_there {
        part.require(&property.name);
    }
}

/// What a required value must be, and whether it must be there at all.
fn filled(property: &Property) -> Option<(Value, bool)> {
    match &property.kind {
        PropertyType::String | PropertyType::DateTime | PropertyType::Options => {
            Some((json!({ "not": { "const": "" } }), true))
        }
        PropertyType::MultiOptions => Some((json!({ "not": { "type": "array", "maxItems": 0 } }), false)),
        _ if is_locator(property) => Some((locator::filled(), true)),
        _ => None,
    }
}
