//! `/auth`: logging in and out, refreshing, resetting the password.

use std::time::Duration;

use nodewright_core::serde_json::{Map, Value, json};

use super::{
    EMAIL, State,
    answer::{Answer, Failure},
    call::Call,
    sessions::{Kind, Sessions, Tokens},
};

pub(super) const SESSION_COOKIE: &str = "directus_session_token";
const REFRESH_COOKIE: &str = "directus_refresh_token";

/// Where the tokens of a session are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Json,
    Cookie,
    Session,
}

impl Mode {
    fn named(name: &Value) -> Option<Self> {
        match name.as_str()? {
            "json" => Some(Self::Json),
            "cookie" => Some(Self::Cookie),
            "session" => Some(Self::Session),
            _ => None,
        }
    }

    fn kind(self) -> Kind {
        if self == Self::Session { Kind::Cookie } else { Kind::Tokens }
    }

    fn answer(self, tokens: Tokens, sessions: &Sessions) -> Answer {
        let mut data = Map::from_iter([("expires".to_owned(), json!(milliseconds(tokens.expires)))]);
        let cookie = match self {
            Self::Json => {
                data.insert("refresh_token".to_owned(), tokens.refresh.into());
                data.insert("access_token".to_owned(), tokens.access.into());
                None
            }
            Self::Cookie => {
                data.insert("access_token".to_owned(), tokens.access.into());
                Some(set_cookie(REFRESH_COOKIE, &tokens.refresh, sessions.refresh_token_ttl()))
            }
            Self::Session => Some(set_cookie(SESSION_COOKIE, &tokens.access, sessions.session_cookie_ttl())),
        };
        let answer = Answer::data(data);
        match cookie {
            Some(cookie) => answer.cookie(cookie),
            None => answer,
        }
    }
}

pub(super) fn providers() -> Answer {
    Answer::json(&json!({
        "data": [{ "name": "github", "driver": "oauth2" }],
        "disableDefault": false,
    }))
}

/// To an unreachable provider: `.invalid` is reserved for names that do not exist.
pub(super) fn start_oauth(state: &State) -> Answer {
    let callback = format!("{}/auth/login/github/callback", state.url);
    let query = url_query(&[("client_id", "sandbox"), ("response_type", "code"), ("redirect_uri", &callback)]);
    let location = format!("https://github.invalid/login/oauth/authorize?{query}");
    let body = format!("Found. Redirecting to {location}");
    Answer { location: Some(location), ..Answer::of(302, "text/plain; charset=utf-8", body) }
}

pub(super) fn login(sessions: &mut Sessions, call: &Call) -> Result<Answer, Failure> {
    if !call.body.is_object() {
        return Err(Failure::invalid_payload("\"value\" must be of type object"));
    }
    let email = text(call, "email")?;
    if !is_email(email) {
        return Err(Failure::invalid_payload("\"email\" must be a valid email"));
    }
    let password = text(call, "password")?;
    let mode = match call.body.get("mode") {
        None => Mode::Json,
        Some(mode) => Mode::named(mode)
            .ok_or_else(|| Failure::invalid_payload("\"mode\" must be one of [cookie, json, session]"))?,
    };
    if call.body.get("otp").is_some_and(|otp| !otp.is_string()) {
        return Err(Failure::invalid_payload("\"otp\" must be a string"));
    }
    if !email.eq_ignore_ascii_case(EMAIL) {
        return Err(Failure::invalid_credentials());
    }
    let tokens = sessions.login(password, mode.kind())?;
    Ok(mode.answer(tokens, sessions))
}

pub(super) fn refresh(sessions: &mut Sessions, call: &Call) -> Result<Answer, Failure> {
    let (mode, token) = current(sessions, call)?;
    let tokens = sessions.refresh(&token, mode.kind())?;
    Ok(mode.answer(tokens, sessions))
}

