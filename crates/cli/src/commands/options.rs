//! `nodewright options`

use nodewright::NodeJson;

use super::{print, runtime};
use crate::{arguments::Options, failure::Failure, input, sandbox::Running};

/// Loads the options of a parameter and prints them.
pub async fn options(options: Options) -> Result<(), Failure> {
    let credentials = options.credentials.credentials.as_deref();
    input::check_standard_input(&[("NODE.json", Some(&options.node)), ("--credentials", credentials)])?;
    let node = NodeJson::find(&input::json(&options.node, "node")?, options.name.as_deref())?;
    let (runtime, sandbox) =
        runtime(&options.nodes, &options.credentials, &options.network, &[&node.node_type]).await?;
    sandbox.iter().for_each(Running::explain);
    let of = runtime.options(&node, &options.of).filter(options.filter.as_deref()).cursor(options.cursor.as_deref());
    print(&of.load().await?, true)
}
