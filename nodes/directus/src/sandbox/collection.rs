//! A collection: its fields and its rows.

use nodewright_core::serde_json::{Map, Value, json};

use super::answer::Failure;

pub(super) type Row = Map<String, Value>;

#[derive(Debug)]
pub(super) struct Collection {
    pub name: String,
    pub fields: Vec<Field>,
    pub rows: Vec<Row>,
    /// As given when it was created.
    pub meta: Map<String, Value>,
    /// The last number that was given to a row.
    last_number: u64,
}

#[derive(Debug, Clone)]
pub(super) struct Field {
    pub name: String,
    /// Directus' name of its type.
    pub type_name: String,
    pub primary_key: bool,
    pub auto_increment: bool,
}

/// What of a type matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
    Uuid,
    Time,
    Boolean,
    Json,
}

impl Field {
    pub fn new(name: &str, type_name: &str) -> Self {
        Self { name: name.to_owned(), type_name: type_name.to_owned(), primary_key: false, auto_increment: false }
    }

    /// The key that Directus gives a collection that comes without one.
    pub fn numbered_id() -> Self {
        Self { primary_key: true, auto_increment: true, ..Self::new("id", "integer") }
    }

    pub fn kind(&self) -> Kind {
        match self.type_name.as_str() {
            "integer" | "bigInteger" | "float" | "decimal" => Kind::Number,
            "boolean" => Kind::Boolean,
            "json" | "csv" => Kind::Json,
            "uuid" => Kind::Uuid,
            "date" | "time" | "dateTime" | "timestamp" => Kind::Time,
            _ => Kind::Text,
        }
    }

    /// A value as the column keeps it: numbers and texts become one another.
    fn stored(&self, value: Value) -> Value {
        match (self.kind(), value) {
            (Kind::Number, Value::String(text)) => number(&text).unwrap_or(Value::String(text)),
            (Kind::Text, Value::Number(number)) => Value::String(number.to_string()),
            (_, value) => value,
        }
    }
}

impl Collection {
    pub fn new(name: &str, mut fields: Vec<Field>, meta: Map<String, Value>) -> Self {
        if !fields.iter().any(|field| field.primary_key) {
            fields.insert(0, Field::numbered_id());
        }
        Self { name: name.to_owned(), fields, rows: Vec::new(), meta, last_number: 0 }
    }

    /// A collection whose fields are those of its rows, with the primary key `id`.
    pub fn of(name: &str, rows: Vec<Row>) -> Self {
        let mut fields: Vec<Field> = Vec::new();
        for (name, value) in rows.iter().flatten() {
            match fields.iter_mut().find(|field| field.name == *name) {
                None => fields.push(Field::new(name, type_of(value))),
                Some(field) if field.type_name == UNKNOWN => type_of(value).clone_into(&mut field.type_name),
                Some(_) => {}
            }
        }
        for field in &mut fields {
            if field.type_name == UNKNOWN {
                "string".clone_into(&mut field.type_name);
            }
            field.primary_key = field.name == "id";
            field.auto_increment = field.primary_key && field.type_name == "integer";
        }
        let mut collection = Self::new(name, fields, Map::new());
        for row in rows {
            // Two rows of one key: the first stays.
            let _ = collection.insert(row);
        }
        collection
    }

    pub fn field(&self, name: &str) -> Result<&Field, Failure> {
        self.fields.iter().find(|field| field.name == name).ok_or_else(|| Failure::no_field(name, &self.name))
    }

    pub fn key_field(&self) -> &Field {
        // `new` sees to it that there is one.
        self.fields.iter().find(|field| field.primary_key).unwrap_or(&self.fields[0])
    }

    /// A key as it is written in a path or in a list of keys.
    pub fn key(&self, given: &Value) -> Result<Value, Failure> {
        let numeric = self.key_field().kind() == Kind::Number;
        match given {
            Value::String(text) if numeric => number(text).ok_or_else(Failure::forbidden),
            Value::Number(number) if !numeric => Ok(Value::String(number.to_string())),
            Value::String(_) | Value::Number(_) => Ok(given.clone()),
            _ => Err(Failure::forbidden()),
        }
    }

    pub fn position(&self, key: &Value) -> Option<usize> {
        let name = &self.key_field().name;
        self.rows.iter().position(|row| row.get(name) == Some(key))
    }

    /// Adds a row and gives its key. Unknown members are dropped, missing ones are null.
    pub fn insert(&mut self, mut given: Row) -> Result<Value, Failure> {
        let mut row = Row::new();
        for field in &self.fields {
            let value = given.shift_remove(&field.name).unwrap_or(Value::Null);
            row.insert(field.name.clone(), field.stored(value));
        }
        let key_field = self.key_field().clone();
        let mut key = row.get(&key_field.name).cloned().unwrap_or_default();
        if key.is_null() && key_field.auto_increment {
            key = json!(self.last_number + 1);
        } else if key.is_null() && key_field.kind() == Kind::Uuid {
            key = Value::String(uuid());
        } else if key.is_null() {
            let reason = format!("Validation failed for field \"{}\". Value is required", key_field.name);
            return Err(Failure::invalid_payload(&reason));
        }
        if self.position(&key).is_some() {
            return Err(Failure::not_unique(&self.name, &key_field.name, &key));
        }
        self.last_number = self.last_number.max(key.as_u64().unwrap_or(0));
        row.insert(key_field.name, key.clone());
        self.rows.push(row);
        Ok(key)
    }

    /// Adds all rows or, when one fails, none.
    pub fn insert_all(&mut self, rows: Vec<Row>) -> Result<Vec<Value>, Failure> {
        let before = (self.rows.len(), self.last_number);
        let keys: Result<_, _> = rows.into_iter().map(|row| self.insert(row)).collect();
        if keys.is_err() {
            self.rows.truncate(before.0);
            self.last_number = before.1;
        }
        keys
    }

    /// Sets members of a row, if there is one. Its key stays as it is.
    pub fn update(&mut self, key: &Value, changes: &Row) {
        let Some(position) = self.position(key) else { return };
        for field in self.fields.iter().filter(|field| !field.primary_key) {
            if let Some(value) = changes.get(&field.name) {
                self.rows[position].insert(field.name.clone(), field.stored(value.clone()));
            }
        }
    }

    pub fn remove(&mut self, key: &Value) {
        if let Some(position) = self.position(key) {
            self.rows.remove(position);
        }
    }
}

/// The type of a field as long as all its values are null.
const UNKNOWN: &str = "unknown";

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => UNKNOWN,
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) | Value::Object(_) => "json",
    }
}

pub(super) fn number(text: &str) -> Option<Value> {
    let text = text.trim();
    match text.parse::<i64>() {
        Ok(number) => Some(json!(number)),
        Err(_) => text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| json!(number)),
    }
}

fn uuid() -> String {
    let bytes = super::sessions::random::<16>();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}
