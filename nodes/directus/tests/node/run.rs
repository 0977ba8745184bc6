//! A node JSON's parameters, run for items.

use std::sync::Arc;

use nodewright_core::{Call, Collected, Context, Credential, HttpClient, Item, Parameters, Result, Session};
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
    let resolved = node.resolve(parameters)?;
    let credential = Credential::new(&DIRECTUS_API, credential.clone())?;
    let session = node.open(Context::new(server).with_credential(Arc::new(credential))).await?;
    let Session::EachItem(session) = session else { panic!("the node works item by item") };
    for (index, item) in input.iter().enumerate() {
        let emitted = Collected::default();
        let parameters = evaluate_all(&resolved.parameters, &item.json);
        let output = session.job(&parameters)?.run(&Call::new(item, index, &emitted)).await;
        to.extend(emitted.into_items());
        to.extend(output?.items);
    }
    Ok(())
}
