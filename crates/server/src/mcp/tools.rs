//! The tools: one per operation, made once.

use std::{collections::HashMap, sync::Arc};

use nodewright::{Effect, ErrorKind, Node, NodeError, Result, Version};
use nodewright_schema::{Catalog, Tool as Schema};
use rmcp::model::{JsonObject, ListToolsResult, Tool, ToolAnnotations};
use serde_json::{Value, json};

use super::Selection;
use crate::{Api, catalog::split_version};

/// Tools in one answer of `tools/list`. As many as the most restrictive providers let a model have at once, so that a
/// client that does not ask for a second page misses none that it could use.
const PAGE: usize = 128;

/// An operation and the tool that it is offered as.
#[derive(Debug)]
pub(super) struct Offered {
    pub tool: Tool,
    /// Node type with package.
    pub node_type: String,
    pub version: Version,
    /// The value of the parameter `resource`; empty if the node has no resources.
    pub resource: String,
    /// The value of the parameter `operation`; empty if the node has no operations.
    pub operation: String,
    /// `None` if the node does not say.
    pub effect: Option<Effect>,
}

/// What is offered, by place and by name.
pub(super) struct Tools {
    all: Vec<Offered>,
    by_name: HashMap<String, usize>,
}

impl Tools {
    pub fn new(api: &Api, selection: &Selection) -> Result<Self> {
        let all = selection.choose(offered(api, &selection.nodes)?)?;
        let mut by_name = HashMap::new();
        for (place, one) in all.iter().enumerate() {
            if by_name.insert(one.tool.name.to_string(), place).is_some() {
                let message = format!("Two operations have the same tool name '{}'", one.tool.name);
                let advice = "Offer one version of each node";
                return Err(NodeError::new(ErrorKind::Input, message).with_description(advice));
            }
        }
        Ok(Self { all, by_name })
    }

    pub fn all(&self) -> &[Offered] {
        &self.all
    }

    pub fn get(&self, name: &str) -> Option<&Offered> {
        self.by_name.get(name).map(|&place| &self.all[place])
    }

    /// A page of the list. The cursor is the index at which the page starts; `None` if it is invalid.
    pub fn page(&self, cursor: Option<&str>) -> Option<ListToolsResult> {
        let start = cursor.map_or(Ok(0), str::parse).ok().filter(|&start| start == 0 || start < self.all.len())?;
        let end = self.all.len().min(start + PAGE);
        let mut page =
            ListToolsResult::with_all_items(self.all[start..end].iter().map(|one| one.tool.clone()).collect());
        page.next_cursor = (end < self.all.len()).then(|| end.to_string());
        Some(page)
    }
}

/// Every operation of these nodes, or of all that are for agents in their default version.
fn offered(api: &Api, nodes: &[String]) -> Result<Vec<Offered>> {
    let registry = api.runtime().registry();
    let mut chosen = Vec::new();
    if nodes.is_empty() {
        chosen.extend(registry.types().map(|node| (node, None)));
    }
    for name in nodes {
        let (name, version) = split_version(name, None)?;
        chosen.push((registry.find(name)?, version));
    }
    let output = output_schema();
    let mut all = Vec::new();
    for (versioned, version) in chosen {
        let node = versioned.get(version)?;
        let catalog = api.catalogs().find(versioned.name(), version)?;
        if nodes.is_empty() && !is_for_agents(&catalog) {
            continue;
        }
        all.extend(catalog.tools().iter().map(|schema| Offered {
            tool: tool(&**node, schema, &output),
            node_type: versioned.full_name(),
            version: catalog.version(),
            resource: schema.operation.resource.clone().unwrap_or_default(),
            operation: schema.operation.operation.clone().unwrap_or_default(),
            effect: effect(&**node, schema),
        }));
    }
    Ok(all)
}

/// Whether a node does something that an agent may want: it has operations of a service, or says so. What only moves items
/// about, as most base nodes, is offered where it is asked for.
fn is_for_agents(catalog: &Catalog) -> bool {
    let says_so = catalog.description().usable_as_tool.as_deref() == Some(&Value::Bool(true));
    says_so || catalog.tools().iter().any(|tool| tool.operation.resource.is_some())
}

