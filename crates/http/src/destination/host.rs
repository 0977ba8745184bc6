//! One entry of a list of allowed hosts.

use nodewright_core::{ErrorKind, NodeError, Result};
use url::Host;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HostPattern {
    host: Host,
    below: bool,
    port: Option<u16>,
}

impl HostPattern {
    pub(super) fn parse(text: &str) -> Result<Self> {
        let refuse = || {
            let message = format!("'{text}' is not a host; write it as example.com, *.example.com or example.com:8443");
            NodeError::new(ErrorKind::Input, message)
        };
        let (host, port) = match text.rsplit_once(':') {
            // The last colon of an IPv6 address without a port is inside its brackets.
            Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().map_err(|_| refuse())?)),
            _ => (text, None),
        };
        let (host, below) = match host.strip_prefix("*.") {
            Some(host) => (host, true),
            None => (host, false),
        };
        if host.is_empty() || host.contains(['*', '/', '@', '?', '#']) {
            return Err(refuse());
        }
        let host = Host::parse(host.trim_end_matches('.')).map_err(|_| refuse())?;
        if below && !matches!(host, Host::Domain(_)) {
            return Err(refuse());
        }
        Ok(Self { host, below, port })
    }

    pub(super) fn matches(&self, host: &Host<&str>, port: u16) -> bool {
        if self.port.is_some_and(|own| own != port) {
            return false;
        }
        match (&self.host, host) {
            (Host::Domain(own), Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                match (self.below, name.strip_suffix(own.as_str())) {
                    (true, Some(rest)) => rest.ends_with('.'),
                    (false, Some(rest)) => rest.is_empty(),
                    (_, None) => false,
                }
            }
            (Host::Ipv4(own), Host::Ipv4(address)) => own == address,
            (Host::Ipv6(own), Host::Ipv6(address)) => own == address,
            _ => false,
        }
    }
}
