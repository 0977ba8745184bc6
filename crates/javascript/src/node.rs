//! A node of a package, as the runtime sees it.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, Context, Effect, ErrorKind, Item, LoadedOption, MapperFields, Node, NodeDescription, NodeError,
    OptionsPage, OptionsRequest, Parameters, Plan, Result, Session, Version,
    properties::{self, is_displayed},
};
use nodewright_declarative::{Declarative, Functions};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::error;
use crate::functions::NodeFunctions;
use crate::host::Job;
use crate::items::items_of;
use crate::outside::Outside;
use crate::package::Package;
use crate::realms::Owner;

/// One version of a node.
pub struct PackageNode {
    pub description: Arc<NodeDescription>,
    of: Arc<Of>,
    /// What executes it, where it has no `execute()`, with the functions of its description.
    declarative: Option<(Declarative, Arc<NodeFunctions>)>,
}

pub struct Of {
    pub package: Arc<Package>,
    /// Its file, and its key among the versions of its class.
    pub file: String,
    pub key: Value,
    description: Arc<NodeDescription>,
    /// Names of the methods that give options.
    methods: Vec<String>,
}

impl PackageNode {
    pub fn new(
        package: Arc<Package>,
        file: String,
        key: Value,
        description: NodeDescription,
        methods: Vec<String>,
        executes: bool,
    ) -> Self {
        let description = Arc::new(description);
        let of = Arc::new(Of { package, file, key, description: Arc::clone(&description), methods });
        let functions = (!executes).then(|| Arc::new(NodeFunctions::new(Arc::clone(&of))));
        let declarative = functions.map(|functions| (declarative(&description, &functions), functions));
        Self { description, of, declarative }
    }

    /// The same in one of the versions of its description.
    pub fn in_version(&self, version: Version) -> Self {
        let declarative = self.declarative.as_ref().map(|(_, functions)| {
            (declarative(&self.description, functions).in_version(version), Arc::clone(functions))
        });
        Self { description: Arc::clone(&self.description), of: Arc::clone(&self.of), declarative }
    }

    /// The same with all of its routing read, if it has any.
    ///
    /// # Errors
    /// It has no `execute()`, and no routing either.
    pub fn checked(self) -> Result<Self> {
        let declarative = match self.declarative {
            Some((declarative, functions)) => Some((declarative.checked()?, functions)),
            None => None,
        };
        Ok(Self { declarative, ..self })
    }
}

fn declarative(description: &Arc<NodeDescription>, functions: &Arc<NodeFunctions>) -> Declarative {
    let functions: Arc<dyn Functions> = Arc::<NodeFunctions>::clone(functions);
    Declarative::new(Arc::clone(description)).with_functions(functions)
}

impl Of {
    /// The node's JSON, as JavaScript sees it.
    pub fn node(&self, name: &str, version: f64, parameters: &Parameters) -> Value {
        json!({
            "id": "", "name": name, "type": format!("{}.{}", self.package.name, self.description.name),
            "typeVersion": version, "position": [0, 0], "parameters": parameters,
        })
    }

    /// Whose realm: a digest of the package and of the credentials that the node uses with these parameters. A credential
    /// that cannot be loaded is the node's affair, once it asks for it.
    pub async fn owner(&self, context: &Context, parameters: &Parameters) -> Owner {
        let mut digest = Sha256::new();
        let mut part = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_le_bytes());
            digest.update(bytes);
        };
        for text in [&self.package.name, &self.package.version] {
            part(text.as_bytes());
        }
        part(&(Arc::as_ptr(&self.package).cast::<()>() as usize).to_le_bytes());
        let version = self.description.latest_version();
        let cx = properties::Context { version: Some(version), description: Some(&self.description) };
        for one in self.description.credentials.iter().flatten() {
            let shown = is_displayed(one.display_options.as_deref(), parameters, Some(parameters), cx).unwrap_or(true);
            if !shown {
                continue;
            }
            if let Ok(Some(credential)) = context.find_credential(&one.name).await {
                part(one.name.as_bytes());
                part(credential.expose().to_string().as_bytes());
            }
        }
        Owner(digest.finalize().into())
    }

    pub async fn run(&self, owner: Owner, job: Job, outside: &Outside) -> Result<Value> {
        self.run_or(owner, job, outside, error::of_thrown).await
    }

    /// The same; `error_of` makes an error of what was thrown.
    pub async fn run_or(
        &self,
        owner: Owner,
        job: Job,
        outside: &Outside,
        error_of: fn(&Value) -> NodeError,
    ) -> Result<Value> {
        let (package, limits) = (&self.package, self.package.limits);
        let answer = package.realms.run(Some(owner), job.with_outside(outside.clone())).await;
        let mut answer = answer.map_err(|ended| error::of_ended(&ended, &package.name, limits))?;
        match answer.get("thrown") {
            Some(thrown) => Err(outside.shown(error_of(thrown))),
            None => Ok(answer.get_mut("value").map(Value::take).unwrap_or_default()),
        }
    }

    async fn options(&self, context: Context, method: &str, request: &OptionsRequest) -> Result<Value> {
        if !self.methods.iter().any(|known| known == method) {
            return Err(NodeError::unknown("options method", method, "", self.methods.iter().map(String::as_str)));
        }
        let owner = self.owner(&context, &request.parameters).await;
        let outside = Outside::new(context);
        let version = self.description.latest_version();
        let version: f64 = version.to_string().parse().unwrap_or(1.0);
        let input = json!({
            "file": self.file, "key": self.key, "method": method, "parameters": request.parameters,
            "filter": request.filter, "cursor": request.cursor, "timezone": "UTC", "mode": "internal",
            "node": self.node(&self.description.display_name, version, &request.parameters),
        });
        let mut answer = self.run(owner, Job::new("options", input, Arc::clone(&self.package.files)), &outside).await?;
        Ok(answer.get_mut("value").map(Value::take).unwrap_or_default())
    }
}

