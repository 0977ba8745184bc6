//! Executions of declarative nodes recorded under n8n: the requests they send, the items and errors they give.

mod case;
mod start;

use std::path::Path;

/// `[id, why it differs]` of the rows that are not as recorded.
const KNOWN: &[(&str, &str)] = &[];

#[tokio::test(flavor = "multi_thread")]
async fn nodes_do_as_recorded() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/routing/routing.jsonl");
    let (mut bad, mut used) = (Vec::new(), 0);
    for row in nodewright_testkit::recorded(file, 275) {
        let id = row["id"].as_str().expect("an id");
        let known = KNOWN.iter().any(|(known, _)| *known == id);
        used += usize::from(known);
        match (case::run(&row).await, known) {
            (Ok(()), false) | (Err(_), true) => {}
            (Ok(()), true) => bad.push(format!("{id}: is as recorded, and needs no exception")),
            (Err(why), false) => bad.push(format!("{id}: {why}")),
        }
    }
    assert_eq!(used, KNOWN.len(), "exceptions for rows that there are not");
    assert!(bad.is_empty(), "{} differ\n{}", bad.len(), bad.join("\n"));
}