/// 204 whether or not there was such a session: a client cannot tell.
pub(super) fn logout(sessions: &mut Sessions, call: &Call) -> Result<Answer, Failure> {
    let (_, token) = current(sessions, call)?;
    sessions.logout(&token);
    let mut answer = Answer::empty();
    if call.cookie(REFRESH_COOKIE).is_some() {
        answer = answer.cookie(cleared(REFRESH_COOKIE, sessions.refresh_token_ttl()));
    }
    if call.cookie(SESSION_COOKIE).is_some() {
        answer = answer.cookie(cleared(SESSION_COOKIE, sessions.session_cookie_ttl()));
    }
    Ok(answer)
}

/// The mode of a refresh or logout and the refresh token it is about. Only the place that the mode names is looked at.
fn current(sessions: &Sessions, call: &Call) -> Result<(Mode, String), Failure> {
    let in_body = Some(call.member("refresh_token")).filter(|token| is_truthy(token));
    let mode = match call.member("mode") {
        mode if is_truthy(mode) => Mode::named(mode),
        _ if in_body.is_some() => Some(Mode::Json),
        _ => Some(Mode::Cookie),
    };
    let token = match mode {
        // What is not text cannot be a known token.
        Some(Mode::Json) => in_body.map(|token| token.as_str().map_or_else(|| token.to_string(), str::to_owned)),
        Some(Mode::Cookie) => call.cookie(REFRESH_COOKIE).map(str::to_owned),
        Some(Mode::Session) => {
            call.cookie(SESSION_COOKIE).map(|cookie| sessions.of_cookie(cookie)).transpose()?.flatten()
        }
        None => None,
    };
    mode.zip(token)
        .ok_or_else(|| Failure::invalid_payload("The refresh token is required in either the payload or cookie"))
}

/// The sandbox keeps the mail's token, see [`Sandbox::reset_tokens`](super::Sandbox::reset_tokens).
pub(super) fn request_reset(sessions: &mut Sessions, call: &Call) -> Result<Answer, Failure> {
    let email = field(call, "email")?;
    if let Some(url) = call.member("reset_url").as_str().filter(|url| !url.is_empty()) {
        // Nothing is on the allow list of a server that was not told otherwise.
        return Err(Failure::invalid_payload(&format!("URL \"{url}\" can't be used to reset passwords")));
    }
    if email.eq_ignore_ascii_case(EMAIL) {
        sessions.request_reset();
    }
    Ok(Answer::empty())
}

pub(super) fn reset(sessions: &mut Sessions, call: &Call) -> Result<Answer, Failure> {
    let (token, password) = (field(call, "token")?, field(call, "password")?);
    sessions.reset(token, password)?;
    Ok(Answer::empty())
}

fn field<'a>(call: &'a Call, name: &str) -> Result<&'a str, Failure> {
    let missing = || Failure::invalid_payload(&format!("\"{name}\" field is required"));
    call.member(name).as_str().ok_or_else(missing)
}

fn text<'a>(call: &'a Call, name: &str) -> Result<&'a str, Failure> {
    let wrong = |what| Failure::invalid_payload(&format!("\"{name}\" {what}"));
    match call.body.get(name) {
        None => Err(wrong("is required")),
        Some(Value::String(text)) if text.is_empty() => Err(wrong("is not allowed to be empty")),
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(wrong("must be a string")),
    }
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    !name.is_empty() && domain.contains('.') && !text.contains(char::is_whitespace)
}

/// As JavaScript sees it.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(flag) => *flag,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(_) | Value::Object(_) => true,
    }
}

fn set_cookie(name: &str, value: &str, ttl: Duration) -> String {
    format!("{name}={value}; Max-Age={}; Path=/; HttpOnly; SameSite=Lax", ttl.as_secs())
}

/// Directus empties the cookie and leaves its age as it was.
pub(super) fn cleared(name: &str, ttl: Duration) -> String {
    set_cookie(name, "", ttl)
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn url_query(pairs: &[(&str, &str)]) -> String {
    let encode = |text| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC);
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    pairs.join("&")
}
