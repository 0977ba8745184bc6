//! Resources and operations.

use nodewright_core::{Resource, Router, unknown};

pub fn problems<C>(router: &Router<C>) -> Vec<String> {
    let mut problems = Vec::new();
    let resources: Vec<_> = router.resources.iter().map(|resource| resource.name).collect();
    if !resources.contains(&router.default) {
        let unknown = unknown("resource", router.default, "", resources.iter().copied());
        problems.push(format!("the default of the router: {unknown}"));
    }
    problems.extend(repeated(&resources).map(|name| format!("resource '{name}' is in the router more than once")));
    problems.extend(router.resources.iter().flat_map(of_resource));
    problems
}

fn of_resource<C>(resource: &Resource<C>) -> Vec<String> {
    let name = resource.name;
    let mut problems = Vec::new();
    let operations: Vec<_> = resource.operations.iter().map(|entry| entry.info.operation).collect();
    if !operations.contains(&resource.default) {
        let unknown = unknown("operation", resource.default, "", operations.iter().copied());
        problems.push(format!("the default of resource '{name}': {unknown}"));
    }
    let twice = repeated(&operations);
    problems
        .extend(twice.map(|operation| format!("resource '{name}': operation '{operation}' is there more than once")));
    for info in resource.operations.iter().map(|entry| entry.info).filter(|info| info.resource != name) {
        let (own, operation) = (info.resource, info.operation);
        problems.push(format!("resource '{name}': its operation '{operation}' says that it belongs to '{own}'"));
    }
    problems
}

/// The names that occur again, each once.
pub fn repeated<'n>(names: &[&'n str]) -> impl Iterator<Item = &'n str> {
    let first = |n: usize| names[..n].iter().all(|name| *name != names[n]);
    let again = |n: usize| names[n + 1..].contains(&names[n]);
    (0..names.len()).filter(|n| first(*n) && again(*n)).map(|n| names[n]).collect::<Vec<_>>().into_iter()
}
