//! Finding node types: with and without package, by version, and the errors when there is none.

use std::sync::Arc;

use nodewright_core::{Node, NodeDescription, Parameters, Plan, Registry, Result, Version, VersionedNode};

/// A node that is only a description.
struct Described(Arc<NodeDescription>);

impl Node for Described {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.0
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        unreachable!("it is not executed")
    }
}

fn registry() -> Registry {
    let node = |title: &str| {
        let description = NodeDescription { display_name: title.to_owned().into(), ..NodeDescription::default() };
        Arc::new(Described(Arc::new(description))) as Arc<dyn Node>
    };
    let versioned = VersionedNode::new("directus", &["n8n-nodes-directus", "@denklab/n8n-nodes-directus"])
        .version(Version::new(1.0), node("one"))
        .version(Version::new(4.2), node("four two"))
        .version(Version::new(1.1), node("one one"));
    let mut registry = Registry::new();
    registry.register(versioned.default_version(Version::new(1.1)));
    registry.register(VersionedNode::new("set", &[]).version(Version::ONE, node("set")));
    registry
}

#[test]
fn a_type_is_found_by_name_and_version() {
    let registry = registry();
    for (name, version, expected) in [
        ("directus", None, "one one"),
        ("directus", Some(1.0), "one"),
        ("n8n-nodes-directus.directus", Some(4.2), "four two"),
        ("@denklab/n8n-nodes-directus.directus", Some(1.1), "one one"),
        ("set", None, "set"),
    ] {
        let node = registry.node(name, version.map(Version::new)).expect(name);
        assert_eq!(node.description().display_name, expected, "{name} {version:?}");
    }
    assert_eq!(registry.find("directus").expect("it is there").full_name(), "n8n-nodes-directus.directus");
}

#[test]
fn types_of_several_packages_may_have_the_same_name() {
    let mut registry = registry();
    let title =
        |registry: &Registry, name: &str| registry.node(name, None).expect(name).description().display_name.to_string();
    let own = |title: &str| {
        let description = NodeDescription { display_name: title.to_owned().into(), ..NodeDescription::default() };
        Arc::new(Described(Arc::new(description))) as Arc<dyn Node>
    };
    registry.register(VersionedNode::new("directus", &["other"]).version(Version::ONE, own("other's")));
    assert_eq!(title(&registry, "directus"), "one one");
    assert_eq!(title(&registry, "other.directus"), "other's");
    registry.register(VersionedNode::new("directus", &["other"]).version(Version::ONE, own("replaced")));
    assert_eq!(title(&registry, "other.directus"), "replaced");
    let names: Vec<_> = registry.types().map(VersionedNode::full_name).collect();
    assert_eq!(names, ["n8n-nodes-directus.directus", "other.directus", "set"]);
}

#[test]
fn what_is_not_known_is_said_with_what_is() {
    let registry = registry();
    for (name, version, message, description) in [
        ("nope", None, "Unrecognized node type: nope", Some("Known node types: directus, set")),
        (
            "dierctus",
            None,
            "Unrecognized node type: dierctus",
            Some("Did you mean 'directus'? Known node types: directus, set"),
        ),
        (
            "other.directus",
            None,
            "Unrecognized node type: other.directus",
            Some("Did you mean 'directus'? Known node types: directus, set"),
        ),
        ("directus", Some(2.0), "Unknown version 2 of node type 'directus'; known: 1, 1.1, 4.2", None),
    ] {
        let error = registry.node(name, version.map(Version::new)).err().expect(name);
        assert_eq!((error.message(), error.description()), (message, description));
    }
    let error = Registry::new().find("directus").err().expect("there is nothing");
    assert_eq!(error.description(), Some("No node types are registered; link a node crate or register its nodes"));
}
