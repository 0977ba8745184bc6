//! `--sandbox`: stand-ins of services in this process, for trying things out without a server. Node crates bring them.

use async_trait::async_trait;
use nodewright::{
    CredentialProvider, CredentialReference, Credentials, ErrorKind, NodeError, Registry, Sandbox,
    core::RunningSandbox,
    serde_json::{Map, Value, json},
};

use crate::failure::Failure;

/// The stand-ins that were started. They stop when dropped.
pub struct Running(Vec<(&'static Sandbox, Box<dyn RunningSandbox>)>);

impl Running {
    /// Starts those of the named node types, or all there are, and says so on standard error.
    pub async fn start(registry: &Registry, node_types: &[&str]) -> Result<Self, Failure> {
        let mut running = Vec::new();
        for sandbox in chosen(registry, &Sandbox::linked(), node_types)? {
            let started = (sandbox.start)().await?;
            let (service, url) = (sandbox.service, started.url());
            eprintln!("nodewright: this is a sandbox: a stand-in for {service} at {url}, gone when the command ends");
            running.push((sandbox, started));
        }
        Ok(Self(running))
    }

    /// Credentials that lead to them.
    pub fn provider(&self, registry: &Registry) -> Offered {
        let offered = self.credentials().fold(Credentials::new(), |all, (kind, data)| all.with(kind, data));
        let refused = required_elsewhere(registry, &offered);
        Offered { offered, refused, nodes: self.0.iter().map(|(sandbox, _)| sandbox.node).collect() }
    }

    /// Says the credentials, and what else can be used, on standard error.
    pub fn explain(&self) {
        for (kind, data) in self.credentials() {
            eprintln!("nodewright: credentials of the sandbox: {}", json!({ kind: data }));
        }
        for (sandbox, _) in self.0.iter().filter(|(sandbox, _)| !sandbox.hint.is_empty()) {
            eprintln!("nodewright: in the sandbox, {}", sandbox.hint);
        }
    }

    /// The credential types that they offer.
    pub fn types(&self) -> impl Iterator<Item = &'static str> {
        self.credentials().map(|(kind, _)| kind)
    }

    /// Says what is left in them.
    pub fn report(&self) {
        for left in self.0.iter().filter_map(|(_, running)| running.report()) {
            eprintln!("nodewright: {left}");
        }
    }

    fn credentials(&self) -> impl Iterator<Item = (&'static str, Value)> {
        self.0.iter().flat_map(|(_, running)| running.credentials())
    }
}

/// The sandboxes of these node types, each once; all of them if none is named.
fn chosen<'s>(registry: &Registry, linked: &[&'s Sandbox], node_types: &[&str]) -> Result<Vec<&'s Sandbox>, Failure> {
    let known: Vec<_> = linked.iter().map(|sandbox| sandbox.node).collect();
    if known.is_empty() {
        return Err(Failure::usage("--sandbox: no node type of this program has a sandbox"));
    }
    if node_types.is_empty() {
        return Ok(linked.to_vec());
    }
    let mut chosen: Vec<&Sandbox> = Vec::new();
    for name in node_types {
        let name = registry.find(name)?.name();
        let Some(sandbox) = linked.iter().find(|sandbox| sandbox.node == name) else {
            let with = known.join(", ");
            return Err(Failure::usage(format!(
                "--sandbox: node type '{name}' has no sandbox; node types with one: {with}"
            )));
        };
        if !chosen.iter().any(|earlier| earlier.node == sandbox.node) {
            chosen.push(sandbox);
        }
    }
    Ok(chosen)
}

/// Credential types that some node cannot do without and no sandbox offers.
fn required_elsewhere(registry: &Registry, offered: &Credentials) -> Vec<String> {
    let nodes = registry.types().flat_map(|node| node.versions());
    let uses = nodes.flat_map(|(_, node)| node.description().credentials.iter().flatten());
    let required = uses.filter(|of| of.required == Some(true) && of.display_options.is_none());
    required.map(|of| of.name.to_string()).filter(|name| offered.types().all(|offered| offered != name)).collect()
}

/// The credentials of the sandboxes, and an error for a node that needs others.
pub struct Offered {
    offered: Credentials,
    refused: Vec<String>,
    nodes: Vec<&'static str>,
}

#[async_trait]
impl CredentialProvider for Offered {
    async fn get(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
    ) -> nodewright::Result<Option<Map<String, Value>>> {
        if self.refused.iter().any(|name| name == type_name) {
            let message = format!("No sandbox offers a credential of type '{type_name}'");
            return Err(NodeError::new(ErrorKind::Credential, message)
                .with_description(format!("Node types with a sandbox: {}", self.nodes.join(", "))));
        }
        self.offered.get(type_name, wanted).await
    }

    async fn renewed(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> nodewright::Result<()> {
        self.offered.renewed(type_name, wanted, data).await
    }
}

#[cfg(test)]
mod tests {
    use nodewright::VersionedNode;
    use nodewright_node_directus as _;

    use super::*;

    const fn sandbox(node: &'static str) -> Sandbox {
        Sandbox { node, service: "", hint: "", start: || Box::pin(async { unreachable!("it is only chosen") }) }
    }

    #[test]
    fn sandboxes_are_those_of_the_node_types() {
        let mut registry = Registry::new();
        for name in ["boards", "set", "tickets"] {
            registry.register(VersionedNode::new(name, &["package"]));
        }
        let all = [&sandbox("boards"), &sandbox("tickets")];
        let none = "--sandbox: node type 'set' has no sandbox; node types with one: boards, tickets";
        type Case<'a> = (&'a [&'a Sandbox], &'a [&'a str], Result<&'a [&'a str], &'a str>);
        let cases: [Case<'_>; 6] = [
            (&all, &[], Ok(&["boards", "tickets"])),
            (&all, &["package.tickets"], Ok(&["tickets"])),
            (&all, &["tickets", "boards", "tickets"], Ok(&["tickets", "boards"])),
            (&all, &["set"], Err(none)),
            (&all, &["tickets", "set"], Err(none)),
            (&[], &[], Err("--sandbox: no node type of this program has a sandbox")),
        ];
        for (linked, types, expected) in cases {
            let names = chosen(&registry, linked, types).map(|all| all.iter().map(|one| one.node).collect::<Vec<_>>());
            match (names, expected) {
                (Ok(names), Ok(expected)) => assert_eq!(names, expected, "{types:?}"),
                (Err(Failure::Usage(said)), Err(expected)) => assert_eq!(said, expected, "{types:?}"),
                (names, _) => panic!("{types:?}: {}", if names.is_ok() { "chosen" } else { "another failure" }),
            }
        }
    }

    #[tokio::test]
    async fn a_credential_that_no_sandbox_offers_is_refused() {
        let registry = Registry::linked();
        let provider = Running(Vec::new()).provider(&registry);
        let error = provider.get("directusApi", None).await.expect_err("no sandbox runs");
        assert_eq!(error.message(), "No sandbox offers a credential of type 'directusApi'");
        assert_eq!(provider.get("somethingOptional", None).await.expect("nothing"), None);
        let running = Running::start(&registry, &["directus"]).await.unwrap_or_else(|_| panic!("it starts"));
        assert!(running.provider(&registry).get("directusApi", None).await.expect("a credential").is_some());
    }
}
