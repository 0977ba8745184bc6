//! What every resource uses.

pub use nodewright_core::prelude::*;

pub use crate::{
    Client,
    loaders::{Collections, CustomCollections, FieldsInCollection, RelationalFields, Roles},
    shapes::{
        JsonBody, JsonObject, JsonOr, Key, ListQuery, OneTimePassword, QueryJson, QueryOptions, ReturnAll,
        SplitIntoItems,
    },
};