fn effect(node: &dyn Node, of: &Schema) -> Option<Effect> {
    let name = |part: &Option<String>| part.clone().unwrap_or_default();
    node.effect(&name(&of.operation.resource), &name(&of.operation.operation))
}

fn tool(node: &dyn Node, of: &Schema, output: &Arc<JsonObject>) -> Tool {
    let input = of.input_schema.as_object().cloned().unwrap_or_default();
    let tool = Tool::new(of.name.clone(), of.description.clone(), input)
        .with_title(&of.operation.title)
        .with_annotations(annotations(effect(node, of)));
    // Several outputs are lists of their own.
    match node.description().outputs.count() {
        0 | 1 => tool.with_raw_output_schema(output.clone()),
        _ => tool,
    }
}

/// The hints that follow from an effect. Whether a write only adds data is unknown, so the protocol's default applies: it
/// may be destructive.
pub(super) fn annotations(effect: Option<Effect>) -> ToolAnnotations {
    let hints = ToolAnnotations::new().open_world(true);
    match effect {
        None => hints,
        Some(Effect::Read) => hints.read_only(true).destructive(false).idempotent(true),
        Some(Effect::Delete) => hints.read_only(false).destructive(true).idempotent(true),
        Some(write) => hints.read_only(false).idempotent(write.is_repeatable()),
    }
}

/// The content of an item is up to the service, so the schema says no more than this.
fn output_schema() -> Arc<JsonObject> {
    let schema = json!({
        "type": "object",
        "properties": { "items": { "type": "array", "items": {} }, "files": { "type": "array", "items": { "type": "object" } } },
        "required": ["items"],
    });
    Arc::new(schema.as_object().cloned().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use nodewright::Effect;
    use serde_json::json;

    use super::{Offered, PAGE, Tool, Tools, annotations};

    #[test]
    fn hints_follow_from_the_effect() {
        for (effect, expected) in [
            (None, json!({ "openWorldHint": true })),
            (
                Some(Effect::Read),
                json!({ "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": true }),
            ),
            (
                Some(Effect::IdempotentWrite),
                json!({ "readOnlyHint": false, "idempotentHint": true, "openWorldHint": true }),
            ),
            (
                Some(Effect::Delete),
                json!({ "readOnlyHint": false, "destructiveHint": true, "idempotentHint": true, "openWorldHint": true }),
            ),
            (Some(Effect::Write), json!({ "readOnlyHint": false, "idempotentHint": false, "openWorldHint": true })),
        ] {
            assert_eq!(serde_json::to_value(annotations(effect)).unwrap(), expected, "{effect:?}");
        }
    }

    #[test]
    fn a_long_list_comes_in_pages() {
        let offered = |number: usize| Offered {
            tool: Tool::new(number.to_string(), "", rmcp::model::JsonObject::new()),
            node_type: "n".into(),
            version: nodewright::Version::ONE,
            resource: String::new(),
            operation: String::new(),
            effect: None,
        };
        for (count, pages) in [(0, vec![0]), (PAGE, vec![PAGE]), (2 * PAGE + 1, vec![PAGE, PAGE, 1])] {
            let tools = Tools { all: (0..count).map(offered).collect(), by_name: Default::default() };
            let (mut sizes, mut names, mut cursor) = (Vec::new(), Vec::new(), None::<String>);
            loop {
                let page = tools.page(cursor.as_deref()).expect("a page");
                sizes.push(page.tools.len());
                names.extend(page.tools.into_iter().map(|tool| tool.name.into_owned()));
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            assert_eq!(sizes, pages);
            assert_eq!(names, (0..count).map(|number| number.to_string()).collect::<Vec<_>>());
        }
        let tools = Tools { all: vec![offered(0)], by_name: Default::default() };
        for cursor in ["1", "-1", "x"] {
            assert!(tools.page(Some(cursor)).is_none(), "{cursor}");
        }
    }
}
