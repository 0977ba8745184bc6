//! Schemas and tools of the packages' nodes: valid, and none twice.

use std::collections::HashSet;

use nodewright::{Runtime, serde_json::Value};
use nodewright_schema::{Catalog, Profile, Provider};
use nodewright_testkit::skip;
use nodewright_tests::community;

use super::operation::operations;

#[test]
fn schemas_and_tools_of_packages_are_valid() {
    let modules = match community::modules() {
        Ok(modules) => modules,
        Err(why) => return skip(&why),
    };
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (package, _) in community::packages() {
        let mut has_many = false;
        let runtime = Runtime::builder().nodes(modules.join(&package)).build().expect("a runtime");
        let prefix = format!("{package}.");
        let types = nodewright_server::catalog::types(runtime.registry());
        for node in types.into_iter().filter(|node| node.name.starts_with(&prefix)) {
            for version in node.versions {
                let described = runtime.registry().node(&node.name, Some(version)).expect("it is listed");
                let listed = operations(&node.name, version, described.description()).len();
                if listed > MANY && std::mem::replace(&mut has_many, true) {
                    continue;
                }
                let catalog = Catalog::new(described.description().clone(), version);
                let place = format!("{}@{version}", node.name);
                count += of_node(&catalog, &place, &mut wrong);
                if listed != catalog.operations().len() || listed != catalog.tools().len() {
                    wrong.push(format!("{place}: {} tools of {listed} operations", catalog.tools().len()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 2000, "only {count} schemas");
}

/// Of a node with more operations than this, every fortieth is looked at, and of a package's only the first: their schemas are made alike.
const MANY: usize = 250;

/// How many schemas were looked at.
fn of_node(catalog: &Catalog, place: &str, wrong: &mut Vec<String>) -> usize {
    let mut count = 0;
    let mut check = |what: &str, schema: &Value| {
        count += 1;
        if !jsonschema::draft202012::meta::is_valid(schema) {
            wrong.push(format!("{place}: {what} is not a JSON Schema"));
        }
    };
    for profile in [Profile::Compat, Profile::Strict] {
        check("the node", catalog.node(profile).as_value());
    }
    let every = if catalog.operations().len() > MANY { 40 } else { 1 };
    for operation in catalog.operations().step_by(every) {
        let of = [&operation.resource, &operation.operation].map(|name| name.as_deref().unwrap_or_default());
        let form = catalog.form(of[0], of[1]).expect("an operation has a form");
        check(&format!("the form of {of:?}"), form.schema.as_value());
        check(&format!("{of:?}"), catalog.operation(of[0], of[1]).expect("an operation has a schema").as_value());
    }
    let mut names = HashSet::new();
    let mut problems = Vec::new();
    for tool in catalog.tools() {
        check(&format!("the input of the tool {}", tool.name), tool.input_schema.as_value());
        let is_plain = tool.name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter));
        if !names.insert(tool.name.clone()) || !is_plain || tool.name.len() > 64 || tool.name.is_empty() {
            problems.push(format!(
                "{place}: the tool '{}' has a name that providers refuse, or that another has",
                tool.name
            ));
        }
        for provider in [Provider::OpenAi, Provider::Anthropic] {
            let shown = tool.format(provider);
            if !shown.is_object() {
                problems.push(format!("{place}: {} has no shape for {provider:?}", tool.name));
            }
        }
    }
    wrong.extend(problems);
    count
}
