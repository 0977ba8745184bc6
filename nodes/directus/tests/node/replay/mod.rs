//! Recorded executions of the original node, run again: the same requests, items and errors, or a difference that a
//! rule names.

mod differences;

use nodewright_testkit::replay::Replay;

use crate::{harness, recorded};

#[tokio::test]
async fn executions_are_as_recorded_or_differ_by_a_rule() {
    let harness = harness();
    let replay = Replay::new(&harness, differences::RULES).without_query(&["fileName", "binaryPropertyName"]);
    let replayed = replay.of(&recorded("directus.jsonl", 736)).await;
    replayed.is_explained(434);
    let sign_ins = replayed.requests.iter().filter(|(_, request)| is_sign_in(&request.path));
    for (id, request) in sign_ins {
        assert!(!request.authenticated, "{id}: a token on {}", request.path);
    }
}

fn is_sign_in(path: &str) -> bool {
    ["/auth/login", "/auth/refresh", "/auth/logout", "/auth/password/"]
        .iter()
        .any(|p| path.ends_with(p) || path.contains("/auth/password/"))
}
