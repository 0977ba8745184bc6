//! How long it takes to describe a node, to resolve its parameters and to find their issues.
//!
//! The description has the size of a large node: 19 resources with 6 operations each, 286 properties and 266 inside of
//! collections. `DESCRIPTION` and `VALUES` name files with others.

use std::env;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use nodewright_properties::{
    Choice, Condition, Context, DisplayOptions, NodeDescription, NodeState, Property, PropertyType, Resolve, Resolver,
    node_issues, resolve,
};
use serde_json::{Map, Value, json};

const RESOURCES: usize = 19;
const OPERATIONS: [&str; 6] = ["create", "delete", "get", "list", "update", "upsert"];

fn describe() -> NodeDescription {
    let mut properties = vec![Property {
        options: Some((0..RESOURCES).map(|number| choice(format!("resource{number}"))).collect::<Vec<_>>().into()),
        ..Property::new("Resource", "resource", PropertyType::Options, "resource0")
    }];
    for number in 0..RESOURCES {
        let resource = format!("resource{number}");
        properties.push(Property {
            display_options: Some(Box::new(DisplayOptions::show([("resource", vec![resource.as_str().into()])]))),
            options: Some(OPERATIONS.map(choice).into_iter().collect::<Vec<_>>().into()),
            no_data_expression: Some(true),
            ..Property::new("Operation", "operation", PropertyType::Options, "list")
        });
        properties.extend(fields(&resource));
    }
    NodeDescription { name: "bench".into(), properties, ..NodeDescription::default() }
}

/// The fields of a resource: some for one operation, some for several, some behind a switch.
fn fields(resource: &str) -> Vec<Property> {
    let shown = |operations: &[&str], more: Option<(&'static str, bool)>| {
        let operations = operations.iter().map(|operation| Condition::from(*operation)).collect();
        let keys = [("resource", vec![resource.into()]), ("operation", operations)];
        let more = more.map(|(name, value)| (name, vec![value.into()]));
        Some(Box::new(DisplayOptions::show(
            keys.into_iter().chain(more).collect::<nodewright_properties::Conditions>(),
        )))
    };
    let field = |title: &'static str, name: &'static str, kind, default: Value, display_options| Property {
        display_options,
        ..Property::new(title, name, kind, default)
    };
    let text = |title: &'static str, name: &'static str, operations: &[&str], more| {
        field(title, name, PropertyType::String, json!(""), shown(operations, more))
    };
    let inner = |count: usize| -> Vec<Property> {
        (0..count)
            .map(|number| Property::new(format!("Field {number}"), format!("field{number}"), PropertyType::String, ""))
            .collect()
    };
    vec![
        Property { required: Some(true), ..text("Collection", "collection", &OPERATIONS, None) },
        Property { required: Some(true), ..text("ID", "id", &["delete", "get", "update"], None) },
        field("Return All", "returnAll", PropertyType::Boolean, json!(true), shown(&["list"], None)),
        field("Limit", "limit", PropertyType::Number, json!(50), shown(&["list"], Some(("returnAll", false)))),
        field("JSON", "jsonParameters", PropertyType::Boolean, json!(false), shown(&["list", "get"], None)),
        field(
            "JSON",
            "jsonParameters",
            PropertyType::Boolean,
            json!(false),
            shown(&["create", "update", "upsert"], None),
        ),
        field("Body", "body", PropertyType::Json, json!("{}"), shown(&["create"], Some(("jsonParameters", true)))),
        field("Query", "query", PropertyType::Json, json!("{}"), shown(&["list"], Some(("jsonParameters", true)))),
        text("Title", "title", &["create"], Some(("jsonParameters", false))),
        text("Title", "title", &["update", "upsert"], Some(("jsonParameters", false))),
        text("Content", "content", &["create", "update", "upsert"], Some(("jsonParameters", false))),
        field("Split", "splitIntoItems", PropertyType::Boolean, json!(false), shown(&["list"], None)),
        Property {
            options: Some(inner(8).into()),
            ..field(
                "Options",
                "additionalFields",
                PropertyType::Collection,
                json!({}),
                shown(&["list"], Some(("jsonParameters", false))),
            )
        },
        Property {
            options: Some(inner(6).into()),
            ..field(
                "Options",
                "additionalFields",
                PropertyType::Collection,
                json!({}),
                shown(&["create"], Some(("jsonParameters", false))),
            )
        },
    ]
}

fn choice(value: impl Into<String>) -> Choice {
    let value = value.into();
    Choice { name: value.clone().into(), value: Some(value.into()), ..Choice::default() }
}

fn read<T: serde::de::DeserializeOwned>(variable: &str) -> Option<T> {
    let file = env::var_os(variable)?;
    Some(serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap())
}

fn parameters(criterion: &mut Criterion) {
    let description = Arc::new(read("DESCRIPTION").unwrap_or_else(describe));
    let values: Map<String, Value> = read("VALUES").unwrap_or_else(|| {
        let values = json!({
            "resource": "resource7", "operation": "list", "collection": "articles",
            "additionalFields": {"field0": "id", "field1": "{}"},
        });
        values.as_object().cloned().unwrap()
    });
    let version = description.latest_version();
    let context = Context { version: Some(version), description: Some(&description) };
    let resolver = Resolver::new(Arc::clone(&description)).unwrap();
    let resolved = resolver.resolve(&values, version, true, false).unwrap();
    let json = serde_json::to_vec(&*description).unwrap();

    criterion.bench_function("describe", |bencher| bencher.iter(describe));
    criterion.bench_function("read a description", |bencher| {
        bencher.iter(|| serde_json::from_slice::<NodeDescription>(black_box(&json)).unwrap());
    });
    criterion.bench_function("plan", |bencher| bencher.iter(|| Resolver::new(Arc::clone(&description)).unwrap()));
    criterion.bench_function("resolve with defaults", |bencher| {
        bencher.iter(|| resolver.resolve(black_box(&values), version, true, false).unwrap());
    });
    criterion.bench_function("resolve without defaults", |bencher| {
        bencher.iter(|| resolver.resolve(black_box(&values), version, false, false).unwrap());
    });
    criterion.bench_function("plan and resolve", |bencher| {
        let options = Resolve { defaults: true, hidden: false, context };
        bencher.iter(|| resolve(&description.properties, black_box(&values), options).unwrap());
    });
    criterion.bench_function("issues", |bencher| {
        bencher.iter(|| resolver.issues(NodeState::new(black_box(&resolved)), version).unwrap());
    });
    criterion.bench_function("issues without a plan", |bencher| {
        bencher.iter(|| node_issues(&description.properties, NodeState::new(black_box(&resolved)), context).unwrap());
    });
}

criterion_group!(benches, parameters);
criterion_main!(benches);
