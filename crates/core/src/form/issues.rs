//! All issues of a node's parameters.

use nodewright_properties::{Entries, NodeDescription, Property};

use crate::{ErrorKind, NodeError};

/// What is wrong with one parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is required and empty.
    Missing,
    /// It must be something else; completes "'Title' must be …".
    Invalid(String),
    /// A whole sentence.
    Sentence(String),
}

/// An issue of one parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Path of the parameter, for example `additionalFields.mode`.
    pub path: String,
    /// Its name for people.
    pub title: String,
    /// What is wrong.
    pub problem: Problem,
}

/// All issues of a node's parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issues(Vec<Issue>);

impl Issues {
    /// One issue.
    pub fn one(path: impl Into<String>, title: impl Into<String>, problem: Problem) -> Self {
        Self(vec![Issue { path: path.into(), title: title.into(), problem }])
    }

    /// What a form says is wrong with the parameters of a node: messages by name.
    pub fn of_form(said: &Entries<Vec<String>>, description: &NodeDescription) -> Self {
        let mut all = Self::default();
        for (name, message) in said.iter().flat_map(by_message) {
            let required = |property: &&Property| {
                property.name == name && format!("Parameter \"{}\" is required.", property.display_name) == *message
            };
            all.extend(match description.properties.iter().find(required) {
                Some(property) => Self::one(name, &*property.display_name, Problem::Missing),
                None => Self::one(name, name, Problem::Sentence(message.clone())),
            });
        }
        all
    }

    /// Keeps the issues of a failed part, so that all parts are checked.
    pub fn keep<T>(&mut self, part: Result<T, Self>) -> Option<T> {
        part.map_err(|issues| self.0.extend(issues.0)).ok()
    }

    /// Adds all of `others`.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The same, below the parameter `name`.
    #[must_use]
    pub fn below(mut self, name: &str) -> Self {
        for issue in &mut self.0 {
            issue.path = format!("{name}.{}", issue.path);
        }
        self
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Issue> {
        self.0.iter()
    }

    /// One error that names them all: ours as message, n8n's sentences as description.
    #[must_use]
    pub fn into_error(self) -> NodeError {
        let missing: Vec<_> = self.of_missing().map(|i| i.title.as_str()).collect();
        let mut sentences = Vec::new();
        if !missing.is_empty() {
            sentences.push(format!("Missing required property: {}", missing.join(", ")));
        }
        sentences.extend(self.iter().filter_map(|issue| match &issue.problem {
            Problem::Missing => None,
            Problem::Invalid(expected) => Some(format!("'{}' must be {expected}", issue.title)),
            Problem::Sentence(sentence) => Some(sentence.clone()),
        }));
        let error = NodeError::new(ErrorKind::Parameter, sentences.join("; "));
        let required: Vec<_> = self.of_missing().map(|i| format!("Parameter \"{}\" is required.", i.title)).collect();
        let error = if required.is_empty() { error } else { error.with_description(required.join("\n")) };
        match &self.0[..] {
            [only] => error.at_parameter(&only.path),
            _ => error,
        }
    }

    /// One error that lists them all, in n8n's words.
    #[must_use]
    pub fn into_list_for(self, node: &str) -> NodeError {
        let lines: Vec<_> = self
            .iter()
            .map(|issue| match &issue.problem {
                Problem::Missing => format!("- Parameter \"{}\" is required.", issue.title),
                Problem::Invalid(expected) => format!("- '{}' must be {expected}", issue.title),
                Problem::Sentence(sentence) => format!("- {sentence}"),
            })
            .collect();
        let error =
            NodeError::new(ErrorKind::Parameter, format!("The '{node}' node has issues:\n{}", lines.join("\n")));
        match &self.0[..] {
            [only] => error.at_parameter(&only.path),
            _ => error,
        }
    }

    fn of_missing(&self) -> impl Iterator<Item = &Issue> {
        self.iter().filter(|i| i.problem == Problem::Missing)
    }
}

fn by_message<'m>((name, messages): (&'m str, &'m Vec<String>)) -> impl Iterator<Item = (&'m str, &'m String)> {
    messages.iter().map(move |message| (name, message))
}

impl From<Issues> for NodeError {
    fn from(issues: Issues) -> Self {
        issues.into_error()
    }
}
