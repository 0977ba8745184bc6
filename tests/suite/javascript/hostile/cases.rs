//! A file of what packages may try, each with exactly what comes of it.

use std::{fs, path::Path, time::Duration};

use nodewright::{
    Credentials, Item, PackageLimits, Runtime,
    serde_json::{Value, json},
};
use nodewright_tests::root;

use crate::javascript::{class, manifest};

const SECRET: &str = "s3cr3t-of-the-tests";
/// What a package next to it answers, whatever the other does.
const HELPERS: &str = "const out = (value) => [[{ json: { value: typeof value === 'function' ? 'a function' : value ?? String(value) } }]];";

struct Case<'t> {
    kind: &'t str,
    name: &'t str,
    code: &'t str,
    expected: &'t str,
}

/// The text before the cases, and the cases.
fn read(text: &str) -> (&str, Vec<Case<'_>>) {
    let (before, rest) = text.split_once("\n## ").expect("cases");
    let cases = rest.split("\n## ").map(|part| {
        let (head, rest) = part.split_once('\n').expect("a name");
        let (kind, name) = head.split_once(": ").expect("a kind");
        let (code, expected) = rest.rsplit_once("\n=> ").expect("an outcome");
        Case { kind, name, code, expected: expected.trim_end() }
    });
    (before, cases.collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_packages_try_ends_as_it_should() {
    let file = root().join("tests/suite/javascript/hostile/cases.txt");
    let text = fs::read_to_string(&file).expect("cases");
    let (before, cases) = read(&text);
    assert!(cases.len() >= 270, "only {} cases", cases.len());
    let (mut wrong, mut anew) = (Vec::new(), before.to_owned());
    for case in &cases {
        let outcome = run(case).await;
        if outcome != case.expected {
            wrong.push(format!("{}: {}\n   is {outcome}\n  not {}", case.kind, case.name, case.expected));
        }
        anew += &format!("\n## {}: {}\n{}\n=> {outcome}\n", case.kind, case.name, case.code);
    }
    if std::env::var_os("UPDATE_HOSTILE").is_some() {
        fs::write(&file, anew).expect("the outcomes are written");
    }
    assert!(wrong.is_empty(), "{} of {} are not as expected\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// What comes of a case; its package is in a folder with another, which must not notice.
async fn run(case: &Case<'_>) -> String {
    let place = tempfile::tempdir().expect("a folder");
    let modules = place.path().join("node_modules");
    let home = modules.join("n8n-nodes-probe");
    let mut described = manifest();
    described["n8n"]["credentials"] = json!(["ProbeApi.credentials.js"]);
    let described = described.to_string();
    let (described, node) = match case.kind {
        "execute" => (&*described, format!("{HELPERS}\n{}", with_credential(&class(case.code)))),
        "module" => (&*described, case.code.to_owned()),
        "manifest" => (case.code, with_credential(&class("return [[]]"))),
        other => panic!("there is no kind '{other}'"),
    };
    write(&home, &[("package.json", described), ("Probe.node.js", &node), ("ProbeApi.credentials.js", CREDENTIAL)]);
    let other = class("return [[{ json: { left: {}.polluted ?? 0, list: [1].map((x) => x) } }]]");
    let other = other.replace("'probe'", "'other'").replace("exports.Probe", "exports.Other");
    let of_other = json!({ "name": "n8n-nodes-other", "version": "1.0.0", "n8n": { "nodes": ["Other.node.js"] } });
    write(&modules.join("n8n-nodes-other"), &[("package.json", &of_other.to_string()), ("Other.node.js", &other)]);
    write(&place.path().join("outside"), &[("secret.js", "module.exports = 'outside';")]);
    fs::write(modules.join("outside.js"), "module.exports = 'beside';").expect("a file");
    link(&place.path().join("outside/secret.js"), &home.join("secret-link.js"));
    link(&place.path().join("outside"), &home.join("secret-folder"));

    let limits = PackageLimits {
        memory: 24 << 20,
        // What fills memory is to end by that, however busy the machine is.
        busy: Duration::from_millis(if case.name.starts_with("memory: ") { 5000 } else { 400 }),
        total: Duration::from_millis(if case.name.starts_with("memory: ") { 9000 } else { 1500 }),
    };
    let credentials = Credentials::new().with("probeApi", json!({ "token": SECRET }));
    let builder = Runtime::builder().package_limits(limits).credentials(credentials).time_zone("UTC");
    // A folder of packages leaves out what is none.
    let builder = match case.kind {
        "manifest" => builder.nodes(&home).nodes(modules.join("n8n-nodes-other")),
        _ => builder.nodes(&modules),
    };
    let runtime = builder.build().expect("a runtime, whatever a package does");
    let problems: Vec<_> = runtime.problems().iter().map(String::as_str).collect();
    let outcome = match problems.is_empty() {
        false => format!("problem: {}", problems.join(" | ")),
        true => match execute(&runtime, "n8n-nodes-probe.probe").await {
            Ok(outputs) => format!("items: {outputs}"),
            Err(error) => format!("error: {error}"),
        },
    };
    let answered = execute(&runtime, "n8n-nodes-other.other").await;
    assert_eq!(answered, Ok(json!([[{ "left": 0, "list": [1] }]])), "another package after {}", case.name);
    for leak in [SECRET, "czNjcjN0", &place.path().display().to_string(), "root:x:0"] {
        assert!(!outcome.contains(leak), "{} shows {leak}: {outcome}", case.name);
    }
    shortened(&outcome.replace('\n', " ⏎ "))
}

/// Errors quote what a package gives them; a long quotation is cut, so that the file can be read.
fn shortened(text: &str) -> String {
    let long = text.chars().count();
    match long > 400 {
        true => format!("{}… ({long} characters)", text.chars().take(200).collect::<String>()),
        false => text.to_owned(),
    }
}

const CREDENTIAL: &str = "exports.ProbeApi = class {
  name = 'probeApi'; displayName = 'Probe API';
  properties = [{ displayName: 'Token', name: 'token', type: 'string', typeOptions: { password: true }, default: '' }];
};";

fn with_credential(class: &str) -> String {
    class.replacen("group: []", "group: [], credentials: [{ name: 'probeApi' }]", 1)
}

async fn execute(runtime: &Runtime, kind: &str) -> Result<Value, String> {
    let node = json!({ "name": "Probe", "type": kind, "typeVersion": 1, "parameters": {} });
    let run = async {
        let mut outcome = runtime.prepare(&node)?.execute(vec![Item::new(json!({ "a": 1 }))]).await?;
        outcome.error.take().map_or(Ok(outcome.outputs), Err)
    };
    match run.await {
        Ok(outputs) => {
            let shown = |item: &Item| match &item.error {
                Some(error) => json!({ "json": item.json, "error": error.message() }),
                None => item.json.clone(),
            };
            Ok(outputs.iter().map(|items| items.iter().map(shown).collect::<Vec<_>>()).collect::<Vec<_>>().into())
        }
        Err(error) => Err(match error.description() {
            Some(description) => format!("{} ({description})", error.message()),
            None => error.message().to_owned(),
        }),
    }
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    fs::create_dir_all(folder).expect("a folder");
    files.iter().for_each(|(name, text)| fs::write(folder.join(name), text).expect("a file"));
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("a link");
}
