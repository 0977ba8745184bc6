//! Where requests may go.

mod address;
mod host;
mod resolver;

use std::net::IpAddr;

use nodewright_core::{ErrorKind, NodeError, Result};
use url::{Host, Url};

use host::HostPattern;
pub(crate) use resolver::{Resolver, Unresolved};

/// Limits where requests may go. It is asked for the first request, for every redirect, and for the addresses that a
/// name resolves to when the connection is made.
///
/// ```
/// use nodewright_http::DestinationPolicy;
/// let policy = DestinationPolicy::hosts(["directus.example.com", "*.example.org:8443"])?.public_only();
/// assert!(DestinationPolicy::hosts(["https://example.com"]).is_err());
/// # Ok::<(), nodewright_core::NodeError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct DestinationPolicy {
    hosts: Option<Vec<HostPattern>>,
    public_only: bool,
}

impl DestinationPolicy {
    /// Everywhere.
    #[must_use]
    pub fn any() -> Self {
        Self::default()
    }

    /// Only to these hosts: `example.com`, `*.example.com` (what is below it, not itself), an IP address, each with
    /// `:port` where only that port is meant.
    ///
    /// # Errors
    /// What cannot be a host.
    pub fn hosts<'a>(hosts: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let hosts = hosts.into_iter().map(HostPattern::parse).collect::<Result<_>>()?;
        Ok(Self { hosts: Some(hosts), public_only: false })
    }

    /// Besides, only to addresses of the public internet: not to private, loopback, link-local, multicast and other
    /// special networks, nor to the metadata services of clouds.
    #[must_use]
    pub fn public_only(mut self) -> Self {
        self.public_only = true;
        self
    }

    pub(crate) fn check(&self, url: &Url) -> Result<()> {
        let host = url.host().ok_or_else(|| NodeError::new(ErrorKind::Denied, "The URL has no host"))?;
        let port = url.port_or_known_default().unwrap_or_default();
        if let Some(hosts) = &self.hosts
            && !hosts.iter().any(|pattern| pattern.matches(&host, port))
        {
            return Err((&Denied::Host(format!("{host}:{port}"))).into());
        }
        let address = match host {
            Host::Ipv4(address) => IpAddr::V4(address),
            Host::Ipv6(address) => IpAddr::V6(address),
            Host::Domain(_) => return Ok(()),
        };
        if self.allows(address) { Ok(()) } else { Err((&Denied::Address(address.to_string())).into()) }
    }

    fn allows(&self, address: IpAddr) -> bool {
        !self.public_only || address::is_public(address)
    }
}

/// A destination that the policy does not allow.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Denied {
    #[error("The host '{0}' is not among the allowed destinations")]
    Host(String),
    #[error("'{0}' is not an address of the public internet")]
    Address(String),
}

impl From<&Denied> for NodeError {
    fn from(denied: &Denied) -> Self {
        NodeError::new(ErrorKind::Denied, denied.to_string())
            .with_description("The operator restricts where requests may go")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_addresses_are_limited() {
        let hosts =
            || DestinationPolicy::hosts(["Example.com", "*.example.org:8443", "10.0.0.5:80", "[::1]:81"]).unwrap();
        let public = || DestinationPolicy::any().public_only();
        let cases = [
            (hosts(), "http://example.com/", true),
            (hosts(), "https://EXAMPLE.com.:99/", true),
            (hosts(), "http://sub.example.com/", false),
            (hosts(), "https://a.b.example.org:8443/", true),
            (hosts(), "https://example.org:8443/", false),
            (hosts(), "https://a.example.org/", false),
            (hosts(), "https://evilexample.org:8443/", false),
            (hosts(), "http://10.0.0.5/", true),
            (hosts(), "http://10.0.0.5:81/", false),
            (hosts(), "http://[::1]:81/", true),
            (hosts().public_only(), "http://10.0.0.5/", false),
            (public(), "http://name.example/", true),
            (public(), "http://1.1.1.1/", true),
            (public(), "http://0x7f.1/", false),
            (public(), "http://2130706433/", false),
            (public(), "http://169.254.169.254/latest/meta-data", false),
            (public(), "http://[::ffff:10.0.0.1]/", false),
            (DestinationPolicy::any(), "http://127.0.0.1/", true),
        ];
        for (policy, url, allowed) in cases {
            let checked = policy.check(&Url::parse(url).unwrap());
            assert_eq!(checked.is_ok(), allowed, "{url}");
            assert!(checked.is_ok() || checked.is_err_and(|error| error.kind() == ErrorKind::Denied), "{url}");
        }
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for host in ["", "https://example.com", "example.com/path", "example.com:port", "a*.example.com", "*", "user@h"]
        {
            assert!(DestinationPolicy::hosts([host]).is_err(), "{host}");
        }
    }
}
