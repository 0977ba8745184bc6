//! Objects without if/then, for language models.

use nodewright_properties::Property;
use serde_json::Value;

use super::{Builder, Rule};
use crate::facts::Facts;
use crate::formula::Formula;
use crate::hint;
use crate::part::Part;
use crate::shown::View;
use crate::words;

impl<'d> Builder<'d> {
    /// A property that depends on others becomes an optional one.
    pub(super) fn put_flat(&self, part: &mut Part, rule: &Rule<'d>, facts: &Facts) {
        match self.level.hidden(rule.property, facts, View::Normalised) {
            Formula::Always => {}
            Formula::Never if rule.show.is_empty() => self.put(part, rule.property, facts, true),
            _ => {
                self.put(part, rule.property, facts, false);
                self.explain(part, rule.property, facts);
            }
        }
    }

    /// Says in the description when the property counts, if that is all there is of its name.
    fn explain(&self, part: &mut Part, property: &Property, facts: &Facts) {
        let named = self.level.properties.iter().filter(|other| other.name == property.name);
        if named.filter(|other| self.level.may_be_shown(other, facts)).count() > 1 {
            return;
        }
        let Some(hint) = hint::condition(property, facts) else { return };
        let Some(Value::Object(schema)) = part.properties.get_mut(property.name.as_ref()) else { return };
        words::add(schema, &hint);
    }
}
