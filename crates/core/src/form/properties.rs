//! A form as n8n's properties.

use super::{Field, Kind, LoaderInfo};
use nodewright_properties::{
    self as n8n, Condition, Conditions, DisplayOptions, Group, Mode, Options, Property, PropertyType, TypeOptions,
};

/// The properties of `fields`, all of them shown under `when`.
#[must_use]
pub fn properties(fields: &[Field], when: &DisplayOptions) -> Vec<Property> {
    let mut out = Vec::new();
    add(fields, when, &mut out);
    out
}

fn add(fields: &[Field], when: &DisplayOptions, out: &mut Vec<Property>) {
    for field in fields {
        match field.form.kind {
            Kind::Inline(inner) => add(inner, when, out),
            Kind::Toggle(toggle) => {
                out.push(Property { default: Some(toggle.default.into()), ..property(&toggle.switch, when) });
                let name = toggle.switch.name;
                add(toggle.on, &and_show(when, name, true), out);
                let off = if toggle.hide { and_hide(when, name, true) } else { and_show(when, name, false) };
                add(toggle.off, &off, out);
            }
            _ => out.push(property(field, when)),
        }
    }
}

fn and_show(when: &DisplayOptions, name: &'static str, value: bool) -> DisplayOptions {
    let mut when = when.clone();
    when.show.get_or_insert_with(Conditions::default).insert(name, vec![Condition::Is(value.into())]);
    when
}

fn and_hide(when: &DisplayOptions, name: &'static str, value: bool) -> DisplayOptions {
    let mut when = when.clone();
    when.hide.get_or_insert_with(Conditions::default).insert(name, vec![Condition::Is(value.into())]);
    when
}

fn property(field: &Field, when: &DisplayOptions) -> Property {
    let shape = shape(field.form.kind);
    let collection = matches!(field.form.kind, Kind::Collection(_));
    Property {
        required: (!field.form.optional && !collection).then_some(true),
        display_options: (*when != DisplayOptions::default()).then(|| Box::new(when.clone())),
        type_options: (shape.type_options != TypeOptions::default()).then(|| Box::new(shape.type_options)),
        options: shape.options,
        modes: if let Kind::Locate(loader) = field.form.kind { Some(modes(loader, field)) } else { None },
        description: text(field.description),
        placeholder: text(field.placeholder),
        ..Property::new(field.title, field.name, shape.kind, field.default_value())
    }
}

struct Shape {
    kind: PropertyType,
    type_options: TypeOptions,
    options: Option<Options>,
}

fn shape(kind: Kind) -> Shape {
    let plain = |kind| Shape { kind, type_options: TypeOptions::default(), options: None };
    let told = |kind, type_options| Shape { kind, type_options, options: None };
    match kind {
        Kind::String => plain(PropertyType::String),
        Kind::Password => told(PropertyType::String, TypeOptions { password: Some(true), ..TypeOptions::default() }),
        Kind::Boolean | Kind::Toggle(_) => plain(PropertyType::Boolean),
        Kind::Number { min, max } => told(
            PropertyType::Number,
            TypeOptions { min_value: min.map(Into::into), max_value: max.map(Into::into), ..TypeOptions::default() },
        ),
        Kind::Json(shape) => {
            let mut options = TypeOptions { json_shape: shape.name().map(Into::into), ..TypeOptions::default() };
            options.extra.insert("alwaysOpenEditWindow", true.into());
            told(PropertyType::Json, options)
        }
        Kind::DateTime => plain(PropertyType::DateTime),
        Kind::Options(list) => Shape { options: Some(choices(list).into()), ..plain(PropertyType::Options) },
        Kind::MultiOptions(list) => Shape { options: Some(choices(list).into()), ..plain(PropertyType::MultiOptions) },
        Kind::Load(loader) => told(PropertyType::Options, loaded(loader)),
        Kind::LoadMany(loader) => told(PropertyType::MultiOptions, loaded(loader)),
        Kind::Locate(_) => plain(PropertyType::ResourceLocator),
        Kind::Collection(fields) => match groups(fields) {
            Some(groups) => Shape {
                type_options: TypeOptions { multiple_values: Some(true), ..TypeOptions::default() },
                options: Some(groups),
                ..plain(PropertyType::FixedCollection)
            },
            None => Shape { options: Some(inner(fields).into()), ..plain(PropertyType::Collection) },
        },
        // Rows and inline fields have no property of their own; `groups` and `add` take them apart.
        Kind::Rows(fields) | Kind::Inline(fields) => {
            Shape { options: Some(inner(fields).into()), ..plain(PropertyType::Collection) }
        }
    }
}

pub(super) fn choices(list: &[super::Choice]) -> Vec<n8n::Choice> {
    let choice = |c: &super::Choice| n8n::Choice {
        name: c.title.into(),
        value: Some(c.value.into()),
        description: text(c.description),
        ..n8n::Choice::default()
    };
    list.iter().map(choice).collect()
}

fn loaded(loader: &LoaderInfo) -> TypeOptions {
    let depends_on = loader.depends_on.iter().map(|name| (*name).into()).collect::<Vec<_>>();
    TypeOptions {
        load_options_method: Some(loader.method.into()),
        load_options_depends_on: (!depends_on.is_empty()).then_some(depends_on),
        ..TypeOptions::default()
    }
}

/// The two ways to name a resource.
fn modes(loader: &LoaderInfo, field: &Field) -> Vec<Mode> {
    let search = TypeOptions {
        search_list_method: Some(loader.method.into()),
        searchable: Some(true),
        ..TypeOptions::default()
    };
    let list = Mode {
        display_name: "From List".into(),
        name: "list".into(),
        kind: "list".into(),
        type_options: Some(Box::new(search)),
        ..Mode::default()
    };
    let id = Mode {
        display_name: "By ID".into(),
        name: "id".into(),
        kind: PropertyType::String,
        placeholder: text(field.placeholder),
        ..Mode::default()
    };
    vec![list, id]
}

/// The groups of a collection that consists of repeated groups only: n8n's fixed collection.
fn groups(fields: &[Field]) -> Option<Options> {
    let group = |field: &Field| match field.form.kind {
        Kind::Rows(rows) => Some(Group {
            display_name: field.title.into(),
            name: field.name.into(),
            values: inner(rows),
            ..Group::default()
        }),
        _ => None,
    };
    if fields.is_empty() { None } else { fields.iter().map(group).collect::<Option<Vec<_>>>().map(Into::into) }
}

/// Inside a collection nothing is required: its fields were added on purpose.
fn inner(fields: &[Field]) -> Vec<Property> {
    let mut all = properties(fields, &DisplayOptions::default());
    for property in &mut all {
        property.required = None;
    }
    all
}

fn text(text: &'static str) -> Option<n8n::Text> {
    (!text.is_empty()).then_some(text.into())
}
