//! Packages that do not load, do not end, or take what is not theirs.

#[cfg(unix)]
mod cases;

use nodewright::serde_json::{Value, json};
use nodewright_tests::said::says;

use super::{class, execute, manifest, package, runtime};

#[test]
fn what_does_not_load_is_named_with_its_reason() {
    let fine = class("return [[]]");
    for (manifest, file, text, expected) in [
        (
            manifest(),
            "Probe.node.js",
            "exports.Probe = class {",
            "Probe.node.js: SyntaxError: Unexpected end of input (at Probe.node.js:…",
        ),
        (
            manifest(),
            "Probe.node.js",
            "null.x;",
            "Probe.node.js: TypeError: Cannot read properties of null (reading 'x') (at Probe.node.js:1:1)",
        ),
        (
            manifest(),
            "Probe.node.js",
            "throw new Error('on purpose')",
            "Probe.node.js: on purpose (at Probe.node.js:1:11)",
        ),
        (
            manifest(),
            "Probe.node.js",
            "require('left-pad')",
            "Probe.node.js: it needs the module 'left-pad', which is not installed; install it beside the package with `npm install left-pad`",
        ),
        (
            manifest(),
            "Probe.node.js",
            "require('./gone')",
            "Probe.node.js: it needs the module './gone', which is not installed; install the package again",
        ),
        (
            manifest(),
            "Probe.node.js",
            "require('../../../../etc/passwd')",
            "Probe.node.js: it needs the module '../../../../etc/passwd', which is not installed; install the package again",
        ),
        (
            manifest(),
            "Probe.node.js",
            "require('/etc/hostname')",
            "Probe.node.js: it needs the module '/etc/hostname', which is not installed; install the package again",
        ),
        (manifest(), "Probe.node.js", "exports.Probe = class {}", "Probe.node.js: its class has no description"),
        (manifest(), "Probe.node.js", "exports.x = 1", "Probe.node.js: Probe.node.js exports no class 'Probe'"),
        (manifest(), "Other.js", "", "Probe.node.js: the file is missing or cannot be read; install the package again"),
        (
            manifest(),
            "Probe.node.js",
            "require('fs').readFileSync('/etc/passwd')",
            "Probe.node.js: fs.readFileSync is not available to packages (at Probe.node.js:1:14)",
        ),
        (
            json!({ "name": "n8n-nodes-probe" }),
            "Probe.node.js",
            &*fine,
            "package.json: it has no \"n8n\" key, so it is not a package of n8n nodes",
        ),
        (
            json!({ "name": "n8n-nodes-probe", "n8n": {} }),
            "Probe.node.js",
            &*fine,
            "package.json: its \"n8n\" key names no nodes and no credentials",
        ),
    ] {
        let folder = package(&manifest, &[(file, text)]);
        let runtime = runtime(folder.path());
        says(&runtime.problems().join("\n"), &format!("n8n-nodes-probe: {expected}"));
        assert!(runtime.registry().find("n8n-nodes-probe.probe").is_err(), "{text}");
    }
}

#[test]
fn a_cycle_of_modules_loads_as_under_node() {
    let text = class("return [[{ json: { seen: require('./a').seen } }]]");
    let a = "exports.early = 1; exports.seen = require('./b').seen; ";
    let folder =
        package(&manifest(), &[("Probe.node.js", &text), ("a.js", a), ("b.js", "exports.seen = require('./a').early")]);
    assert_eq!(runtime(folder.path()).problems(), [] as [String; 0]);
}

#[test]
fn a_folder_without_packages_is_refused() {
    let empty = tempfile::tempdir().expect("a folder");
    for (path, expected) in [
        (empty.path().to_owned(), ": there is no package and no description in this folder"),
        (empty.path().join("gone"), ": no nodes can be read there: …"),
    ] {
        let place = path.display().to_string();
        let error = nodewright::Runtime::builder().nodes(path).build().err().expect("refused");
        says(&error, &format!("{place}{expected}"));
    }
}

