//! Where a credential may go: n8n's `allowedHttpRequestDomains`.

use nodewright_core::{Credential, ErrorKind, NodeError, Result};
use serde_json::Value;
use url::Url;

/// The domains of a credential that is restricted to some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Domains(String);

impl Domains {
    /// The restriction of a credential to a list, if it has one.
    ///
    /// # Errors
    /// It is not to be used for requests to any URL, or its list is empty.
    pub(crate) fn of(credential: &Credential) -> Result<Option<Self>> {
        let refuse = |message: &str| Err(NodeError::new(ErrorKind::Operation, message));
        match credential.text("allowedHttpRequestDomains") {
            Some("none") => {
                refuse("This credential is configured to prevent use within an HTTP Request or GraphQL node")
            }
            Some("domains") => match credential.expose().get("allowedDomains").and_then(Value::as_str).map(str::trim) {
                None | Some("") => {
                    refuse("No allowed domains specified. Configure allowed domains or change restriction setting.")
                }
                Some(list) => Ok(Some(Self(list.to_owned()))),
            },
            _ => Ok(None),
        }
    }

    /// # Errors
    /// The URL is not of one of the domains.
    pub(crate) fn check(&self, url: &Url) -> Result<()> {
        let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_lowercase();
        let allows = |domain: &str| match domain.strip_prefix("*.") {
            Some(parent) => host.strip_suffix(parent).is_some_and(|below| below.ends_with('.')),
            None => !domain.is_empty() && host == domain,
        };
        if self.0.split(',').any(|domain| allows(&domain.trim().trim_end_matches('.').to_lowercase())) {
            return Ok(());
        }
        let (name, port) = (url.host_str().unwrap_or_default(), url.port().map(|port| format!(":{port}")));
        Err(NodeError::new(
            ErrorKind::Operation,
            format!(
                "Domain not allowed: This credential is restricted from accessing {name}{}. Only the following domains \
                 are allowed: {}",
                port.unwrap_or_default(),
                self.0
            ),
        ))
    }

    /// The same for a redirect, as n8n's HTTP library reports it.
    ///
    /// # Errors
    /// The URL is not of one of the domains.
    pub(crate) fn check_redirect(&self, url: &Url) -> Result<()> {
        self.check(url).map_err(|error| {
            let message = format!("Redirected request failed: {}", error.message());
            NodeError::new(ErrorKind::Api, &message)
                .with_description(error.message())
                .with_http_code("ERR_FR_REDIRECTION_FAILURE")
                .with_messages(vec![message])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_domains_are_allowed() {
        let domains = Domains("example.com, *.Example.org ,127.0.0.1".into());
        let cases = [
            ("https://example.com/a", true),
            ("https://EXAMPLE.com.:8443/a", true),
            ("https://a.example.com/", false),
            ("https://example.com.evil.com/", false),
            ("https://a.b.example.org/", true),
            ("https://example.org/", false),
            ("https://evilexample.org/", false),
            ("http://127.0.0.1:81/", true),
            ("http://127.0.0.2/", false),
        ];
        for (url, allowed) in cases {
            assert_eq!(domains.check(&Url::parse(url).unwrap()).is_ok(), allowed, "{url}");
        }
        let error = domains.check(&Url::parse("http://u:p@localhost:81/a?b=c").unwrap()).unwrap_err();
        let message = "Domain not allowed: This credential is restricted from accessing localhost:81. Only the following \
                       domains are allowed: example.com, *.Example.org ,127.0.0.1";
        assert_eq!((error.message(), error.name()), (message, "NodeOperationError"));
    }
}
