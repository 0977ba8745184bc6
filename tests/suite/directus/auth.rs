//! Authentication: every operation, and what the server answers when it cannot be done.

use nodewright::Request;
use nodewright_tests::directus::{EMAIL, PASSWORD};
use serde_json::json;

use super::{ask, execute, first, said, server};

/// Logs in through the node and gives the refresh token.
async fn log_in(email: &str, password: &str) -> nodewright::Result<String> {
    let parameters = json!({ "email": email, "password": password, "additionalFields": { "mode": "json" } });
    let outcome = execute(("auth", "login"), &parameters, None).await?;
    assert!(first(&outcome)["access_token"].is_string());
    Ok(first(&outcome)["refresh_token"].as_str().expect("a refresh token").to_owned())
}

async fn refresh(token: &str) -> nodewright::Result<String> {
    let outcome = execute(("auth", "refreshToken"), &json!({ "refreshToken": token }), None).await?;
    Ok(first(&outcome)["refresh_token"].as_str().expect("a refresh token").to_owned())
}

/// Creates a user of this test's own, past the node.
async fn user(email: &str, password: &str) {
    let mut request = Request::post("/users");
    request.set("email", email);
    request.set("password", password);
    assert_eq!(ask(request).await["email"], email);
}

#[tokio::test]
async fn log_out_kills_the_refresh_token() {
    let token = log_in(EMAIL, PASSWORD).await.expect("a session");
    let rotated = refresh(&token).await.expect("it is alive");
    for verify in [false, true] {
        let token = if verify { log_in(EMAIL, PASSWORD).await.expect("a session") } else { rotated.clone() };
        let parameters = json!({ "refreshToken": token, "verifyToken": verify });
        let outcome = execute(("auth", "logout"), &parameters, None).await.expect("a log out");
        assert_eq!(*first(&outcome), json!({ "success": true, "message": "Logged out successfully" }));
        let dead = refresh(&token).await.expect_err("it is dead");
        assert_eq!((said(&dead).2, said(&dead).3), ("INVALID_CREDENTIALS", "401"));
    }
}

#[tokio::test]
async fn log_out_of_a_dead_token_succeeds_unless_it_is_to_be_proved() {
    let parameters = |verify: bool| json!({ "refreshToken": "never-existed", "verifyToken": verify });
    let outcome =
        execute(("auth", "logout"), &parameters(false), None).await.expect("Directus answers 204 to any token");
    assert_eq!(first(&outcome)["success"], true);
    let error = execute(("auth", "logout"), &parameters(true), None).await.expect_err("it is dead");
    assert_eq!(said(&error), ("Invalid refresh token", "Invalid user credentials.", "INVALID_CREDENTIALS", "401"));
}

#[tokio::test]
async fn a_stale_token_of_the_credential_does_not_get_in_the_way() {
    let token = log_in(EMAIL, PASSWORD).await.expect("a session");
    let outcome =
        execute(("auth", "logout"), &json!({ "refreshToken": token }), Some("stale")).await.expect("no header is sent");
    assert_eq!(first(&outcome)["success"], true);
}

#[tokio::test]
async fn a_forgotten_password_is_reset_with_the_mail() {
    let (email, old, new) = ("forgetful@example.com", "first password", "second password");
    user(email, old).await;
    let parameters = json!({ "email": email, "additionalFields": { "resetUrl": "http://127.0.0.1/reset" } });
    let outcome = execute(("auth", "requestReset"), &parameters, None).await.expect("a mail");
    assert_eq!(*first(&outcome), json!({ "success": true }));
    let mail = server().await.mail_to(email).await.expect("a mail");
    let token = mail.token().expect("a token in it");
    let outcome =
        execute(("auth", "resetPassword"), &json!({ "token": token, "password": new }), None).await.expect("a reset");
    assert_eq!(*first(&outcome), json!({ "success": true }));
    assert!(log_in(email, new).await.is_ok());
    assert_eq!(said(&log_in(email, old).await.expect_err("the old one")).3, "401");
}

#[tokio::test]
async fn errors_carry_the_servers_own_words() {
    let forbidden = "Forbidden - perhaps check your credentials?";
    let unauthorized = "Authorization failed - please check your credentials";
    let bad = "Bad request - please check your parameters";
    let missing = "The resource you are requesting could not be found";
    let cases = [
        (
            ("auth", "login"),
            json!({ "email": EMAIL, "password": "wrong" }),
            (unauthorized, "INVALID_CREDENTIALS", "401"),
        ),
        (
            ("auth", "login"),
            json!({ "jsonParameters": true, "bodyParametersJson": { "email": EMAIL } }),
            (bad, "INVALID_PAYLOAD", "400"),
        ),
        (("auth", "refreshToken"), json!({ "refreshToken": "dead" }), (unauthorized, "INVALID_CREDENTIALS", "401")),
        (
            ("auth", "requestReset"),
            json!({ "email": EMAIL, "additionalFields": { "resetUrl": "https://evil.example.com" } }),
            (bad, "INVALID_PAYLOAD", "400"),
        ),
        (
            ("auth", "resetPassword"),
            json!({ "token": "dead", "password": "new password" }),
            (forbidden, "INVALID_TOKEN", "403"),
        ),
        (("auth", "startOauthFlow"), json!({ "provider": "github" }), (missing, "ROUTE_NOT_FOUND", "404")),
    ];
    for (operation, parameters, (message, code, status)) in cases {
        let error = execute(operation, &parameters, None).await.expect_err(operation.1);
        let (said, description, own, http) = said(&error);
        assert_eq!((said, own, http), (message, code, status), "{operation:?}");
        assert!(!description.is_empty() && description != said, "{operation:?}: {description}");
    }
}

#[tokio::test]
async fn a_server_without_providers_lists_none() {
    let outcome = execute(("auth", "list"), &json!({}), None).await.expect("a list");
    assert_eq!(outcome.outputs, [[]]);
}
