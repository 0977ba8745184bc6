//! Steps of a description. Everything but values is known from the stored parameters: what is shown, which choice is
//! selected, which fields of a collection are set, how many rows there are.

use nodewright_core::{ErrorKind, NodeDescription, NodeError, Parameters, Result, Version, has_expression};
use nodewright_properties::{Context, DisplayOptions, Options, Property, PropertyType, is_displayed};
use serde_json::Value;

use super::{At, Parameter, Step};
use crate::{
    model::{Below, Entry, Model, Routing, Text},
    request_options,
};

/// The routing at a place of the model.
pub fn routing<'m>(entries: &'m [Entry], at: &[usize]) -> Option<&'m Routing> {
    let (first, rest) = at.split_first()?;
    let entry = entries.get(*first)?;
    match (&entry.below, rest) {
        (_, []) => entry.routing.as_ref(),
        (Below::Choices(choices), [choice]) => choices.get(*choice)?.as_ref(),
        (Below::Fields(fields), rest) => routing(fields, rest),
        (Below::Groups(groups), [group, rest @ ..]) => routing(groups.get(*group)?, rest),
        _ => None,
    }
}

pub fn steps(
    description: &NodeDescription,
    model: &Model,
    parameters: &Parameters,
    version: Version,
) -> Result<Vec<Step>> {
    let context = Context { version: Some(version), description: Some(description) };
    let mut build = Build { parameters, context, steps: Vec::new() };
    for (index, (property, entry)) in description.properties.iter().zip(&model.properties).enumerate() {
        if request_options::is_added(property) {
            continue;
        }
        build.checked(property, entry);
        build.property(property, entry, vec![index], "", parameters.get(property.name.as_ref()))?;
    }
    Ok(build.steps)
}

struct Build<'b> {
    parameters: &'b Parameters,
    context: Context<'b>,
    steps: Vec<Step>,
}

impl Build<'_> {
    /// n8n evaluates every parameter, whether the request needs it or not.
    fn checked(&mut self, property: &Property, entry: &Entry) {
        let value = self.parameters.get(property.name.as_ref()).filter(|value| has_expression(value));
        if let (Some(value), None) = (value, &entry.routing) {
            self.steps.push(Step::Check(value.clone()));
        }
    }

    /// As in n8n, conditions inside of collections look at the parameters of the node.
    fn shows(&self, options: Option<&DisplayOptions>) -> Result<bool> {
        is_displayed(options, self.parameters, Some(self.parameters), self.context)
            .map_err(|error| NodeError::new(ErrorKind::Parameter, error.to_string()))
    }

    /// A property whose parameter is `value`, below the path `before`.
    fn property(
        &mut self,
        property: &Property,
        entry: &Entry,
        at: At,
        before: &str,
        value: Option<&Value>,
    ) -> Result<()> {
        if !self.shows(property.display_options.as_deref())? {
            return Ok(());
        }
        if !entry.has_routing() {
            if !matches!(self.steps.last(), Some(Step::Empty)) {
                self.steps.push(Step::Empty);
            }
            return Ok(());
        }
        let path = format!("{before}{}", property.name);
        self.steps.push(Step::Enter);
        if entry.routing.is_some() {
            let value = self.parameter(property, &path, value);
            self.steps.push(Step::Routing { at: at.clone(), value });
        }
        match (&property.kind, &property.options, &entry.below) {
            (PropertyType::Options, Some(Options::Choices(choices)), Below::Choices(_)) => {
                let selected = choices.iter().position(|choice| choice.value.as_ref() == value);
                if let Some(selected) = selected
                    && self.shows(choices[selected].display_options.as_deref())?
                {
                    let at = [at.as_slice(), &[selected]].concat();
                    self.steps.extend([Step::Enter, Step::Routing { at, value: Parameter::None }, Step::Exit]);
                }
            }
            (PropertyType::Collection, Some(Options::Fields(fields)), Below::Fields(entries)) => {
                let stored = value.and_then(Value::as_object);
                for (index, (field, entry)) in fields.iter().zip(entries).enumerate() {
                    if let Some(value) = stored.and_then(|stored| stored.get(field.name.as_ref())) {
                        let at = [at.as_slice(), &[index]].concat();
                        self.property(field, entry, at, &format!("{path}."), Some(value))?;
                    }
                }
            }
            (PropertyType::FixedCollection, Some(Options::Groups(groups)), Below::Groups(entries)) => {
                for (index, (group, entries)) in groups.iter().zip(entries).enumerate() {
                    let Some(rows) = value.and_then(|value| value.get(group.name.as_ref())) else { continue };
                    let one = std::slice::from_ref(rows);
                    let at = [at.as_slice(), &[index]].concat();
                    let path = format!("{path}.{}", group.name);
                    for (row, value) in rows.as_array().map_or(one, Vec::as_slice).iter().enumerate() {
                        self.steps.push(Step::Row { index: row, value: Text::new(value) });
                        let before =
                            if property.multiple_values() { format!("{path}[{row}].") } else { format!("{path}.") };
                        for (index, (field, entry)) in group.values.iter().zip(entries).enumerate() {
                            let at = [at.as_slice(), &[index]].concat();
                            self.property(field, entry, at, &before, value.get(field.name.as_ref()))?;
                        }
                        self.steps.push(Step::RowEnd);
                    }
                }
            }
            _ => {}
        }
        self.steps.push(Step::Exit);
        Ok(())
    }

    /// Where the value of a parameter comes from.
    fn parameter(&self, property: &Property, path: &str, value: Option<&Value>) -> Parameter {
        let extract_value = property.extract_value.is_some() || property.kind == PropertyType::ResourceLocator;
        match value {
            Some(value) if !extract_value && !is_validated(property) && !has_expression(value) => {
                Parameter::Fixed(value.clone())
            }
            _ => Parameter::Read { path: path.to_owned(), extract_value },
        }
    }
}

/// Whether the value is looked at when it is read: a collection is with its fields.
fn is_validated(property: &Property) -> bool {
    property.validate_type.is_some()
        || property.fields().iter().any(is_validated)
        || property.groups().iter().flat_map(|group| &group.values).any(is_validated)
}
