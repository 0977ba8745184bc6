//! The description of a node that is written in Rust.

use nodewright_properties::{
    Choice, CredentialUse, DisplayOptions, NodeDescription, Ports, Property, PropertyType, Version, Versions,
};
use serde_json::{Map, Value};

use crate::{Definition, definition::Connect, form, router::Resource};

/// n8n's description of a definition.
pub(crate) fn node<C: Connect>(definition: &Definition<C>) -> NodeDescription {
    NodeDescription {
        display_name: definition.title.into(),
        name: definition.name.into(),
        group: vec!["transform".into()],
        version: Versions::One(Version::new(definition.version)),
        description: definition.description.into(),
        subtitle: Some(definition.subtitle.into()),
        defaults: Map::from_iter([("name".to_owned(), Value::from(definition.default_name))]),
        inputs: Ports::main(),
        outputs: Ports::main(),
        credentials: Some(vec![CredentialUse {
            name: definition.credential.name.into(),
            required: Some(true),
            ..CredentialUse::default()
        }]),
        properties: properties(definition),
        ..NodeDescription::default()
    }
}

fn properties<C: Connect>(definition: &Definition<C>) -> Vec<Property> {
    let resources = definition.router.resources;
    let choices = resources.iter().map(|r| choice(r.title, r.name, ""));
    let mut all =
        vec![Property { required: Some(true), ..list("Resource", "resource", definition.router.default, choices) }];
    for resource in resources {
        all.push(operations(resource));
        for entry in resource.operations {
            let when = DisplayOptions::show([
                ("operation", vec![entry.info.operation.into()]),
                ("resource", vec![resource.name.into()]),
            ]);
            all.extend(form::properties(entry.fields, &when));
        }
    }
    all
}

fn operations<C>(resource: &Resource<C>) -> Property {
    let choices = resource.operations.iter().map(|e| choice(e.info.title, e.info.operation, e.info.description));
    Property {
        display_options: Some(Box::new(DisplayOptions::show([("resource", vec![resource.name.into()])]))),
        ..list("Operation", "operation", resource.default, choices)
    }
}

fn list(title: &'static str, name: &'static str, default: &'static str, all: impl Iterator<Item = Choice>) -> Property {
    Property {
        no_data_expression: Some(true),
        options: Some(all.collect::<Vec<_>>().into()),
        ..Property::new(title, name, PropertyType::Options, default)
    }
}

fn choice(title: &'static str, value: &'static str, description: &'static str) -> Choice {
    Choice {
        name: title.into(),
        value: Some(value.into()),
        description: (!description.is_empty()).then_some(description.into()),
        ..Choice::default()
    }
}
