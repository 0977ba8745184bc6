//! States in words when a field applies, which a flat schema cannot express.

use nodewright_properties::{Condition, Entries, Property};
use serde_json::Value;

use crate::facts::Facts;

/// `Only if returnAll is false.`, as far as the facts leave it open; `None` if there is nothing to say.
pub(crate) fn condition(property: &Property, facts: &Facts) -> Option<String> {
    let options = property.display_options.as_deref()?;
    let show = options.show.iter().flat_map(Entries::iter).map(|(key, conditions)| (key, conditions, " is "));
    let hide = options.hide.iter().flat_map(Entries::iter).map(|(key, conditions)| (key, conditions, " is not "));
    let open = show
        .chain(hide)
        .filter(|(key, conditions, _)| !key.starts_with('@') && facts.decide(key, conditions).is_none());
    let parts: Vec<_> = open.filter_map(|(key, conditions, is)| Some(name(key) + is + &values(conditions)?)).collect();
    (!parts.is_empty()).then(|| format!("Only if {}.", parts.join(" and ")))
}

fn name(key: &str) -> String {
    key.trim_start_matches('/').to_owned()
}

fn values(conditions: &[Condition]) -> Option<String> {
    let values = conditions.iter().map(|condition| match condition {
        Condition::Is(Value::String(text)) if text.is_empty() => Some("empty".to_owned()),
        Condition::Is(Value::String(text)) => Some(text.clone()),
        Condition::Is(value) => Some(value.to_string()),
        Condition::Compare(_) => None,
    });
    Some(values.collect::<Option<Vec<_>>>()?.join(" or "))
}
