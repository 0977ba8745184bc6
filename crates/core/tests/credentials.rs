//! Credential types as n8n writes them, what they extend, and the data of credentials.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Authenticate, Credential, CredentialTest, CredentialType, Registry, Request, Result, Signing, TestStatus, http,
    serde_json::{self, Value, json},
};

fn kind(json: &Value) -> CredentialType {
    serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{error}: {json}"))
}

fn field(name: &str) -> Value {
    json!({ "displayName": name.to_uppercase(), "name": name, "type": "string", "default": "" })
}

#[test]
fn a_type_is_the_same_json_again() {
    let cases = [
        json!({ "name": "a", "displayName": "A", "properties": [] }),
        json!({
            "name": "a", "displayName": "A", "extends": ["b"], "documentationUrl": "https://example.com", "genericAuth": true,
            "properties": [field("token")],
            "authenticate": { "type": "generic", "properties": {
                "headers": { "X": "={{$credentials.token}}", "N": 5 }, "qs": { "a": "b" }, "body": { "c": { "d": [1] } },
                "auth": { "username": "u", "password": "p", "sendImmediately": true }
            } },
            "test": {
                "request": { "baseURL": "https://example.com", "url": "/me" },
                "rules": [{ "type": "responseCode", "properties": { "value": 200, "message": "no" } }]
            },
            "icon": "file:a.svg", "httpRequestNode": { "name": "A", "docsUrl": "" }
        }),
        // A function as its mark, and a text where n8n has an object.
        json!({ "name": "a", "displayName": "A", "properties": [], "authenticate": { "$js": "function" }, "test": { "request": {} } }),
        json!({
            "name": "a", "displayName": "A", "properties": [],
            "authenticate": { "type": "generic", "properties": { "headers": "={{ {} }}" } }
        }),
    ];
    for json in cases {
        assert_eq!(serde_json::to_value(kind(&json)).expect("JSON"), json);
    }
}

#[test]
fn what_is_malformed_is_said() {
    let with = |authenticate: Value| json!({ "name": "a", "properties": [], "authenticate": authenticate });
    let generic = |headers: Value| with(json!({ "type": "generic", "properties": { "headers": headers } }));
    for (json, message) in [
        (json!({ "displayName": "A" }), "missing field `name`"),
        (generic(json!(5)), "'headers': what a credential adds is an object of keys and values"),
    ] {
        let error = serde_json::from_value::<CredentialType>(json.clone()).expect_err("malformed");
        assert_eq!(error.to_string(), message, "{json}");
    }
}

struct Code;

#[async_trait]
impl Authenticate for Code {
    async fn sign(&self, _: &mut Request, _: &Credential, _: &dyn Signing) -> Result<()> {
        Ok(())
    }
}

fn family() -> Registry {
    let mut registry = Registry::new();
    let generic = |properties: Value| json!({ "type": "generic", "properties": properties });
    let local = json!({ "displayName": "L", "name": "local", "type": "string", "default": "", "doNotInherit": true });
    for json in [
        json!({ "name": "first", "properties": [field("a"), field("b"), local],
            "authenticate": generic(json!({ "headers": { "X": "1", "Y": "1" }, "qs": { "q": "1" } })) }),
        json!({ "name": "second", "properties": [{ "displayName": "Other", "name": "b", "type": "string", "default": "2" }],
            "authenticate": generic(json!({ "headers": { "Y": "2" } })) }),
        json!({ "name": "child", "extends": ["first", "second"],
            "properties": [{ "displayName": "A", "name": "a", "type": "hidden", "default": "3" }, field("c")],
            "authenticate": generic(json!({ "headers": { "Z": "3" }, "auth": { "username": "u" } })) }),
        json!({ "name": "grandchild", "extends": ["child", "code"], "properties": [] }),
        json!({ "name": "lost", "extends": ["first", "nowhere"], "properties": [] }),
        json!({ "name": "one", "extends": ["two"], "properties": [] }),
        json!({ "name": "two", "extends": ["first", "one"], "properties": [] }),
    ] {
        registry.register_credential(kind(&json));
    }
    registry.register_credential(kind(&json!({ "name": "code", "properties": [field("d")] })).signed_by(Code));
    registry
}

