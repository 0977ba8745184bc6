//! The path under which a node's webhook is called.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What JavaScript's `encodeURIComponent` encodes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The node that a webhook belongs to.
#[derive(Clone, Copy, Debug)]
pub struct WebhookNode<'a> {
    /// The workflow that the node is in.
    pub workflow_id: &'a str,
    /// The node's name.
    pub name: &'a str,
    /// The id that makes its webhooks unique; older nodes have none.
    pub webhook_id: Option<&'a str>,
}

/// The path of a webhook: the path alone where the description says it is complete or where it restarts a waiting
/// execution, else behind the webhook id, or for a node without one behind workflow and name. n8n's `getNodeWebhookPath`.
#[must_use]
pub fn webhook_path(node: WebhookNode<'_>, path: &str, is_full_path: bool, restart_webhook: bool) -> String {
    if restart_webhook {
        return path.to_owned();
    }
    match node.webhook_id {
        None => {
            let name = node.name.to_lowercase();
            format!("{}/{}/{path}", node.workflow_id, utf8_percent_encode(&name, COMPONENT))
        }
        Some(id) if is_full_path && path.is_empty() => id.to_owned(),
        Some(_) if is_full_path => path.to_owned(),
        Some(id) => format!("{id}/{path}"),
    }
}
