//! Access control and limits. Everything served beside the API mounts the same guard.

use std::net::IpAddr;

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{AUTHORIZATION, CONTENT_SECURITY_POLICY, HOST, ORIGIN, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS},
        uri::Authority,
    },
    middleware::{self, Next},
    response::Response,
};
use nodewright::{ErrorKind, NodeError, Secret};
use subtle::ConstantTimeEq;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::{
    limit::RequestBodyLimitLayer,
    timeout::{RequestBodyTimeoutLayer, TimeoutLayer},
};

use super::{
    Settings,
    refusal::{self, Refusal},
};

/// Security headers of every response: scripts and styles only from here, and no framing of the page.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// Requires the token or, without one, a caller on this machine. Limits request bodies, makes refusals n8n's error JSON and
/// adds security headers.
pub fn guard(router: Router, settings: &Settings) -> Router {
    everyone(bearer(router, settings), settings)
}

/// Applies to all routes, with a token or without.
pub(super) fn everyone(router: Router, settings: &Settings) -> Router {
    // axum's own limit, 2 MB, would come first.
    let mut router = router.layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(settings.body_limit));
    if settings.token.is_none() {
        router = router.layer(middleware::from_fn(this_machine));
    }
    router.layer(middleware::map_response(refusal::in_one_shape)).layer(middleware::map_response(secure))
}

/// Requires the token, if there is one.
pub(super) fn bearer(router: Router, settings: &Settings) -> Router {
    match &settings.token {
        Some(token) => router.layer(middleware::from_fn_with_state(token.clone(), with_token)),
        None => router,
    }
}

/// Limits the duration and the number of concurrent calls.
pub(super) fn bounded(router: Router, settings: &Settings) -> Router {
    router
        .layer(RequestBodyTimeoutLayer::new(settings.pause))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, settings.timeout))
        .layer(GlobalConcurrencyLimitLayer::new(settings.concurrency.max(1)))
}

async fn with_token(State(token): State<Secret>, request: Request, next: Next) -> Result<Response, Refusal> {
    let given = request.headers().get(AUTHORIZATION).map(HeaderValue::as_bytes);
    let given =
        given.and_then(|text| text.split_at_checked(7)).filter(|(scheme, _)| scheme.eq_ignore_ascii_case(b"bearer "));
    match given {
        Some((_, given)) if bool::from(given.trim_ascii().ct_eq(token.expose().as_bytes())) => {
            Ok(next.run(request).await)
        }
        _ => Err(Refusal::unauthorized(given.is_some())),
    }
}

/// A page of somewhere else can make a browser on this machine call us: under a name of its own that leads here, which
/// `Host` shows, or under ours, which `Origin` shows.
async fn this_machine(request: Request, next: Next) -> Result<Response, Refusal> {
    let host = host(&request).ok_or_else(|| refuse("The request has no Host header"))?;
    if !is_loopback(&host) {
        let message =
            "Without a token, this server only answers on its loopback address, such as 127.0.0.1 or localhost";
        return Err(refuse(message));
    }
    if !is_own(request.headers(), &host) {
        return Err(refuse("Without a token, this server only answers its own page, not pages of other origins"));
    }
    Ok(next.run(request).await)
}

/// The requested host: that of the header, which must match the request line if there is one in it.
fn host(request: &Request) -> Option<Authority> {
    let named: Option<Authority> = request.headers().get(HOST).and_then(|host| host.to_str().ok()?.parse().ok());
    match (named, request.uri().authority()) {
        (Some(named), Some(line)) if named != *line => None,
        (named, line) => named.or_else(|| line.cloned()),
    }
}

fn is_loopback(host: &Authority) -> bool {
    let name = host.host().trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether the page that asks, if it is one, is ours.
fn is_own(headers: &HeaderMap, host: &Authority) -> bool {
    headers.get_all(ORIGIN).iter().all(|origin| {
        let origin = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
        origin.is_some_and(|origin| origin.eq_ignore_ascii_case(host.as_str()))
    })
}

fn refuse(message: &str) -> Refusal {
    Refusal::from(NodeError::new(ErrorKind::Denied, message))
}

async fn secure(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}
