//! Two items that belong together, and what differs between them.

use nodewright_core::serde_json::{Map, json};
use nodewright_core::{Item, ItemRef, PairedItem, Parameters, Result, Value};

use crate::{compare, path, read};

/// How items are compared, and what comes out where they differ.
pub struct Comparison {
    pub dot_notation: bool,
    fuzzy: bool,
    /// Fields that are not compared.
    skipped: Vec<String>,
    resolve: Resolve,
}

enum Resolve {
    Left,
    Right,
    /// The item of one input, with these fields of the other.
    Mix {
        prefer_left: bool,
        except: Vec<String>,
    },
    Both,
}

/// The result for two items.
pub struct Pair {
    pub is_same: bool,
    pub item: Item,
}

impl Comparison {
    pub fn read(parameters: &Parameters) -> Result<Self> {
        let names = |value| read::names(value).into_iter().filter(|name: &String| !name.is_empty()).collect();
        let dot_notation = !read::flag(parameters, "options.disableDotNotation", false);
        let skipped: Vec<String> = names(read::at(parameters, "options.skipFields"));
        if let Some(field) = skipped.iter().find(|field| !dot_notation && field.contains('.')) {
            let message = format!("Dot notation is disabled, but field to skip comparing '{field}' contains dot");
            return Err(read::refused(message));
        }
        let resolve = match read::text(parameters, "resolve") {
            "preferInput1" => Resolve::Left,
            "preferInput2" => Resolve::Right,
            "mix" => Resolve::Mix {
                prefer_left: read::text(parameters, "preferWhenMix") != "input2",
                except: names(parameters.get("exceptWhenMix")),
            },
            _ => Resolve::Both,
        };
        // Version 1 has it among the options.
        let fuzzy = read::flag(parameters, "fuzzyCompare", read::flag(parameters, "options.fuzzyCompare", false));
        Ok(Self { dot_notation, fuzzy, skipped, resolve })
    }

    pub fn is_same(&self, a: Option<&Value>, b: Option<&Value>) -> bool {
        if self.fuzzy { compare::is_alike(a, b) } else { compare::is_same(a, b) }
    }

    /// Compares an item of the first input with one of the second; each with its index.
    pub fn pair(&self, left: (usize, &Item), right: (usize, &Item), fields: &[(String, String)]) -> Result<Pair> {
        let (a, b) = (self.compared(left.1), self.compared(right.1));
        let mut names: Vec<&String> = a.keys().collect();
        names.extend(b.keys().filter(|name| !a.contains_key(*name)));
        let (mut same, mut different) = (Map::new(), Map::new());
        for name in names {
            let (one, two) = (a.get(name), b.get(name));
            if self.is_same(one, two) {
                same.insert(name.clone(), one.cloned().unwrap_or_default());
            } else {
                different.insert(name.clone(), json!({ "inputA": one, "inputB": two }));
            }
        }
        let is_same = different.is_empty();
        let item = match &self.resolve {
            Resolve::Right if !is_same || self.fuzzy => of_input(1, right.0, right.1),
            _ if is_same => of_input(0, left.0, left.1),
            Resolve::Left | Resolve::Right => of_input(0, left.0, left.1),
            Resolve::Mix { prefer_left: true, except } => self.mixed(of_input(0, left.0, left.1), right.1, except),
            Resolve::Mix { prefer_left: false, except } => self.mixed(of_input(1, right.0, right.1), left.1, except),
            Resolve::Both => {
                let keys: Map<_, _> = fields
                    .iter()
                    .map(|(name, _)| (name.clone(), self.value(left.1, name).cloned().unwrap_or_default()))
                    .collect();
                let mut json = Map::from_iter([
                    ("keys".to_owned(), keys.into()),
                    ("same".to_owned(), same.into()),
                    ("different".to_owned(), different.into()),
                ]);
                let skipped = self.skipped(left.1, right.1)?;
                if !skipped.is_empty() {
                    json.insert("skipped".into(), skipped.into());
                }
                let links = vec![ItemRef::new(left.0), ItemRef { input: Some(1), ..ItemRef::new(right.0) }];
                Item { paired_item: Some(PairedItem::Many(links)), ..Item::new(json) }
            }
        };
        Ok(Pair { is_same, item })
    }

    /// The fields of an item that are compared.
    fn compared(&self, item: &Item) -> Map<String, Value> {
        let mut json = item.json.as_object().cloned().unwrap_or_default();
        for field in &self.skipped {
            path::take(&mut json, field, self.dot_notation);
        }
        json
    }

    fn value<'i>(&self, item: &'i Item, field: &str) -> Option<&'i Value> {
        path::field(&item.json, field, self.dot_notation)
    }

    fn mixed(&self, mut item: Item, other: &Item, except: &[String]) -> Item {
        if let Value::Object(json) = &mut item.json {
            for field in except {
                json.insert(field.clone(), self.value(other, field).cloned().unwrap_or_default());
            }
        }
        item
    }

    /// The values of fields that are not compared; below the first name of a path, what its input has behind it.
    fn skipped(&self, left: &Item, right: &Item) -> Result<Map<String, Value>> {
        let mut skipped = Map::new();
        for field in &self.skipped {
            let (one, two) = (self.value(left, field), self.value(right, field));
            if one.is_none() && two.is_none() {
                continue;
            }
            match field.split_once('.').filter(|_| self.dot_notation) {
                None => {
                    skipped.insert(field.clone(), json!({ "inputA": one, "inputB": two }));
                }
                Some((first, rest)) => {
                    let both = skipped.entry(first).or_insert_with(|| json!({ "inputA": {}, "inputB": {} }));
                    for (input, value) in [("inputA", one), ("inputB", two)] {
                        if let (Some(Value::Object(map)), Some(value)) = (both.get_mut(input), value) {
                            path::set(map, rest, value.clone())?;
                        }
                    }
                }
            }
        }
        Ok(skipped)
    }
}

/// An item, linked to its place in its input.
pub fn of_input(input: usize, index: usize, item: &Item) -> Item {
    let link = ItemRef { input: Some(input).filter(|input| *input > 0), ..ItemRef::new(index) };
    Item { paired_item: Some(PairedItem::One(link)), ..item.clone() }
}
