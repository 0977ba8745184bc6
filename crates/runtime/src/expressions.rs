//! n8n's expression language over the core's items: the evaluator a runtime has unless it is given another.

use std::{borrow::Cow, sync::Arc};

use elsa::FrozenVec;
use nodewright_core::{ErrorKind, Expression, Expressions, Host, Item, NodeError, Result, Scope};
use nodewright_expression::{DataContext, Engine, Error, Items, NodeView, Pace, Source, Template, WholeItem};
use serde_json::{Map, Value, json};

/// The evaluator for a time zone; n8n's own default where there is none.
pub(crate) fn engine(zone: Option<&str>) -> Result<Arc<Engine>> {
    let mut builder = Engine::builder();
    if let Some(zone) = zone {
        builder = builder.zone(zone).map_err(invalid_zone)?;
    }
    Ok(Arc::new(builder.build()))
}

/// The evaluator as parameters use it.
pub(crate) fn language(engine: Arc<Engine>) -> Arc<dyn Expressions> {
    Arc::new(Language(engine))
}

fn invalid_zone(error: Error) -> NodeError {
    NodeError::new(ErrorKind::Input, error.message)
}

struct Language(Arc<Engine>);

impl Expressions for Language {
    fn compile(&self, text: &str) -> Result<Arc<dyn Expression>> {
        let template = self.0.compile(text).map_err(expression_error)?;
        Ok(Arc::new(CompiledText { engine: self.0.clone(), template }))
    }

    fn in_zone(&self, zone: &str) -> Result<Option<Arc<dyn Expressions>>> {
        let engine = self.0.in_zone(zone).map_err(invalid_zone)?;
        Ok(Some(Arc::new(Self(Arc::new(engine)))))
    }
}

struct CompiledText {
    engine: Arc<Engine>,
    template: Arc<Template>,
}

impl Expression for CompiledText {
    fn evaluate(&self, scope: &Scope<'_>) -> Result<Option<Value>> {
        let data = Data::new(scope);
        let pace = match scope.pace {
            nodewright_core::Pace::Full => Pace::Full,
            nodewright_core::Pace::Brief(until) => Pace::Brief(until),
            nodewright_core::Pace::Until(until, stop) => Pace::Until(until, Arc::clone(stop)),
        };
        let value = self.engine.try_evaluate(&self.template, &data, &pace).map_err(expression_error)?;
        value.ok_or_else(|| NodeError::new(ErrorKind::Unfinished, "The expression takes longer than a moment"))
    }
}

/// An expression's error as a node's: in n8n's words and under n8n's class name.
#[must_use]
pub fn expression_error(error: Error) -> NodeError {
    let explained = NodeError::new(ErrorKind::Expression, error.message).named(error.class.name());
    match error.description {
        Some(description) => explained.with_description(description),
        None => explained,
    }
}

/// The scope as expressions see it.
pub(crate) struct Data<'a> {
    scope: &'a Scope<'a>,
    input: Input<'a>,
    /// Outputs of other nodes that were asked for: they are lent, so they have to stay.
    outputs: FrozenVec<Box<Input<'a>>>,
}

impl<'a> Data<'a> {
    pub(crate) fn new(scope: &'a Scope<'a>) -> Self {
        Self { scope, input: Input { items: scope.items, window_start: scope.window_start }, outputs: FrozenVec::new() }
    }

    fn host(&self) -> Option<&'a dyn Host> {
        self.scope.host
    }
}

