//! Values and errors, as JavaScript takes them.

use nodewright_core::{NodeError, Result};
use nodewright_http::error::Said;
use serde_json::{Map, Value, json};

/// A value, nothing for undefined, or the error for JavaScript to throw.
pub fn given(result: Result<Option<Value>>) -> Value {
    match result {
        Ok(Some(value)) => json!({ "value": value }),
        Ok(None) => json!({}),
        Err(error) => json!({ "given": crate::error::given(&error) }),
    }
}

/// The texts of an error, for JavaScript's class.
pub fn said_of(options: Option<Value>, make: impl FnOnce(Said<'_>) -> NodeError) -> Value {
    let options = options.unwrap_or_default();
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    let mapping: Vec<_> = options.get("messageMapping").and_then(Value::as_object).into_iter().flatten().collect();
    let mapping: Vec<_> = mapping.iter().filter_map(|(from, to)| Some((from.as_str(), to.as_str()?))).collect();
    let error = make(Said {
        message: text("message"),
        description: text("description"),
        http_code: text("httpCode"),
        mapping: &mapping,
    });
    let mut said = Map::new();
    said.insert("message".into(), error.message().into());
    said.insert("messages".into(), error.messages().into());
    said.extend(error.description().map(|text| ("description".to_owned(), text.into())));
    said.extend(error.http_code().map(|code| ("httpCode".to_owned(), code.into())));
    said.extend(error.data().map(|data| ("data".to_owned(), data.clone())));
    said.into()
}
