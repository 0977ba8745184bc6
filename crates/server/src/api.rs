//! The API itself: a method's name and its parameters in, a value or an error out.

use nodewright::{
    Credentials, ErrorKind, Item, NodeDescription, NodeError, NodeJson, Result, Runtime, Version, serde_json::json,
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    catalog, evaluate, parameters,
    requests::{Describe, Evaluate, Execute, Options, Parameters, Schema},
};

/// The methods, in alphabetical order.
const METHODS: [&str; 7] = ["describe", "evaluate", "execute", "list", "options", "parameters", "schema"];

/// Answers calls from other programs, whatever way they come.
#[derive(Clone)]
pub struct Api {
    runtime: Runtime,
}

impl Api {
    /// Over this runtime.
    pub fn new(runtime: Runtime) -> Self {
        Self { runtime }
    }

    /// Answers one call. A method or a key that is not known is an error which lists those that are.
    pub async fn call(&self, method: &str, params: Value) -> Result<Value> {
        match method {
            "describe" => to_json(&self.describe(&read(params)?)?),
            "evaluate" => blocking(read(params)?).await,
            "execute" => self.execute(read(params)?).await,
            "list" => to_json(&catalog::types(self.runtime.registry())),
            "options" => self.options(read(params)?).await,
            "parameters" => self.parameters(&read(params)?),
            "schema" => self.schema(&read(params)?),
            _ => {
                let message = format!("The method '{method}' is not known; known: {}", METHODS.join(", "));
                Err(NodeError::new(ErrorKind::Unknown, message))
            }
        }
    }

    /// The description of a node type.
    pub fn describe(&self, of: &Describe) -> Result<NodeDescription> {
        self.description(&of.node_type, of.type_version).cloned()
    }

    fn description(&self, name: &str, version: Option<Version>) -> Result<&NodeDescription> {
        let (name, version) = catalog::split_version(name, version)?;
        Ok(self.runtime.registry().node(name, version)?.description())
    }

    async fn execute(&self, call: Execute) -> Result<Value> {
        let runtime = self.runtime_with(call.credentials.as_ref())?;
        let prepared = runtime.prepare_node(NodeJson::find(&call.node, call.name.as_deref())?)?;
        let mut execution = prepared.execution(call.items.unwrap_or_else(|| vec![Item::empty()]));
        if let Some(items) = call.concurrency {
            execution = execution.concurrency(items);
        }
        let outcome = execution.outcome().await?;
        match outcome.error {
            // A node that failed as a whole has no result, even where its input is handed on.
            Some(error) => Err(error),
            None => to_json(&outcome.outputs),
        }
    }

    async fn options(&self, call: Options) -> Result<Value> {
        let runtime = self.runtime_with(call.credentials.as_ref())?;
        let of = match (&call.method, &call.path) {
            (Some(name), None) | (None, Some(name)) => name,
            _ => {
                let message = "Options are those of a method or of a path: one of the two, and only one";
                return Err(NodeError::new(ErrorKind::Input, message));
            }
        };
        let mut options = runtime.options(&call.node, of).filter(call.filter.as_deref()).cursor(call.cursor.as_deref());
        if call.fresh == Some(true) {
            options = options.fresh();
        }
        to_json(&options.load().await?)
    }

    fn parameters(&self, call: &Parameters) -> Result<Value> {
        let known = call.node_type.as_deref().map(|name| self.description(name, call.type_version)).transpose()?;
        parameters::resolve(call, known)
    }

    /// The schema of a node type, or of one operation.
    fn schema(&self, of: &Schema) -> Result<Value> {
        let (name, version) = catalog::split_version(&of.node_type, of.type_version)?;
        let of = catalog::operation(of.resource.as_deref(), of.operation.as_deref())?;
        to_json(&catalog::schema(self.runtime.registry().find(name)?, version, of)?)
    }

    fn runtime_with(&self, credentials: Option<&Value>) -> Result<Runtime> {
        match credentials {
            Some(value) => Ok(self.runtime.with_credentials(Credentials::from_json(value)?)),
            None => Ok(self.runtime.clone()),
        }
    }
}

/// An expression may run for seconds; other calls go on meanwhile.
async fn blocking(call: Evaluate) -> Result<Value> {
    let done = tokio::task::spawn_blocking(|| evaluate::typed(call)).await;
    done.unwrap_or_else(|_| Err(NodeError::new(ErrorKind::Expression, "The expression could not be evaluated")))
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T> {
    let params = if params.is_null() { json!({}) } else { params };
    T::deserialize(params)
        .map_err(|e| NodeError::new(ErrorKind::Input, format!("The parameters of the call are malformed: {e}")))
}

fn to_json(value: &impl serde::Serialize) -> Result<Value> {
    let bug = |e| NodeError::new(ErrorKind::Operation, format!("The result cannot be written as JSON: {e}"));
    serde_json::to_value(value).map_err(bug)
}
