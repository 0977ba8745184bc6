//! What the node does beyond the recorded executions: each case says what is sent, what is answered, what comes out.

mod script;

use std::sync::Arc;

use nodewright_core::{
    Item, Parameters,
    serde_json::{self, Value, json},
};
use serde::Deserialize;

use crate::run::run;
use script::{Script, Step};

/// A case, as the files hold it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    parameters: Parameters,
    /// Input items; one empty item where it is left out.
    #[serde(default = "one_item")]
    input: Vec<Item>,
    /// Fields of the credential besides the URL.
    #[serde(default)]
    credential: Parameters,
    /// The requests, in order, and their answers.
    #[serde(default)]
    script: Vec<Step>,
    /// The items, without their pairing.
    #[serde(default)]
    output: Vec<Value>,
    /// Instead of `output`: items `{"id": n}` from one n to another.
    #[serde(default)]
    rows: Option<(u64, u64)>,
    /// The error: parts of it that are to be there.
    #[serde(default)]
    error: Option<Parameters>,
}

fn one_item() -> Vec<Item> {
    vec![Item::empty()]
}

#[tokio::test]
async fn every_case_holds() {
    let folder = format!("{}/tests/node/behaviour/cases", env!("CARGO_MANIFEST_DIR"));
    let mut wrong = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 5, "{files:?}");
    for file in files {
        let cases: Vec<Case> = serde_json::from_str(&std::fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for case in cases {
            let name = format!("{} / {}", file.file_stem().unwrap().display(), case.name);
            wrong.extend(check(case).await.into_iter().map(|text| format!("{name}: {text}")));
        }
    }
    assert!(wrong.is_empty(), "{} cases\n{}", wrong.len(), wrong.join("\n"));
}

async fn check(case: Case) -> Vec<String> {
    let mut credential = case.credential;
    credential.entry("url").or_insert_with(|| "https://directus.example".into());
    credential.entry("accessToken").or_insert_with(|| "token".into());
    let (script, mut items) = (Arc::new(Script::new(case.script)), Vec::new());
    let error = run(&case.parameters, &credential, &case.input, script.clone(), &mut items).await.err();
    let mut wrong = script.wrong();
    let items: Vec<_> = items.iter().map(|item| serde_json::to_value(item).unwrap()).collect();
    let rows = |(from, to): (u64, u64)| (from..=to).map(|id| json!({ "json": { "id": id } })).collect();
    let output: Vec<_> = case.rows.map_or(case.output, rows);
    if items != output {
        wrong.push(format!("items {} -> {}", Value::from(output), Value::from(items)));
    }
    let said = error.map_or(json!({}), |error| serde_json::to_value(error).unwrap());
    let expected = case.error.unwrap_or_default();
    if expected.is_empty() && said != json!({}) || expected.iter().any(|(key, value)| said[key] != *value) {
        wrong.push(format!("error {} -> {said}", Value::Object(expected)));
    }
    wrong
}
