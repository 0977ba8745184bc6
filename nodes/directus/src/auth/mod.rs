//! Authentication: sessions, passwords, sign-in providers.

mod logout;
mod oauth;

use crate::prelude::*;

pub use {logout::LogOut, oauth::StartOauthFlow};

pub const AUTHENTICATION: Resource<Client> = resource(
    "auth",
    "Authentication",
    operations![List, LogOut, LogIn, RefreshToken, RequestReset, ResetPassword, StartOauthFlow],
);

/// List the sign-in providers.
#[derive(Operation)]
#[operation(auth.list, "List", GET "/auth", formerly = "/auth/oauth")]
pub struct List {
    split: SplitIntoItems,
}

/// Retrieve a temporary access token and a refresh token.
#[derive(Operation)]
#[operation(auth.login, "Login", POST "/auth/login", anonymous)]
pub struct LogIn {
    body: JsonOr<UserPassword>,
}

#[derive(Group)]
pub struct UserPassword {
    /// Password of the user.
    password: Secret,
    /// Email address of the user.
    #[param(placeholder = "admin@example.com")]
    email: Text,
    additional_fields: LogInOptions,
}

#[derive(Collection)]
pub struct LogInOptions {
    /// Where the refresh token is returned: in a cookie or in the JSON response.
    #[param(default = "cookie")]
    mode: Option<Mode>,
    /// One-time password, if two-factor authentication is enabled.
    otp: Option<OneTimePassword>,
}

#[derive(Choice)]
pub enum Mode {
    Cookie,
    #[param("JSON")]
    Json,
}

/// Exchange a refresh token for a new access token and a new refresh token.
#[derive(Operation)]
#[operation(auth.refreshToken, "Refresh Token", POST "/auth/refresh", anonymous)]
pub struct RefreshToken {
    /// Refresh token of the session to continue.
    #[param(placeholder = "eyJ0eXAiOiJKV...")]
    refresh_token: Secret,
}

/// Request an email with a link that resets the password.
#[derive(Operation)]
#[operation(auth.requestReset, "Request Password Reset", POST "/auth/password/request", anonymous)]
pub struct RequestReset {
    /// Email address of the user whose password to reset.
    #[param(placeholder = "admin@example.com")]
    email: Text,
    additional_fields: ResetOptions,
}

#[derive(Collection)]
pub struct ResetOptions {
    /// URL of the reset page; the server must allow it.
    reset_url: Option<Text>,
}

/// Set a new password with the token from the email.
#[derive(Operation)]
#[operation(auth.resetPassword, "Reset Password", POST "/auth/password/reset", anonymous)]
pub struct ResetPassword {
    body: JsonOr<NewPassword>,
}

#[derive(Group)]
pub struct NewPassword {
    /// Token from the email.
    token: Secret,
    /// The new password.
    password: Secret,
}
