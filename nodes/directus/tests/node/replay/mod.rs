//! Recorded executions of the original node, run again: the same requests, items and errors, or a difference that a
//! rule names.

mod case;
mod differences;
mod directus;

use std::collections::BTreeSet;

use differences::RULES;

use crate::recorded;

#[tokio::test]
async fn executions_are_as_recorded_or_differ_by_a_rule() {
    let (mut same, mut total, mut unexplained) = (0, 0, Vec::new());
    let mut counts = vec![0; RULES.len()];
    for case in recorded::read("directus.jsonl", 736) {
        let id = case["id"].as_str().unwrap();
        let (differences, seen) = case::replay(&case).await;
        for request in seen.iter().filter(|request| is_sign_in(&request.path)) {
            assert!(!request.authenticated, "{id}: a token on {}", request.path);
        }
        total += 1;
        same += usize::from(differences.is_empty());
        let mut used = BTreeSet::new();
        for (aspect, text) in differences {
            match RULES.iter().position(|rule| rule.explains(id, aspect, &text)) {
                Some(n) => drop(used.insert(n)),
                None => unexplained.push(format!("{id} {aspect:?}: {}", text.chars().take(400).collect::<String>())),
            }
        }
        used.into_iter().for_each(|n| counts[n] += 1);
    }
    assert!(unexplained.is_empty(), "{} differences\n{}", unexplained.len(), unexplained.join("\n"));
    for (rule, count) in RULES.iter().zip(counts) {
        assert_eq!(count, rule.count, "cases that differ by '{}' {:?}", rule.name, rule.cases);
    }
    assert_eq!((same, total), (434, 736), "cases that are as recorded");
}

fn is_sign_in(path: &str) -> bool {
    ["/auth/login", "/auth/refresh", "/auth/logout", "/auth/password/"]
        .iter()
        .any(|p| path.ends_with(p) || path.contains("/auth/password/"))
}
