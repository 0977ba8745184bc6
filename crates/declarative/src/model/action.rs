//! Steps of `output.postReceive`.

use nodewright_core::Result;
use serde_json::Value;

use super::{
    FunctionPath, Place, Text,
    routing::{is_function, object},
    texts,
};

/// A step, and whether it is taken.
#[derive(Debug)]
pub struct PostReceive {
    pub enabled: Option<Text>,
    pub action: Action,
}

/// What a step does with the items.
#[derive(Debug)]
pub enum Action {
    /// An item for each element of a list inside; the path is not an expression.
    RootProperty(String),
    /// Keeps those for which this is true.
    Filter(Text),
    Limit(Text),
    /// One item in the place of all.
    Set(Text),
    /// Items of these keys.
    SetKeyValue(Vec<(String, Text)>),
    /// By the text of this key.
    Sort(String),
    /// The answer as a file, under this name.
    BinaryData(Text),
    Function(FunctionPath),
    /// A type that n8n does not know gives no items.
    Unknown,
}

impl PostReceive {
    pub fn of(action: &Value, place: &Place<'_>) -> Result<Self> {
        if is_function(action) {
            return Ok(Self { enabled: None, action: Action::Function(place.function()) });
        }
        let action = object(action, place)?;
        let kind = match action.get("type").map(Value::as_str) {
            Some(Some(kind)) => kind,
            Some(None) => return Err(place.member("type").refuse("is not a text")),
            None => return Err(place.refuse("has no type")),
        };
        let nothing = Value::Null;
        let properties = action.get("properties").unwrap_or(&nothing);
        let place = place.member("properties");
        let member = |name: &str| {
            let value = properties.get(name).map(Text::new);
            value.ok_or_else(|| place.member(name).refuse("is missing"))
        };
        let text = |name: &str| match properties.get(name) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(place.member(name).refuse("is not a text")),
            None => Err(place.member(name).refuse("is missing")),
        };
        Ok(Self {
            enabled: action.get("enabled").map(Text::new),
            action: match kind {
                "rootProperty" => Action::RootProperty(text("property")?),
                "filter" => Action::Filter(member("pass")?),
                "limit" => Action::Limit(member("maxResults")?),
                "set" => Action::Set(member("value")?),
                "setKeyValue" => Action::SetKeyValue(texts(object(properties, &place)?)),
                "sort" => Action::Sort(text("key")?),
                "binaryData" => Action::BinaryData(member("destinationProperty")?),
                _ => Action::Unknown,
            },
        })
    }
}
