//! The commands around `run`: expressions, parameters, options, what there is.

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::command::{run, run_with};
use serde_json::{Value, json};

#[test]
fn eval_prints_the_value() {
    let item = json!({ "name": "jane doe", "tags": ["a", "b"], "when": "2024-07-01T12:00:00Z" }).to_string();
    for (expression, more, printed) in [
        ("={{ $json.name.toTitleCase() }}", &[][..], "\"Jane Doe\"\n"),
        ("{{ $json.tags.map(tag => tag + tag) }}", &[], "[\"aa\",\"bb\"]\n"),
        ("=n={{ $json.tags.length }}", &[], "\"n=2\"\n"),
        ("={{ $json.nothing.at.all }}", &[], ""),
        ("={{ DateTime.fromISO($json.when).toFormat('HH:mm') }}", &["--zone", "Europe/Berlin"], "\"14:00\"\n"),
    ] {
        let arguments = [&["eval", expression, "--json", "-"][..], more].concat();
        let finished = run_with(&arguments, &item, &[]);
        assert_eq!((finished.code, finished.stdout.as_str()), (0, printed), "{expression}: {finished:?}");
    }
    let items = json!([{ "json": { "n": 1 } }, { "json": { "n": 2 } }]).to_string();
    let finished = run_with(&["eval", "={{ $json.n }}", "--items", "-", "--item", "1"], &items, &[]);
    assert_eq!(finished.stdout, "2\n", "{finished:?}");
}

#[test]
fn eval_says_what_n8n_says() {
    for (expression, name, message) in [
        ("={{ 1 + }}", "ExpressionError", "invalid syntax"),
        ("={{ $env.HOME }}", "ExpressionError", "access to env vars denied"),
        ("={{ $('Nobody').item }}", "ExpressionError", "Referenced node doesn't exist"),
    ] {
        let finished = run(&["eval", expression]);
        let error: Value = serde_json::from_str(&finished.stderr).unwrap_or_else(|e| panic!("{e}: {finished:?}"));
        assert_eq!((finished.code, finished.stdout.as_str()), (1, ""), "{expression}");
        assert_eq!((&error["name"], &error["message"]), (&json!(name), &json!(message)), "{expression}");
    }
}

#[test]
fn params_shows_what_the_node_would_run_with() {
    let node = json!({ "type": "directus", "typeVersion": 1, "parameters": { "resource": "auth", "operation": "logout", "email": "hidden" } });
    let finished = run_with(&["params", "-"], &node.to_string(), &[]);
    let expected = json!({ "resource": "auth", "operation": "logout", "refreshToken": "", "verifyToken": false });
    assert_eq!(finished.json()["parameters"], expected, "{finished:?}");
    let required = json!({ "refreshToken": ["Parameter \"Refresh Token\" is required."] });
    assert_eq!(finished.json()["issues"]["parameters"], required);
    let finished = run_with(&["params", "-", "--no-defaults"], &node.to_string(), &[]);
    assert_eq!(finished.json()["parameters"], json!({ "resource": "auth", "operation": "logout" }), "{finished:?}");
}

#[test]
fn stored_parameters_without_effect_are_listed() {
    let create = json!({ "resource": "users", "operation": "create", "email": "a", "password": "p", "role": "hush" });
    let list = json!({ "resource": "items", "operation": "list", "collection": "a", "returnAll": true, "limit": 4711 });
    let inner =
        json!({ "resource": "files", "operation": "list", "additionalFields": { "sort": "id", "sorted": "hush" } });
    let older =
        json!({ "resource": "files", "operation": "list", "jsonParameters": true, "queryParametersJson": "{}" });
    for (parameters, unused) in [
        (create, json!(["role"])),
        (list, json!(["limit"])),
        (inner, json!(["additionalFields.sorted"])),
        (older, json!([])),
    ] {
        let node = json!({ "type": "directus", "parameters": parameters }).to_string();
        let finished = run_with(&["params", "-"], &node, &[]);
        assert_eq!(finished.json()["unused"], unused, "{parameters}: {finished:?}");
        let names = unused[0].as_str();
        let finished = run_with(&["run", "-", "--sandbox"], &node, &[("NODEWRIGHT_LOG", "warn")]);
        let warnings: Vec<_> = finished.stderr.lines().filter(|line| line.contains("without effect")).collect();
        assert_eq!(warnings.len(), usize::from(names.is_some()), "{finished:?}");
        assert!(
            warnings
                .iter()
                .all(|line| names.is_some_and(|names| line.contains(&format!(" parameters without effect: {names} ")))),
            "{warnings:?}"
        );
        assert!(!finished.stderr.contains("hush") && !finished.stderr.contains("4711"), "{finished:?}");
    }
}

#[test]
fn options_are_loaded_sorted_and_narrowed() {
    let collections = json!({ "data": [{ "collection": "posts" }, { "collection": "articles" }, { "collection": "directus_users" }] });
    let server = ScriptedServer::start([Reply::json(&collections)]).expect("a free port");
    let node = json!({ "type": "directus", "parameters": { "resource": "items", "operation": "list" } }).to_string();
    let credential = json!({ "url": server.url(), "accessToken": "t" }).to_string();
    let environment = [("NODEWRIGHT_CREDENTIAL_DIRECTUSAPI", credential.as_str())];
    let names = |arguments: &[&str]| {
        let finished =
            run_with(&[&["options", "-", "getCustomCollections"][..], arguments].concat(), &node, &environment);
        let options = finished.json()["options"].as_array().cloned().unwrap_or_default();
        options.iter().map(|option| option["value"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&[]), ["articles", "posts"]);
    assert_eq!(names(&["--filter", "POS"]), ["posts"]);
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer t"));
}

#[test]
fn what_there_is_can_be_listed_and_described() {
    let listed = run(&["list"]).stdout;
    for name in ["n8n-nodes-directus.directus 1 ", "n8n-nodes-base.set 1, 2, 3, 3.1, 3.2, 3.3, 3.4, 3.5 "] {
        assert!(listed.lines().any(|line| line.starts_with(name)), "{name} in {listed}");
    }
    let described = run(&["describe", "directus@1"]).json();
    assert_eq!((&described["name"], &described["version"]), (&json!("directus"), &json!(1)));
    let tools = run(&["schema", "directus", "--format", "anthropic"]).json();
    assert_eq!(tools.as_array().map(Vec::len), Some(118));
    assert_eq!(run(&["schema", "directus", "--resource", "auth", "--operation", "nope"]).code, 1);
}
