//! JavaScript that users write.

mod code_node;
mod function;
mod function_item;
mod host;
mod item;
mod request;
mod returned;

use crate::node::{NodeType, node_type};
use host::HostHelpers;
use nodewright_core::{Batch, HttpClient, Program, Result, Thrown, Value};
use std::{num::NonZeroUsize, sync::Arc};

/// The types of this group.
pub const TYPES: &[NodeType] = &[
    node_type!("code", [1.0, 2.0], code_node::plan),
    node_type!("function", [1.0], function::plan),
    node_type!("functionItem", [1.0], function_item::plan),
];

/// The key of what `$getWorkflowStaticData('node')` gives, in what the node keeps for its next run.
const STATIC_DATA: &str = "staticData";

/// Of a stream so many items at once: starting a program costs as much as some dozens of runs.
const PORTION: NonZeroUsize = NonZeroUsize::new(256).unwrap();

/// Runs a program with what the node has kept, and keeps what it changes of that. Gives what it returned, once or for each
/// item, up to the first failure unless it continues.
async fn run(
    batch: &Arc<dyn Batch>,
    http: &Arc<dyn HttpClient>,
    program: Program,
) -> Result<Vec<Result<Option<Value>, Thrown>>> {
    let mut context = batch.kept();
    let kept = context.get(STATIC_DATA).and_then(Value::as_object).cloned().unwrap_or_default();
    let helpers: Arc<dyn nodewright_core::Helpers> = Arc::new(HostHelpers { batch: batch.clone(), http: http.clone() });
    let program = Program { kept, continues: batch.continue_on_fail(), helpers: Some(helpers), ..program };
    let ran = batch.run_program(program).await?;
    if let Some(kept) = ran.kept {
        context.insert(STATIC_DATA.to_owned(), kept.into());
        batch.keep(context);
    }
    Ok(ran.results)
}
