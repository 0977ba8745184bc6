//! Following redirects, as browsers and n8n do.

use http::{
    HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
    header::{AUTHORIZATION, COOKIE, LOCATION, PROXY_AUTHORIZATION},
};
use nodewright_core::{ErrorKind, Forward, NodeError, Result};
use url::{Position, Url};

/// Where an answer sends the request on to, if it does.
pub(crate) fn target(status: StatusCode, headers: &HeaderMap, from: &Url) -> Option<Result<Url>> {
    if !status.is_redirection() {
        return None;
    }
    let location = headers.get(LOCATION)?;
    let url = std::str::from_utf8(location.as_bytes()).ok().and_then(|text| from.join(text).ok());
    let web = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    // The redirecting server must not choose the login.
    let web = web.map(|mut url| {
        let _ = url.set_username("").and_then(|()| url.set_password(None));
        url
    });
    Some(web.ok_or_else(|| {
        NodeError::new(ErrorKind::Network, "The service redirected to an invalid URL").with_description(format!(
            "Its answer {} has a Location that is not a URL of http or https",
            status.as_str()
        ))
    }))
}

/// Whether the redirected request is a GET without a body.
pub(crate) fn becomes_get(status: StatusCode, method: &Method) -> bool {
    match status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => *method == Method::POST,
        StatusCode::SEE_OTHER => !matches!(*method, Method::GET | Method::HEAD),
        _ => false,
    }
}

/// Takes away what only the first host may see, but for what is to be forwarded of the credential: its headers are marked
/// as sensitive.
pub(crate) fn withhold(headers: &mut HeaderMap, forward: Forward) {
    let is_login = |name: &HeaderName| [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name);
    let goes = |name: &HeaderName, value: &HeaderValue| match forward {
        Forward::Nothing => is_login(name) || value.is_sensitive(),
        Forward::Headers => is_login(name),
        Forward::All => is_login(name) && !value.is_sensitive(),
    };
    let gone: Vec<_> = headers.iter().filter(|(name, value)| goes(name, value)).map(|(name, _)| name.clone()).collect();
    for name in gone {
        headers.remove(name);
    }
}

/// Whether two addresses are of one host: scheme, name and port.
pub(crate) fn same_host(one: &Url, other: &Url) -> bool {
    one[..Position::BeforePath] == other[..Position::BeforePath]
}

pub(crate) fn too_many(count: usize, last: &Url) -> NodeError {
    NodeError::new(ErrorKind::Network, "Maximum number of redirects exceeded")
        .with_code("ERR_FR_TOO_MANY_REDIRECTS")
        .with_description(format!(
            "After {count} redirects the service still redirects, now to the host '{}'",
            last.host_str().unwrap_or_default()
        ))
}

/// A body in which a credential stands is not sent on to another host.
pub(crate) fn refuse_body(to: &Url) -> NodeError {
    NodeError::new(ErrorKind::Network, "The service redirected a request with a credential in its body to another host")
        .with_description(format!(
            "Use the host '{}' itself if it may have the credential",
            to.host_str().unwrap_or_default()
        ))
}
