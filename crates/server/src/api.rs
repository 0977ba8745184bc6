//! The API itself: a method's name and its parameters in, a value or an error out.

use std::sync::Arc;

use nodewright::{
    CredentialProvider, Credentials, ErrorKind, Item, Loaded, Node, NodeDescription, NodeError, NodeJson, Result,
    Runtime, Version,
};
use nodewright_json::{Mismatch, from_value};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    catalog::{self, Catalogs, TypeSummary},
    credentials::Layered,
    evaluate, parameters,
    requests::{Describe, Evaluate, Execute, Options, Parameters, Schema},
    trace::{Trace, Traced},
};

/// The methods, in alphabetical order.
const METHODS: [&str; 7] = ["describe", "evaluate", "execute", "list", "options", "parameters", "schema"];

/// Answers calls from other programs, whatever way they come. Cheap to clone; clones share what has been made.
#[derive(Clone)]
pub struct Api {
    runtime: Runtime,
    catalogs: Arc<Catalogs>,
}

impl Api {
    /// Over this runtime.
    pub fn new(runtime: Runtime) -> Self {
        let catalogs = Arc::new(Catalogs::new(runtime.registry()));
        Self { runtime, catalogs }
    }

    /// The same with one more place for credentials, asked last.
    pub fn falling_back_on(&self, credentials: impl CredentialProvider) -> Self {
        let places = vec![self.runtime.credentials().clone(), Arc::new(credentials)];
        Self { runtime: self.runtime.with_credentials(Layered(places)), ..self.clone() }
    }

    /// The runtime it is over.
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The schemas of its nodes.
    pub fn catalogs(&self) -> &Catalogs {
        &self.catalogs
    }

    /// Answers one call. An unknown method or key is an error that lists the known ones.
    pub async fn call(&self, method: &str, params: Value) -> Result<Value> {
        match method {
            "describe" => to_json(self.describe(&read(params)?)?),
            "evaluate" => self.evaluate(read(params)?).await,
            "execute" => self.execute(read(params)?).await,
            "list" => to_json(&self.list()),
            "options" => to_json(&self.options(read(params)?).await?),
            "parameters" => self.parameters(&read(params)?),
            "schema" => self.schema(&read(params)?),
            _ => Err(NodeError::unknown("method", method, "", METHODS.iter().copied())),
        }
    }

    /// All node types, sorted by name.
    pub fn list(&self) -> Vec<TypeSummary> {
        catalog::types(self.runtime.registry())
    }

    /// The description of a node type.
    pub fn describe(&self, of: &Describe) -> Result<&NodeDescription> {
        self.description(&of.node_type, of.type_version)
    }

    fn description(&self, name: &str, version: Option<Version>) -> Result<&NodeDescription> {
        Ok(self.node(name, version)?.description())
    }

    fn node(&self, name: &str, version: Option<Version>) -> Result<&dyn Node> {
        let (name, version) = catalog::split_version(name, version)?;
        Ok(&**self.runtime.registry().node(name, version)?)
    }

    /// Runs a node on items and gives its outputs; with `trace` also what it sent.
    pub async fn execute(&self, call: Execute) -> Result<Value> {
        let runtime = self.runtime_with(call.credentials.as_ref())?;
        let node = NodeJson::find(&call.node, call.name.as_deref())?;
        if call.trace != Some(true) {
            return to_json(&outputs(&runtime, node, call).await?);
        }
        let form = &runtime.registry().node(&node.node_type, node.type_version)?.description().properties;
        let trace = Trace::new(runtime.http().clone(), form);
        match outputs(&runtime.with_http(trace.client()), node, call).await {
            Ok(outputs) => to_json(&Traced { outputs, requests: trace.requests() }),
            Err(error) => Err(error.with_context("requests", to_json(&trace.requests())?)),
        }
    }

    /// Evaluates an expression. It may run for seconds; other calls go on meanwhile.
    pub async fn evaluate(&self, call: Evaluate) -> Result<Value> {
        evaluate::typed(self.runtime.threads(), call).await
    }

    /// Loads the options of a parameter.
    pub async fn options(&self, call: Options) -> Result<Loaded> {
        let runtime = self.runtime_with(call.credentials.as_ref())?;
        let of = match (&call.method, &call.path) {
            (Some(name), None) | (None, Some(name)) => name,
            _ => {
                let message = "Give either `method` or `path`, not both";
                return Err(NodeError::new(ErrorKind::Input, message));
            }
        };
        let node = NodeJson::from_value(&call.node)?;
        let mut options = runtime.options(&node, of).filter(call.filter.as_deref()).cursor(call.cursor.as_deref());
        if call.fresh == Some(true) {
            options = options.fresh();
        }
        options.load().await
    }

    /// Resolves stored parameters: `{"parameters", "issues", "unused"}`.
    pub fn parameters(&self, call: &Parameters) -> Result<Value> {
        let known = call.node_type.as_deref().map(|name| self.node(name, call.type_version)).transpose()?;
        parameters::resolve(call, known)
    }

    /// The schema of a node type, or of one operation.
    pub fn schema(&self, of: &Schema) -> Result<Value> {
        let (name, version) = catalog::split_version(&of.node_type, of.type_version)?;
        let operation = catalog::operation(of.resource.as_deref(), of.operation.as_deref())?;
        to_json(catalog::schema(&*self.catalogs.find(name, version)?, operation)?)
    }

    /// Credentials of the call win over those that the runtime has.
    fn runtime_with(&self, credentials: Option<&Value>) -> Result<Runtime> {
        let Some(credentials) = credentials else { return Ok(self.runtime.clone()) };
        let own = Arc::new(Credentials::from_json(credentials)?);
        Ok(self.runtime.with_credentials(Layered(vec![own, self.runtime.credentials().clone()])))
    }
}

async fn outputs(runtime: &Runtime, node: NodeJson, call: Execute) -> Result<Vec<Vec<Item>>> {
    let prepared = runtime.prepare_node(node)?;
    let mut execution = prepared.execution(call.items.unwrap_or_else(|| vec![Item::empty()]));
    if let Some(items) = call.concurrency {
        execution = execution.concurrency(nodewright::concurrency(items).map_err(|e| e.at_parameter("concurrency"))?);
    }
    let outcome = execution.outcome().await?;
    // A node that failed as a whole has no result, even if its input is passed on.
    outcome.error.map_or(Ok(outcome.outputs), Err)
}

fn read<T: DeserializeOwned>(params: Value) -> Result<T> {
    let params = if params.is_null() { json!({}) } else { params };
    from_value(params).map_err(|e| malformed(&e))
}

/// The parameters of a call do not match its method.
pub(crate) fn malformed(why: &Mismatch) -> NodeError {
    NodeError::new(ErrorKind::Input, format!("The parameters of the call are malformed: {why}"))
}

pub(crate) fn to_json(value: &impl Serialize) -> Result<Value> {
    let bug = |e| NodeError::new(ErrorKind::Operation, format!("The result cannot be written as JSON: {e}"));
    serde_json::to_value(value).map_err(bug)
}
