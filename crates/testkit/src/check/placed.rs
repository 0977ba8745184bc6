//! The fields of a form, one by one, with where they are.

use nodewright_core::{Carried, Field, Kind, LoaderInfo};

/// A field and its place.
pub struct Placed {
    /// Path, for example `options.sort`.
    pub path: String,
    /// Path of the level it is at; empty at the top.
    pub level: String,
    pub field: &'static Field,
    /// The switches and their sides on which it is shown.
    pub sides: Vec<(&'static str, bool)>,
    /// Whether a derived request carries it in its query.
    pub in_query: bool,
}

impl Placed {
    /// Whether both can be shown at once.
    pub fn meets(&self, other: &Self) -> bool {
        self.sides.iter().all(|(switch, side)| !other.sides.contains(&(switch, !side)))
    }

    /// The loader of its options.
    pub fn loader(&self) -> Option<&'static LoaderInfo> {
        match self.field.form.kind {
            Kind::Load(loader) | Kind::LoadMany(loader) | Kind::Locate(loader) => Some(loader),
            _ => None,
        }
    }
}

/// All fields, those inside of others too. A group of fields at the same level is not one itself.
pub fn placed(fields: &'static [Field]) -> Vec<Placed> {
    let mut all = Vec::new();
    add(fields, &Level { path: "", sides: &[], in_query: Some(false) }, &mut all);
    all
}

/// What the fields of a level have in common.
struct Level<'a> {
    path: &'a str,
    sides: &'a [(&'static str, bool)],
    /// `None` where no request carries them as fields.
    in_query: Option<bool>,
}

fn add(fields: &'static [Field], level: &Level<'_>, all: &mut Vec<Placed>) {
    for field in fields {
        let in_query = level.in_query.and_then(|with_others| match field.carried {
            Carried::WithOthers => Some(with_others),
            Carried::InQuery => Some(true),
            Carried::Apart => None,
        });
        let place = |field: &'static Field, path: String| Placed {
            path,
            level: level.path.to_owned(),
            field,
            sides: level.sides.to_vec(),
            in_query: in_query == Some(true),
        };
        let path = |name: &str| if level.path.is_empty() { name.to_owned() } else { format!("{}.{name}", level.path) };
        match field.form.kind {
            Kind::Inline(inner) => add(inner, &Level { in_query, ..*level }, all),
            Kind::Toggle(toggle) => {
                let name = toggle.switch.name;
                all.push(place(&toggle.switch, path(name)));
                for (side, shown) in [(true, toggle.on), (false, toggle.off)] {
                    let sides = [level.sides, &[(name, side)]].concat();
                    add(shown, &Level { sides: &sides, in_query, ..*level }, all);
                }
            }
            Kind::Collection(inner) | Kind::Rows(inner) => {
                let path = path(field.name);
                all.push(place(field, path.clone()));
                add(inner, &Level { path: &path, sides: &[], in_query }, all);
            }
            _ => all.push(place(field, path(field.name))),
        }
    }
}
