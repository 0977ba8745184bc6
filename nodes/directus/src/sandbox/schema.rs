//! `/collections`, `/fields` and `/relations`.

use nodewright_core::serde_json::{Map, Value, json};

use super::{
    State,
    access::Caller,
    answer::{Answer, Failure},
    call::Call,
    collection::{Collection, Field},
    users,
};

/// The system collections that a sandbox has.
fn system() -> [Collection; 2] {
    [users::roles(), users::users()]
}

pub(super) fn collections(state: &State, caller: Caller) -> Result<Answer, Failure> {
    caller.may_see("directus_collections")?;
    let all: Vec<_> = state.collections.values().chain(&system()).map(described).collect();
    Ok(Answer::data(all))
}

pub(super) fn collection(state: &State, caller: Caller, name: &str) -> Result<Answer, Failure> {
    may_read(name, caller)?;
    with(state, name, |collection| Answer::data(described(collection))).ok_or_else(Failure::forbidden)
}

pub(super) fn create_collection(state: &mut State, caller: Caller, call: &Call) -> Result<Answer, Failure> {
    caller.may_see("directus_collections")?;
    let name = call.member("collection").as_str().unwrap_or_default();
    if name.is_empty() {
        return Err(Failure::invalid_payload("\"collection\" is required"));
    }
    if name.starts_with("directus_") {
        return Err(Failure::invalid_payload("Collections can't start with \"directus_\""));
    }
    if state.collections.contains_key(name) {
        return Err(Failure::invalid_payload(&format!("Collection \"{name}\" already exists")));
    }
    if !call.member("schema").is_object() || call.body.pointer("/meta/singleton") == Some(&Value::Bool(true)) {
        return Err(Failure::invalid_payload("The sandbox has neither folders nor singletons: give a \"schema\""));
    }
    let fields = call.member("fields").as_array().map_or(&[][..], Vec::as_slice);
    let fields = fields.iter().map(field_of).collect::<Result<_, _>>()?;
    let meta = call.member("meta").as_object().cloned().unwrap_or_default();
    let collection = Collection::new(name, fields, meta);
    let answer = Answer::data(described(&collection));
    state.collections.insert(name.to_owned(), collection);
    Ok(answer)
}

pub(super) fn delete_collection(state: &mut State, caller: Caller, name: &str) -> Result<Answer, Failure> {
    caller.may_see(name)?;
    state.collections.shift_remove(name).map(|_| Answer::empty()).ok_or_else(Failure::forbidden)
}

pub(super) fn all_fields(state: &State, caller: Caller) -> Result<Answer, Failure> {
    may_read("directus_fields", caller)?;
    let all: Vec<_> = state.collections.values().chain(&system()).flat_map(described_fields).collect();
    Ok(Answer::data(all))
}

pub(super) fn fields(state: &State, caller: Caller, of: &str) -> Result<Answer, Failure> {
    let fields = with(state, of, described_fields).ok_or_else(|| Failure::no_collection(of))?;
    may_read("directus_fields", caller)?;
    Ok(Answer::data(fields))
}

pub(super) fn field(state: &State, caller: Caller, collection: &str, name: &str) -> Result<Answer, Failure> {
    may_read("directus_fields", caller)?;
    let described = |of: &Collection| described_fields(of).into_iter().find(|field| field["field"] == name);
    with(state, collection, described).flatten().map(Answer::data).ok_or_else(Failure::forbidden)
}

/// An empty list: the sandbox has none.
pub(super) fn all_relations(caller: Caller) -> Result<Answer, Failure> {
    may_read("directus_relations", caller)?;
    Ok(Answer::data(Value::Array(Vec::new())))
}

pub(super) fn relations(state: &State, caller: Caller, of: &str) -> Result<Answer, Failure> {
    with(state, of, |_| ()).ok_or_else(|| Failure::no_collection(of))?;
    all_relations(caller)
}

fn may_read(collection: &str, caller: Caller) -> Result<(), Failure> {
    if caller == Caller::Public { Err(Failure::may_not_read(collection)) } else { Ok(()) }
}

fn with<T>(state: &State, name: &str, read: impl FnOnce(&Collection) -> T) -> Option<T> {
    state.collections.get(name).or(system().iter().find(|collection| collection.name == name)).map(read)
}

fn field_of(given: &Value) -> Result<Field, Failure> {
    let name = given["field"].as_str().ok_or_else(|| Failure::invalid_payload("\"field\" is required"))?;
    let mut field = Field::new(name, given["type"].as_str().unwrap_or("string"));
    field.primary_key = given["schema"]["is_primary_key"] == true;
    field.auto_increment = given["schema"]["has_auto_increment"] == true;
    Ok(field)
}

fn described(collection: &Collection) -> Value {
    let mut meta = Map::from_iter([
        ("collection".to_owned(), collection.name.as_str().into()),
        ("icon".to_owned(), Value::Null),
        ("note".to_owned(), Value::Null),
        ("hidden".to_owned(), false.into()),
        ("singleton".to_owned(), false.into()),
    ]);
    if collection.name.starts_with("directus_") {
        meta.insert("system".to_owned(), true.into());
    }
    meta.extend(collection.meta.clone());
    json!({ "collection": collection.name, "meta": meta, "schema": { "name": collection.name } })
}

fn described_fields(collection: &Collection) -> Vec<Value> {
    let described = |(position, field): (usize, &Field)| {
        json!({
            "collection": collection.name,
            "field": field.name,
            "type": field.type_name,
            "schema": {
                "name": field.name,
                "table": collection.name,
                "is_nullable": !field.primary_key,
                "is_primary_key": field.primary_key,
                "has_auto_increment": field.auto_increment,
                "foreign_key_column": null,
                "foreign_key_table": null,
            },
            "meta": {
                "collection": collection.name,
                "field": field.name,
                "special": null,
                "interface": null,
                "readonly": false,
                "hidden": false,
                "sort": position + 1,
                "required": false,
            },
        })
    };
    collection.fields.iter().enumerate().map(described).collect()
}
