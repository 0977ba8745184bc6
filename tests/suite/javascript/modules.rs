//! Packages of ECMAScript modules.

use serde_json::{Value, json};

use super::{execute, manifest, package, runtime};

/// The node, which gives what `give` is.
fn node(imports: &str, give: &str) -> String {
    format!(
        "{imports}
export class Probe {{
  description = {{ displayName: 'Probe', name: 'probe', version: 1, group: [], inputs: ['main'], outputs: ['main'],
    defaults: {{ name: 'Probe' }}, properties: [] }};
  async execute() {{ return [[{{ json: {{ given: {give} }} }}]]; }}
}}"
    )
}

const FILES: [(&str, &str); 6] = [
    (
        "half.js",
        "export const half = (n) => n / 2; export default 'half'; import { twice } from './twice.js'; export { twice };",
    ),
    (
        "twice.js",
        "import { half } from './half.js'; export const twice = (n) => n * 2; export const back = (n) => half(twice(n));",
    ),
    ("old.cjs", "module.exports = { name: 'old', list: [1, 2], again: require('./data.json').n };"),
    ("data.json", r#"{"n": 7}"#),
    ("fails.js", "\nexport const fail = () => { throw new TypeError('it fails'); };"),
    ("throws.js", "throw new Error('not today');"),
];

#[tokio::test]
async fn they_import_each_other() {
    // imports, what is given, it or the error
    let cases: [(&str, &str, std::result::Result<Value, &str>); 13] = [
        ("import name, { half, twice } from './half.js';", "[name, half(4), twice(4)]", Ok(json!(["half", 2, 8]))),
        ("import { back } from './twice.js';", "back(3)", Ok(json!(3))),
        ("import * as all from './half.js';", "Object.keys(all).sort()", Ok(json!(["default", "half", "twice"]))),
        ("import old, { list } from './old.cjs';", "[old.name, list, old.again]", Ok(json!(["old", [1, 2], 7]))),
        ("import data from './data.json' with { type: 'json' };", "data", Ok(json!({ "n": 7 }))),
        (
            "import { NodeOperationError, NodeConnectionTypes } from 'n8n-workflow';",
            "[NodeConnectionTypes.Main, typeof NodeOperationError]",
            Ok(json!(["main", "function"])),
        ),
        (
            "import { createHash } from 'node:crypto';",
            "createHash('md5').update('a').digest('hex').length",
            Ok(json!(32)),
        ),
        ("", "(await import('./half.js')).half(8)", Ok(json!(4))),
        ("const ready = await Promise.resolve(5);", "ready", Ok(json!(5))),
        (
            "await new Promise((resolve) => setTimeout(resolve, 1));",
            "1",
            Err("waits for something outside of itself while it is loaded"),
        ),
        ("import { fail } from './fails.js';", "fail()", Err("it fails")),
        ("import './throws.js';", "1", Err("not today")),
        ("import '../../../etc/passwd';", "1", Err("it needs the module '../../../etc/passwd'")),
    ];
    for (imports, give, expected) in cases {
        let mut manifest = manifest();
        manifest["type"] = "module".into();
        let node = node(imports, give);
        let files: Vec<_> = FILES.into_iter().chain([("Probe.node.js", &*node)]).collect();
        let folder = package(&manifest, &files);
        let runtime = runtime(folder.path());
        let given = execute(&runtime, json!({})).await;
        match expected {
            Ok(expected) => {
                let outcome = given.unwrap_or_else(|error| panic!("{imports}: {error:?}, {:?}", runtime.problems()));
                assert_eq!(outcome.outputs[0][0].json["given"], expected, "{imports}");
            }
            Err(expected) => {
                let said = match &given {
                    Ok(outcome) => format!("{:?}", outcome.error),
                    Err(error) => format!("{error:?} {:?}", runtime.problems()),
                };
                assert!(said.contains(expected), "{imports}: {said}");
            }
        }
    }
    // Errors name the module, its line and column.
    let mut manifest = manifest();
    manifest["type"] = "module".into();
    let node = node("import { fail } from './fails.js';", "fail()");
    let files: Vec<_> = FILES.into_iter().chain([("Probe.node.js", &*node)]).collect();
    let folder = package(&manifest, &files);
    let error = match execute(&runtime(folder.path()), json!({})).await {
        Ok(outcome) => outcome.error.expect("an error"),
        Err(error) => error,
    };
    let said = format!("{} {}", error.description().unwrap_or_default(), error.to_record());
    assert!(said.contains("fails.js:2:"), "{said}");
}
