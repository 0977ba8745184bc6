//! The schemas of this project's node against n8n's check of parameters, over random parameters of each operation.

use std::sync::Arc;

use nodewright_properties::{NodeDescription, Resolver, Version};
use nodewright_schema::{Operation, Profile, Validator, form, node, operation, operations};
use serde_json::{Map, Value, json};

use crate::agreement::{Document, documents};
use crate::descriptions;

/// How many documents each operation is checked with.
const WILD: u64 = 100;
const WELL_FORMED: u64 = 20;

/// An operation and documents of it: as its properties ask for, and adversarial ones.
struct Sample {
    operation: Operation,
    well_formed: Vec<Document>,
    wild: Vec<Document>,
}

fn samples() -> (Arc<NodeDescription>, Version, Vec<Sample>) {
    let description = Arc::new(descriptions::of_project());
    let version = description.latest_version();
    let resolver = Resolver::new(Arc::clone(&description)).unwrap();
    let of = |operation: Operation| {
        let chosen = json!({ "resource": operation.resource, "operation": operation.operation });
        let chosen = chosen.as_object().unwrap();
        let well_formed = documents(&resolver, version, chosen, WELL_FORMED, 0);
        let wild = documents(&resolver, version, chosen, WILD, 2);
        Sample { operation, well_formed, wild }
    };
    let samples = operations(&description, version).into_iter().map(of).collect();
    (description, version, samples)
}

#[test]
fn compat_of_the_node_agrees_with_the_check() {
    let (description, version, samples) = samples();
    let validator = Validator::new(&node(&description, version, Profile::Compat)).unwrap();
    let all: Vec<_> = samples.iter().flat_map(|sample| sample.well_formed.iter().chain(&sample.wild)).collect();
    let accepted = all.iter().filter(|document| document.accepted).count();
    let agrees = |document: &&&Document| validator.is_valid(&document.parameters) == document.accepted;
    let different: Vec<_> = all.iter().filter(|one| !agrees(one)).map(|one| one.parameters.to_string()).collect();
    let (count, operations) = (all.len(), samples.len());
    eprintln!("compat: {} of {count} verdicts on {operations} operations agree", count - different.len());
    assert!(different.is_empty(), "{} differ: {:#?}", different.len(), &different[..different.len().min(20)]);
    assert!(accepted > 500 && count - accepted > 500, "one-sided: {accepted} of {count} accepted");
}

#[test]
fn strict_accepts_nothing_that_the_check_refuses() {
    let (description, version, samples) = samples();
    let validator = Validator::new(&node(&description, version, Profile::Strict)).unwrap();
    verdicts("strict", &samples, 0, |_| Box::new(|parameters| validator.is_valid(&parameters.clone().into())));
}

#[test]
fn forms_accept_nothing_that_the_check_refuses() {
    let (description, version, samples) = samples();
    verdicts("forms", &samples, 0, |one| {
        let [resource, operation] = names(one);
        let form = form(&description, version, resource, operation).unwrap();
        without_choice(Validator::new(&form.schema).unwrap())
    });
}

/// A flat schema leaves it to the operation what depends on another field. It names one type of a JSON parameter, of which
/// the operation also takes the text.
#[test]
fn operations_accept_what_the_check_accepts() {
    let (description, version, samples) = samples();
    verdicts("operations", &samples, 10, |one| {
        let [resource, name] = names(one);
        let schema = operation(&description, version, resource, name).unwrap();
        let accepts = without_choice(Validator::new(&schema).unwrap());
        let schema = schema.to_value();
        Box::new(move |parameters| accepts(&of_one_type(parameters, &schema)))
    });
}

/// The parameters with an empty object or list for a text of JSON, where the schema names those.
fn of_one_type(parameters: &Map<String, Value>, schema: &Value) -> Map<String, Value> {
    let value = |(name, value): (&String, &Value)| {
        let schema = &schema["properties"][name];
        let value = match (schema["type"].as_str(), value) {
            (Some("object"), Value::String(text)) if !text.is_empty() => json!({}),
            (Some("array"), Value::String(text)) if !text.is_empty() => json!([]),
            (Some("object"), Value::Object(inner)) => of_one_type(inner, schema).into(),
            _ => value.clone(),
        };
        (name.clone(), value)
    };
    parameters.iter().map(value).collect()
}

fn names(operation: &Operation) -> [&str; 2] {
    [&operation.resource, &operation.operation].map(|name| name.as_deref().unwrap_or_default())
}

type Accepts<'v> = Box<dyn Fn(&Map<String, Value>) -> bool + 'v>;

/// What a schema without `resource` and `operation`, which are fixed, says of parameters.
fn without_choice<'v>(validator: Validator) -> Accepts<'v> {
    Box::new(move |parameters| {
        let rest = parameters.iter().filter(|(key, _)| *key != "resource" && *key != "operation");
        validator.is_valid(&rest.map(|(key, value)| (key.clone(), value.clone())).collect())
    })
}

/// Compares a schema with the check: it accepts what is as the properties ask for, and of what the check refuses at most so
/// many per cent.
fn verdicts<'v>(name: &str, samples: &[Sample], tolerated: usize, schema: impl Fn(&Operation) -> Accepts<'v>) {
    let (mut strict, mut accepted, mut too_lax, mut refused) = (Vec::new(), 0, Vec::new(), 0);
    for Sample { operation, well_formed, wild } in samples {
        let accepts = schema(operation);
        for document in well_formed.iter().chain(wild).filter(|document| !document.accepted) {
            refused += 1;
            if accepts(document.parameters.as_object().unwrap()) {
                too_lax.push(document.parameters.to_string());
            }
        }
        for document in well_formed.iter().filter(|document| document.accepted) {
            accepted += 1;
            if !accepts(document.parameters.as_object().unwrap()) {
                strict.push(document.parameters.to_string());
            }
        }
    }
    let operations = samples.len();
    eprintln!(
        "{name} of {operations} operations: {} of {accepted} well-formed documents accepted, {} of {refused} others refused",
        accepted - strict.len(),
        refused - too_lax.len(),
    );
    let shown = &too_lax[..too_lax.len().min(10)];
    assert!(too_lax.len() * 100 <= refused * tolerated, "{} are accepted: {shown:#?}", too_lax.len());
    assert!(strict.is_empty(), "{} are refused: {:#?}", strict.len(), &strict[..strict.len().min(10)]);
    assert!(accepted > 500 && refused > 500, "one-sided: {accepted} accepted, {refused} refused");
}
