//! `nodewright credentials login`, against a real OAuth2 server.

use std::{
    io::{BufRead, BufReader, Read},
    path::Path,
    process::{Child, Command, Stdio},
};

use nodewright_tests::{
    command::{Finished, binary, run, run_with},
    said::says,
};
use serde_json::{Value, json};

use super::server::Server;

/// A login that waits for the user.
struct Waiting {
    child: Child,
    stderr: BufReader<std::process::ChildStderr>,
    address: String,
}

impl Waiting {
    fn start(kind: &str, file: &Path) -> Self {
        let file = file.to_str().expect("a path");
        let mut child = Command::new(binary())
            .args(["credentials", "login", kind, "--file", file, "--no-browser"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut stderr = BufReader::new(child.stderr.take().expect("piped"));
        let mut line = String::new();
        stderr.read_line(&mut line).expect("a line");
        let address =
            line.trim().strip_prefix("nodewright: log in at ").unwrap_or_else(|| panic!("no address: {line}"));
        Self { child, stderr, address: address.to_owned() }
    }

    fn end(mut self) -> Finished {
        let mut stderr = String::new();
        self.stderr.read_to_string(&mut stderr).expect("a text");
        let output = self.child.wait_with_output().expect("it ends");
        let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
        Finished { code: output.status.code().unwrap_or(-1), stdout, stderr }
    }
}

fn read(file: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).expect("a file")).expect("JSON")
}

fn client(server: &Server, grant: &str, id: &str, secret: &str, authentication: &str) -> Value {
    json!({
        "grantType": grant, "authUrl": format!("{}/auth", server.issuer),
        "accessTokenUrl": format!("{}/token", server.issuer), "clientId": id, "clientSecret": secret,
        "scope": "openid read", "authQueryParameters": "prompt=login", "authentication": authentication,
    })
}

fn resource(server: &Server) -> String {
    let url = format!("{}/resource", server.issuer);
    json!({ "type": "httpRequest", "typeVersion": 4.2, "parameters": {
        "url": url, "authentication": "genericCredentialType", "genericAuthType": "oAuth2Api" } })
    .to_string()
}

#[test]
fn a_user_logs_in_and_the_token_is_kept_and_renewed() {
    let Some(mut server) = Server::start() else {
        nodewright_testkit::skip("a real OAuth2 server needs Node.js and npm, which are not there or not online");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    for (grant, id, secret, authentication) in [
        ("pkce", "public", "", "header"),
        ("authorizationCode", "in-header", "secret-in-header", "header"),
        ("authorizationCode", "in-body", "secret-in-body", "body"),
        ("pkce", "in-body", "secret-in-body", "body"),
    ] {
        let file = folder.path().join(format!("{grant}-{id}.json"));
        let credential = client(&server, grant, id, secret, authentication);
        let before = json!({ "other": { "kept": 1.50 }, "oAuth2Api": credential });
        std::fs::write(&file, before.to_string()).expect("a file");

        let waiting = Waiting::start("oAuth2Api", &file);
        assert_eq!(waiting.address.contains("code_challenge_method=S256"), grant == "pkce", "{}", waiting.address);
        // Someone else's answer is refused, and the login goes on.
        let redirect = waiting.address.split("redirect_uri=").nth(1).expect("a redirect").split('&').next();
        let redirect = redirect.expect("a redirect").replace("%3A", ":").replace("%2F", "/");
        let stranger = server.log_in(&format!("{redirect}?code=theirs&state=theirs"));
        assert_eq!(stranger["status"], 400, "{stranger}");
        let shown = server.log_in(&waiting.address);
        let finished = waiting.end();
        assert_eq!((finished.code, &shown["status"]), (0, &json!(200)), "{shown} {finished:?}");
        says(&finished.stdout, "oAuth2Api: logged in…");
        says(&finished, "an answer to another login was refused: its state is not the one that was sent");

        let after = read(&file);
        let tokens = &after["oAuth2Api"]["oauthTokenData"];
        assert!(tokens["access_token"].is_string() && tokens["refresh_token"].is_string(), "{after}");
        let mut without = after.clone();
        without["oAuth2Api"].as_object_mut().expect("an object").remove("oauthTokenData");
        assert_eq!(without, before, "everything else stays as it was");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
        }
        let path = file.to_str().expect("a path");
        let ask = || run_with(&["run", "-", "--credentials", path], &resource(&server), &[]);
        let finished = ask();
        assert_eq!(finished.json()[0][0]["json"]["client"], id, "{finished:?}");

        // A token that is refused is renewed, and the new one is in the file.
        let mut expired = after;
        expired["oAuth2Api"]["oauthTokenData"]["access_token"] = "expired".into();
        std::fs::write(&file, expired.to_string()).expect("a file");
        let finished = ask();
        assert_eq!(finished.json()[0][0]["json"]["client"], id, "{finished:?}");
        let renewed = read(&file);
        let (old, new) = (&expired["oAuth2Api"]["oauthTokenData"], &renewed["oAuth2Api"]["oauthTokenData"]);
        assert_ne!(new["refresh_token"], old["refresh_token"], "a refresh token counts once");
        assert_eq!(renewed["other"], before["other"]);
    }
    many_callers_share_a_renewal(&mut server, folder.path());
    the_client_itself_gets_a_token(&server, folder.path());
    who_refuses_is_told(&mut server, folder.path());
}

