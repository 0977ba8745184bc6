//! Schemas against n8n's check of parameters, over random parameters of all nodes of n8n.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use nodewright_properties::{Context, NodeDescription, NodeState, Resolver, Version, node_issues};
use nodewright_schema::{Profile, Validator, node};
use serde_json::{Map, Value};

use crate::descriptions;
use crate::generator::Generator;

/// How many documents each version of a node is checked with.
const WILD: u64 = 24;
const WELL_FORMED: u64 = 8;

/// Normalised parameters, and whether n8n's check finds an issue in them.
pub struct Document {
    pub parameters: Value,
    pub accepted: bool,
}

/// Random parameters of a version beside what is chosen, normalised. Where n8n's check itself fails, the node does not run
/// either.
pub fn documents(
    resolver: &Resolver,
    version: Version,
    chosen: &Map<String, Value>,
    count: u64,
    wild: u64,
) -> Vec<Document> {
    let description = resolver.description();
    let context = Context { version: Some(version), description: Some(description) };
    let document = |seed| {
        let parameters = Generator::new(seed, wild).parameters(&description.properties, context, chosen);
        let parameters: Map<_, _> = resolver.resolve(&parameters, version, true, false).ok()?;
        let issues = node_issues(&description.properties, NodeState::new(&parameters), context);
        Some(Document { parameters: parameters.into(), accepted: issues == Ok(None) })
    };
    (0..count).filter_map(|seed| document(seed ^ version.number().to_bits())).collect()
}

/// Calls `check` with every version of every node of n8n, on all processors, and gives what it says of any.
fn of_all_versions(check: impl Fn(&Resolver, Version) -> Vec<String> + Sync) -> Option<Vec<String>> {
    let versions: Vec<(Arc<NodeDescription>, Version)> = descriptions::of_n8n()?
        .into_iter()
        .map(Arc::new)
        .flat_map(|description| {
            let versions = description.version.as_slice().to_vec();
            versions.into_iter().map(move |version| (Arc::clone(&description), version))
        })
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut said = Vec::new();
        while let Some((description, version)) = versions.get(next.fetch_add(1, Relaxed)) {
            let resolver = Resolver::new(Arc::clone(description)).unwrap();
            said.extend(check(&resolver, *version));
        }
        said
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let all = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    Some(all)
}

#[test]
fn compat_accepts_what_the_check_accepts() {
    let (equal, accepted) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let different = of_all_versions(|resolver, version| {
        let description = resolver.description();
        let validator = Validator::new(&node(description, version, Profile::Compat)).unwrap();
        let mut different = Vec::new();
        for document in documents(resolver, version, &Map::new(), WILD, 6) {
            accepted.fetch_add(document.accepted.into(), Relaxed);
            if validator.is_valid(&document.parameters) == document.accepted {
                equal.fetch_add(1, Relaxed);
            } else {
                different.push(format!("{} {version}: {}", description.name, document.parameters));
            }
        }
        different
    });
    let Some(different) = different else { return };
    let (equal, accepted) = (equal.into_inner(), accepted.into_inner());
    eprintln!("compat: {equal} of {} verdicts agree, {accepted} accepted", equal + different.len());
    assert!(different.is_empty(), "{} differ: {:#?}", different.len(), &different[..different.len().min(20)]);
    assert!(accepted > 1000 && equal - accepted > 1000, "one-sided: {accepted} of {equal} accepted");
}

#[test]
fn strict_accepts_nothing_that_the_check_refuses() {
    let (equal, accepted) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let lax = of_all_versions(|resolver, version| {
        let description = resolver.description();
        let validator = Validator::new(&node(description, version, Profile::Strict)).unwrap();
        let mut lax = Vec::new();
        let well_formed = documents(resolver, version, &Map::new(), WELL_FORMED, 0);
        for document in &well_formed {
            if document.accepted {
                accepted.fetch_add(1, Relaxed);
                equal.fetch_add(validator.is_valid(&document.parameters).into(), Relaxed);
            }
        }
        let wild = documents(resolver, version, &Map::new(), WILD, 12);
        for document in well_formed.iter().chain(&wild).filter(|document| !document.accepted) {
            if validator.is_valid(&document.parameters) {
                lax.push(format!("{} {version}: {}", description.name, document.parameters));
            }
        }
        lax
    });
    let Some(lax) = lax else { return };
    let (equal, accepted) = (equal.into_inner(), accepted.into_inner());
    eprintln!("strict: {equal} of {accepted} well-formed documents accepted");
    assert!(lax.is_empty(), "{} are accepted: {:#?}", lax.len(), &lax[..lax.len().min(20)]);
    // The generator does not know which choice belongs to which of several properties of a name.
    assert!(equal * 100 >= accepted * 97, "{equal} of {accepted} well-formed documents accepted");
}
