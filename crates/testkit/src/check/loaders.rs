//! Loaders, and what they depend on.

use nodewright_core::{AnyLoader, LoaderInfo, nearest};

use super::{Checked, Placed, router::repeated};

pub fn problems<C>(loaders: &[&dyn AnyLoader<C>], operations: &[Checked]) -> Vec<String> {
    let methods: Vec<_> = loaders.iter().map(|loader| loader.info().method).collect();
    let mut problems: Vec<_> =
        repeated(&methods).map(|method| format!("loader '{method}' is in `loaders` more than once")).collect();
    let mut used: Vec<&LoaderInfo> = Vec::new();
    for operation in operations {
        for (placed, loader) in operation.fields.iter().filter_map(|placed| Some((placed, placed.loader()?))) {
            if !methods.contains(&loader.method) {
                let (of, path, method) = (&operation.name, &placed.path, loader.method);
                let suggested = suggestion(method, methods.iter().copied());
                problems.push(format!(
                    "{of}, parameter '{path}': its loader '{method}' is not in the node's `loaders`{suggested}"
                ));
            }
            if used.iter().all(|known| known.method != loader.method) {
                used.push(loader);
            }
        }
    }
    // A loader that no form names may still be asked for by its method.
    let unused = loaders.iter().map(|loader| loader.info());
    let unused: Vec<_> = unused.filter(|info| used.iter().all(|known| known.method != info.method)).collect();
    used.extend(unused);
    problems.extend(used.into_iter().flat_map(|loader| unknown_dependencies(loader, operations)));
    problems
}

/// A loader serves many operations, and need not find what it depends on in all of them.
fn unknown_dependencies(loader: &LoaderInfo, operations: &[Checked]) -> Vec<String> {
    let uses = |operation: &&Checked| operation.fields.iter().any(|placed| is_of(placed, loader));
    let mut users: Vec<_> = operations.iter().filter(uses).collect();
    if users.is_empty() {
        users.extend(operations);
    }
    let unknown = loader.depends_on.iter().filter(|path| !users.iter().any(|operation| has(operation, loader, path)));
    let known = || users.iter().flat_map(|operation| &operation.fields).map(|placed| placed.path.as_str());
    let problem = |path: &&str| {
        let (method, suggested) = (loader.method, suggestion(path, known()));
        format!("loader '{method}': it depends on '{path}', which no operation that uses it has{suggested}")
    };
    unknown.map(problem).collect()
}

/// Whether the operation has a parameter at this path: from the root or, with `&`, beside one that uses the loader.
fn has(operation: &Checked, loader: &LoaderInfo, path: &str) -> bool {
    let plain = without_indices(path.trim_start_matches('/'));
    match plain.strip_prefix('&') {
        None => matches!(plain.as_str(), "resource" | "operation") || at(operation, &plain),
        Some(name) => operation.fields.iter().filter(|placed| is_of(placed, loader)).any(|placed| {
            let level = &placed.level;
            at(operation, &if level.is_empty() { name.to_owned() } else { format!("{level}.{name}") })
        }),
    }
}

fn at(operation: &Checked, path: &str) -> bool {
    operation.fields.iter().any(|placed| placed.path == path)
}

fn is_of(placed: &Placed, loader: &LoaderInfo) -> bool {
    placed.loader().is_some_and(|of| of.method == loader.method)
}

/// `options.rows[0].name` as `options.rows.name`.
fn without_indices(path: &str) -> String {
    path.split('[')
        .enumerate()
        .map(|(n, part)| if n == 0 { part } else { part.split_once(']').map_or("", |p| p.1) })
        .collect()
}

fn suggestion<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    nearest(name, known).map(|name| format!("; did you mean '{name}'?")).unwrap_or_default()
}
