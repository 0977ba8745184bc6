//! `nodewright params`

use nodewright::{NodeJson, serde_json::json};
use nodewright_server::Api;

use super::print;
use crate::{arguments::Params, failure::Failure, input};

/// Prints a node's resolved parameters, their issues, and stored ones that have no effect.
pub async fn params(params: &Params) -> Result<(), Failure> {
    let description = params.description.as_deref();
    input::check_standard_input(&[("NODE.json", Some(&params.node)), ("--description", description)])?;
    let node = NodeJson::find(&input::json(&params.node, "node")?, params.name.as_deref())?;
    let mut call = json!({
        "values": node.parameters, "typeVersion": node.type_version,
        "defaults": !params.no_defaults, "hidden": params.hidden,
    });
    match &params.description {
        Some(path) => call["nodeTypeDescription"] = input::json(path, "description")?,
        None => call["type"] = node.node_type.into(),
    }
    print(&Api::new(super::with_nodes(&params.nodes)?).call("parameters", call).await?, true)
}
