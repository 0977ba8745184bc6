//! Which operations are offered.

use nodewright::{Effect, ErrorKind, NodeError, Result};

use super::tools::Offered;

/// Which operations an agent is offered. The default is all of them, of every node that is registered.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Node types, also as `type@version`; every one if the list is empty.
    pub nodes: Vec<String>,
    /// Operations as `resource.operation`, where `*` stands for any; every one if the list is empty.
    pub only: Vec<String>,
    /// Only operations that are known to change nothing.
    pub read_only: bool,
}

impl Selection {
    /// The selected operations. A pattern that matches none of `all` is an error that lists the known ones; so is an
    /// empty selection.
    pub(super) fn choose(&self, all: Vec<Offered>) -> Result<Vec<Offered>> {
        let patterns = self.only.iter().map(|text| Pattern::parse(text)).collect::<Result<Vec<_>>>()?;
        if let Some(idle) = patterns.iter().find(|pattern| !all.iter().any(|offered| pattern.covers(offered))) {
            return Err(idle.unknown(&all));
        }
        let chosen = |offered: &Offered| patterns.is_empty() || patterns.iter().any(|pattern| pattern.covers(offered));
        let allowed = |offered: &Offered| !self.read_only || offered.effect.is_some_and(Effect::is_read);
        let left: Vec<_> = all.into_iter().filter(|offered| chosen(offered) && allowed(offered)).collect();
        if left.is_empty() {
            let message = "No operations to offer";
            let advice = "All selected operations can change data, and only read-only operations were requested";
            return Err(NodeError::new(ErrorKind::Input, message).with_description(advice));
        }
        Ok(left)
    }
}

/// `items.list`, `items.*` or `*.list`.
struct Pattern<'a> {
    resource: &'a str,
    operation: &'a str,
}

impl<'a> Pattern<'a> {
    fn parse(text: &'a str) -> Result<Self> {
        match text.trim().split_once('.') {
            Some((resource, operation)) if !resource.is_empty() && !operation.is_empty() => {
                Ok(Self { resource, operation })
            }
            _ => {
                let message = format!("'{text}' is not an operation: write resource.operation or resource.*");
                Err(NodeError::new(ErrorKind::Input, message))
            }
        }
    }

    fn covers(&self, offered: &Offered) -> bool {
        let fits = |wanted: &str, name: &str| wanted == "*" || wanted == name;
        fits(self.resource, &offered.resource) && fits(self.operation, &offered.operation)
    }

    fn unknown(&self, all: &[Offered]) -> NodeError {
        let of_resource = all.iter().filter(|offered| offered.resource == self.resource);
        let operations: Vec<_> = of_resource.map(|offered| offered.operation.as_str()).collect();
        if operations.is_empty() {
            let mut resources: Vec<_> = all.iter().map(|offered| offered.resource.as_str()).collect();
            resources.dedup();
            return NodeError::unknown("resource", self.resource, "", resources);
        }
        NodeError::unknown("operation", self.operation, &format!(" of resource '{}'", self.resource), operations)
    }
}

#[cfg(test)]
mod tests {
    use nodewright::Effect;
    use rmcp::model::Tool;

    use super::{Offered, Selection};

    fn all() -> Vec<Offered> {
        let operations = [
            ("items", "list", Some(Effect::Read)),
            ("items", "delete", Some(Effect::Delete)),
            ("users", "list", Some(Effect::Read)),
            ("users", "sync", None),
        ];
        let offered = |(resource, operation, effect): (&str, &str, _)| Offered {
            tool: Tool::new(format!("{resource}_{operation}"), "", rmcp::model::JsonObject::new()),
            node_type: "n".into(),
            version: nodewright::Version::ONE,
            resource: resource.into(),
            operation: operation.into(),
            effect,
        };
        operations.into_iter().map(offered).collect()
    }

    #[test]
    fn chooses_by_pattern_and_effect() {
        type Chosen = Result<&'static [&'static str], &'static str>;
        let cases: [(&[&str], bool, Chosen); 9] = [
            (&[], false, Ok(&["items_list", "items_delete", "users_list", "users_sync"])),
            (&[], true, Ok(&["items_list", "users_list"])),
            (&["items.*"], false, Ok(&["items_list", "items_delete"])),
            (&["*.list", "items.list"], false, Ok(&["items_list", "users_list"])),
            (
                &["items.delete"],
                true,
                Err(
                    "No operations to offer: All selected operations can change data, and only read-only operations were \
                     requested",
                ),
            ),
            (&["users.sync", "items.list"], false, Ok(&["items_list", "users_sync"])),
            (
                &["items.lost"],
                false,
                Err("Unknown operation 'lost' of resource 'items'; did you mean 'list'? known: list, delete"),
            ),
            (&["item.*"], false, Err("Unknown resource 'item'; did you mean 'items'? known: items, users")),
            (&["items"], false, Err("'items' is not an operation: write resource.operation or resource.*")),
        ];
        for (only, read_only, expected) in cases {
            let only: Vec<_> = only.iter().map(|&text| text.to_owned()).collect();
            let chosen = Selection { nodes: Vec::new(), only: only.clone(), read_only }.choose(all());
            let names = chosen.map(|all| all.into_iter().map(|offered| offered.tool.name.into_owned()).collect());
            let expected = expected.map(|names| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
            assert_eq!(names.map_err(|e| e.to_string()), expected.map_err(str::to_owned), "{only:?} {read_only}");
        }
    }
}
