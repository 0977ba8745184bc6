//! Credentials: tests and logins.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::NodeSource;
use crate::network::Network;

#[derive(Debug, Subcommand)]
pub enum CredentialsCommand {
    /// Test credentials with the request that their type names, and print a line for each. Exits with 1 if one fails.
    Test(TestCredentials),
    /// Log in to a service in the browser (OAuth2), and store the token in the file.
    Login(Login),
}

#[derive(Debug, Args)]
pub struct TestCredentials {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// File with {"type": {…}} or n8n's decrypted export; - for standard input. Left out, the credential of --type comes
    /// from the environment.
    #[arg(value_name = "FILE", required_unless_present_any = ["sandbox", "kind"])]
    pub file: Option<PathBuf>,
    /// Test the credentials of this type only.
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,
    /// Test the credentials of the in-process stand-ins.
    #[arg(long, conflicts_with = "file")]
    pub sandbox: bool,
    #[command(flatten)]
    pub network: Network,
}

#[derive(Debug, Args)]
pub struct Login {
    #[command(flatten)]
    pub nodes: NodeSource,
    /// Credential type, such as oAuth2Api or one that extends it.
    #[arg(value_name = "TYPE")]
    pub kind: String,
    /// File with the credential ({"type": {"clientId": …}} or n8n's decrypted export); the token is stored in it.
    #[arg(long, value_name = "FILE")]
    pub file: PathBuf,
    /// Id or name of the credential, where the file has several of the type.
    #[arg(long, value_name = "ID|NAME")]
    pub credential: Option<String>,
    /// Print the address only, do not open it.
    #[arg(long)]
    pub no_browser: bool,
    /// Port of the redirect on 127.0.0.1; 0 picks a free port, for services that take any.
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    pub port: u16,
    #[command(flatten)]
    pub network: Network,
}
