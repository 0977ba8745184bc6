//! Sessions and tokens of the one user.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hasher, RandomState},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64_URL};
use nodewright_core::serde_json::{self, Value, json};

use super::{
    EMAIL, Options, PASSWORD,
    answer::Failure,
    users::{ROLE_ID, USER_ID},
};

/// A session that was rotated by its cookie stays good for this long, for requests that are under way.
const ROTATION_GRACE: Duration = Duration::from_secs(10);
const RESET_TOKEN_TTL: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Debug)]
pub(super) struct Sessions {
    options: Options,
    password: String,
    /// By refresh token.
    sessions: HashMap<String, Session>,
    access_tokens: HashMap<String, AccessToken>,
    resets: Vec<Reset>,
}

#[derive(Debug)]
struct Session {
    expires: SystemTime,
    /// The refresh token that took over, where a cookie was rotated.
    next: Option<String>,
}

#[derive(Debug)]
struct AccessToken {
    expires: SystemTime,
    /// The session it dies with; without one it is good until it expires.
    session: Option<String>,
}

#[derive(Debug)]
struct Reset {
    token: String,
    expires: SystemTime,
    used: bool,
}

/// Where a session's tokens live on the client: in its memory, or in a session cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Tokens,
    Cookie,
}

/// What a login or refresh hands out.
#[derive(Debug)]
pub(super) struct Tokens {
    pub access: String,
    pub refresh: String,
    /// How long the access token is good for.
    pub expires: Duration,
}

impl Sessions {
    pub fn new(options: Options) -> Self {
        Self {
            options,
            password: PASSWORD.to_owned(),
            sessions: HashMap::new(),
            access_tokens: HashMap::new(),
            resets: Vec::new(),
        }
    }

    pub fn now(&self) -> SystemTime {
        self.options.clock.now()
    }

    pub fn refresh_token_ttl(&self) -> Duration {
        self.options.refresh_token_ttl
    }

    pub fn session_cookie_ttl(&self) -> Duration {
        self.options.session_cookie_ttl
    }

    pub fn live(&self) -> usize {
        let now = self.now();
        self.sessions.values().filter(|session| session.expires >= now).count()
    }

    pub fn seed(&mut self, refresh_token: &str) {
        self.open(refresh_token.to_owned(), self.options.refresh_token_ttl);
    }

    pub fn login(&mut self, password: &str, kind: Kind) -> Result<Tokens, Failure> {
        if password != self.password {
            return Err(Failure::invalid_credentials());
        }
        let refresh = random_token();
        self.open(refresh.clone(), self.options.refresh_token_ttl);
        Ok(self.issue(refresh, kind))
    }

    /// Replaces the refresh token by a new one.
    pub fn refresh(&mut self, token: &str, kind: Kind) -> Result<Tokens, Failure> {
        let now = self.now();
        let session = self.sessions.get_mut(token).filter(|session| session.expires >= now);
        let session = session.ok_or_else(Failure::invalid_credentials)?;
        let refresh = session.next.clone().unwrap_or_else(random_token);
        match kind {
            Kind::Tokens => {
                self.sessions.remove(token);
                self.open(refresh.clone(), self.options.refresh_token_ttl);
            }
            Kind::Cookie => {
                if session.next.is_none() {
                    session.next = Some(refresh.clone());
                    session.expires = now + ROTATION_GRACE;
                }
                self.open(refresh.clone(), self.options.session_cookie_ttl);
            }
        }
        Ok(self.issue(refresh, kind))
    }

    /// Ends the session, if there is one.
    pub fn logout(&mut self, token: &str) {
        self.sessions.remove(token);
    }

    /// Whether an access token (not a static one) is good.
    pub fn check(&self, token: &str) -> Result<(), Failure> {
        let Some(access) = self.access_tokens.get(token) else {
            return Err(if is_of_directus(token) { Failure::invalid_token() } else { Failure::invalid_credentials() });
        };
        let now = self.now();
        if access.expires <= now {
            return Err(Failure::token_expired());
        }
        match access.session.as_ref().map(|session| self.sessions.get(session)) {
            None => Ok(()),
            Some(Some(session)) if session.expires >= now => Ok(()),
            Some(_) => Err(Failure::invalid_credentials()),
        }
    }

