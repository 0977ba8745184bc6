//! Cases in files: what is sent, what is answered, what comes out.

mod script;

use std::{path::Path, sync::Arc};

use nodewright_core::{
    Item, Parameters,
    serde_json::{self, Value, json},
};
use serde::Deserialize;

use crate::harness::Harness;
use script::{Script, Step};

/// A case. As JSON, with `script` (the requests in order, with their answers) and `output` (the items, without their
/// pairing) or `error` (the members that the error has among others):
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tickets/mod.rs"));
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// use nodewright_core::serde_json::{self, json};
/// use nodewright_testkit::harness::Harness;
///
/// let case = serde_json::from_value(json!({
///     "name": "a ticket with further fields",
///     "parameters": {
///         "resource": "tickets", "operation": "create", "subject": "={{ $json.title }}",
///         "fields": { "urgent": true }, "passPhrase": "open sesame"
///     },
///     "input": [{ "json": { "title": "Printer" } }],
///     "script": [{
///         "request": "POST /tickets",
///         "body": { "subject": "Printer", "fields": { "urgent": true }, "pass_phrase": "open sesame" },
///         "answer": { "status": 201, "json": { "id": 1 } }
///     }],
///     "output": [{ "json": { "id": 1 } }]
/// })).unwrap();
///
/// let harness = Harness::new(V1, json!({ "url": "https://desk.example", "token": "t" }));
/// assert_eq!(harness.check_case(case).await, [""; 0]);
/// # }
/// ```
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    name: String,
    parameters: Parameters,
    /// Input items; one empty item if it is left out.
    #[serde(default = "one_item")]
    input: Vec<Item>,
    /// Fields of the credential that are other than the harness has them.
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
    /// The error: members that it has among others.
    #[serde(default)]
    error: Option<Parameters>,
}

fn one_item() -> Vec<Item> {
    vec![Item::empty()]
}

impl Harness {
    /// Runs a case, and gives what is not as it says.
    ///
    /// # Panics
    /// An answer of the case cannot be given.
    pub async fn check_case(&self, case: Case) -> Vec<String> {
        let script = Arc::new(Script::new(case.script, self.no_route.clone(), self.rows_under));
        let ran = self.run_with(&case.credential, &case.parameters, &case.input, script.clone()).await;
        let mut wrong = script.wrong();
        let items: Vec<_> = ran.items.iter().map(as_json).collect();
        let rows = |(from, to): (u64, u64)| (from..=to).map(|id| json!({ "json": { "id": id } })).collect();
        let output: Vec<_> = case.rows.map_or(case.output, rows);
        if items != output {
            wrong.push(format!("items {} -> {}", Value::from(output), Value::from(items)));
        }
        let said = ran.error.map_or(json!({}), |error| as_json(&error));
        let expected = case.error.unwrap_or_default();
        if expected.is_empty() && said != json!({}) || expected.iter().any(|(key, value)| said[key] != *value) {
            wrong.push(format!("error {} -> {said}", Value::Object(expected)));
        }
        wrong
    }

    /// Runs all cases of a folder, whose files are lists of [`Case`]s.
    ///
    /// # Panics
    /// A case is not as it says, a file is not such a list, or there are fewer than `least` cases.
    pub async fn check_cases(&self, folder: impl AsRef<Path>, least: usize) {
        let folder = folder.as_ref();
        let read = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut files: Vec<_> = read.flatten().map(|entry| entry.path()).collect();
        files.sort();
        let (mut count, mut wrong) = (0, Vec::new());
        for file in files {
            let name = file.file_stem().unwrap_or_default().display();
            let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let cases: Vec<Case> = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
            for case in cases {
                let name = format!("{name} / {}", case.name);
                count += 1;
                wrong.extend(self.check_case(case).await.into_iter().map(|text| format!("{name}: {text}")));
            }
        }
        assert!(wrong.is_empty(), "{} of {count} cases\n{}", wrong.len(), wrong.join("\n"));
        assert!(count >= least, "{count} cases in {}, at least {least} expected", folder.display());
    }
}

fn as_json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