#[tokio::test]
async fn an_execution_costs_itself_at_most() {
    const SLOW: &str = "The package n8n-nodes-probe took more time than it may: 1 s of computing, 5 s in all";
    for (code, expected) in [
        ("while (true);", Err(SLOW)),
        ("for (;;) try { while (true); } catch {}", Err(SLOW)),
        ("for (;;) await 0;", Err(SLOW)),
        ("await new Promise(() => {})", Err("The package n8n-nodes-probe waits for a promise that nothing can settle")),
        (
            "const all = []; for (;;) all.push(new Array(1e5).fill(0))",
            Err("The package n8n-nodes-probe needs more than 24 MB of memory"),
        ),
        ("return 'x'.repeat(1e9)", Err("The package n8n-nodes-probe needs more than 24 MB of memory")),
        ("const f = () => f() + 1; f()", Err("Maximum call stack size exceeded")),
        ("return 5", Err("The package n8n-nodes-probe: execute() returned number, not a list of outputs")),
        ("return [[5]]", Err("execute() returned number as item 0 of output 0; an item is an object with json")),
        ("for (let i = 0; i < 1e4; i++) console.log('x'.repeat(100)); return [[]]", Ok(json!([]))),
        ("return null", Ok(json!([]))),
        (
            "Object.prototype.left = 1; Array.prototype.flat = null; Math.left = 1; return [[{ json: {} }]]",
            Ok(json!({})),
        ),
        ("return [[{ json: { env: process.env, left: typeof Deno } }]]", Ok(json!({ "env": {}, "left": "undefined" }))),
        ("require('child_process').execSync('id')", Err("child_process.execSync is not available to packages")),
        ("return [[{ json: { file: __filename } }]]", Ok(json!({ "file": "/Probe.node.js" }))),
        ("throw new workflow.NodeOperationError(this.getNode(), 'own')", Err("own")),
        ("const x = undefined; x.y", Err("Cannot read properties of undefined (reading 'y')")),
        ("const x = {}; x.go()", Err("x.go is not a function")),
        ("workflow.noSuchThing()", Err("n8n-workflow.noSuchThing is not available to packages")),
        ("this.helpers.getSSHClient()", Err("this.helpers.getSSHClient is not available to packages")),
        (
            "return [[{ json: (await this.getCredentials('otherApi')) }]]",
            Err("Node type \"n8n-nodes-probe.probe\" does not have any credentials of type \"otherApi\" defined"),
        ),
    ] {
        let folder = package(&manifest(), &[("Probe.node.js", &class(code))]);
        let runtime = runtime(folder.path());
        assert_eq!(runtime.problems(), [] as [String; 0], "{code}");
        let first = |outcome: nodewright::Outcome| match outcome.outputs.first().and_then(|items| items.first()) {
            Some(item) => item.json.clone(),
            None => Value::Array(Vec::new()),
        };
        match (execute(&runtime, json!({})).await.map(first), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{code}"),
            (Err(error), Err(expected)) => says(&error, expected),
            (found, _) => panic!("{code}: {found:?}"),
        }
        // Another package of the same runtime, and this one's next execution, find nothing of it.
        let again = package(&manifest(), &[("Probe.node.js", &class("return [[{ json: { left: {}.left ?? 0 } }]]"))]);
        let answered = execute(&super::runtime(again.path()), json!({})).await.map(first).expect("it is well");
        assert_eq!(answered, json!({ "left": 0 }), "{code}");
    }
}

#[tokio::test]
async fn a_mistake_names_file_line_and_column() {
    let text = class("\nconst x = undefined;\nreturn x.y;");
    let folder = package(&manifest(), &[("Probe.node.js", &text)]);
    let error = execute(&runtime(folder.path()), json!({})).await.expect_err("it throws");
    says(&error, "at Probe.node.js:9:…");
}

#[tokio::test]
async fn modules_keep_their_state_between_executions() {
    let text = format!("let count = 0;\n{}", class("count += 1; return [[{ json: { count } }]]"));
    let folder = package(&manifest(), &[("Probe.node.js", &text)]);
    let runtime = runtime(folder.path());
    for expected in 1..4 {
        let outcome = execute(&runtime, json!({})).await.expect("items");
        assert_eq!(outcome.outputs[0][0].json, json!({ "count": expected }));
    }
}