#[test]
fn a_type_has_what_it_extends() {
    let registry = family();
    let generic = |properties: Value| json!({ "type": "generic", "properties": properties });
    for (name, properties, authenticate, is_code) in [
        (
            "first",
            &[("a", ""), ("b", ""), ("local", "")][..],
            generic(json!({ "headers": { "X": "1", "Y": "1" }, "qs": { "q": "1" } })),
            false,
        ),
        // As in n8n, nothing of what its parents add to a request.
        (
            "child",
            &[("a", "3"), ("b", "2"), ("c", "")],
            generic(json!({ "headers": { "Z": "3" }, "auth": { "username": "u" } })),
            false,
        ),
        ("grandchild", &[("a", "3"), ("b", "2"), ("c", ""), ("d", "")], Value::Null, true),
    ] {
        let whole = registry.credential_type(name).expect("a type");
        let found: Vec<_> = whole
            .properties
            .iter()
            .map(|one| (one.name.as_ref(), one.default.as_ref().and_then(Value::as_str).unwrap_or_default()))
            .collect();
        assert_eq!(found, properties, "{name}");
        let found = serde_json::to_value(&whole.authenticate).expect("JSON");
        assert_eq!(found, authenticate, "{name}");
        assert_eq!(whole.signer.is_some(), is_code, "{name}");
    }
    let names: Vec<_> = registry.credential_types().map(|kind| kind.name.as_ref()).collect();
    assert_eq!(names, ["child", "code", "first", "grandchild", "lost", "one", "second", "two"]);
}

#[test]
fn a_parent_that_is_replaced_counts() {
    let mut registry = family();
    assert_eq!(registry.credential_type("child").expect("a type").properties.len(), 3);
    registry.register_credential(kind(&json!({ "name": "second", "properties": [field("b"), field("e")] })));
    assert_eq!(registry.credential_type("child").expect("a type").properties.len(), 4);
}

#[test]
fn parents_that_are_missing_or_their_own_are_said() {
    let known = "Known credential types: child, code, first, grandchild, lost, one, second, two";
    for (name, message, description) in [
        ("nope", "Unrecognized credential type: nope", Some(known)),
        ("lost", "The credential type 'lost' extends 'nowhere', which is not registered", None),
        ("one", "The credential types extend each other: one → two → one", None),
        ("two", "The credential types extend each other: two → one → two", None),
    ] {
        let error = family().credential_type(name).expect_err("no type");
        assert_eq!((error.message(), error.description()), (message, description));
    }
    let error = Registry::new().credential_type("a").expect_err("nothing is registered");
    assert_eq!(error.description(), Some("No credential types are registered; link a node crate or register them"));
}

#[test]
fn data_is_checked_and_completed() {
    let kind = Arc::new(kind(&json!({
        "name": "deskApi",
        "properties": [
            { "displayName": "Kind", "name": "kind", "type": "options", "default": "token",
              "options": [{ "name": "Token", "value": "token" }, { "name": "User", "value": "user" }] },
            { "displayName": "Token", "name": "token", "type": "string", "default": "", "required": true,
              "displayOptions": { "show": { "kind": ["token"] } } },
            { "displayName": "User", "name": "user", "type": "string", "default": "", "required": true,
              "displayOptions": { "show": { "kind": ["user"] } } },
            { "displayName": "Server", "name": "server", "type": "string", "default": "https://desk.example" }
        ]
    })));
    let server = "https://desk.example";
    for (data, expected) in [
        (json!({ "token": "t" }), Ok(json!({ "kind": "token", "token": "t", "server": server }))),
        (
            json!({ "kind": "user", "user": "u", "token": "t" }),
            Ok(json!({ "kind": "user", "user": "u", "server": server })),
        ),
        (
            json!({ "token": "t", "oauthTokenData": { "access_token": "a" }, "allowedDomains": "a.b" }),
            Ok(json!({ "kind": "token", "token": "t", "server": server, "oauthTokenData": { "access_token": "a" },
                "allowedDomains": "a.b" })),
        ),
        (json!({ "token": "" }), Err("The credential 'deskApi' lacks its field 'token' (Token)")),
        (json!({ "kind": "user", "token": "t" }), Err("The credential 'deskApi' lacks its field 'user' (User)")),
        (
            json!({ "tokn": "t" }),
            Err("The credential 'deskApi' has no field 'tokn'; it has: kind, token, user, server"),
        ),
    ] {
        let credential = Credential::new(Arc::clone(&kind), data.as_object().expect("an object").clone());
        match (credential, expected) {
            (Ok(credential), Ok(expected)) => assert_eq!(*credential.expose(), expected),
            (Err(error), Err(expected)) => assert_eq!(error.message(), expected),
            (credential, _) => panic!("{data}: {credential:?}"),
        }
    }
}

