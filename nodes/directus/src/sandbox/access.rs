//! Who is calling.

use super::{
    STATIC_TOKEN,
    answer::Failure,
    auth::{SESSION_COOKIE, cleared},
    call::Call,
    sessions::Sessions,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caller {
    Public,
    Admin,
}

/// The caller's token is judged before anything else, also where the route would not need one.
pub(super) fn identify(call: &Call, sessions: &Sessions) -> Result<Caller, Failure> {
    let query = call.query.get("access_token").and_then(|token| token.as_str()).filter(|token| !token.is_empty());
    if query.is_some() && call.bearer().is_some() {
        return Err(Failure::invalid_payload("The request uses more than one method for including an access token"));
    }
    let cookie = call.cookie(SESSION_COOKIE);
    let Some(token) = query.or(call.bearer()).or(cookie) else {
        return Ok(Caller::Public);
    };
    if token == STATIC_TOKEN {
        return Ok(Caller::Admin);
    }
    match sessions.check(token) {
        Ok(()) => Ok(Caller::Admin),
        Err(failure) if cookie == Some(token) && !failure.is_expiry() => {
            Err(failure.cookie(cleared(SESSION_COOKIE, sessions.session_cookie_ttl())))
        }
        Err(failure) => Err(failure),
    }
}

impl Caller {
    /// Items and system collections alike look absent to the public.
    pub fn may_see(self, collection: &str) -> Result<(), Failure> {
        match self {
            Self::Admin => Ok(()),
            Self::Public => Err(Failure::no_collection(collection)),
        }
    }
}
