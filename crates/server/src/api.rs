//! The API itself: a method's name and its parameters in, its answer or an error out.

use std::sync::Arc;

use nodewright::{
    CredentialProvider, CredentialReference, CredentialTested, Credentials, ErrorKind, Item, Loaded, Node,
    NodeDescription, NodeError, NodeJson, Prepared, Result, Runtime, Version,
};
use nodewright_json::{Mismatch, from_value};
use nodewright_schema::Catalog;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    answers::{Answer, Evaluated, Executed, ParameterSchema, ResolvedParameters},
    brought::{self, Brought},
    catalog::{self, Catalogs, TypeSummary},
    credentials::Layered,
    evaluate, large, parameters,
    requests::{Describe, Evaluate, Execute, Options, Parameters, Schema, TestCredential},
    trace::{Trace, Traced},
};

/// The methods, in alphabetical order.
const METHODS: [&str; 8] =
    ["describe", "evaluate", "execute", "list", "options", "parameters", "schema", "testCredential"];

/// Answers calls from other programs, whatever way they come. Cheap to clone; clones share what has been made.
#[derive(Clone)]
pub struct Api {
    runtime: Runtime,
    catalogs: Arc<Catalogs>,
    /// Whether calls may bring descriptions and credential types.
    takes_descriptions: bool,
}

impl Api {
    /// Over this runtime.
    #[must_use]
    pub fn new(runtime: Runtime) -> Self {
        let catalogs = Arc::new(Catalogs::new(runtime.registry()));
        Self { runtime, catalogs, takes_descriptions: true }
    }

    /// The same with one more place for credentials, asked last.
    #[must_use]
    pub fn falling_back_on(&self, credentials: impl CredentialProvider) -> Self {
        let places = vec![self.runtime.credentials().clone(), Arc::new(credentials)];
        Self { runtime: self.runtime.with_credentials(Layered(places)), ..self.clone() }
    }

    /// The same, but calls may not bring node types and credential types: what they describe sends requests that whoever
    /// calls has thought up.
    #[must_use]
    pub fn without_descriptions(&self) -> Self {
        Self { takes_descriptions: false, ..self.clone() }
    }

    /// The runtime it is over.
    #[must_use]
    pub fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    /// The schemas of its nodes.
    #[must_use]
    pub fn catalogs(&self) -> &Catalogs {
        &self.catalogs
    }

    /// Answers one call.
    ///
    /// # Errors
    /// An unknown method or key, where the error lists the known ones, and those of the method.
    pub async fn call(&self, method: &str, params: Value) -> Result<Answer> {
        Ok(match method {
            "describe" => Answer::Describe(Box::new(self.describe(&read(params)?)?.clone())),
            "evaluate" => Answer::Evaluate(self.evaluate(read(params)?).await?),
            "execute" => Answer::Execute(self.execute(read(params)?).await?),
            "list" => Answer::List(self.list()),
            "options" => Answer::Options(self.options(read(params)?).await?),
            "parameters" => Answer::Parameters(Box::new(self.parameters(read(params)?).await?)),
            "schema" => Answer::Schema(self.schema(&read(params)?)?),
            "testCredential" => Answer::TestCredential(self.test_credential(read(params)?).await?),
            _ => return Err(NodeError::unknown("method", method, "", METHODS.iter().copied())),
        })
    }

    /// All node types, sorted by name.
    #[must_use]
    pub fn list(&self) -> Vec<TypeSummary> {
        catalog::types(self.runtime.registry())
    }

    /// The description of a node type.
    ///
    /// # Errors
    /// An unknown type or version; the error lists the known ones.
    pub fn describe(&self, of: &Describe) -> Result<&NodeDescription> {
        self.description(&of.node_type, of.type_version)
    }

    fn description(&self, name: &str, version: Option<Version>) -> Result<&NodeDescription> {
        Ok(self.node(name, version)?.description())
    }

    fn node(&self, name: &str, version: Option<Version>) -> Result<&Arc<dyn Node>> {
        let (name, version) = catalog::split_version(name, version)?;
        self.runtime.registry().node(name, version)
    }

    /// Runs a node on items and gives its outputs; with `trace` also what it sent.
    ///
    /// # Errors
    /// Those of the node, in n8n's form; with `trace` what was sent is in their context, under `requests`.
    pub async fn execute(&self, call: Execute) -> Result<Executed> {
        let Execute { node, name, items, inputs, credentials, concurrency, trace, description, credential_types } =
            call;
        let inputs = entering(items, inputs)?;
        let brought = self.allowed(Brought { description, credential_types })?;
        let runtime = brought.added_to(self.runtime_with(credentials.as_ref())?, &node, name.as_deref()).await?;
        let (prepared, trace) = prepare(runtime, node, name, trace == Some(true)).await?;
        let outputs = match prepared {
            Ok(prepared) => outputs(prepared, inputs, concurrency).await,
            Err(error) => Err(error),
        };
        match (outputs, trace) {
            (outputs, None) => outputs.map(Executed::Plain),
            (Ok(outputs), Some(trace)) => Ok(Executed::Traced(Traced { outputs, requests: trace.requests() })),
            (Err(error), Some(trace)) => Err(error.with_context("requests", to_json(&trace.requests())?)),
        }
    }

    /// Evaluates an expression with the runtime's evaluator, in the runtime's time zone unless the call names one. It may
    /// run for seconds; other calls go on meanwhile.
    ///
    /// # Errors
    /// Those of the expression, and a context, a zone or a time that is malformed.
    pub async fn evaluate(&self, call: Evaluate) -> Result<Evaluated> {
        evaluate::typed(&self.runtime, call).await
    }

