//! A node JSON's parameters, run for items.

use std::sync::Arc;

use nodewright_core::properties::{self, NodeState, Resolve};
use nodewright_core::{
    Call, Collected, Context, Credential, HttpClient, Issues, Item, Node, Parameters, Result, Session,
};
use nodewright_node_directus::{DIRECTUS_API, V1};

use crate::expression::evaluate_all;

/// Runs the node for every item and adds what comes out to `to`, up to the first error.
pub async fn run(
    parameters: &Parameters,
    credential: &Parameters,
    input: &[Item],
    server: Arc<dyn HttpClient>,
    to: &mut Vec<Item>,
) -> Result<()> {
    let node = V1.into_node();
    let resolved = resolved(&*node, parameters)?;
    let plan = node.plan(&resolved)?;
    let credential = Credential::new(&DIRECTUS_API, credential.clone())?;
    let session = plan.open(Context::new(server).with_credential(Arc::new(credential))).await?;
    let Session::EachItem(session) = session else { panic!("the node works item by item") };
    for (index, item) in input.iter().enumerate() {
        let emitted = Collected::default();
        let parameters = evaluate_all(&resolved, &item.json);
        let output = session.job(&parameters)?.run(&Call::new(item, index, &emitted)).await;
        to.extend(emitted.into_items());
        to.extend(output?.items);
    }
    Ok(())
}

/// The parameters as the runtime resolves them.
pub fn resolved(node: &dyn Node, stored: &Parameters) -> Result<Parameters> {
    let description = node.description();
    let context = properties::Context { version: Some(description.latest_version()), description: Some(description) };
    let stored = node.renamed(stored)?;
    let options = Resolve { defaults: true, hidden: false, context };
    let resolved =
        properties::resolve(&description.properties, &*stored, options).expect("a form that can be resolved");
    let issues = properties::node_issues(&description.properties, NodeState::new(&resolved), context);
    match issues.expect("a form that can be checked") {
        Some(issues) => Err(Issues::of_form(&issues, description).into()),
        None => Ok(resolved),
    }
}
