//! A node made ready: found, looked over, its expressions compiled.

use std::sync::{Arc, LazyLock};

use futures_util::{Stream, StreamExt};
use nodewright_core::{Effect, ErrorKind, Expressions, Node, Pace, Parameters, Plan, Result, Scope, Version};
use serde_json::Value;

use crate::{
    Execution, Item, Limit, NodeJson, Outcome, Resolved, Runtime, StreamExecution, compiled::Compiled, runtime::Inner,
    threads::EXPRESSION,
};

/// A node that is ready to be executed, any number of times and from any thread.
#[derive(Clone)]
pub struct Prepared(pub(crate) Arc<Ready>);

pub(crate) struct Ready {
    pub runtime: Arc<Inner>,
    pub node: Arc<dyn Node>,
    pub json: NodeJson,
    /// What its parameters chose.
    pub plan: Arc<dyn Plan>,
    /// Paths of stored parameters that have no effect.
    pub unused: Vec<String>,
    /// Its parameters as expressions see them: defaults filled in, hidden ones dropped.
    pub parameters: Value,
    pub template: Arc<Compiled>,
    /// What evaluates expressions in the workflow's time zone.
    pub expressions: Arc<dyn Expressions>,
}

impl Ready {
    /// How many outputs the node has, besides the one for failed items.
    pub fn outputs(&self) -> usize {
        self.plan.outputs().unwrap_or_else(|| self.node.description().outputs.count()).max(1)
    }

    /// Its parameters, which expressions see as a value.
    pub fn parameters(&self) -> &Parameters {
        // Nothing else is put there.
        static NONE: LazyLock<Parameters> = LazyLock::new(Parameters::new);
        self.parameters.as_object().unwrap_or(&NONE)
    }

    /// What an expression about the node itself sees.
    fn scope<'a>(&'a self, pace: Pace<'a>) -> Scope<'a> {
        Scope { node: &self.json.name, parameters: Some(&self.parameters), pace, ..Scope::default() }
    }
}

type Parts = (Arc<dyn Node>, Arc<dyn Plan>, Resolved, Compiled);

impl Runtime {
    /// Makes a node ready. Its JSON is n8n's: a node, a workflow export or the clipboard, as long as there is only one node
    /// in it. Expressions of a workflow's node are in the workflow's time zone. Stored parameters that the node does not
    /// read are logged as a warning; see [`Prepared::unused`].
    ///
    /// # Errors
    /// What is wrong whatever the items are; nothing has been sent.
    pub fn prepare(&self, json: &Value) -> Result<Prepared> {
        self.prepare_node(NodeJson::find(json, None)?)
    }

    /// The same for a node that has been read already.
    ///
    /// # Errors
    /// Those of [`prepare`](Self::prepare).
    pub fn prepare_node(&self, json: NodeJson) -> Result<Prepared> {
        let expressions = self.expressions_of(&json).map_err(|e| e.in_node(&json.name))?;
        let ready = self.ready(&json, &*expressions);
        let (node, plan, Resolved { parameters, unused, .. }, template) = ready.map_err(|e| e.in_node(&json.name))?;
        let (runtime, parameters, template) = (self.0.clone(), Value::Object(parameters), Arc::new(template));
        if !unused.is_empty() {
            let names = unused.join(", ");
            tracing::warn!(node = %json.name, r#type = %json.node_type, "parameters without effect: {names}");
        }
        Ok(Prepared(Arc::new(Ready { runtime, node, json, plan, unused, parameters, template, expressions })))
    }

    fn ready(&self, json: &NodeJson, expressions: &dyn Expressions) -> Result<Parts> {
        let node = self.0.registry.node(&json.node_type, json.type_version)?.clone();
        let resolved = self.0.resolvers.resolve(&node, json.type_version, &json.parameters)?;
        let resolved = resolved.checked(&*node, &json.name)?;
        let plan = node.plan(&resolved.parameters)?;
        let template = Compiled::compile(&resolved.parameters, expressions)?;
        Ok((node, plan, resolved, template))
    }

    /// Resolves stored parameters as an execution does: under today's names, defaults filled in, hidden ones dropped, and
    /// what is wrong with them. What a form shows and what a run works with is this.
    ///
    /// # Errors
    /// A node type or version that is unknown, and values that do not have the shape of their collection.
    pub fn resolve(&self, node_type: &str, version: Option<Version>, stored: &Parameters) -> Result<Resolved> {
        self.0.resolvers.resolve(self.0.registry.node(node_type, version)?, version, stored)
    }

    fn expressions_of(&self, json: &NodeJson) -> Result<Arc<dyn Expressions>> {
        let of_workflow = match json.time_zone.as_deref() {
            Some(zone) => self.0.expressions.in_zone(zone)?,
            None => None,
        };
        Ok(of_workflow.unwrap_or_else(|| self.0.expressions.clone()))
    }
}

impl Prepared {
    /// Executes it on `items`; see [`Execution`] for more than that.
    ///
    /// # Errors
    /// Those of [`Execution::outcome`].
    pub async fn execute(&self, items: Vec<Item>) -> Result<Outcome> {
        self.execution(items).outcome().await
    }

    /// An execution on `items`, to be set up further.
    #[must_use]
    pub fn execution(&self, items: Vec<Item>) -> Execution {
        Execution::new(self.clone(), items)
    }

    /// An execution on items that come as a stream, of which only a few are held at a time. For nodes that work item by
    /// item: what needs all items is refused, and so are expressions that see other items than their own.
    #[must_use]
    pub fn execution_of(&self, items: impl Stream<Item = Result<Item>> + Send + 'static) -> StreamExecution {
        StreamExecution::new(self.clone(), items.boxed())
    }

    /// The node's JSON as it came.
    #[must_use]
    pub fn json(&self) -> &NodeJson {
        &self.0.json
    }

    /// Paths of stored parameters that have no effect, because the node does not have them or does not show them, such
    /// as `limit` beside `returnAll`. n8n drops them too.
    #[must_use]
    pub fn unused(&self) -> &[String] {
        &self.0.unused
    }

    /// Its parameters: defaults filled in, hidden ones dropped, expressions not evaluated.
    #[must_use]
    pub fn parameters(&self) -> &Parameters {
        self.0.parameters()
    }

    /// What its operation does to the service; `None` where that is not known.
    #[must_use]
    pub fn effect(&self) -> Option<Effect> {
        self.0.plan.effect()
    }
}

impl Prepared {
    /// The line below the node's name: the type's subtitle, evaluated on the node's parameters.
    ///
    /// # Errors
    /// What the expression throws.
    pub async fn subtitle(&self) -> Result<Option<String>> {
        let Some(subtitle) = self.0.node.description().subtitle.as_deref() else { return Ok(None) };
        if !subtitle.starts_with('=') {
            return Ok(Some(subtitle.to_owned()));
        }
        let subtitle = self.0.expressions.compile(subtitle)?;
        let value = match subtitle.evaluate(&self.0.scope(Pace::brief())) {
            Err(error) if error.kind() == ErrorKind::Unfinished => {
                let of = self.0.clone();
                let evaluate = move |limit: &Limit| subtitle.evaluate(&of.scope(Pace::Until(limit.until, &limit.stop)));
                self.0.runtime.threads.retry(EXPRESSION, evaluate).await?
            }
            value => value,
        };
        Ok(value?.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)))
    }
}
