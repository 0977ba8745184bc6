//! Routes that Directus has given up: what a 404 there means.

use nodewright_core::prelude::*;

/// A route that is gone.
pub struct Gone {
    /// Start of the path.
    path: &'static str,
    /// What people know it as.
    what: &'static str,
    /// The operations that use it, as `resource.operation`.
    operations: &'static [&'static str],
    /// Newest version of Directus that has it.
    until: &'static str,
    /// First version of Directus without it.
    since: &'static str,
    /// What does its work now.
    instead: &'static str,
}

/// All of them.
const GONE: &[Gone] = &[
    Gone {
        path: "/webhooks",
        what: "Webhooks",
        operations: &[
            "webhooks.create",
            "webhooks.createMultiple",
            "webhooks.delete",
            "webhooks.deleteMultiple",
            "webhooks.get",
            "webhooks.list",
            "webhooks.update",
            "webhooks.updateMultiple",
        ],
        until: "11.13",
        since: "11.14",
        instead: "create a flow with an event trigger and a 'Webhook / Request URL' operation, in Directus under \
                  Settings > Flows or with POST /flows and POST /operations",
    },
    Gone {
        path: "/utils/hash",
        what: "Hashing",
        operations: &["utils.generateHash", "utils.verifyHash"],
        until: "12.0",
        since: "12.1",
        instead: "write the text to a field of type hash, or hash it with argon2 in the workflow",
    },
];

impl Gone {
    /// The entry that a path belongs to.
    pub fn of(path: &str) -> Option<&'static Self> {
        GONE.iter()
            .find(|gone| path.strip_prefix(gone.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// Says in a 404 since when the route is gone and what to do instead.
    pub fn explain(&self, error: NodeError) -> NodeError {
        if error.http_code() != Some("404") {
            return error;
        }
        let Self { what, since, instead, .. } = self;
        error.with_message(format!("{what}: gone from Directus since {since}; instead, {instead}"))
    }
}

/// The versions of Directus that an operation works with: `9 and later`, or `9 to 11.13`.
#[must_use]
pub fn directus_versions(info: &OperationInfo) -> String {
    let name = format!("{}.{}", info.resource, info.operation);
    match GONE.iter().find(|gone| gone.operations.contains(&name.as_str())) {
        Some(gone) => format!("9 to {}", gone.until),
        None => "9 and later".to_owned(),
    }
}
