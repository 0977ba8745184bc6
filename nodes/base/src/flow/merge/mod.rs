//! `merge`: the items of several inputs as one list.

mod clash;
mod equality;
mod fields;
mod first;
mod position;
mod sql;

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, ErrorKind, Item, ItemRef, LoadedOption, Locals, NodeError, PairedItem, Parameters, Result,
    Version, javascript::is_truthy,
};
use nodewright_properties::javascript::to_number;
use tokio::sync::oneshot;

use crate::{node::Planned, read};
use clash::Clash;

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::all_items(version, Merge(version)))
}

/// What depends on how many inputs there are.
pub fn options(method: &str, parameters: &Parameters) -> Option<Vec<LoadedOption>> {
    let inputs = number_of_inputs(parameters);
    Some(match method {
        "getInputs" => (1..=inputs).map(|input| LoadedOption::new(input.to_string(), input)).collect(),
        "getResolveClashOptions" => {
            let suffix = LoadedOption::new("Add the Input Number", "addSuffix");
            let prefer = (1..inputs)
                .map(|input| LoadedOption::new(format!("Prefer Input {input}"), format!("preferInput{input}")));
            let last = LoadedOption::new(format!("Prefer Input {inputs}"), "preferLast");
            [suffix].into_iter().chain(prefer).chain([last]).collect()
        }
        _ => return None,
    })
}

/// Items that combinations may give; more would be a product that nobody meant, and take all memory.
const MOST_ITEMS: usize = 1_000_000;

fn too_many() -> NodeError {
    let message = format!("The inputs combine to more than {MOST_ITEMS} items");
    NodeError::new(ErrorKind::Operation, message).with_description("Match fields that tell the items apart.")
}

struct Merge(Version);

#[async_trait]
impl AllItems for Merge {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let parameters = batch.parameters(0).await?;
        let version = self.0;
        let mode = read::text(&parameters, "mode");
        if mode == "combineBySql" {
            return Ok(vec![query(parameters, batch, version).await?]);
        }
        let inputs = Inputs(batch.inputs());
        let items = match mode {
            _ if version < Version::new(2.0) => first::merge(&parameters, inputs)?,
            "combine" => match combination(&parameters) {
                "multiplex" | "combineAll" => position::multiply(inputs, &Clash::read(&parameters, version))?,
                "mergeByPosition" => position::pairs(&parameters, inputs, &Clash::read(&parameters, version)),
                "combineByPosition" => position::rows(&parameters, inputs, &Clash::read(&parameters, version)),
                _ => fields::merge(&parameters, inputs, version)?,
            },
            "chooseBranch" => choose(&parameters, inputs)?,
            _ => inputs.all().cloned().collect(),
        };
        Ok(vec![items])
    }
}

/// Room for expressions that nest as deeply as a query may.
const STACK: usize = 16 << 20;

/// What a query gives. It may take its time and nest deeply, so it has a thread of its own.
async fn query(parameters: Parameters, batch: Arc<dyn Batch>, version: Version) -> Result<Vec<Item>> {
    let options = parameters.get("options");
    let placeholders = options.and_then(|options| options.get("queryParameters")).filter(|values| is_truthy(values));
    if placeholders.is_some() {
        let message = "The query parameters of merge are not supported";
        let advice = "Put the values into the query with {{ }}.";
        return Err(NodeError::new(ErrorKind::Operation, message).with_description(advice).at_parameter("options"));
    }
    let mut query = read::text(&parameters, "query").to_owned();
    if query.contains("{{") {
        // The form takes no expression for it, and yet n8n fills in those that stand in the text.
        let text = batch.evaluate(0, &format!("={query}").into(), &Locals::new()).await?;
        query = text.map(|text| nodewright_core::javascript::text(&text).into_owned()).unwrap_or_default();
    }
    let (answer, answered) = oneshot::channel();
    let work = move || _ = answer.send(sql::merge(&query, &parameters, batch.inputs(), version));
    let failed = |reason: String| NodeError::new(ErrorKind::Operation, reason);
    let thread = std::thread::Builder::new().name("merge query".to_owned()).stack_size(STACK);
    thread.spawn(work).map_err(|error| failed(format!("No thread could be started for the query: {error}")))?;
    answered.await.map_err(|_| failed("The query broke off".to_owned()))?
}

fn combination(parameters: &Parameters) -> &str {
    match read::text(parameters, "combineBy") {
        "" => read::text(parameters, "combinationMode"),
        name => name,
    }
}

/// The items of every input; of one that is missing there are none.
#[derive(Clone, Copy)]
struct Inputs<'b>(&'b [Vec<Item>]);

impl<'b> Inputs<'b> {
    fn get(self, index: usize) -> &'b [Item] {
        self.0.get(index).map_or(&[], Vec::as_slice)
    }

    fn all(self) -> impl Iterator<Item = &'b Item> {
        self.0.iter().flatten()
    }

    /// The inputs that there are to be, which a node has two of unless it says so.
    fn of(self, parameters: &Parameters) -> Vec<&'b [Item]> {
        (0..number_of_inputs(parameters)).map(|index| self.get(index)).collect()
    }
}

/// As many as the form offers at most.
const MOST_INPUTS: f64 = 10.0;

fn number_of_inputs(parameters: &Parameters) -> usize {
    let number = to_number(parameters.get("numberInputs"));
    if number.is_nan() { 2 } else { number.clamp(2.0, MOST_INPUTS) as usize }
}

/// The items of one input, or an empty one that stands for all.
fn choose(parameters: &Parameters, inputs: Inputs<'_>) -> Result<Vec<Item>> {
    let input = match read::text(parameters, "output") {
        "empty" => {
            let links = inputs.all().flat_map(links).collect();
            return Ok(vec![Item { paired_item: Some(PairedItem::Many(links)), ..Item::empty() }]);
        }
        "input1" => 1.0,
        "input2" => 2.0,
        _ => to_number(parameters.get("useDataOfInput")),
    };
    let known = number_of_inputs(parameters);
    match input.fract() == 0.0 && (1.0..=known as f64).contains(&input) {
        true => Ok(inputs.get(input as usize - 1).to_vec()),
        false => {
            let advice = format!("The node has only {known} inputs, so selecting input {input} is not possible.");
            let message = format!("Input {input} doesn't exist");
            Err(NodeError::new(ErrorKind::Operation, message).with_description(advice))
        }
    }
}

/// What an item is linked to.
fn links(item: &Item) -> Vec<ItemRef> {
    match &item.paired_item {
        Some(PairedItem::Index(item)) => vec![ItemRef::new(*item)],
        Some(PairedItem::One(link)) => vec![link.clone()],
        Some(PairedItem::Many(links)) => links.clone(),
        None => Vec::new(),
    }
}
