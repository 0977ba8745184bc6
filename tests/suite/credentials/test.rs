//! `nodewright credentials test`, and the method `testCredential`.

use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use nodewright_tests::{
    command::{run, run_with},
    said::says,
};
use serde_json::{Value, json};

/// A Directus that knows one token.
fn service() -> ScriptedServer {
    ScriptedServer::start(|request: &RecordedRequest| match (request.path(), request.header("authorization")) {
        ("/users/me", Some("Bearer good-token")) => Reply::json(&json!({ "data": { "id": "1" } })),
        ("/server/ping", _) => Reply::json(&json!("pong")),
        (_, token) => Reply::json(&json!({ "errors": [{ "message": format!("no {token:?}") }] })).with_status(401),
    })
    .expect("a free port")
}

#[test]
fn each_credential_has_a_line() {
    let server = service();
    let url = server.url();
    let file = json!([
        { "id": "1", "name": "mine", "type": "directusApi", "data": { "url": url, "accessToken": "good-token" } },
        { "id": "2", "type": "directusApi", "data": { "url": url } },
        { "id": "3", "name": "old", "type": "directusApi", "data": { "url": url, "accessToken": "bad-token" } },
        { "type": "httpBasicAuth", "data": { "user": "ann", "password": "pass-secret" } },
        { "name": "typo", "type": "directusApi", "data": { "url": url, "acessToken": "good-token" } },
        { "name": "nothing", "type": "directusApi", "data": { "url": "", "accessToken": "good-token" } },
        { "type": "nopeApi", "data": {} }
    ]);
    let lines = [
        "directusApi 'mine': works: Connection successful!",
        "directusApi '2': works: Connection successful!",
        "directusApi 'old': fails: 401 Unauthorized",
        "httpBasicAuth: not tested: The credential type 'httpBasicAuth' has no test request",
        "directusApi 'typo': fails: The credential 'directusApi' has no field 'acessToken'; it has: url, accessToken",
        "directusApi 'nothing': fails: The credential 'directusApi' lacks its field 'url' (URL)",
        "nopeApi: fails: Unrecognized credential type: nopeApi",
    ];
    let finished = run_with(&["credentials", "test", "-"], &file.to_string(), &[]);
    assert_eq!(finished.stdout.lines().collect::<Vec<_>>(), lines, "{finished:?}");
    assert_eq!((finished.code, finished.stderr.as_str()), (1, "nodewright: 4 of the credentials fail\n"));
    for secret in ["good-token", "bad-token", "pass-secret"] {
        assert!(!format!("{finished:?}").contains(secret), "{secret}");
    }
    let basic = run_with(&["credentials", "test", "-", "--type", "httpBasicAuth"], &file.to_string(), &[]);
    assert_eq!((basic.code, basic.stdout.trim()), (0, lines[3]), "{basic:?}");
}

#[test]
fn credentials_come_from_the_sandbox_and_the_environment_too() {
    let finished = run(&["credentials", "test", "--sandbox"]);
    assert_eq!(
        (finished.code, finished.stdout.as_str()),
        (0, "directusApi: works: Connection successful!\n"),
        "{finished:?}"
    );
    let server = service();
    let credential = json!({ "url": server.url(), "accessToken": "good-token" }).to_string();
    let environment = [("NODEWRIGHT_CREDENTIAL_DIRECTUSAPI", &*credential)];
    let finished = run_with(&["credentials", "test", "--type", "directusApi"], "", &environment);
    assert_eq!(
        (finished.code, finished.stdout.as_str()),
        (0, "directusApi: works: Connection successful!\n"),
        "{finished:?}"
    );
}

#[test]
fn what_cannot_be_tested_is_said() {
    for (arguments, input, code, message) in [
        (&["-"][..], "{}", 2, "there are no credentials to test"),
        (&["-", "--type", "directusApi"], "{}", 2, "there is no credential of type 'directusApi' to test"),
        (&["-"], "[", 1, "The credentials file is not JSON (line 1, column 2)"),
        (&["-"], "5", 1, "Credentials are an object {\"type\": {…}} or n8n's export, a list of {type, data}"),
        (&["nowhere.json"], "", 2, "cannot read the credentials file nowhere.json: …"),
        (&[], "", 2, "<FILE>"),
    ] {
        let finished = run_with(&[&["credentials", "test"], arguments].concat(), input, &[]);
        assert_eq!(finished.code, code, "{arguments:?}: {finished:?}");
        says(&finished, message);
    }
}

#[test]
fn the_api_tests_too() {
    let server = service();
    let with = |token: &str| json!({ "directusApi": { "url": server.url(), "accessToken": token } });
    let works = json!({ "status": "OK", "message": "Connection successful!" });
    let fails = json!({ "status": "Error", "message": "401 Unauthorized" });
    let untested =
        json!({ "status": "Untested", "message": "The credential type 'httpBasicAuth' has no test request" });
    let cases = [
        (json!({ "type": "directusApi", "credentials": with("good-token") }), Ok(works)),
        (json!({ "type": "directusApi", "credentials": with("bad-token") }), Ok(fails)),
        (json!({ "type": "httpBasicAuth", "credentials": { "httpBasicAuth": { "user": "u" } } }), Ok(untested)),
        (json!({ "type": "directusApi" }), Err("There is no credential of type 'directusApi' to test")),
        (json!({ "type": "nopeApi" }), Err("Unrecognized credential type: nopeApi")),
        (json!({}), Err("The parameters of the call are malformed: 'type' is missing")),
    ];
    let lines: String = cases
        .iter()
        .enumerate()
        .map(|(id, (params, _))| json!({ "id": id, "method": "testCredential", "params": params }).to_string() + "\n")
        .collect();
    let finished = run_with(&["stdio"], &lines, &[]);
    let answers: Vec<Value> = finished.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), cases.len(), "{finished:?}");
    for (id, (params, expected)) in cases.iter().enumerate() {
        let answer = answers.iter().find(|answer| answer["id"] == id).expect("an answer");
        match expected {
            Ok(result) => assert_eq!(&answer["result"], result, "{params}"),
            Err(message) => assert_eq!(answer["error"]["message"], *message, "{params}"),
        }
    }
}
