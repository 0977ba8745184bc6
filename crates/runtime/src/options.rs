//! Options of a parameter, loaded live.

use nodewright_core::{OptionsPage, OptionsRequest, Result};

use crate::{NodeJson, Runtime};

impl Runtime {
    /// Options for a parameter of `node`, by the method that its form names. Loading them changes nothing and blocks
    /// nothing: whoever shows the form takes any other value too.
    pub async fn options(
        &self,
        node: &NodeJson,
        method: &str,
        filter: Option<String>,
        cursor: Option<String>,
    ) -> Result<OptionsPage> {
        let found = self.0.registry.node(&node.node_type, node.type_version)?;
        let context = self.0.context(&**found, node).await?;
        let request = OptionsRequest { parameters: node.parameters.clone(), filter, cursor };
        found.load_options(context, method, &request).await.map_err(|e| e.in_node(&node.name))
    }
}