    /// The refresh token that a session cookie stands for; `None` when the cookie is no token of Directus.
    pub fn of_cookie(&self, token: &str) -> Result<Option<String>, Failure> {
        if !is_of_directus(token) {
            return Ok(None);
        }
        let access = self.access_tokens.get(token).ok_or_else(Failure::invalid_token)?;
        if access.expires <= self.now() {
            return Err(Failure::token_expired());
        }
        Ok(access.session.clone())
    }

    pub fn request_reset(&mut self) {
        let expires = self.now() + RESET_TOKEN_TTL;
        let token = self.jwt(json!({ "email": EMAIL, "scope": "password-reset" }), expires);
        self.resets.push(Reset { token, expires, used: false });
    }

    pub fn reset_tokens(&self) -> Vec<String> {
        self.resets.iter().map(|reset| reset.token.clone()).collect()
    }

    /// Sets another password, which ends all sessions and spends all reset tokens.
    pub fn reset(&mut self, token: &str, password: &str) -> Result<(), Failure> {
        let reset = self.resets.iter().find(|reset| reset.token == token).ok_or_else(Failure::invalid_token)?;
        if reset.expires <= self.now() {
            return Err(Failure::token_expired());
        }
        if reset.used {
            return Err(Failure::forbidden());
        }
        password.clone_into(&mut self.password);
        self.sessions.clear();
        for reset in &mut self.resets {
            reset.used = true;
        }
        Ok(())
    }

    fn open(&mut self, refresh_token: String, ttl: Duration) {
        let expires = self.now() + ttl;
        self.sessions.insert(refresh_token, Session { expires, next: None });
    }

    fn issue(&mut self, refresh: String, kind: Kind) -> Tokens {
        let (ttl, session) = match kind {
            Kind::Tokens => (self.options.access_token_ttl, None),
            Kind::Cookie => (self.options.session_cookie_ttl, Some(refresh.clone())),
        };
        let expires = self.now() + ttl;
        let mut claims = json!({ "id": USER_ID, "role": ROLE_ID, "app_access": true, "admin_access": true });
        if let Some(session) = &session {
            claims["session"] = session.as_str().into();
        }
        let access = self.jwt(claims, expires);
        self.access_tokens.insert(access.clone(), AccessToken { expires, session });
        Tokens { access, refresh, expires: ttl }
    }

    /// A token that reads as a JWT of Directus. Its signature is random: what makes it good is that it is known here.
    fn jwt(&self, mut claims: Value, expires: SystemTime) -> String {
        claims["iat"] = seconds(self.now()).into();
        claims["exp"] = seconds(expires).into();
        claims["iss"] = "directus".into();
        let header = BASE64_URL.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
        format!("{header}.{}.{}", BASE64_URL.encode(claims.to_string()), BASE64_URL.encode(random::<32>()))
    }
}

fn is_of_directus(token: &str) -> bool {
    let claims = token.split('.').nth(1).filter(|_| token.split('.').count() == 3);
    let claims = claims.and_then(|claims| BASE64_URL.decode(claims).ok());
    let claims = claims.and_then(|claims| serde_json::from_slice::<Value>(&claims).ok());
    claims.is_some_and(|claims| claims["iss"] == "directus")
}

/// 64 characters, as Directus makes them.
fn random_token() -> String {
    BASE64_URL.encode(random::<48>())
}

/// Hashes under random keys: as unguessable as a stand-in on the loopback needs, and they cannot fail.
pub(super) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    for chunk in bytes.chunks_mut(8) {
        let word = RandomState::new().build_hasher().finish().to_le_bytes();
        chunk.copy_from_slice(&word[..chunk.len()]);
    }
    bytes
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
