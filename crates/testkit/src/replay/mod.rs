//! Executions that were recorded of another implementation of a node, run again: the same requests, items and errors,
//! or a difference that a rule names.
//!
//! ```
//! # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tickets/mod.rs"));
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! use nodewright_core::serde_json::json;
//! use nodewright_testkit::{harness::Harness, replay::{Aspect, Replay, Rule}};
//!
//! let credentials = json!({ "url": "https://desk.example", "token": "t" });
//! let case = |id: &str, path: &str| json!({
//!     "id": id, "credentials": credentials, "input": [{ "json": {} }],
//!     "parameters": { "resource": "tickets", "operation": "list", "queue": "a b" },
//!     "requests": [{
//!         "method": "GET", "target": format!("{path}?limit=50"), "path": path, "query": "limit=50", "body": "",
//!         "response": { "status": 200, "body": "[{\"id\":1}]" }
//!     }],
//!     "output": [[{ "json": { "id": 1 }, "pairedItem": { "item": 0 } }]]
//! });
//!
//! // What differs, in how many cases, and why that is meant.
//! let rules = [Rule::new("a value in a path is encoded", 1, &["*/raw"], &[Aspect::Requests])];
//! let harness = Harness::new(V1, credentials.clone());
//! let cases = [case("list/encoded", "/queues/a%20b/tickets"), case("list/raw", "/queues/a b/tickets")];
//! Replay::new(&harness, &rules).of(&cases).await.is_explained(1);
//! # }
//! ```

mod case;
mod rule;
mod server;

use std::collections::BTreeSet;

use nodewright_core::Value;

use crate::harness::Harness;
pub use case::Aspect;
pub use rule::Rule;
pub use server::Seen;

/// Runs recorded executions again.
#[derive(Clone, Copy)]
pub struct Replay<'a> {
    harness: &'a Harness,
    rules: &'a [Rule],
    own_query: &'a [&'a str],
}

impl<'a> Replay<'a> {
    /// With rules for what may differ; of several that fit, the first counts.
    #[must_use]
    pub fn new(harness: &'a Harness, rules: &'a [Rule]) -> Self {
        Self { harness, rules, own_query: &[] }
    }

    /// Does not compare these fields of the query, which the original sends although they are meant for itself.
    #[must_use]
    pub fn without_query(self, names: &'a [&'a str]) -> Self {
        Self { own_query: names, ..self }
    }

    /// Runs the cases: objects with `id`, `credentials`, `parameters`, `input`, `requests` with their responses, and
    /// `output`, `error` or `itemErrors`.
    ///
    /// # Panics
    /// A case is not written like that.
    pub async fn of(&self, cases: &[Value]) -> Replayed<'a> {
        let mut replayed = Replayed { rules: self.rules, counts: vec![0; self.rules.len()], ..Replayed::default() };
        for case in cases {
            let id = case["id"].as_str().expect("a case has an id");
            let (differences, seen) = case::replay(self.harness, case, self.own_query).await;
            replayed.total += 1;
            replayed.same += usize::from(differences.is_empty());
            let mut used = BTreeSet::new();
            for (aspect, text) in differences {
                match self.rules.iter().position(|rule| rule.explains(id, aspect, &text)) {
                    Some(n) => drop(used.insert(n)),
                    None => {
                        let start: String = text.chars().take(400).collect();
                        replayed.unexplained.push(format!("{id} {aspect:?}: {start}"));
                    }
                }
            }
            used.into_iter().for_each(|n| replayed.counts[n] += 1);
            replayed.requests.extend(seen.into_iter().map(|seen| (id.to_owned(), seen)));
        }
        replayed
    }
}

/// What came of it.
#[derive(Default)]
pub struct Replayed<'a> {
    /// How many cases there were.
    pub total: usize,
    /// How many of them are as recorded.
    pub same: usize,
    /// What differs and no rule explains.
    pub unexplained: Vec<String>,
    /// Every request, with the id of its case.
    pub requests: Vec<(String, Seen)>,
    rules: &'a [Rule],
    counts: Vec<usize>,
}

impl Replayed<'_> {
    /// Holds it against the rules: everything is explained, every rule shows in as many cases as it says, and so many
    /// cases are as recorded.
    ///
    /// # Panics
    /// That is not so.
    pub fn is_explained(&self, same: usize) {
        let unexplained = &self.unexplained;
        assert!(unexplained.is_empty(), "{} differences\n{}", unexplained.len(), unexplained.join("\n"));
        for (rule, count) in self.rules.iter().zip(&self.counts) {
            assert_eq!(*count, rule.count, "cases that differ by '{}' {:?}", rule.name, rule.cases);
        }
        assert_eq!(self.same, same, "cases of {} that are as recorded", self.total);
    }
}
