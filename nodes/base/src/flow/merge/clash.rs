//! Items that become one: which value stays where both have a field.

use nodewright_core::{Item, PairedItem, Parameters, Value, Version, javascript::is_truthy, serde_json::Map};

use super::links;
use crate::read;

/// How clashes of fields are handled.
pub struct Clash {
    pub prefer: Prefer,
    /// Whether objects and lists are merged in depth.
    deep: bool,
    /// Whether an empty value gives way to one that is not.
    skips_empty: bool,
}

/// Whose fields stay.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Prefer {
    /// Those of all inputs, each with the number of its input behind it.
    Suffix,
    /// Those of this input, counted from 0.
    Input(usize),
    Last,
}

impl Clash {
    pub fn read(parameters: &Parameters, version: Version) -> Self {
        let second = if version < Version::new(3.0) { Prefer::Input(1) } else { Prefer::Last };
        Self::read_or(parameters, second)
    }

    /// The same with a preference of its own where nothing is said.
    pub fn read_or(parameters: &Parameters, otherwise: Prefer) -> Self {
        let options = parameters.get("options").and_then(|options| options.get("clashHandling"));
        let values = options.and_then(|handling| handling.get("values")).and_then(Value::as_object);
        let prefer = match values.map_or("", |values| read::text(values, "resolveClash")) {
            "addSuffix" => Prefer::Suffix,
            "preferLast" => Prefer::Last,
            name => match name.strip_prefix("preferInput").and_then(|number| number.parse::<usize>().ok()) {
                Some(number) if number > 0 => Prefer::Input(number - 1),
                _ => otherwise,
            },
        };
        Self {
            prefer,
            deep: values.is_none_or(|values| read::text(values, "mergeMode") != "shallowMerge"),
            skips_empty: values.and_then(|values| values.get("overrideEmpty")).is_some_and(is_truthy),
        }
    }

    /// One item of two, those of the first and of the second input.
    pub fn pair(&self, first: &Item, second: &Item) -> Item {
        match self.prefer {
            Prefer::Suffix => self.fold([&with_suffix(first, 0), &with_suffix(second, 1)]),
            Prefer::Input(0) => self.fold([second, first]),
            _ => self.fold([first, second]),
        }
    }

    /// An item that has nothing to be merged with.
    pub fn alone(&self, item: &Item, input: usize) -> Item {
        if self.prefer == Prefer::Suffix { with_suffix(item, input) } else { item.clone() }
    }

    /// One item of several, in whose order later ones win.
    pub fn fold<'i>(&self, items: impl IntoIterator<Item = &'i Item>) -> Item {
        let (mut json, mut binary, mut from) = (Map::new(), None, Vec::new());
        for item in items {
            if let Value::Object(fields) = &item.json {
                self.lay_over(&mut json, fields);
            }
            let files: &mut _ = binary.get_or_insert_default();
            Extend::extend(files, item.binary.clone().unwrap_or_default());
            from.extend(links(item));
        }
        Item { binary, paired_item: Some(PairedItem::Many(from)), ..Item::new(json) }
    }

    fn lay_over(&self, base: &mut Map<String, Value>, fields: &Map<String, Value>) {
        for (key, value) in fields {
            match base.get_mut(key) {
                Some(_) if self.skips_empty && is_empty(value) => {}
                Some(below) if self.deep => self.lay_value_over(below, value),
                Some(below) => *below = value.clone(),
                None => {
                    base.insert(key.clone(), value.clone());
                }
            }
        }
    }

    fn lay_value_over(&self, base: &mut Value, value: &Value) {
        match (base, value) {
            (Value::Object(base), Value::Object(fields)) => self.lay_over(base, fields),
            (Value::Array(base), Value::Array(list)) => {
                for (index, value) in list.iter().enumerate() {
                    match base.get_mut(index) {
                        Some(_) if self.skips_empty && is_empty(value) => {}
                        Some(below) => self.lay_value_over(below, value),
                        None => base.push(value.clone()),
                    }
                }
            }
            // Fields of an object would be properties of the list, which JSON does not have.
            (Value::Array(_), Value::Object(_)) => {}
            (base, value) => *base = value.clone(),
        }
    }
}

fn is_empty(value: &Value) -> bool {
    value.is_null() || value == ""
}

/// The item with the number of its input behind the name of every field.
pub fn with_suffix(item: &Item, input: usize) -> Item {
    let Value::Object(fields) = &item.json else { return item.clone() };
    let renamed = fields.iter().map(|(key, value)| (format!("{key}_{}", input + 1), value.clone()));
    Item { json: Value::Object(renamed.collect()), ..item.clone() }
}
