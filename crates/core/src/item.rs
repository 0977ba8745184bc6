//! What flows between nodes.

use std::fmt;

use indexmap::IndexMap;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error as _, MapAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::{Map, Value};

use crate::{Binary, NodeError};

/// One item: n8n's `INodeExecutionData`, `{json, binary?, pairedItem?, error?}`. Keys beyond these survive a round trip.
///
/// ```
/// use nodewright_core::Item;
/// let item: Item = serde_json::from_str(r#"{"json": {"id": 1}, "pairedItem": {"item": 0}}"#).unwrap();
/// assert_eq!(item.json["id"], 1);
/// assert!(serde_json::from_str::<Item>(r#"{"id": 1}"#).is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// The data; an object in all but odd cases.
    pub json: Value,
    /// Files, by name of the binary property.
    pub binary: Option<IndexMap<String, Binary>>,
    /// The input items it came from.
    pub paired_item: Option<PairedItem>,
    /// The error that stands for this item's result.
    pub error: Option<NodeError>,
    /// Whatever else the JSON had.
    pub extra: Map<String, Value>,
}

/// The input items an item came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged, expecting = "must be an index, {\"item\": index} or an array of these")]
pub enum PairedItem {
    /// Index of the item on the first input.
    Index(usize),
    /// One item.
    One(ItemRef),
    /// Several items.
    Many(Vec<ItemRef>),
}

/// An input item: its index, and its input if that is not the first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemRef {
    /// Index of the item.
    pub item: usize,
    /// Index of the input; the first if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<usize>,
    /// Where it came from, if not from where the items of the run came from: in a loop, from where it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_overwrite: Option<Box<SourceData>>,
}

impl ItemRef {
    /// An item of the first input.
    #[must_use]
    pub fn new(item: usize) -> Self {
        Self { item, ..Self::default() }
    }
}

/// The node, its output and its run that items came from: n8n's `ISourceData`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourceData {
    /// Name of the node.
    pub previous_node: String,
    /// Index of its output.
    #[serde(default)]
    pub previous_node_output: usize,
    /// Which of its runs.
    #[serde(default)]
    pub previous_node_run: usize,
}

impl From<usize> for PairedItem {
    fn from(item: usize) -> Self {
        Self::One(ItemRef::new(item))
    }
}

impl Item {
    /// An item of this data.
    pub fn new(json: impl Into<Value>) -> Self {
        Self { json: json.into(), ..Self::default() }
    }

    /// The item with an empty object, which stands for "no input" and "no output".
    #[must_use]
    pub fn empty() -> Self {
        Self::new(Map::new())
    }

    /// An item that represents a failure, as in n8n: `{json: {error: message}, error}`, unless the error says what is
    /// [shown](NodeError::shown_as).
    #[must_use]
    pub fn failed(mut error: NodeError) -> Self {
        if let Some(json) = error.take_shown() {
            return Self::new(json);
        }
        let mut json = Map::new();
        json.insert("error".into(), error.message().into());
        Self { json: json.into(), error: Some(error), ..Self::default() }
    }

    /// Links it to the input item it came from.
    #[must_use]
    pub fn paired_with(mut self, item: usize) -> Self {
        self.paired_item = Some(item.into());
        self
    }
}

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("json", &self.json)?;
        if let Some(binary) = &self.binary {
            map.serialize_entry("binary", binary)?;
        }
        if let Some(paired) = &self.paired_item {
            map.serialize_entry("pairedItem", paired)?;
        }
        if let Some(error) = &self.error {
            map.serialize_entry("error", error)?;
        }
        for (key, value) in &self.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

/// Each member is read as what it is, so that an error says where it is.
struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Item, A::Error> {
        let (mut item, mut json) = (Item::default(), None);
        while let Some(key) = members.next_key::<String>()? {
            match key.as_str() {
                "json" => json = Some(members.next_value()?),
                "binary" => item.binary = members.next_value()?,
                "pairedItem" => item.paired_item = members.next_value()?,
                "error" => item.error = members.next_value()?,
                _ => {
                    item.extra.insert(key, members.next_value()?);
                }
            }
        }
        item.json = json.ok_or_else(|| A::Error::missing_field("json"))?;
        Ok(item)
    }
}

impl schemars::JsonSchema for Item {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Item".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "properties": {
                "json": { "description": "The data; an object in all but odd cases." },
                "binary": generator.subschema_for::<Option<IndexMap<String, Binary>>>(),
                "pairedItem": generator.subschema_for::<Option<PairedItem>>(),
                "error": generator.subschema_for::<Option<NodeError>>(),
            },
            "required": ["json"],
        })
    }
}
