//! One execution, as the node sees it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use async_trait::async_trait;
use nodewright_core::{
    Batch, ErrorKind, Evaluate, Files, Host, Item, Locals, NodeError, Parameters, ReadParameter, Result, Source,
    SourceData, Version,
};
#[cfg(feature = "js")]
use nodewright_core::{Program, Ran};
use nodewright_luxon::{Settings as Dates, Zone};
use nodewright_properties::{Context, ParameterError, ParameterOptions, ParameterSource, ParameterValue};
use serde_json::{Map, Value};

use super::parameters::Spent;
use crate::{Prepared, compiled::Compiled};

/// What belongs to one execution and is shared by everything that works for it.
pub(super) struct Run {
    pub prepared: Prepared,
    pub inputs: Arc<Vec<Vec<Item>>>,
    /// Where the items come as a stream, the index of the first of these in it. Indexes count from the start of the stream.
    pub window_start: Option<usize>,
    pub host: Option<Arc<dyn Host>>,
    /// How many items may be worked on at once, where that was said.
    pub concurrency: Option<usize>,
    /// What its expressions have taken on threads of their own.
    pub spent: Spent,
    /// What its programs have taken.
    #[cfg(feature = "js")]
    pub spent_on_programs: Spent,
    /// What names the execution in idempotency keys; made up where the host has not said it.
    pub id: OnceLock<String>,
    /// What the node keeps for its next run, once it has.
    pub kept: Arc<Mutex<Option<Map<String, Value>>>>,
}

impl Run {
    /// The items of the first input.
    pub fn items(&self) -> &[Item] {
        self.inputs.first().map_or(&[], Vec::as_slice)
    }

    /// Index of the first of these items in the whole input.
    pub fn first_index(&self) -> usize {
        self.window_start.unwrap_or(0)
    }

    /// The item at an index of the whole input.
    pub fn item(&self, index: usize) -> Option<&Item> {
        self.items().get(index.checked_sub(self.first_index())?)
    }

    /// What names the execution in idempotency keys.
    pub fn id(&self) -> &str {
        self.id.get_or_init(|| uuid::Uuid::new_v4().to_string())
    }

    /// What the node has kept; nothing where it did not say anything.
    pub fn take_kept(&self) -> Option<Map<String, Value>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[async_trait]
impl Evaluate for Run {
    async fn evaluate(&self, index: usize, value: &Value, locals: &Locals) -> Result<Option<Value>> {
        match Compiled::of(value, &*self.prepared.0.expressions)? {
            Compiled::Fixed(value) => Ok(Some(value)),
            template => self.work_out(index, template, locals).await,
        }
    }

    async fn parameter(&self, index: usize, path: &str, read: &ReadParameter) -> Result<Option<Value>> {
        let ready = &self.prepared.0;
        let description = ready.node.description();
        let version = ready.json.type_version.unwrap_or_else(|| description.latest_version());
        let settings = Dates::new(Zone::resolve(self.time_zone(), &Dates::default()));
        let source = ParameterSource {
            properties: &description.properties,
            parameters: self.prepared.parameters(),
            context: Context { version: Some(version), description: Some(description) },
            settings: &settings,
        };
        let stored = source.stored(path);
        let evaluated = match stored.as_deref().or(read.fallback.as_ref()) {
            Some(stored) if !read.raw_expressions => self.evaluate(index, stored, &Locals::new()).await,
            // Whether there is one at all is looked at below.
            _ => Ok(None),
        };
        let options = ParameterOptions {
            fallback: value_of(read.fallback.clone()),
            raw_expressions: read.raw_expressions,
            extract_value: read.extract_value,
            ensure_type: read.ensure_type,
            skip_validation: false,
        };
        let value =
            source.read(path, index, &options, |_| evaluated.map(value_of)).map_err(|error| explained(path, error))?;
        Ok(match value {
            ParameterValue::Undefined => None,
            value => Some(serde_json::to_value(value).unwrap_or_default()),
        })
    }

    fn idempotency_key(&self, index: usize) -> String {
        format!("{}:{index}", self.id())
    }

    fn time_zone(&self) -> &str {
        let ready = &self.prepared.0;
        ready.json.time_zone.as_deref().unwrap_or(&ready.runtime.zone)
    }

    fn node(&self) -> (&str, Version) {
        let ready = &self.prepared.0;
        (&ready.json.name, ready.json.type_version.unwrap_or_else(|| ready.node.description().latest_version()))
    }
}

#[async_trait]
impl Batch for Run {
    fn inputs(&self) -> &[Vec<Item>] {
        &self.inputs
    }

    fn source(&self, input: usize) -> Option<SourceData> {
        let Source { node, output, run } = self.host.as_ref()?.source(None, input)?;
        Some(SourceData { previous_node: node.to_owned(), previous_node_output: output, previous_node_run: run })
    }

    async fn parameters(&self, index: usize) -> Result<Parameters> {
        self.evaluated(index).await.map_err(|e: NodeError| e.at_item(index))
    }

    fn files(&self) -> &Files {
        &self.prepared.0.runtime.files
    }

    fn concurrency(&self) -> Option<usize> {
        self.concurrency.or(self.prepared.0.runtime.concurrency)
    }

    fn continue_on_fail(&self) -> bool {
        self.prepared.0.json.settings.continues()
    }

    fn kept(&self) -> Map<String, Value> {
        // What one portion of a stream kept is there for the next.
        if self.window_start.is_some()
            && let Some(kept) = &*self.kept.lock().unwrap_or_else(PoisonError::into_inner)
        {
            return kept.clone();
        }
        let kept = self.host.as_ref().and_then(|host| host.node_context(&self.prepared.0.json.name));
        kept.and_then(Value::as_object).cloned().unwrap_or_default()
    }

    fn keep(&self, context: Map<String, Value>) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(context);
    }

    #[cfg(feature = "js")]
    async fn run_program(&self, program: Program) -> Result<Ran> {
        self.run_on_thread(program).await
    }
}

fn value_of(value: Option<Value>) -> ParameterValue {
    value.map_or(ParameterValue::Undefined, ParameterValue::from)
}

fn explained(path: &str, error: ParameterError<NodeError>) -> NodeError {
    let (invalid, kind, class) = match error {
        ParameterError::Evaluation(error) => return error.at_parameter(path),
        ParameterError::Missing { .. } => {
            let error = NodeError::new(ErrorKind::Parameter, error.to_string());
            return error.named("Error").at_parameter(path);
        }
        ParameterError::Extraction(invalid) => (invalid, ErrorKind::Operation, "NodeOperationError"),
        ParameterError::Type(invalid) => (invalid, ErrorKind::Parameter, "ExpressionError"),
    };
    let error = NodeError::new(kind, invalid.message).named(class).at_parameter(path);
    match invalid.description {
        Some(description) => error.with_description(description),
        None => error,
    }
}
