//! Users: accounts, invitations, two-factor authentication.

use std::time::{SystemTime, UNIX_EPOCH};

use nodewright::{Outcome, Request, Result};
use nodewright_tests::directus::{EMAIL, PASSWORD};
use serde_json::{Value, json};
use totp_rs::{Algorithm, Secret, TOTP};

use super::{Node, admin, ask, first, pluck, said, server};

/// A user with a static token, who may read and change users.
async fn user_with_token(email: &str, token: &str) -> (Node, String) {
    let users = admin("users").await;
    let data = json!([{ "email": email, "password": PASSWORD, "token": token }]);
    let id = users.row("createMultiple", json!({ "data": data })).await["id"].as_str().expect("an id").to_owned();
    let may = |action: &str| json!({ "collection": "directus_users", "action": action, "fields": ["*"] });
    let mut policy = Request::post("/policies");
    policy.set_all(json!({
        "name": email, "permissions": [may("read"), may("update")], "users": [{ "user": id }],
    }));
    assert_eq!(ask(policy).await["name"], email);
    (Node::shared(Some(token), "users").await, id)
}

#[tokio::test]
async fn users_are_created_changed_and_removed() {
    let users = admin("users").await;
    let role = users.of("roles").row("create", json!({ "data": { "name": "Users of this test" } })).await;
    let options = json!({
        "first_name": "Ada", "last_name": "Lovelace", "title": "Countess", "description": "First", "language": "de-DE",
        "location": "London", "role": role["id"], "tags": "math",
    });
    let create =
        json!({ "email": "users.ada@example.com", "password": "secret password", "additionalFields": options });
    let ada = users.row("create", create.clone()).await;
    for (key, value) in options.as_object().expect("an object") {
        assert_eq!(ada[key], *value, "{key}");
    }
    let twice = users.error("create", create).await;
    assert_eq!((said(&twice).2, said(&twice).3), ("RECORD_NOT_UNIQUE", "400"));

    let body = r#"{ "email": "users.bob@example.com", "role": null }"#;
    let bob = users.row("create", json!({ "jsonParameters": true, "bodyParametersJson": body })).await;
    let data = json!([{ "email": "users.cat@example.com" }, { "email": "users.dan@example.com" }]);
    assert_eq!(users.rows("createMultiple", json!({ "data": data.to_string() })).await.len(), 2);

    let update = json!({ "id": bob["id"], "data": r#"{ "first_name": "Bob" }"# });
    assert_eq!(users.row("update", update).await["first_name"], "Bob");
    let many = json!({ "keys": [ada["id"], bob["id"]], "data": { "status": "suspended" } });
    assert_eq!(
        pluck(&users.rows("updateMultiple", json!({ "data": many })).await, "status"),
        json!(["suspended", "suspended"])
    );
    assert_eq!(users.row("get", json!({ "id": bob["id"] })).await["status"], "suspended");

    let mine =
        json!({ "filter": { "email": { "_starts_with": "users." } }, "sort": "email", "fields": "id,email,role.name" });
    let listed = users.rows("list", json!({ "additionalFields": mine })).await;
    let emails = ["ada", "bob", "cat", "dan"].map(|name| format!("users.{name}@example.com"));
    assert_eq!(pluck(&listed, "email"), json!(emails));
    assert_eq!(listed[0]["role"]["name"], "Users of this test");

    users.done("delete", json!({ "id": ada["id"] })).await;
    let rest: Vec<_> = listed[1..].iter().map(|user| user["id"].clone()).collect();
    users.done("deleteMultiple", json!({ "keys": rest })).await;
    assert!(users.rows("list", json!({ "additionalFields": mine })).await.is_empty());
    users.of("roles").done("delete", json!({ "id": role["id"] })).await;
}

#[tokio::test]
async fn who_is_invited_by_mail_sets_a_password() {
    let email = "invited@example.com";
    let users = admin("users").await;
    let role = users.of("roles").row("create", json!({ "data": { "name": "Invited" } })).await["id"].clone();
    let invite = |url: &str| json!({ "email": email, "role": role, "additionalFields": { "inviteUrl": url } });
    let evil = users.error("inviteUser", invite("https://evil.example.com")).await;
    assert_eq!((said(&evil).2, said(&evil).3), ("INVALID_PAYLOAD", "400"), "{evil:?}");
    users.done("inviteUser", invite("http://127.0.0.1/invite")).await;

    let mail = server().await.mail_to(email).await.expect("a mail");
    assert!(mail.body.contains("http://127.0.0.1/invite?token="), "{}", mail.body);
    let accept = json!({ "token": mail.token().expect("a token"), "password": "my own password" });
    let anyone = Node::shared(None, "users").await;
    anyone.done("acceptUserInvite", accept.clone()).await;
    let log_in = json!({ "email": email, "password": "my own password", "additionalFields": { "mode": "json" } });
    let session = anyone.of("auth").row("login", log_in).await;
    let me = Node::shared(session["access_token"].as_str(), "users").await;
    assert!(me.row("getCurrent", json!({})).await["id"].is_string());

    let again = anyone.error("acceptUserInvite", accept).await;
    assert_eq!(said(&again).3, "400", "an invitation is good once: {again:?}");
    let forged = anyone.error("acceptUserInvite", json!({ "token": "forged", "password": "x" })).await;
    assert_eq!((said(&forged).2, said(&forged).3), ("INVALID_TOKEN", "403"));
}

#[tokio::test]
async fn a_second_factor_is_switched_on_and_off() {
    let email = "second.factor@example.com";
    let (me, id) = user_with_token(email, "second-factor-token").await;
    assert_eq!(me.row("getCurrent", json!({})).await["id"], id);
    let changed = me.row("updateMe", json!({ "data": r#"{ "location": "Berlin" }"# })).await;
    assert_eq!((&changed["id"], &changed["location"]), (&json!(id), &json!("Berlin")));

    let wrong = me.error("generate2FA", json!({ "password": "wrong" })).await;
    assert_eq!((said(&wrong).2, said(&wrong).3), ("INVALID_CREDENTIALS", "401"));
    let generated = me.row("generate2FA", json!({ "password": PASSWORD })).await;
    let secret = generated["secret"].as_str().expect("a secret").to_owned();
    assert!(generated["otpauth_url"].as_str().is_some_and(|url| url.contains(&secret)));

    let auth = Node::shared(None, "auth").await;
    let without = json!({ "email": email, "password": PASSWORD, "additionalFields": { "mode": "json" } });
    let log_in = |otp: &str| {
        let mut all = without.clone();
        all["additionalFields"]["otp"] = otp.into();
        all
    };
    assert!(auth.execute("login", &without).await.is_ok(), "it counts from Enable on");
    let enable = json!({ "otp": "000000", "secret": secret });
    assert_eq!(said(&me.error("enable2FA", enable).await).3, "400");
    let on =
        with_otp(&secret, &me, "enable2FA", |otp| json!({ "otp": otp, "secret": secret })).await.expect("it is on");
    assert_eq!(*first(&on), json!({ "success": true }));

    let missing = auth.error("login", without.clone()).await;
    assert_eq!((said(&missing).2, said(&missing).3), ("INVALID_OTP", "401"));
    let session = with_otp(&secret, &auth, "login", log_in).await.expect("a session");
    assert!(first(&session)["access_token"].is_string());

    assert_eq!(said(&me.error("disable2FA", json!({ "otp": "000000" })).await).2, "INVALID_PAYLOAD");
    let off = with_otp(&secret, &me, "disable2FA", |otp| json!({ "otp": otp })).await.expect("it is off");
    assert_eq!(*first(&off), json!({ "success": true }));
    assert!(auth.execute("login", &without).await.is_ok());
}

/// Executes an operation with the password of the moment; once more where that moment passed on the way.
async fn with_otp(secret: &str, node: &Node, operation: &str, parameters: impl Fn(&str) -> Value) -> Result<Outcome> {
    let secret = Secret::Encoded(secret.to_owned()).to_bytes().expect("base32");
    let app = TOTP::new_unchecked(Algorithm::SHA1, 6, 0, 30, secret);
    loop {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        let otp = app.generate(now);
        let outcome = node.execute(operation, &parameters(&otp)).await;
        let later = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
        if outcome.is_ok() || app.generate(later) == otp {
            return outcome;
        }
    }
}

#[tokio::test]
async fn a_token_that_is_revoked_on_the_way_fails_the_items_behind() {
    let (me, _) = user_with_token("revoked@example.com", "revoked-token").await;
    let me_in_turn = json!({ "data": r#"={ "location": "{{ $json.place }}", "token": {{ $json.token }} }"# });
    let input = || {
        [("first", "\"revoked-token\""), ("second", "null"), ("third", "null")]
            .map(|(place, token)| nodewright::Item::new(json!({ "place": place, "token": token })))
            .to_vec()
    };
    let settings = json!({ "onError": "continueErrorOutput" });
    let outcome = me.on_items("updateMe", &me_in_turn, &settings, input()).await.expect("it goes on");
    let places: Vec<_> = outcome.outputs[0].iter().map(|item| item.json["location"].clone()).collect();
    assert_eq!(places, ["first", "second"], "the second revokes the token that it was sent with");
    let [failed] = &outcome.outputs[1][..] else { panic!("{outcome:?}") };
    let error = failed.error.as_ref().expect("an error");
    assert_eq!((said(error).2, said(error).3), ("INVALID_CREDENTIALS", "401"));

    let stopped = me.on_items("updateMe", &me_in_turn, &json!({}), input()).await.expect_err("a dead token");
    assert_eq!((stopped.item_index(), said(&stopped).3), (Some(0), "401"));
    assert!(!format!("{stopped:?}").contains("revoked-token"));
    // The administrator is another one.
    assert_eq!(admin("users").await.row("getCurrent", json!({})).await["email"], EMAIL);
}
