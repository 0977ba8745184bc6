//! Code that an operation needs, and that JSON cannot hold.

use nodewright_core::{ErrorKind, NodeError, Result};
use serde_json::Value;

use super::Steps;
use crate::model::{Action, FunctionPath, Pagination};

impl Steps {
    /// Refuses an operation that needs code whatever its items are.
    pub(super) fn refuse_code(&self) -> Result<()> {
        for routing in self.routings() {
            if let Some(at) = routing.send.as_ref().and_then(|send| send.pre_send.first()) {
                return Err(self.unavailable("preSend", at));
            }
            for step in routing.output.iter().flat_map(|output| &output.post_receive) {
                if let Action::Function(at) = &step.action {
                    return Err(self.unavailable("postReceive", at));
                }
            }
        }
        let always = |paginate: &Value| paginate == &Value::Bool(true);
        let pages = self.routings().any(|routing| {
            routing.send.as_ref().and_then(|send| send.paginate.as_ref()).is_some_and(|text| always(&text.value))
        });
        let pagination = self.routings().filter_map(|routing| routing.pagination.as_ref()).last();
        match pagination.or(self.model.pagination.as_ref()) {
            Some(Pagination::Function(at)) if pages => Err(self.unavailable("pagination", at)),
            _ => Ok(()),
        }
    }

    /// The error of code that is not there.
    pub fn unavailable(&self, what: &str, at: &FunctionPath) -> NodeError {
        let which = match self.operation.as_str() {
            "" => format!("the node '{}'", self.description.name),
            operation => format!("operation {operation}"),
        };
        let message = format!("{what} is code: {which} is unavailable");
        NodeError::new(ErrorKind::Operation, message).with_description(format!(
            "The description has a function at `{at}`, which its JSON cannot hold; run the package of the node instead"
        ))
    }
}
