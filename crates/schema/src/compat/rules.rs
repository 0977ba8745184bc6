//! Demands and when they apply, as if/then.

use nodewright_properties::{Condition, Entries, Property};

use super::condition;
use crate::condition::holds_without_value;
use crate::facts::Facts;
use crate::formula::{Formula, Test};
use crate::part::Part;
use crate::path::Path;

/// One question of `show`.
#[derive(Clone)]
pub(super) enum Step<'d> {
    /// Whether the conditions hold for a parameter.
    Ask(&'d str, &'d [Condition]),
    /// One that is answered with no.
    Never,
}

/// A demand, and what is asked in order before it applies.
#[derive(Clone)]
pub(super) struct Rule<'d> {
    pub(super) show: Vec<Step<'d>>,
    pub(super) hide: Vec<(&'d str, &'d [Condition])>,
    /// Whether `hide` holds for a reason that is not among them.
    pub(super) hidden: bool,
    pub(super) demand: Part,
}

impl<'d> Rule<'d> {
    /// A demand where a property is shown.
    pub(super) fn of(property: &'d Property, demand: Part) -> Self {
        let show = property.display_options.iter().filter_map(|options| options.show.as_ref()).flat_map(Entries::iter);
        let hide = property.display_options.iter().filter_map(|options| options.hide.as_ref()).flat_map(Entries::iter);
        Self {
            show: show.map(|(key, conditions)| Step::Ask(key, conditions)).collect(),
            hide: hide.map(|(key, conditions)| (key, conditions.as_slice())).collect(),
            hidden: false,
            demand,
        }
    }

    pub(super) fn always(demand: Part) -> Self {
        Self { show: Vec::new(), hide: Vec::new(), hidden: false, demand }
    }

    /// Drops what is known to hold, and stops where something is known not to; false if nothing can show it any more.
    fn settle(&mut self, facts: &Facts) -> bool {
        let mut rest = Vec::new();
        for step in self.show.drain(..) {
            let answer = match &step {
                Step::Ask(key, conditions) => facts.decide(key, conditions),
                Step::Never => Some(false),
            };
            match answer {
                Some(true) => {}
                Some(false) => {
                    rest.push(Step::Never);
                    break;
                }
                None => rest.push(step),
            }
        }
        self.show = rest;
        !matches!(self.show.first(), Some(Step::Never))
    }
}

/// All the rules whose next question is about one parameter, by the conditions asked for.
struct Question<'d> {
    key: &'d str,
    answers: Vec<(&'d [Condition], Vec<Rule<'d>>)>,
}

impl<'d> Question<'d> {
    fn add(&mut self, conditions: &'d [Condition], rule: Rule<'d>) {
        match self.answers.iter_mut().find(|(known, _)| *known == conditions) {
            Some((_, rules)) => rules.push(rule),
            None => self.answers.push((conditions, vec![rule])),
        }
    }
}

/// What the rules demand of an object together.
pub(super) fn part(rules: Vec<Rule<'_>>, facts: &Facts) -> Part {
    let mut part = Part::default();
    let mut questions: Vec<Question<'_>> = Vec::new();
    let mut hidden: Vec<(Formula, Part)> = Vec::new();
    for mut rule in rules {
        if !rule.settle(facts) {
            continue;
        }
        if rule.show.is_empty() {
            let formula = if rule.hidden { Formula::Always } else { hides(&rule.hide, facts) };
            match hidden.iter_mut().find(|(known, _)| *known == formula) {
                Some((_, demands)) => demands.and(&rule.demand),
                None => hidden.push((formula, rule.demand)),
            }
            continue;
        }
        let Step::Ask(key, conditions) = rule.show.remove(0) else { continue };
        match questions.iter_mut().find(|question| question.key == key) {
            Some(question) => question.add(conditions, rule),
            None => questions.push(Question { key, answers: vec![(conditions, vec![rule])] }),
        }
    }
    for (formula, demands) in hidden {
        part.when(&!formula, demands, Part::default());
    }
    for question in questions {
        ask(&mut part, question, facts);
    }
    part
}

/// An expression shows everything at once; else the answers decide.
fn ask(part: &mut Part, Question { key, answers }: Question<'_>, facts: &Facts) {
    let mut all = Part::default();
    answers.iter().flat_map(|(_, rules)| rules).for_each(|rule| all.and(&rule.demand));
    let mut otherwise = Part::default();
    for (conditions, rules) in answers {
        otherwise.when(&holds(key, conditions), self::part(rules, facts), Part::default());
    }
    part.when(&is_expression(key), all, otherwise);
}

/// That the conditions of `show` hold for a parameter.
pub(super) fn holds(key: &str, conditions: &[Condition]) -> Formula {
    let value = condition::value(conditions, true);
    Formula::Test(Test { path: path(key), value, absent: holds_without_value(conditions) })
}

/// That the conditions of `hide` hold for a parameter.
pub(super) fn hides_by(key: &str, conditions: &[Condition]) -> Formula {
    let value = condition::value(conditions, false);
    Formula::Test(Test { path: path(key), value, absent: holds_without_value(conditions) })
}

/// That a parameter is an expression.
pub(super) fn is_expression(key: &str) -> Formula {
    Formula::Test(Test { path: path(key), value: serde_json::json!({ "$ref": "#/$defs/expression" }), absent: false })
}

fn hides(hide: &[(&str, &[Condition])], facts: &Facts) -> Formula {
    Formula::any(hide.iter().map(|(key, conditions)| match facts.decide(key, conditions) {
        Some(true) => Formula::Always,
        Some(false) => Formula::Never,
        None => hides_by(key, conditions),
    }))
}

fn path(key: &str) -> Path {
    Path::parse(key.strip_prefix('/').unwrap_or(key))
}
