//! When a property is shown, as a formula over the parameters beside it.

use nodewright_properties::{Condition, Property, PropertyType};
use serde_json::{Value, json};

use crate::condition;
use crate::facts::Facts;
use crate::field::{is_list, takes_expression};
use crate::formula::{Formula, Test};
use crate::path::Path;

/// The properties of one object: a node's parameters, or the fields of a collection.
///
/// What depends on the node's own parameters may be there inside a collection: a schema of the collection cannot ask.
#[derive(Clone, Copy)]
pub(crate) struct Level<'d> {
    pub(crate) properties: &'d [Property],
    pub(crate) place: Place,
    /// Whether an expression shows what depends on it, as a form has to.
    pub(crate) open: bool,
}

/// Where an object of parameters stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The parameters of a node.
    Root,
    /// A group of a fixed collection of the node.
    Row,
    /// A group of a fixed collection further inside.
    InnerRow,
    /// A collection; a field that is not given has no value.
    Collection,
}

impl Place {
    /// Whether required properties must be filled here. Further inside n8n does not check them.
    pub(crate) fn demands(self) -> bool {
        matches!(self, Self::Root | Self::Row)
    }

    /// Where the rows of a fixed collection stand that stands here.
    pub(crate) fn rows(self) -> Self {
        if self == Self::Root { Self::Row } else { Self::InnerRow }
    }
}

/// What is asked about a parameter that others depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// Its value once the parameters are normalised: one that is not shown has none.
    Normalised,
    /// Its value while they are being normalised: one that is not shown has its default too, unless the name is declared
    /// more than once.
    Filled,
}

impl<'d> Level<'d> {
    /// Whether conditions hold, as far as that is known; what cannot be asked here counts as holding.
    pub(crate) fn decide(&self, key: &str, conditions: &[Condition], facts: &Facts) -> Option<bool> {
        let key = self.key(key);
        facts.decide(key, conditions).or_else(|| self.is_elsewhere(key).then_some(true))
    }

    /// That a parameter is shown and its value fits.
    pub(crate) fn test(&self, key: &str, conditions: &[Condition], facts: &Facts, view: View) -> Formula {
        self.shows(key, conditions, facts, &mut Asking { view, keys: Vec::new() })
    }

    /// That the property is hidden by what `hide` says.
    pub(crate) fn hidden(&self, property: &Property, facts: &Facts, view: View) -> Formula {
        self.hidden_in(property, facts, &mut Asking { view, keys: Vec::new() })
    }

    /// That a parameter is an expression; `None` if it cannot be one.
    pub(crate) fn expression(&self, key: &str) -> Option<Formula> {
        let key = self.key(key);
        self.named(key).any(takes_expression).then(|| {
            Formula::Test(Test {
                path: self.path(key),
                value: json!({ "type": "string", "pattern": "^=" }),
                absent: false,
            })
        })
    }

    /// What is known where conditions hold.
    pub(crate) fn learn(&self, key: &str, conditions: &[Condition], facts: &Facts) -> Facts {
        let key = self.key(key);
        let values: Option<Vec<Value>> = conditions
            .iter()
            .map(|condition| match condition {
                Condition::Is(value) => Some(value.clone()),
                Condition::Compare(_) => None,
            })
            .collect();
        match values {
            Some(values) if !self.named(key).any(holds_several) => facts.and(key, values),
            _ => facts.clone(),
        }
    }

    /// Asks first what is declared first, usually the resource and then the operation, so that properties share questions.
    ///
    /// Only up to a parameter that may be an expression: such a one ends the asking, so its place matters.
    pub(crate) fn put_in_order<T>(&self, show: &mut [(&str, T)]) {
        let place = |key: &str| self.properties.iter().position(|property| property.name == self.key(key));
        let fixed = show.iter().take_while(|(key, _)| self.expression(key).is_none()).count();
        show[..fixed].sort_by_key(|(key, _)| place(key));
    }

    /// Whether the property may be shown where the facts hold.
    pub(crate) fn may_be_shown(&self, property: &Property, facts: &Facts) -> bool {
        self.when_shown(property, facts) != Formula::Never
    }

