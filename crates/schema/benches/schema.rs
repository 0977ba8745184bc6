//! Making, compiling and using the schemas of the Directus node.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use nodewright_properties::NodeDescription;
use nodewright_schema::{Catalog, Profile, Validator, node, tools};
use serde_json::json;

fn description() -> Arc<NodeDescription> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/descriptions/directus.json");
    Arc::new(serde_json::from_slice(&std::fs::read(file).expect("the description is there")).expect("it is one"))
}

fn directus(criterion: &mut Criterion) {
    let description = description();
    let version = description.latest_version();
    let parameters = json!({
        "resource": "items", "operation": "list", "collection": "articles", "returnAll": false, "limit": 20,
        "splitIntoItems": true, "jsonParameters": false, "additionalFields": {"fields": "id,title", "sort": "-date"},
    });
    for (name, profile) in [("compat", Profile::Compat), ("strict", Profile::Strict)] {
        let schema = node(&description, version, profile);
        let validator = Validator::new(&schema).expect("the schema compiles");
        assert!(validator.is_valid(&parameters), "{name}: {:?}", validator.violations(&parameters));
        criterion.bench_function(&format!("node/{name}/make"), |b| {
            b.iter(|| node(black_box(&description), version, profile));
        });
        criterion.bench_function(&format!("node/{name}/compile"), |b| b.iter(|| Validator::new(black_box(&schema))));
        criterion
            .bench_function(&format!("node/{name}/check"), |b| b.iter(|| validator.is_valid(black_box(&parameters))));
    }
    criterion.bench_function("tools", |b| b.iter(|| tools(black_box(&description), version)));
    let catalog = Catalog::new(description, version);
    criterion
        .bench_function("catalog/operation", |b| b.iter(|| catalog.operation(black_box("items"), black_box("list"))));
    criterion.bench_function("catalog/form", |b| b.iter(|| catalog.form(black_box("webhooks"), black_box("update"))));
}

criterion_group!(benches, directus);
criterion_main!(benches);
