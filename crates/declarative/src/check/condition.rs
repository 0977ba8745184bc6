//! Conditions: on what they depend, and whether they can hold.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Check, element, keys, member};

type Conditions = Map<String, Value>;

impl Check<'_> {
    /// The conditions of a property, among those beside it and those at the root.
    pub(super) fn display_options(&mut self, path: &str, options: &Value, beside: &[Value], root: &[Value]) {
        let Some(map) = self.object(path, options) else { return };
        self.known(path, map, &["show", "hide", "hideOnCloud"]);
        let show = map.get("show").and_then(Value::as_object);
        for (side, conditions) in ["show", "hide"].into_iter().filter_map(|side| Some((side, map.get(side)?))) {
            let path = member(path, side);
            let Some(conditions) = self.object(&path, conditions) else { continue };
            for (key, values) in conditions {
                let path = member(&path, key);
                let Some(values) = values.as_array() else {
                    self.error(&path, "this must be a list of values");
                    continue;
                };
                // These are no parameters.
                if key.starts_with('@') {
                    continue;
                }
                let (level, name) = match key.strip_prefix('/') {
                    Some(name) => (root, name),
                    None => (beside, key.as_str()),
                };
                // What is inside of a parameter has conditions of its own.
                if !name.contains(['.', '[']) {
                    self.condition(&path, name, values, level, show.filter(|_| side == "show"));
                }
            }
        }
    }

    /// Parameters that are shown depending on each other.
    pub(super) fn circles(&mut self, path: &str, properties: &[Value]) {
        let mut depends: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for property in properties {
            let Some(name) = property["name"].as_str() else { continue };
            let on = ["show", "hide"].iter().filter_map(|side| property["displayOptions"][side].as_object());
            let on = on.flat_map(Map::keys).map(|key| key.trim_start_matches('/')).filter(|key| *key != name);
            depends.entry(name).or_default().extend(on);
        }
        let mut known = BTreeSet::new();
        for (index, name) in
            properties.iter().enumerate().filter_map(|(index, one)| Some((index, one["name"].as_str()?)))
        {
            let Some(circle) = circle(name, &depends).filter(|circle| circle.iter().all(|name| known.insert(*name)))
            else {
                continue;
            };
            let said = circle.join("' → '");
            self.error(&element(path, index), format!("what is shown depends on itself: '{name}' → '{said}'"));
        }
    }

    fn condition(&mut self, path: &str, name: &str, values: &[Value], level: &[Value], show: Option<&Conditions>) {
        let named: Vec<_> = level.iter().filter(|property| property["name"] == name).collect();
        if named.is_empty() {
            let known = level.iter().filter_map(|property| property["name"].as_str());
            let suggested = nodewright_core::nearest(name, known);
            let suggested = suggested.map(|nearest| format!("; did you mean '{nearest}'?")).unwrap_or_default();
            return self.error(path, format!("no parameter is called '{name}'{suggested}"));
        }
        let together = |other: &Value| show.is_none_or(|show| shown_together(show, &other["displayOptions"]["show"]));
        let Some(possible) = choices(named.iter().copied().filter(|property| together(property))) else { return };
        let impossible: Vec<_> =
            values.iter().filter(|value| value.get("_cnd").is_none() && !possible.contains(value)).collect();
        if impossible.is_empty() {
            return;
        }
        let said = impossible.iter().map(|value| value.to_string()).collect::<Vec<_>>().join(", ");
        match impossible.len() == values.len() && show.is_some() {
            true => self.error(path, format!("it is never shown: '{name}' cannot be {said} then")),
            false => self.warning(path, format!("'{name}' cannot be {said} then")),
        }
    }
}

/// The way from a parameter over those that it depends on back to itself.
fn circle<'n>(name: &'n str, depends: &BTreeMap<&'n str, BTreeSet<&'n str>>) -> Option<Vec<&'n str>> {
    let (mut seen, mut ways) = (BTreeSet::new(), vec![vec![name]]);
    while let Some(way) = ways.pop() {
        for next in way.last().and_then(|last| depends.get(last)).into_iter().flatten() {
            let mut way = way.clone();
            way.push(next);
            if *next == name {
                return Some(way.split_off(1));
            }
            if seen.insert(*next) {
                ways.push(way);
            }
        }
    }
    None
}

/// Whether two properties can be shown at the same time, as far as the parameters go that both depend on.
fn shown_together(show: &Conditions, other: &Value) -> bool {
    let shared = show.iter().filter_map(|(key, values)| Some((values.as_array()?, other.get(key)?.as_array()?)));
    let plain = |values: &[Value]| values.iter().all(|value| value.get("_cnd").is_none());
    shared.filter(|(a, b)| plain(a) && plain(b)).all(|(a, b)| a.iter().any(|value| b.contains(value)))
}

/// What properties of one name can be; nothing where any text may be stored.
fn choices<'v>(properties: impl Iterator<Item = &'v Value>) -> Option<Vec<&'v Value>> {
    let mut all = Vec::new();
    for property in properties {
        match property["type"].as_str() {
            Some("boolean") => all.extend([&Value::Bool(true), &Value::Bool(false)]),
            Some("options") if !property["typeOptions"].as_object().is_some_and(loads) => {
                all.extend(property["options"].as_array()?.iter().map(|choice| &choice["value"]));
            }
            _ => return None,
        }
    }
    Some(all)
}

/// Whether the options come from elsewhere.
pub fn loads(type_options: &Map<String, Value>) -> bool {
    keys::LOADED.iter().any(|key| type_options.contains_key(*key))
}
