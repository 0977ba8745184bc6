//! The schema of an object of parameters: what is always there, and if/then for what depends on other parameters.

mod flat;

use nodewright_properties::{Condition, Property, PropertyType};
use serde_json::{Map, Value, json};

use crate::dialect::{Dialect, Expressions};
use crate::facts::Facts;
use crate::field::{is_display, must_be_given};
use crate::formula::Formula;
use crate::part::Part;
use crate::shown::{Level, Place, View};
use crate::value::{Values, map};

/// The schema of a node's parameters, or of an operation's.
pub(crate) fn root(properties: &[Property], facts: &Facts, dialect: &Dialect) -> Map<String, Value> {
    let level = Level { properties, place: Place::Root, open: dialect.form };
    let mut schema = Builder { level, dialect }.object(facts);
    if dialect.expressions == Expressions::Accepted {
        schema.insert("$defs".into(), json!({ "expression": { "type": "string", "pattern": "^=" } }));
    }
    schema
}

/// The schema of a collection's value, or of a row of a fixed collection.
pub(crate) fn inner(fields: &[Property], place: Place, facts: &Facts, dialect: &Dialect) -> Map<String, Value> {
    Builder { level: Level { properties: fields, place, open: dialect.form }, dialect }.object(&facts.inside())
}

/// A property and what is still to be asked before it is shown.
#[derive(Clone)]
struct Rule<'d> {
    show: Vec<(&'d str, &'d [Condition])>,
    property: &'d Property,
}

/// Properties that the same formula hides.
struct Hidden<'d> {
    normalised: Formula,
    filled: Formula,
    properties: Vec<&'d Property>,
}

impl Hidden<'_> {
    fn formula(&self, view: View) -> &Formula {
        match view {
            View::Normalised => &self.normalised,
            View::Filled => &self.filled,
        }
    }
}

struct Builder<'d> {
    level: Level<'d>,
    dialect: &'d Dialect,
}

impl<'d> Builder<'d> {
    fn object(&self, facts: &Facts) -> Map<String, Value> {
        let rules = self.level.properties.iter().map(|property| {
            let show = property.display_options.iter().filter_map(|options| options.show.as_ref());
            let show = show.flat_map(|show| show.iter()).map(|(key, conditions)| (key, conditions.as_slice()));
            let mut show: Vec<_> = show.collect();
            self.level.put_in_order(&mut show);
            Rule { show, property }
        });
        let mut part = self.part(rules.collect(), facts, self.level.place.demands());
        let properties = std::mem::take(&mut part.properties);
        let mut schema = map(json!({ "type": "object", "properties": properties }));
        part.finish(&mut schema);
        self.dialect.close(&mut schema);
        schema
    }

    /// What the rules say together; `demands` tells whether required properties must be filled.
    fn part(&self, rules: Vec<Rule<'d>>, facts: &Facts, demands: bool) -> Part {
        let mut part = Part::default();
        let mut questions: Vec<(&str, &[Condition], Vec<Rule<'d>>)> = Vec::new();
        let mut hidden: Vec<Hidden<'d>> = Vec::new();
        for mut rule in rules {
            if !self.settle(&mut rule, facts) {
                continue;
            }
            if self.dialect.flat {
                self.put_flat(&mut part, &rule, facts);
                continue;
            }
            let Some(&(key, conditions)) = rule.show.first() else {
                let [normalised, filled] =
                    [View::Normalised, View::Filled].map(|view| self.level.hidden(rule.property, facts, view));
                let same = |known: &&mut Hidden<'_>| known.normalised == normalised && known.filled == filled;
                match hidden.iter_mut().find(same) {
                    _ if normalised == Formula::Never && filled == Formula::Never => {
                        self.put(&mut part, rule.property, facts, demands);
                    }
                    Some(hidden) => hidden.properties.push(rule.property),
                    None => hidden.push(Hidden { normalised, filled, properties: vec![rule.property] }),
                }
                continue;
            };
            rule.show.remove(0);
            match questions.iter_mut().find(|(k, c, _)| *k == key && *c == conditions) {
                Some((.., rules)) => rules.push(rule),
                None => questions.push((key, conditions, vec![rule])),
            }
        }
        for hidden in hidden {
            self.put_unless_hidden(&mut part, &hidden, facts, demands);
        }
        for (key, conditions, rules) in questions {
            self.ask(&mut part, key, conditions, &rules, facts, demands);
        }
        part
    }

    /// Drops the conditions that are known to hold; false as soon as one is known not to.
    fn settle(&self, rule: &mut Rule<'d>, facts: &Facts) -> bool {
        let mut holds = true;
        rule.show.retain(|(key, conditions)| match self.level.decide(key, conditions, facts) {
            Some(verdict) => {
                holds &= verdict;
                false
            }
            None => true,
        });
        holds
    }

    /// if/then for the properties behind one condition.
    fn ask(
        &self,
        part: &mut Part,
        key: &str,
        conditions: &[Condition],
        rules: &[Rule<'d>],
        facts: &Facts,
        demands: bool,
    ) {
        let known = self.level.learn(key, conditions, facts);
        let expression =
            (self.dialect.expressions == Expressions::Accepted).then(|| self.level.expression(key)).flatten();
        self.views(
            demands,
            |view| self.level.test(key, conditions, facts, view),
            |formula, demands| {
                // What an expression decides cannot be known yet, so everything behind it may be there.
                let mut otherwise = Part::default();
                if let Some(expression) = &expression {
                    let mut all = Part::default();
                    rules.iter().for_each(|rule| self.put(&mut all, rule.property, facts, demands));
                    otherwise.when(expression, all, Part::default());
                }
                part.when(formula, self.part(rules.to_vec(), &known, demands), otherwise);
            },
        );
    }

    /// if/then for the properties that one formula hides.
    fn put_unless_hidden(&self, part: &mut Part, hidden: &Hidden<'d>, facts: &Facts, demands: bool) {
        let formula = |view| !hidden.formula(view).clone();
        self.views(demands, formula, |formula, demands| {
            let mut then = Part::default();
            hidden.properties.iter().for_each(|property| self.put(&mut then, property, facts, demands));
            part.when(formula, then, Part::default());
        });
    }

    /// A property is demanded where the normalised parameters show it. It may also be there where it is shown only while they
    /// are being normalised, which matters where nothing else may be there.
    fn views(&self, demands: bool, formula: impl Fn(View) -> Formula, mut say: impl FnMut(&Formula, bool)) {
        let normalised = formula(View::Normalised);
        if !self.dialect.closed {
            return say(&normalised, demands);
        }
        let filled = formula(View::Filled);
        if filled != normalised {
            say(&filled, false);
        }
        if filled == normalised || demands {
            say(&normalised, demands);
        }
    }

    fn put(&self, part: &mut Part, property: &'d Property, facts: &Facts, demanded: bool) {
        if self.dialect.flat && property.kind == PropertyType::Hidden {
            return;
        }
        if is_display(property) {
            if self.dialect.checks {
                part.or_property(&property.name, Map::new());
            }
            return;
        }
        if self.dialect.form && part.properties.contains_key(property.name.as_ref()) {
            return;
        }
        let demanded = demanded && self.level.place.demands();
        let values = Values { place: self.level.place, facts, dialect: self.dialect };
        part.or_property(&property.name, values.of(property, demanded));
        if demanded && must_be_given(property) {
            part.require(&property.name);
        }
    }
}
