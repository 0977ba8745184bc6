//! Every member of the language is there with Node's type, or refused by its name; never a silent `undefined`.
//!
//! language.tsv holds them, with what `typeof` gives in Node 24 (see language.mjs).

#![cfg(feature = "js")]

use nodewright_expression::{Engine, JsonContext};
use serde_json::json;

const MEMBERS: &str = include_str!("language.tsv");
const LEAST: usize = 1055;
/// Refused by name: `Intl.DisplayNames`, `Intl.DurationFormat`, what RegExp keeps of the last match, and reading some
/// methods without calling them.
const MOST_REFUSED: usize = 80;

#[test]
fn has_every_member_of_the_language_or_names_what_is_missing() {
    let context = JsonContext::of_items(vec![json!({ "json": {} })]);
    for engine in [Engine::builder().build(), Engine::builder().scripts_only().build()] {
        let (mut wrong, mut refused, mut count) = (Vec::new(), Vec::new(), 0);
        for line in MEMBERS.lines() {
            let (member, expected) = line.split_once('\t').expect("an expression and a type");
            count += 1;
            let template = engine.compile(&format!("={{{{ typeof {member} }}}}")).expect("an expression");
            match engine.evaluate(&template, &context) {
                Ok(Some(actual)) if actual == *expected => {}
                Err(error) if error.message.contains("is not built in") => refused.push(member),
                actual => wrong.push(format!("typeof {member}\n    expected {expected}\n    actual   {actual:?}")),
            }
        }
        assert!(count >= LEAST, "only {count} members");
        assert!(wrong.is_empty(), "{} of {count} are not there:\n{}", wrong.len(), wrong.join("\n"));
        assert!(refused.len() <= MOST_REFUSED, "{} of {count} are refused: {}", refused.len(), refused.join(", "));
    }
}
