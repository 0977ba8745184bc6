//! JSON that goes through Restate.

use bytes::Bytes;
use nodewright_json as json;
use restate_sdk::serde::{Deserialize, PayloadMetadata, Serialize};
use serde_json::Value;

/// JSON as the rest of the project reads it: keys keep their order, numbers their digits, and up to 500 arrays and objects
/// may be nested, where the SDK's own reads 128.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload(pub Value);

impl Serialize for Payload {
    type Error = serde_json::Error;

    fn serialize(&self) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(&self.0).map(Bytes::from)
    }
}

impl Deserialize for Payload {
    type Error = json::Error;

    fn deserialize(bytes: &mut Bytes) -> Result<Self, Self::Error> {
        json::read(bytes).map(Self)
    }
}

impl PayloadMetadata for Payload {}