    /// Loads the options of a parameter.
    ///
    /// # Errors
    /// The parameter has no options, or the service refuses.
    pub async fn options(&self, call: Options) -> Result<Loaded> {
        let Options { description, credential_types, .. } = call;
        let brought = self.allowed(Brought { description, credential_types })?;
        let runtime = brought.added_to(self.runtime_with(call.credentials.as_ref())?, &call.node, None).await?;
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

    /// Resolves stored parameters, and says what is wrong with them.
    ///
    /// # Errors
    /// An unknown type, properties that are malformed or cannot be evaluated. Issues of the parameters are no errors.
    pub async fn parameters(&self, call: Parameters) -> Result<ResolvedParameters> {
        if call.description.is_some() {
            self.allow()?;
        }
        let node_type = call.node_type.as_deref().filter(|_| call.description.is_none());
        let known = node_type.map(|name| self.node(name, call.type_version)).transpose()?.cloned();
        let is_large = call.values.as_ref().is_some_and(|values| values.values().any(large::is_large));
        large::prepared(&self.runtime, is_large, move || parameters::resolve(&call, known.as_deref())).await
    }

    /// The schema of a node type, or of one operation.
    ///
    /// # Errors
    /// An unknown type, version, resource or operation; the error lists the known ones.
    pub fn schema(&self, of: &Schema) -> Result<ParameterSchema> {
        let operation = catalog::operation(of.resource.as_deref(), of.operation.as_deref())?;
        if let Some(description) = &of.description {
            self.allow()?;
            let description = Arc::new(brought::description(description.clone())?);
            let version = of.type_version.unwrap_or_else(|| description.latest_version());
            return catalog::schema(&Catalog::new(description, version), operation).cloned().map(ParameterSchema);
        }
        let Some(name) = &of.node_type else {
            let message = "Give either the \"type\" of a known node or the \"description\" of any other";
            return Err(NodeError::new(ErrorKind::Input, message));
        };
        let (name, version) = catalog::split_version(name, of.type_version)?;
        catalog::schema(&*self.catalogs.find(name, version)?, operation).cloned().map(ParameterSchema)
    }

    /// Tests a credential with the request that its type names.
    ///
    /// # Errors
    /// An unknown type, and one that there is no credential of. A credential that does not work is no error.
    pub async fn test_credential(&self, call: TestCredential) -> Result<CredentialTested> {
        let wanted = CredentialReference { id: call.id, name: call.name };
        let runtime = self.runtime_with(call.credentials.as_ref())?;
        runtime.test_credential(&call.credential_type, Some(&wanted)).await
    }

    /// What a call brings, where that is allowed.
    fn allowed(&self, brought: Brought) -> Result<Brought> {
        if !brought.is_empty() {
            self.allow()?;
        }
        Ok(brought)
    }

    fn allow(&self) -> Result<()> {
        if self.takes_descriptions {
            return Ok(());
        }
        let message = "This server does not take descriptions and credential types with a call";
        Err(NodeError::new(ErrorKind::Denied, message)
            .with_description("Start it with --allow-descriptions, or give it the nodes it is to know"))
    }

    /// Credentials of the call win over those that the runtime has.
    fn runtime_with(&self, credentials: Option<&Value>) -> Result<Runtime> {
        let Some(credentials) = credentials else { return Ok(self.runtime.clone()) };
        let own = Arc::new(Credentials::from_json(credentials)?);
        Ok(self.runtime.with_credentials(Layered(vec![own, self.runtime.credentials().clone()])))
    }
}

/// Finds a node and makes it ready, with a trace of what it will send if that is wanted. Without a node there is neither.
async fn prepare(
    runtime: Runtime,
    json: Value,
    name: Option<String>,
    traced: bool,
) -> Result<(Result<Prepared>, Option<Trace>)> {
    let (of, is_large) = (runtime.clone(), large::is_large(&json));
    let prepare = move || {
        let node = NodeJson::find(&json, name.as_deref())?;
        if !traced {
            return Ok((of.prepare_node(node), None));
        }
        let form = &of.registry().node(&node.node_type, node.type_version)?.description().properties;
        let trace = Trace::new(of.http().clone(), form);
        Ok((of.with_http(trace.client()).prepare_node(node), Some(trace)))
    };
    large::prepared(&runtime, is_large, prepare).await
}

/// The items of every input, of which there is at least one.
fn entering(items: Option<Vec<Item>>, inputs: Option<Vec<Vec<Item>>>) -> Result<Vec<Vec<Item>>> {
    match (items, inputs) {
        (Some(_), Some(_)) => {
            let message =
                "The call has both items and inputs: give the items of the only input, or those of every input";
            Err(NodeError::new(ErrorKind::Input, message).at_parameter("inputs"))
        }
        (Some(items), None) => Ok(vec![items]),
        (None, Some(inputs)) if inputs.is_empty() => Ok(vec![Vec::new()]),
        (None, Some(inputs)) => Ok(inputs),
        (None, None) => Ok(vec![vec![Item::empty()]]),
    }
}

async fn outputs(prepared: Prepared, mut inputs: Vec<Vec<Item>>, concurrency: Option<usize>) -> Result<Vec<Vec<Item>>> {
    let further = inputs.split_off(1);
    let mut execution = prepared.execution(inputs.pop().unwrap_or_default()).further_inputs(further);
    if let Some(items) = concurrency {
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