/// The refresh token counts once, so a second renewal would fail.
fn many_callers_share_a_renewal(server: &mut Server, folder: &Path) {
    let file = folder.join("authorizationCode-in-header.json");
    let mut expired = read(&file);
    expired["oAuth2Api"]["oauthTokenData"]["access_token"] = "expired".into();
    std::fs::write(&file, expired.to_string()).expect("a file");
    let before = server.refreshes();
    let node: Value = serde_json::from_str(&resource(server)).expect("JSON");
    let calls: String = (0..20)
        .map(|id| json!({ "id": id, "method": "execute", "params": { "node": node } }).to_string() + "\n")
        .collect();
    let finished = run_with(&["stdio", "--credentials", file.to_str().expect("a path")], &calls, &[]);
    let answers: Vec<Value> = finished.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), 20, "{finished:?}");
    for answer in answers {
        assert_eq!(answer["result"][0][0]["json"]["client"], "in-header", "{answer}");
    }
    assert_eq!(server.refreshes() - before, 1, "one renewal for all");
}

fn the_client_itself_gets_a_token(server: &Server, folder: &Path) {
    let file = folder.join("machine.json");
    let credential = json!({ "grantType": "clientCredentials", "accessTokenUrl": format!("{}/token", server.issuer),
        "clientId": "machine", "clientSecret": "secret-of-machine", "scope": "read" });
    std::fs::write(&file, json!([{ "id": "7", "type": "oAuth2Api", "data": credential }]).to_string()).expect("a file");
    let path = file.to_str().expect("a path");
    let finished = run_with(&["run", "-", "--credentials", path], &resource(server), &[]);
    assert_eq!(finished.json()[0][0]["json"], json!({ "client": "machine", "scope": "read" }), "{finished:?}");
    assert!(read(&file)[0]["data"]["oauthTokenData"]["access_token"].is_string());
    let finished = run(&["credentials", "login", "oAuth2Api", "--file", path, "--no-browser"]);
    assert_eq!(finished.code, 1);
    let message = "The credential 'oAuth2Api' needs no login: its grant type is 'clientCredentials'";
    says(&finished, message);
}

fn who_refuses_is_told(server: &mut Server, folder: &Path) {
    let file = folder.join("denied.json");
    let before = json!({ "oAuth2Api": client(server, "pkce", "public", "", "header") });
    std::fs::write(&file, before.to_string()).expect("a file");
    let waiting = Waiting::start("oAuth2Api", &file);
    let shown = server.deny(&waiting.address);
    let finished = waiting.end();
    assert_eq!((finished.code, finished.stdout.as_str(), &shown["status"]), (1, "", &json!(400)), "{finished:?}");
    says(&finished, "The service refused the login: access_denied");
    assert_eq!(read(&file), before);
}

#[test]
fn a_login_that_cannot_begin_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("a file");
        file.to_str().expect("a path").to_owned()
    };
    let full = r#"{"oAuth2Api": {"grantType": "pkce", "authUrl": "https://a.example", "accessTokenUrl": "https://a.example", "clientId": "c"}}"#;
    let full = write("full.json", full);
    let basic = write("basic.json", r#"{"httpBasicAuth": {"user": "u"}}"#);
    let scheme = write(
        "scheme.json",
        &std::fs::read_to_string(&full).expect("a file").replace("https://a.example\", \"acc", "ftp://a\", \"acc"),
    );
    let empty = write("empty.json", "{}");
    let broken = write("broken.json", "{");
    for (arguments, code, message) in [
        (&["nopeApi", "--file", &full][..], 1, "Unrecognized credential type: nopeApi"),
        (&["oAuth2Api", "--file", &empty], 1, "There is no credential of type 'oAuth2Api' to log in with"),
        (
            &["oAuth2Api", "--file", &scheme],
            1,
            "The field 'authUrl' of the credential 'oAuth2Api' is not a URL of http or https",
        ),
        (&["httpBasicAuth", "--file", &basic], 1, "The credential type 'httpBasicAuth' has no login in a browser"),
        (
            &["oAuth2Api", "--file", &full, "--credential", "two"],
            2,
            "--credential: the file has no credential of type 'oAuth2Api' called 'two'",
        ),
        (&["oAuth2Api", "--file", &broken], 1, "The credentials file is not JSON (line 1, column 2)"),
        (&["oAuth2Api", "--file", "-"], 2, "--file: the token cannot be stored in standard input; name a file"),
        (&["oAuth2Api", "--file", "nowhere.json"], 2, "cannot read the credentials file nowhere.json: …"),
        (&["oAuth2Api"], 2, "--file <FILE>"),
        (
            &["oAuth2Api", "--file", &full, "--port", "x"],
            2,
            "error: invalid value 'x' for '--port <PORT>': invalid digit found in string",
        ),
    ] {
        let arguments = [&["credentials", "login"], arguments, &["--no-browser"]].concat();
        let input = if arguments.contains(&"-") { "{}" } else { "" };
        let finished = run_with(&arguments, input, &[]);
        assert_eq!(finished.code, code, "{arguments:?}: {finished:?}");
        says(&finished, message);
    }
}
