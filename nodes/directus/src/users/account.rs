//! The user's own account: invitations, two-factor authentication.

use crate::prelude::*;

/// Accept an invitation by setting the password.
#[derive(Operation)]
#[operation(users.acceptUserInvite, "Accept User Invite", POST "/users/invite/accept")]
pub struct AcceptInvite {
    /// Token of the invitation.
    token: Secret,
    /// Password of the new user.
    password: Secret,
}

/// Disable two-factor authentication for the user of the credential.
#[derive(Operation)]
#[operation(users.disable2FA, "Disable 2FA", POST "/users/me/tfa/disable")]
pub struct DisableTfa {
    /// One-time password of the authenticator app.
    otp: OneTimePassword,
}

/// Enable two-factor authentication for the user of the credential.
#[derive(Operation)]
#[operation(users.enable2FA, "Enable 2FA", POST "/users/me/tfa/enable")]
pub struct EnableTfa {
    /// One-time password of the authenticator app.
    otp: OneTimePassword,
    /// Secret from "Generate 2FA".
    secret: Secret,
}

/// Generate a secret for an authenticator app. It takes effect with "Enable 2FA".
#[derive(Operation)]
#[operation(users.generate2FA, "Generate 2FA", POST "/users/me/tfa/generate", effect = read)]
pub struct GenerateTfa {
    /// Password of the user of the credential.
    password: Secret,
}

/// Retrieve the user of the credential.
#[derive(Operation)]
#[operation(users.getCurrent, "Get Current", GET "/users/me")]
pub struct GetCurrent {}

/// Invite a user by email.
#[derive(Operation)]
#[operation(users.inviteUser, "Invite User", POST "/users/invite")]
pub struct Invite {
    /// Email address to invite.
    #[param(placeholder = "user@example.com")]
    email: Text,
    /// Primary key of the role the user gets.
    role: Text,
    additional_fields: InviteOptions,
}

#[derive(Collection)]
pub struct InviteOptions {
    /// URL of the page linked in the email; the server must allow it.
    #[param("Invite URL")]
    invite_url: Option<Text>,
}

/// Change the user of the credential.
#[derive(Operation)]
#[operation(users.updateMe, "Update Me", PATCH "/users/me")]
pub struct UpdateMe {
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "language": "en-US" }"#)]
    #[wire(body)]
    data: JsonBody,
}
