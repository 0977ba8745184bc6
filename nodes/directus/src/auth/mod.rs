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
    /// Address the user signs in with.
    #[param(placeholder = "admin@example.com")]
    email: Text,
    additional_fields: LogInOptions,
}

#[derive(Collection)]
pub struct LogInOptions {
    /// Where the refresh token goes: a cookie, or the answer's JSON.
    #[param(default = "cookie")]
    mode: Option<Mode>,
    /// One-time password, where two-factor authentication is on.
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
    /// Refresh token of the session to go on with.
    #[param(placeholder = "eyJ0eXAiOiJKV...")]
    refresh_token: Secret,
}

/// Ask Directus to mail a link that resets the password.
#[derive(Operation)]
#[operation(auth.requestReset, "Request Password Reset", POST "/auth/password/request", anonymous)]
pub struct RequestReset {
    /// Address of the user whose password is to be reset.
    #[param(placeholder = "admin@example.com")]
    email: Text,
    additional_fields: ResetOptions,
}

#[derive(Collection)]
pub struct ResetOptions {
    /// Page the link leads to; the server must allow it.
    reset_url: Option<Text>,
}

/// Set a new password with the token of the mail.
#[derive(Operation)]
#[operation(auth.resetPassword, "Reset Password", POST "/auth/password/reset", anonymous)]
pub struct ResetPassword {
    body: JsonOr<NewPassword>,
}

#[derive(Group)]
pub struct NewPassword {
    /// Token of the mail.
    token: Secret,
    /// The new password.
    password: Secret,
}
