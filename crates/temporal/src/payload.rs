//! JSON that goes through Temporal.

use std::collections::HashMap;

use nodewright_json as json;
use serde_json::Value;
use temporalio_common::{
    data_converters::{PayloadConversionError, SerializationContext, TemporalDeserializable, TemporalSerializable},
    protos::temporal::api::common::v1 as api,
};

/// The kind of data that all SDKs of Temporal know as JSON.
const JSON: &[u8] = b"json/plain";

/// JSON as the rest of the project reads it: keys keep their order, numbers their digits, and up to 500 arrays and objects
/// may be nested, where the SDK's own reads 128.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload(pub Value);

impl TemporalSerializable for Payload {
    fn to_payload(&self, _: &SerializationContext<'_>) -> Result<api::Payload, PayloadConversionError> {
        let data = serde_json::to_vec(&self.0).map_err(|why| PayloadConversionError::EncodingError(why.into()))?;
        let metadata = HashMap::from([("encoding".to_owned(), JSON.to_vec())]);
        Ok(api::Payload { metadata, data, ..api::Payload::default() })
    }
}

impl TemporalDeserializable for Payload {
    fn from_payload(_: &SerializationContext<'_>, payload: api::Payload) -> Result<Self, PayloadConversionError> {
        if payload.metadata.get("encoding").map(Vec::as_slice) != Some(JSON) {
            return Err(PayloadConversionError::WrongEncoding);
        }
        json::read(&payload.data).map(Self).map_err(|why| PayloadConversionError::EncodingError(why.into()))
    }
}
