//! The names under which a node's options can be asked for.

use nodewright_core::{ErrorKind, NodeDescription, NodeError, Parameters, Property, Version, nearest};
use nodewright_properties::{Context, Options, PropertyType, is_displayed};

/// That no parameter and no method has this name; suggests the nearest of those there are. `None` where the description
/// names no methods, so that only the node knows them.
pub fn unknown(description: &NodeDescription, version: Version, values: &Parameters, of: &str) -> Option<NodeError> {
    let context = Context { version: Some(version), description: Some(description) };
    let shown = |property: &&Property| {
        is_displayed(property.display_options.as_deref(), values, Some(values), context).unwrap_or(false)
    };
    let (mut paths, mut methods) = (Vec::new(), Vec::new());
    description.properties.iter().for_each(|property| add_methods(property, &mut methods));
    description.properties.iter().filter(shown).for_each(|property| add_paths(property, "", &mut paths));
    if methods.is_empty() || methods.contains(&of) {
        return None;
    }
    let known: Vec<_> = paths.iter().map(String::as_str).chain(methods).collect();
    // The name of a member alone is as good as its path.
    let of_member = || {
        let name = nearest(of, paths.iter().map(|path| member(path)))?;
        paths.iter().map(String::as_str).find(|path| member(path) == name)
    };
    let suggested = nearest(of, known.iter().copied()).or_else(of_member);
    let suggested = suggested.map(|name| format!(" did you mean '{name}'?")).unwrap_or_default();
    let message = format!("Unknown parameter or options method '{of}';{suggested} known: {}", known.join(", "));
    Some(NodeError::new(ErrorKind::Unknown, message))
}

fn member(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, name)| name)
}

fn methods_of(property: &Property) -> impl Iterator<Item = &str> {
    let options = property.type_options.as_deref();
    let mapper = options.and_then(|options| options.resource_mapper.as_ref());
    let searched = property.modes.iter().flatten().filter_map(|mode| mode.type_options.as_deref());
    let loaded = options.and_then(|options| options.load_options_method.as_deref());
    loaded
        .into_iter()
        .chain(mapper.and_then(|mapper| mapper.get("resourceMapperMethod")?.as_str()))
        .chain(searched.filter_map(|options| options.search_list_method.as_deref()))
}

fn add_methods<'d>(property: &'d Property, methods: &mut Vec<&'d str>) {
    for method in methods_of(property) {
        if !methods.contains(&method) {
            methods.push(method);
        }
    }
    property.fields().iter().for_each(|field| add_methods(field, methods));
    property.groups().iter().flat_map(|group| &group.values).for_each(|field| add_methods(field, methods));
}

/// The paths below `before` that have options.
fn add_paths(property: &Property, before: &str, paths: &mut Vec<String>) {
    let path = format!("{before}{}", property.name);
    let listed = matches!(property.kind, PropertyType::Options | PropertyType::MultiOptions);
    let requested = property.type_options.as_ref().is_some_and(|options| options.load_options.is_some());
    if (listed || requested || methods_of(property).next().is_some()) && !paths.contains(&path) {
        paths.push(path.clone());
    }
    match &property.options {
        Some(Options::Fields(fields)) => fields.iter().for_each(|field| add_paths(field, &format!("{path}."), paths)),
        Some(Options::Groups(groups)) => {
            let index = if property.multiple_values() { "[0]" } else { "" };
            for group in groups {
                let before = format!("{path}.{}{index}.", group.name);
                group.values.iter().for_each(|field| add_paths(field, &before, paths));
            }
        }
        _ => {}
    }
}
