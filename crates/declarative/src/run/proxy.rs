//! The proxy that `requestOptions` name.

use nodewright_core::{ErrorKind, NodeError, Result, javascript};
use serde_json::Value;

/// A proxy with a host and a port, in n8n's words where one of them is missing.
pub fn checked(proxy: &Value) -> Result<Value> {
    let text = javascript::text(proxy);
    let behind = text.split_once("://").map(|(_, behind)| behind.split(['/', '?', '#']).next().unwrap_or_default());
    let lacks = match behind.map(|authority| authority.rsplit_once('@').map_or(authority, |(_, host)| host)) {
        None => Some("host"),
        Some(host) => {
            let port = host.rsplit_once(':').map_or("", |(_, port)| port);
            let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
            (!is_port).then_some("port")
        }
    };
    match lacks {
        None => Ok(text.into_owned().into()),
        Some(part) => Err(NodeError::new(ErrorKind::Operation, "The proxy is not valid")
            .with_description(format!("The proxy URL does not contain a valid value for \"{part}\""))),
    }
}
