//! A node to be run in tests: node JSON's parameters in, requests to a client of the test's, items out.

mod expression;
pub(crate) mod wire;

use std::sync::Arc;

use nodewright_core::{
    Call, Collected, Connect, Context, CredentialDefinition, Definition, HttpClient, Issues, Item, Node, NodeError,
    Parameters, Result, Session, Value, serde_json::json,
};
use nodewright_properties::{self as properties, NodeState, Resolve};

pub use wire::{Sent, answer, query, sent};

/// A node with a credential, run without a network and without a runtime: one item after the other, up to the first
/// error. Of expressions it knows what recorded cases use: paths below `$json`, with text around them or without, and
/// `JSON.stringify` of one.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tickets/mod.rs"));
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// use nodewright_core::{Item, Response, serde_json::json};
/// use nodewright_testkit::harness::{Harness, answer, query};
///
/// /// Gives a ticket that tells what it was asked.
/// struct Desk;
///
/// #[nodewright_core::async_trait]
/// impl HttpClient for Desk {
///     async fn send(&self, _: &Service, request: Request) -> Result<Response> {
///         let asked = format!("{}?{}", request.path, query(&request));
///         answer(&json!({ "status": 200, "body": json!([{ "asked": asked }]).to_string() }))
///     }
/// }
///
/// let harness = Harness::new(V1, json!({ "url": "https://desk.example", "token": "t" }));
/// let parameters = json!({ "resource": "tickets", "operation": "list", "queue": "={{ $json.queue }}" });
/// let input = [Item::new(json!({ "queue": "in/out" }))];
///
/// let ran = harness.run(parameters.as_object().unwrap(), &input, Arc::new(Desk)).await;
/// assert_eq!(ran.items[0].json["asked"], "/queues/in%2Fout/tickets?limit=50");
/// # }
/// ```
pub struct Harness {
    node: Arc<dyn Node>,
    credential: &'static CredentialDefinition,
    data: Parameters,
    pub(crate) no_route: Value,
    pub(crate) rows_under: Option<&'static str>,
}

/// What came out of a node.
#[derive(Debug, Default)]
pub struct Ran {
    /// The items, up to the first error.
    pub items: Vec<Item>,
    /// The error that ended it.
    pub error: Option<NodeError>,
}

impl Harness {
    /// The node of a definition, with this data of its credential.
    ///
    /// # Panics
    /// The data is not an object.
    #[must_use]
    pub fn new<C: Connect>(definition: Definition<C>, credential: Value) -> Self {
        let Value::Object(data) = credential else { panic!("the data of a credential is an object") };
        let kind = definition.credential;
        let no_route = json!({ "status": 404 });
        Self { node: definition.into_node(), credential: kind, data, no_route, rows_under: None }
    }

    /// What the service answers to a request that a test does not expect, written as for [`answer`]; an empty 404 by
    /// default.
    #[must_use]
    pub fn with_no_route(self, answer: Value) -> Self {
        Self { no_route: answer, ..self }
    }

    /// The key below which the service's answers carry their rows, where they are not the whole answer.
    #[must_use]
    pub fn with_rows_under(self, key: &'static str) -> Self {
        Self { rows_under: Some(key), ..self }
    }

    /// Runs the node for every item.
    pub async fn run(&self, parameters: &Parameters, input: &[Item], server: Arc<dyn HttpClient>) -> Ran {
        self.run_with(&Parameters::new(), parameters, input, server).await
    }

    /// The same with other data in its credential; what `data` leaves out stays.
    pub async fn run_with(
        &self,
        data: &Parameters,
        parameters: &Parameters,
        input: &[Item],
        server: Arc<dyn HttpClient>,
    ) -> Ran {
        let mut items = Vec::new();
        let error = self.run_items(data, parameters, input, server, &mut items).await.err();
        Ran { items, error }
    }

    async fn run_items(
        &self,
        data: &Parameters,
        parameters: &Parameters,
        input: &[Item],
        server: Arc<dyn HttpClient>,
        to: &mut Vec<Item>,
    ) -> Result<()> {
        let resolved = resolved(&*self.node, parameters)?;
        let plan = self.node.plan(&resolved)?;
        let mut all = self.data.clone();
        all.extend(data.clone());
        let credential = self.credential.credential(all)?;
        let session = plan.open(Context::new(server).with_credentials([Arc::new(credential)])).await?;
        let Session::EachItem(session) = session else { unreachable!("a definition works item by item") };
        for (index, item) in input.iter().enumerate() {
            let emitted = Collected::default();
            let parameters = expression::evaluate_all(&resolved, &item.json);
            let output = session.job(&parameters)?.run(&Call::new(item, index, &emitted)).await;
            to.extend(emitted.into_items());
            to.extend(output?.items);
        }
        Ok(())
    }
}

/// The parameters of a node as the runtime resolves them, or what is wrong with them.
///
/// # Errors
/// Missing and malformed parameters, and a choice of operation that leads nowhere.
///
/// # Panics
/// The description cannot be resolved: its display options depend on each other.
pub fn resolved(node: &dyn Node, stored: &Parameters) -> Result<Parameters> {
    let description = node.description();
    let context = properties::Context { version: Some(description.latest_version()), description: Some(description) };
    let stored = node.renamed(stored)?;
    let options = Resolve { defaults: true, hidden: false, context };
    let resolved =
        properties::resolve(&description.properties, &*stored, options).expect("a form that can be resolved");
    let issues = properties::node_issues(&description.properties, NodeState::new(&resolved), context);
    match issues.expect("a form that can be checked") {
        Some(properties::Issues { parameters: Some(said), .. }) => Err(Issues::of_form(&said, description).into()),
        _ => Ok(resolved),
    }
}