#[test]
fn the_answer_of_a_test_is_judged_as_n8n_does() {
    let test = |rules: Value| -> CredentialTest {
        serde_json::from_value(json!({ "request": {}, "rules": rules })).expect("a test")
    };
    let code = json!([{ "type": "responseCode", "properties": { "value": 403, "message": "No rights" } }]);
    let body = json!([
        { "type": "responseSuccessBody", "properties": { "key": "data.me.id", "message": "Nobody" } },
        { "type": "responseSuccessBody", "properties": { "key": "state", "value": "off", "message": "Switched off" } }
    ]);
    let works = "Connection successful!";
    for (rules, status, answer, (expected, message)) in [
        (json!([]), 200, json!({}), (TestStatus::Works, works)),
        (json!([]), 204, Value::Null, (TestStatus::Works, works)),
        (json!([]), 401, json!({}), (TestStatus::Fails, "401 Unauthorized")),
        (json!([]), 599, json!({}), (TestStatus::Fails, "Received HTTP status code: 599")),
        (code.clone(), 403, json!({}), (TestStatus::Fails, "No rights")),
        (code.clone(), 401, json!({}), (TestStatus::Fails, "401 Unauthorized")),
        (code, 200, json!({}), (TestStatus::Works, works)),
        (body.clone(), 200, json!({ "data": { "me": { "id": 1 } } }), (TestStatus::Works, works)),
        (body.clone(), 200, json!([{ "data": { "me": { "id": 1 } } }]), (TestStatus::Works, works)),
        (body.clone(), 200, json!({ "data": {} }), (TestStatus::Fails, "Nobody")),
        (body.clone(), 200, json!([]), (TestStatus::Fails, "Nobody")),
        (body, 200, json!({ "data": { "me": { "id": 1 } }, "state": "off" }), (TestStatus::Fails, "Switched off")),
    ] {
        let tested = test(rules.clone()).judge(http::StatusCode::from_u16(status).expect("a status"), &answer);
        assert_eq!((tested.status, tested.message.as_str()), (expected, message), "{rules} {status} {answer}");
    }
}

#[test]
fn only_what_people_enter_is_secret_and_none_of_it_is_shown() {
    let kind = Arc::new(kind(&json!({
        "name": "deskApi",
        "properties": [
            { "displayName": "Scheme", "name": "scheme", "type": "options", "default": "Bearer",
              "options": [{ "name": "Token", "value": "Token" }] },
            { "displayName": "Scope", "name": "scope", "type": "string", "default": "read" },
            field("token")
        ]
    })));
    let data = json!({
        "scheme": "Token", "token": "hunter22", "oauthTokenData": { "access_token": "hunter33", "expires_in": 5 },
        "allowedHttpRequestDomains": "all"
    });
    let credential = Credential::new(kind, data.as_object().expect("an object").clone()).expect("data");
    assert_eq!(credential.secrets().into_iter().collect::<Vec<_>>(), ["hunter22", "hunter33"]);
    assert!(!format!("{credential:?}").contains("hunter"));
}

#[test]
fn keys_that_a_type_does_not_have_are_refused_or_left_out() {
    let kind = kind(&json!({
        "name": "deskApi", "displayName": "Desk",
        "properties": [{ "displayName": "Token", "name": "token", "type": "string", "default": "" }],
    }));
    let data = || json!({ "token": "t", "former": 1 }).as_object().cloned().unwrap_or_default();
    let refused = Credential::new(Arc::new(kind.clone()), data()).expect_err("a key it does not have");
    assert_eq!(refused.message(), "The credential 'deskApi' has no field 'former'; it has: token");
    let taken = Credential::new(Arc::new(kind.leaving_out_unknown()), data()).expect("a credential");
    assert_eq!(taken.expose(), &json!({ "token": "t" }));
}
