//! How requests reach services: proxies, certificates, and where they may go.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Args;
use nodewright::{Builder, DestinationPolicy, Proxy, Secret, TlsIdentity};

use crate::failure::Failure;

const NETWORK: &str = "Network";

/// The variables that name a proxy.
const PROXIES: [&str; 6] = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// How requests reach services.
#[derive(Clone, Debug, Default, Args)]
pub struct Network {
    /// Proxy for all requests, such as http://proxy.example.com:3128, except to the hosts of NO_PROXY. HTTP_PROXY and
    /// HTTPS_PROXY of the environment are used where it is not given.
    #[arg(long, help_heading = NETWORK, value_name = "URL")]
    pub proxy: Option<String>,
    /// File of certificate authorities (PEM) to trust besides the usual ones; repeat for several. SSL_CERT_FILE and
    /// SSL_CERT_DIR of the environment count too.
    #[arg(long, help_heading = NETWORK, value_name = "FILE")]
    pub ca_file: Vec<PathBuf>,
    /// Certificate (PEM) to identify with towards services that ask for one.
    #[arg(long, help_heading = NETWORK, value_name = "FILE", requires = "client_key")]
    pub client_cert: Option<PathBuf>,
    /// Private key (PEM, not encrypted) of the client certificate.
    #[arg(long, help_heading = NETWORK, value_name = "FILE", requires = "client_cert")]
    pub client_key: Option<PathBuf>,
}

impl Network {
    /// A builder that knows it. A service in this process is reached without the environment's proxy.
    pub fn set_up(&self, mut builder: Builder, is_sandbox: bool) -> Result<Builder, Failure> {
        match &self.proxy {
            Some(url) => {
                let proxy = Proxy::new(url).map_err(|error| Failure::usage(format!("--proxy: {}", error.message())))?;
                builder = builder.proxy(proxy);
            }
            None => builder = builder.system_proxy(!is_sandbox && any_is_set(&PROXIES)),
        }
        for file in &self.ca_file {
            builder = builder.root_certificates(read(file, "--ca-file")?);
        }
        builder = builder.system_certificates(!is_sandbox && any_is_set(&["SSL_CERT_FILE", "SSL_CERT_DIR"]));
        if let (Some(certificate), Some(key)) = (&self.client_cert, &self.client_key) {
            builder = builder.identity(TlsIdentity {
                authorities: None,
                certificate: Some(secret(certificate, "--client-cert")?),
                key: Some(secret(key, "--client-key")?),
            });
        }
        Ok(builder)
    }
}

/// Where requests may go.
#[derive(Clone, Debug, Default, Args)]
pub struct Destinations {
    /// Host that requests may go to, such as api.example.com, *.example.com (what is below it) or 10.0.0.5:8080; repeat for
    /// several. Every other is refused.
    #[arg(long, value_name = "HOST")]
    pub allow_host: Vec<String>,
    /// Refuse requests to private, loopback, link-local and other special addresses, so that callers reach the public
    /// internet only.
    #[arg(long)]
    pub deny_private: bool,
}

impl Destinations {
    /// A builder that knows it.
    pub fn limit(&self, builder: Builder) -> Result<Builder, Failure> {
        if self.allow_host.is_empty() && !self.deny_private {
            return Ok(builder);
        }
        let policy = match self.allow_host.as_slice() {
            [] => DestinationPolicy::any(),
            hosts => DestinationPolicy::hosts(hosts.iter().map(String::as_str))
                .map_err(|error| Failure::usage(format!("--allow-host: {}", error.message())))?,
        };
        Ok(builder.destinations(if self.deny_private { policy.public_only() } else { policy }))
    }
}

fn any_is_set(names: &[&str]) -> bool {
    names.iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The content of a file that an option names.
pub fn read(path: &Path, option: &str) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|e| Failure::usage(format!("{option}: cannot read {}: {e}", path.display())))
}

fn secret(path: &Path, option: &str) -> Result<Secret, Failure> {
    let text = String::from_utf8(read(path, option)?);
    let text = text.map_err(|_| Failure::usage(format!("{option}: {} is not PEM", path.display())))?;
    Ok(Secret::new(text))
}
