//! The administrator, the same in the sandbox and in a real Directus for tests.

/// The administrator's mail address.
pub const EMAIL: &str = "admin@example.com";
/// The administrator's password, until a reset changes it.
pub const PASSWORD: &str = "d1r3ctu5";
/// The administrator's static token, which does not expire.
pub const STATIC_TOKEN: &str = "admin-static-token";
