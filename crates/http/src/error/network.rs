//! Errors of the network: no usable answer came.

use std::{
    error::Error,
    io::{self, ErrorKind::*},
    time::Duration,
};

use nodewright_core::{ErrorKind, NodeError};
use serde_json::json;
use url::{Position, Url};

use super::{Said, thrown_error};
use crate::{
    destination::{Denied, Unresolved},
    retry::Failure,
};

/// The error for a request that got no answer, and whether sending it again may help.
pub(crate) fn network_error(error: &reqwest::Error, url: &Url) -> (NodeError, Failure) {
    if let Some(denied) = find::<Denied>(error) {
        return (denied.into(), Failure::Final);
    }
    // The body could not be read while it was sent: the file's store has said why.
    if let Some(unreadable) = find::<NodeError>(error) {
        return (unreadable.clone(), Failure::Final);
    }
    let unsent = if error.is_connect() { Failure::Unsent } else { Failure::Unknown };
    if error.is_connect() && error.is_timeout() {
        let error = coded(ErrorKind::Timeout, "ETIMEDOUT", &format!("connect ETIMEDOUT {}", authority(url)));
        return (error, unsent);
    }
    if let Some(Unresolved(reason)) = find::<Unresolved>(error) {
        let (code, failure) = lookup_code(reason);
        return (network_failure(code, &format!("getaddrinfo {code} {}", host(url))), failure);
    }
    if let Some(error) = find::<rustls::Error>(error) {
        let message = "The secure connection (TLS) to the service could not be established";
        let unknown = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
        let advice =
            if *error == unknown { "; add the certificate authority that issued it to the HTTP client" } else { "" };
        let error = NodeError::new(ErrorKind::Network, message).with_description(format!("{error}{advice}"));
        return (error, Failure::Final);
    }
    if let Some(code) = find::<io::Error>(error).and_then(system_code) {
        let call = if error.is_connect() { "connect" } else { "read" };
        return (network_failure(code, &format!("{call} {code} {}", authority(url))), unsent);
    }
    if find::<hyper::Error>(error).is_some_and(hyper::Error::is_parse) {
        let error = NodeError::new(ErrorKind::Network, "The service's answer is not HTTP")
            .with_description(format!("Check host, port and scheme: {}", &url[..Position::BeforePath]));
        return (error, Failure::Final);
    }
    (network_failure("ECONNRESET", "socket hang up"), unsent)
}

/// The error for an answer whose body ended early, after `received` bytes.
pub(crate) fn broken_answer(error: &reqwest::Error, received: u64) -> NodeError {
    let broken =
        find::<hyper::Error>(error).is_some() || find::<io::Error>(error).is_some_and(|e| e.kind() == UnexpectedEof);
    if error.is_decode() && !broken {
        let message = "The service's answer cannot be decompressed";
        return NodeError::new(ErrorKind::Network, message)
            .with_description("Its content does not match its Content-Encoding header");
    }
    let description = format!("The response ended early, after {received} bytes");
    network_failure("ECONNRESET", "aborted").with_description(description)
}

/// The error for a request that took longer than it may.
pub(crate) fn timeout_error(timeout: Duration) -> NodeError {
    let raw = format!("timeout of {}ms exceeded", timeout.as_millis());
    coded(ErrorKind::Timeout, "ECONNABORTED", &raw).with_description(raw)
}

/// An error of the network in n8n's words for its code.
fn network_failure(code: &str, raw: &str) -> NodeError {
    coded(ErrorKind::Network, code, raw)
}

fn coded(kind: ErrorKind, code: &str, raw: &str) -> NodeError {
    thrown_error(kind, &json!({ "code": code, "message": raw }), Said::default()).with_code(code)
}

/// Host as text, without brackets.
fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

fn authority(url: &Url) -> String {
    format!("{}:{}", host(url), url.port_or_known_default().unwrap_or_default())
}

/// getaddrinfo's reasons have no code of their own here.
fn lookup_code(reason: &io::Error) -> (&'static str, Failure) {
    if reason.to_string().contains("emporary failure") {
        return ("EAI_AGAIN", Failure::Unsent);
    }
    ("ENOTFOUND", Failure::Final)
}

fn system_code(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        ConnectionRefused => "ECONNREFUSED",
        ConnectionReset => "ECONNRESET",
        ConnectionAborted => "ECONNABORTED",
        BrokenPipe => "EPIPE",
        TimedOut => "ETIMEDOUT",
        HostUnreachable => "EHOSTUNREACH",
        NetworkUnreachable => "ENETUNREACH",
        AddrNotAvailable => "EADDRNOTAVAIL",
        PermissionDenied => "EACCES",
        _ => return None,
    })
}

/// The first error of a type among an error and those below it. What an `io::Error` wraps is below it too.
fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