#[async_trait]
impl Node for PackageNode {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    fn plan(&self, resolved: &Parameters) -> Result<Arc<dyn Plan>> {
        if let Some((declarative, _)) = &self.declarative {
            return declarative.plan(resolved);
        }
        Ok(Arc::new(Planned { of: Arc::clone(&self.of), parameters: resolved.clone() }))
    }

    fn effect(&self, resource: &str, operation: &str) -> Option<Effect> {
        self.declarative.as_ref()?.0.effect(resource, operation)
    }

    fn options_plan(&self, load_options: &Value, parameters: &Parameters) -> Result<Arc<dyn Plan>> {
        match &self.declarative {
            Some((declarative, _)) => declarative.options_plan(load_options, parameters),
            None => Declarative::new(Arc::clone(&self.description)).options_plan(load_options, parameters),
        }
    }

    fn has_options_method(&self, method: &str) -> bool {
        self.of.methods.iter().any(|known| known == method)
    }

    fn keeps_options(&self) -> bool {
        false
    }

    async fn load_options(&self, context: Context, method: &str, request: &OptionsRequest) -> Result<OptionsPage> {
        page(self.of.options(context, method, request).await?, method)
    }

    async fn load_fields(&self, context: Context, method: &str, request: &OptionsRequest) -> Result<MapperFields> {
        let found = self.of.options(context, method, request).await?;
        nodewright_json::from_value(found).map_err(|error| {
            let message = format!("The method '{method}' of the package gave no fields: {error}");
            NodeError::new(ErrorKind::Operation, message)
        })
    }
}

/// A list of options, or a page of what was searched.
fn page(found: Value, method: &str) -> Result<OptionsPage> {
    let (list, cursor) = match found {
        Value::Array(list) => (list, None),
        Value::Object(mut map) => {
            let cursor = map.remove("paginationToken").and_then(|token| match token {
                Value::String(text) => Some(text),
                Value::Null => None,
                token => Some(token.to_string()),
            });
            match map.remove("results") {
                Some(Value::Array(list)) => (list, cursor),
                _ => return Err(no_list(method)),
            }
        }
        Value::Null => (Vec::new(), None),
        _ => return Err(no_list(method)),
    };
    let text = |one: &Value, key: &str| match one.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Null) | None => None,
        Some(other) => Some(nodewright_core::javascript::text(other).into_owned()),
    };
    let options = list.into_iter().map(|one| LoadedOption {
        name: text(&one, "name").unwrap_or_default(),
        value: one.get("value").cloned().unwrap_or_default(),
        description: text(&one, "description"),
        url: text(&one, "url"),
    });
    Ok(OptionsPage { options: options.collect(), cursor })
}

fn no_list(method: &str) -> NodeError {
    NodeError::new(ErrorKind::Operation, format!("The method '{method}' of the package gave no list of options"))
}

/// The node with its parameters.
struct Planned {
    of: Arc<Of>,
    parameters: Parameters,
}

#[async_trait]
impl Plan for Planned {
    fn effect(&self) -> Option<Effect> {
        None
    }

    async fn open(&self, context: Context) -> Result<Session> {
        let opened = Opened { of: Arc::clone(&self.of), parameters: self.parameters.clone(), context };
        Ok(Session::AllItems(Box::new(opened)))
    }
}

struct Opened {
    of: Arc<Of>,
    parameters: Parameters,
    context: Context,
}

#[async_trait]
impl AllItems for Opened {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let of = &self.of;
        let owner = of.owner(&self.context, &self.parameters).await;
        let outside = Outside::new(self.context.clone());
        let (name, version) = batch.node();
        let version: f64 = version.to_string().parse().unwrap_or(1.0);
        let input = json!({
            "file": of.file, "key": of.key, "node": of.node(name, version, &self.parameters),
            "timezone": batch.time_zone(), "continueOnFail": batch.continue_on_fail(),
        });
        let job = Job::new("execute", input, Arc::clone(&of.package.files)).with_batch(Arc::clone(&batch));
        let mut answer = of.run(owner, job, &outside).await?;
        if let Some(wrong) = answer.get("wrong").and_then(Value::as_str) {
            return Err(NodeError::new(ErrorKind::Operation, format!("The package {}: {wrong}", of.package.name)));
        }
        let Some(Value::Array(outputs)) = answer.get_mut("outputs").map(Value::take) else { return Ok(Vec::new()) };
        outputs.into_iter().map(|items| items_of(items, &outside)).collect()
    }
}