impl DataContext for Data<'_> {
    fn input(&self) -> &dyn Items {
        &self.input
    }

    fn item_index(&self) -> usize {
        self.scope.index
    }

    fn run_index(&self) -> usize {
        self.host().map_or(0, Host::run_index)
    }

    fn mode(&self) -> &str {
        self.host().map_or("manual", Host::mode)
    }

    fn node_context(&self, node: &str) -> Option<&Value> {
        self.host()?.node_context(node)
    }

    fn current_node(&self) -> Option<NodeView<'_>> {
        let parameters = self.scope.parameters?;
        let name = self.scope.node;
        let own = NodeView { name, id: None, type_version: None, parameters, webhook_id: None };
        Some(self.node(name).map_or(own, |known| NodeView { parameters, ..known }))
    }

    fn node(&self, name: &str) -> Option<NodeView<'_>> {
        let node = self.host()?.node(name)?;
        Some(NodeView {
            name: node["name"].as_str()?,
            id: node["id"].as_str(),
            type_version: node["typeVersion"].as_f64(),
            parameters: &node["parameters"],
            webhook_id: node["webhookId"].as_str(),
        })
    }

    fn output_towards(&self, node: &str) -> Option<usize> {
        self.host()?.output_towards(node)
    }

    fn is_ancestor(&self, node: &str) -> bool {
        self.output_towards(node).is_some()
    }

    fn runs(&self, node: &str) -> Option<usize> {
        self.host()?.runs(node)
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&dyn Items> {
        let items = self.host()?.output(node, run, output)?;
        Some(self.outputs.push_get(Box::new(Input { items, window_start: None })))
    }

    fn outputs(&self, node: &str, run: usize) -> usize {
        self.host().map_or(0, |host| host.outputs(node, run))
    }

    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        let nodewright_core::Source { node, output, run } = self.host()?.source(run, input)?;
        Some(Source { node, output, run })
    }

    fn workflow(&self) -> Option<&Value> {
        self.host()?.workflow()
    }

    fn variable(&self, name: &str) -> Option<&Value> {
        let local = self.scope.locals.and_then(|locals| locals.get(name));
        local.or_else(|| match name {
            "$credentials" => self.scope.credentials,
            _ => self.host()?.variable(name),
        })
    }

    fn env(&self) -> Option<&Value> {
        self.host()?.env()
    }

    fn sibling(&self, name: &str) -> Option<&Value> {
        self.scope.siblings?.get(name)
    }

    fn own_field(&self, name: &str) -> Option<&Value> {
        self.scope.credentials?.get(name)
    }
}

/// What an item has beside its data.
fn members_beside_json(item: &Item) -> Map<String, Value> {
    let mut members = Map::new();
    let mut put = |key: &str, value: serde_json::Result<Value>| {
        if let Ok(value @ (Value::Object(_) | Value::Array(_) | Value::Number(_))) = value {
            members.insert(key.to_owned(), value);
        }
    };
    put("binary", serde_json::to_value(&item.binary));
    put("pairedItem", serde_json::to_value(&item.paired_item));
    put("error", serde_json::to_value(&item.error));
    members.extend(item.extra.clone());
    members
}

/// Items as expressions see them; whole ones are written out only where an expression asks for one.
struct Input<'a> {
    items: &'a [Item],
    window_start: Option<usize>,
}

impl<'a> Input<'a> {
    fn get(&self, index: usize) -> Option<&'a Item> {
        self.items.get(index.checked_sub(self.window_start.unwrap_or(0))?)
    }
}

impl Items for Input<'_> {
    fn len(&self) -> usize {
        self.window_start.unwrap_or(0) + self.items.len()
    }

    fn window_start(&self) -> Option<usize> {
        self.window_start
    }

    fn json(&self, index: usize) -> Option<&Value> {
        Some(&self.get(index)?.json)
    }

    fn item(&self, index: usize) -> Option<WholeItem<'_>> {
        let item = self.get(index)?;
        Some(WholeItem::Parts(&item.json, members_beside_json(item)))
    }

    fn binary(&self, index: usize) -> Option<Cow<'_, Value>> {
        let mut files = serde_json::to_value(self.get(index)?.binary.as_ref()?).ok()?;
        // Expressions describe a file; its bytes are not for them.
        let described = files.as_object_mut().into_iter().flat_map(|files| files.values_mut());
        described.filter_map(Value::as_object_mut).for_each(|file| {
            file.shift_remove("data");
        });
        Some(Cow::Owned(files))
    }

    fn paired_item(&self, index: usize) -> Option<Cow<'_, Value>> {
        Some(Cow::Owned(json!(self.get(index)?.paired_item.as_ref()?)))
    }
}
