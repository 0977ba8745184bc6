//! What gives the options of a parameter.

use nodewright_core::{
    ErrorKind, LoadedOption, NodeDescription, NodeError, OptionsPage, Parameters, Property, Result, Version,
};
use nodewright_properties::{Choice, Context, Group, Mode, Options, PropertyType, is_displayed};
use serde_json::Value;

/// Where options come from.
#[derive(Debug)]
pub enum OptionsSource<'d> {
    /// The description itself lists them.
    Choices(&'d [Choice]),
    /// A method gives a page of options.
    Options(&'d str),
    /// A method gives the fields of a resource mapper.
    Fields(&'d str),
    /// A request that the description states gives them: `typeOptions.loadOptions`.
    Request(&'d Value),
}

/// What gives the options of `of`, a parameter's path or the name of a method. A name that no parameter has is taken for
/// a method, which the node knows or refuses.
pub fn find<'d>(
    description: &'d NodeDescription,
    version: Version,
    values: &Parameters,
    of: &'d str,
) -> Result<OptionsSource<'d>> {
    let context = Context { version: Some(version), description: Some(description) };
    let place = Place { root: values, values: Some(values), level: Level::Fields(&description.properties) };
    match place.walk(of.strip_prefix("parameters.").unwrap_or(of), context) {
        Some((property, value)) => of_property(property, value, of),
        None if maps_fields(&description.properties, of) => Ok(OptionsSource::Fields(of)),
        None => Ok(OptionsSource::Options(of)),
    }
}

/// Choices as a page, in their own order.
pub fn page(choices: &[Choice], filter: Option<&str>) -> OptionsPage {
    let wanted = filter.unwrap_or_default().to_lowercase();
    let option = |choice: &Choice| LoadedOption {
        description: choice.description.as_deref().map(str::to_owned),
        ..LoadedOption::new(choice.name.to_string(), choice.value.clone())
    };
    let options = choices.iter().map(option).filter(|option| option.name.to_lowercase().contains(&wanted));
    OptionsPage { options: options.collect(), cursor: None }
}

fn of_property<'d>(property: &'d Property, value: Option<&Value>, path: &str) -> Result<OptionsSource<'d>> {
    let options = property.type_options.as_deref();
    if let Some(method) = options.and_then(|options| options.load_options_method.as_deref()) {
        return Ok(OptionsSource::Options(method));
    }
    if let Some(method) = mapper_method(property) {
        return Ok(OptionsSource::Fields(method));
    }
    if let Some(method) = search_method(property, value) {
        return Ok(OptionsSource::Options(method));
    }
    let refuse = |message| Err(NodeError::new(ErrorKind::Input, message).at_parameter(path));
    if let Some(request) = options.and_then(|options| options.load_options.as_ref()) {
        return Ok(OptionsSource::Request(request));
    }
    match property.kind {
        PropertyType::Options | PropertyType::MultiOptions => Ok(OptionsSource::Choices(property.choices())),
        _ => refuse(format!("The parameter '{path}' takes any value; it has no options")),
    }
}

fn mapper_method(property: &Property) -> Option<&str> {
    property.type_options.as_ref()?.resource_mapper.as_ref()?.get("resourceMapperMethod")?.as_str()
}

/// The list search of the mode that is chosen, or of the first that has one.
fn search_method<'d>(property: &'d Property, value: Option<&Value>) -> Option<&'d str> {
    let searched = || {
        let method = |mode: &'d Mode| Some((mode, mode.type_options.as_ref()?.search_list_method.as_deref()?));
        property.modes.iter().flatten().filter_map(method)
    };
    let chosen = value.and_then(|value| value["mode"].as_str());
    let chosen = chosen.and_then(|name| searched().find(|(mode, _)| mode.name == name));
    chosen.or_else(|| searched().next()).map(|(_, method)| method)
}

/// Whether some resource mapper asks this method for its fields.
fn maps_fields(properties: &[Property], method: &str) -> bool {
    properties.iter().any(|property| {
        mapper_method(property) == Some(method)
            || maps_fields(property.fields(), method)
            || property.groups().iter().any(|group| maps_fields(&group.values, method))
    })
}

/// Where a path has led to.
struct Place<'d, 'v> {
    root: &'v Parameters,
    values: Option<&'v Parameters>,
    level: Level<'d>,
}

#[derive(Clone, Copy)]
enum Level<'d> {
    Fields(&'d [Property]),
    Groups(&'d [Group]),
}

impl<'d, 'v> Place<'d, 'v> {
    /// The property at the path, and its value. Of several with the same name the shown one, or the first if none is shown.
    fn walk(mut self, path: &str, context: Context<'_>) -> Option<(&'d Property, Option<&'v Value>)> {
        let mut found = None;
        for segment in path.split('.') {
            let (name, index) = match segment.split_once('[') {
                Some((name, rest)) => (name, rest.strip_suffix(']').and_then(|index| index.parse::<usize>().ok())),
                None => (segment, None),
            };
            let value = self.values.and_then(|values| values.get(name));
            let inside = match (value, index) {
                (Some(Value::Array(list)), index) => list.get(index.unwrap_or_default()),
                (value, _) => value,
            };
            let inside = inside.and_then(Value::as_object);
            (found, self.level) = match self.level {
                Level::Groups(groups) => (None, Level::Fields(&groups.iter().find(|group| group.name == name)?.values)),
                Level::Fields(fields) => {
                    let property = self.shown(fields, name, context)?;
                    (Some((property, value)), below(property))
                }
            };
            self.values = inside;
        }
        found
    }

    fn shown(&self, fields: &'d [Property], name: &str, context: Context<'_>) -> Option<&'d Property> {
        let nothing = Parameters::new();
        let values = self.values.unwrap_or(&nothing);
        let named = || fields.iter().filter(|property| property.name == name);
        let is_shown = |property: &&Property| {
            is_displayed(property.display_options.as_deref(), values, Some(self.root), context).unwrap_or(false)
        };
        named().find(is_shown).or_else(|| named().next())
    }
}

fn below(property: &Property) -> Level<'_> {
    match &property.options {
        Some(Options::Fields(fields)) => Level::Fields(fields),
        Some(Options::Groups(groups)) => Level::Groups(groups),
        _ => Level::Fields(&[]),
    }
}