    /// That a property is shown; while an expression decides about it, it is.
    pub(crate) fn when_shown(&self, property: &Property, facts: &Facts) -> Formula {
        self.shown(property, facts, &mut Asking { view: View::Normalised, keys: Vec::new() })
    }

    fn shown(&self, property: &Property, facts: &Facts, asking: &mut Asking) -> Formula {
        let show =
            property.display_options.iter().filter_map(|options| options.show.as_ref()).flat_map(|show| show.iter());
        let mut parts = Vec::new();
        for (key, conditions) in show {
            parts.push(match self.decide(key, conditions, facts) {
                Some(true) => Formula::Always,
                Some(false) => Formula::Never,
                None => self.shows(key, conditions, facts, asking),
            });
        }
        parts.push(!self.hidden_in(property, facts, asking));
        Formula::all(parts)
    }

    fn shows(&self, key: &str, conditions: &[Condition], facts: &Facts, asking: &mut Asking) -> Formula {
        let test = self.test_in(self.key(key), conditions, facts, asking);
        let expression = if self.open { self.expression(key) } else { None };
        Formula::any([test].into_iter().chain(expression))
    }

    fn hidden_in(&self, property: &Property, facts: &Facts, asking: &mut Asking) -> Formula {
        let hide =
            property.display_options.iter().filter_map(|options| options.hide.as_ref()).flat_map(|hide| hide.iter());
        let mut parts = Vec::new();
        for (key, conditions) in hide {
            let key = self.key(key);
            parts.push(match facts.decide(key, conditions) {
                Some(true) => Formula::Always,
                Some(false) => Formula::Never,
                None if self.is_elsewhere(key) => Formula::Never,
                None => self.test_in(key, conditions, facts, asking),
            });
        }
        Formula::any(parts)
    }

    fn test_in(&self, key: &str, conditions: &[Condition], facts: &Facts, asking: &mut Asking) -> Formula {
        let path = self.path(key);
        let lists = self.named(key).any(holds_several);
        let locators = self.named(key).any(|property| property.modes.is_some());
        let value = condition::value(conditions, lists, locators);
        let without_value = condition::holds_without_value(conditions);
        let given = |absent| Formula::Test(Test { path: path.clone(), value: value.clone(), absent });
        let declared = self.named(key).count();
        if declared == 0 || self.place == Place::Collection || asking.keys.iter().any(|asked| asked == key) {
            return given(without_value);
        }
        let by_default = |property: &Property| {
            property.default.as_ref().is_some_and(|default| condition::holds(conditions, default))
        };
        if declared == 1 && asking.view == View::Filled {
            return given(self.named(key).any(by_default));
        }
        asking.keys.push(key.to_owned());
        let (mut shown, mut fitting) = (Vec::new(), Vec::new());
        for property in self.named(key) {
            let when = self.shown(property, facts, asking);
            if by_default(property) {
                fitting.push(when.clone());
            }
            shown.push(when);
        }
        asking.keys.pop();
        let fits = match Formula::any(fitting) {
            Formula::Always => given(true),
            Formula::Never => given(false),
            when => Formula::any([given(false), Formula::all([Formula::absent(path.clone()), when])]),
        };
        let shown = Formula::any(shown);
        // Hidden, it has no value, which for a few conditions is enough.
        if without_value { Formula::any([fits, !shown]) } else { Formula::all([shown, fits]) }
    }

    /// A key as names are known here: at the root `/name` is `name`.
    fn key<'k>(&self, key: &'k str) -> &'k str {
        if self.place != Place::Root { key } else { key.strip_prefix('/').unwrap_or(key) }
    }

    fn is_elsewhere(&self, key: &str) -> bool {
        key.starts_with('@') || key.starts_with('/')
    }

    fn named<'s>(&self, key: &'s str) -> impl Iterator<Item = &'d Property> + use<'d, 's> {
        self.properties.iter().filter(move |property| property.name == key)
    }

    fn path(&self, key: &str) -> Path {
        if self.named(key).next().is_some() { Path::name(key) } else { Path::parse(key) }
    }
}

/// The parameters that a question has led to, so that none is asked about twice.
struct Asking {
    view: View,
    keys: Vec<String>,
}

fn holds_several(property: &Property) -> bool {
    property.kind == PropertyType::MultiOptions || is_list(property)
}
