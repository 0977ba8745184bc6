//! Options that a request gives which the description states.

use std::sync::Arc;

use nodewright_core::{
    ErrorKind, Item, LoadedOption, Node, NodeError, OptionsPage, OptionsRequest, Result, javascript,
};
use serde_json::Value;

use crate::{NodeJson, Prepared, Settings, compiled::Compiled, prepare::Ready, runtime::Inner};

/// Executes the request on one empty item, with the parameters that the form has; its items are the options.
pub async fn load(
    runtime: &Arc<Inner>,
    node: &Arc<dyn Node>,
    json: &NodeJson,
    stated: &Value,
    request: &OptionsRequest,
) -> Result<OptionsPage> {
    let plan = node.options_plan(stated, &request.parameters)?;
    let parameters = Value::Object(request.parameters.clone());
    let template = Arc::new(Compiled::compile(&request.parameters, &*runtime.expressions)?);
    // What the settings say is about executions: retries, one item only, disabled.
    let json = NodeJson { settings: Settings::default(), ..json.clone() };
    let ready = Ready {
        runtime: Arc::clone(runtime),
        node: Arc::clone(node),
        json,
        plan,
        unused: Vec::new(),
        parameters,
        template,
        expressions: Arc::clone(&runtime.expressions),
    };
    let outcome = Prepared(Arc::new(ready)).execute(vec![Item::empty()]).await?;
    if let Some(error) = outcome.error {
        return Err(error);
    }
    let items = outcome.outputs.into_iter().next().unwrap_or_default();
    let options = items.into_iter().map(|item| option(&item.json)).collect::<Result<Vec<_>>>()?;
    Ok(match request.filter.is_some() {
        true => OptionsPage { options: filtered(options, request), cursor: None },
        false => OptionsPage { options, cursor: None },
    })
}

/// An item as an option.
fn option(json: &Value) -> Result<LoadedOption> {
    let Some(map) = json.as_object() else {
        let message = "The request that loads the options gives something else than objects with name and value";
        return Err(NodeError::new(ErrorKind::Operation, message));
    };
    let text =
        |name: &str| map.get(name).filter(|text| !text.is_null()).map(|text| javascript::text(text).into_owned());
    Ok(LoadedOption {
        name: text("name").unwrap_or_default(),
        value: map.get("value").cloned().unwrap_or_default(),
        description: text("description"),
        url: text("url"),
    })
}

/// Those whose names contain what the user typed, in their own order.
fn filtered(mut options: Vec<LoadedOption>, request: &OptionsRequest) -> Vec<LoadedOption> {
    let wanted = request.filter.as_deref().unwrap_or_default().to_lowercase();
    options.retain(|option| option.name.to_lowercase().contains(&wanted));
    options
}
