//! What packages find of Node.js: code with what it gives, or what it throws, in Node.js 24 itself (`surface/rows.jsonl`).
//! `D` is `surface/keys.json`, keys that were made for these rows.

use nodewright::serde_json::{Value, json};

use super::{class, execute, manifest, package, runtime};

const RUN: &str = r"
    const [at, D] = [JSON.parse(this.getNodeParameter('call', 0)), require('./keys.json')];
    try {
      return [[{ json: { gives: (await rows[at](D)) ?? null } }]];
    } catch (error) {
      return [[{ json: { throws: error.message } }]];
    }";

#[tokio::test]
async fn modules_and_messages_are_those_of_node() {
    let rows: Vec<Value> = include_str!("surface/rows.jsonl")
        .lines()
        .map(|row| nodewright::serde_json::from_str(row).expect("a row"))
        .collect();
    let codes: String =
        rows.iter().map(|row| format!("async (D) => {{ {} }},\n", row["code"].as_str().unwrap_or_default())).collect();
    let text = format!("const rows = [\n{codes}];\n{}", class(RUN));
    let keys = include_str!("surface/keys.json");
    let folder = package(&manifest(), &[("Probe.node.js", &text), ("keys.json", keys)]);
    let runtime = runtime(folder.path());
    assert_eq!(runtime.problems(), [] as [String; 0]);
    let mut wrong = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let outcome = execute(&runtime, json!({ "call": at.to_string() })).await;
        let found =
            outcome.map(|outcome| outcome.outputs[0][0].json.clone()).unwrap_or_else(|error| json!(error.message()));
        let mut expected = row.clone();
        expected.as_object_mut().map(|row| row.shift_remove("code"));
        if found != expected {
            wrong.push(format!("{}\n  {found}\n  instead of {expected}", row["code"]));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
