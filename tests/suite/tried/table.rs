//! The table of what was tried.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
};

use nodewright::NodeError;

/// What came of an operation.
pub enum Outcome {
    Answers,
    /// An error that the node itself makes, or that n8n makes of its parameters.
    OwnError(String),
    /// What it needs is not there: what is missing.
    Refused(String),
}

/// What was tried of a package.
pub struct Tried {
    name: String,
    version: String,
    pub nodes: Vec<String>,
    answers: usize,
    own_errors: usize,
    refused: BTreeMap<String, usize>,
    left_out: Vec<String>,
}

/// Texts of this project's own refusals.
const REFUSALS: [&str; 8] = [
    "is not available to packages",
    "is unavailable",
    "not supported",
    "took more time than it may",
    "waits for a promise",
    "MB of memory",
    "calls too many functions",
    "which is not installed",
];

impl Outcome {
    pub fn of(error: &NodeError) -> Self {
        let said = [Some(error.message()), error.description()].into_iter().flatten();
        match said.into_iter().find(|text| REFUSALS.iter().any(|refusal| text.contains(refusal))) {
            Some(text) => Self::Refused(text.to_owned()),
            None => Self::OwnError(error.message().to_owned()),
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answers => f.write_str("it answers"),
            Self::OwnError(message) => write!(f, "it says: {message}"),
            Self::Refused(why) => write!(f, "refused: {why}"),
        }
    }
}

impl Tried {
    pub fn new(name: String, version: String, problems: &[String]) -> Self {
        let prefix = format!("{name}: ");
        let left_out = problems.iter().map(|problem| problem.strip_prefix(&prefix).unwrap_or(problem).to_owned());
        let left_out = left_out.collect();
        Self { name, version, nodes: Vec::new(), answers: 0, own_errors: 0, refused: BTreeMap::new(), left_out }
    }

    pub fn broken(name: String, version: String, why: &str) -> Self {
        Self { left_out: vec![why.to_owned()], ..Self::new(name, version, &[]) }
    }

    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Answers => self.answers += 1,
            Outcome::OwnError(_) => self.own_errors += 1,
            Outcome::Refused(why) => *self.refused.entry(why).or_default() += 1,
        }
    }

    pub fn operations(&self) -> usize {
        self.answers + self.own_errors + self.refused()
    }

    fn refused(&self) -> usize {
        self.refused.values().sum()
    }

    fn is_only_triggers(&self) -> bool {
        self.nodes.is_empty() && self.left_out.iter().all(|reason| reason.contains("it is a trigger"))
    }
}

/// The sentence that the READMEs have.
pub fn sums(rows: &[Tried]) -> String {
    let sum = |of: fn(&Tried) -> usize| rows.iter().map(of).sum::<usize>();
    format!(
        "{} packages with {} nodes and {} operations: {} answer, {} end with an error of their own, {} are refused",
        rows.len(),
        sum(|row| row.nodes.len()),
        sum(Tried::operations),
        sum(|row| row.answers),
        sum(|row| row.own_errors),
        sum(Tried::refused),
    )
}

pub fn page(rows: &[Tried], compared: usize) -> String {
    let mut page = format!(
        "# What was tried\n\n\
         Written by a test (`tests/suite/tried`): real packages from npm, unmodified, against a server that answers every request\n\
         with the same plausible JSON. {}.\n\n\
         Every operation is called once, with its defaults and a made-up value for what must not be empty. *Answers* means that items\n\
         came out; an *own error* is what the node says of such an answer or such a value; *refused* is what it asked for and did not\n\
         get here. {compared} requests of declarative operations without code were compared with what their descriptions say of them.\n\
         What n8n does with some of these packages was recorded, and is compared one by one in `tests/suite/community`.\n\n\
         | package | version | nodes | operations | answer | own error | refused |\n|---|---|---|---|---|---|---|\n",
        sums(rows)
    );
    for row in rows {
        let nodes = match row.is_only_triggers() {
            true => "none but triggers".to_owned(),
            false => row.nodes.join(", "),
        };
        let Tried { name, version, answers, own_errors, .. } = row;
        let (operations, refused) = (row.operations(), row.refused());
        let _ =
            writeln!(page, "| {name} | {version} | {nodes} | {operations} | {answers} | {own_errors} | {refused} |");
    }
    let refusals = rows.iter().flat_map(|row| row.refused.iter().map(move |(why, count)| (&row.name, why, count)));
    let refusals: Vec<_> = refusals.collect();
    if !refusals.is_empty() {
        page.push_str("\n## Refused\n\n");
        for (name, why, count) in refusals {
            let _ = writeln!(page, "- {name}, {count}: {}", why.replace('\n', " "));
        }
    }
    page.push_str("\n## Left out\n\n");
    for row in rows {
        for reason in &row.left_out {
            let _ = writeln!(page, "- {}: {}", row.name, reason.replace('\n', " "));
        }
    }
    page
}
