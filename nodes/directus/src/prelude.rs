//! What every resource uses.

pub use nodewright_core::{
    Call, Choice, Collection, Group, JsonText, Operation, Output, Pick, Request, Resource, Result, Secret, Sends, Text,
    operations, resource,
};

pub use crate::{
    Client,
    loaders::{Collections, CustomCollections, FieldsInCollection, RelationalFields, Roles},
    shapes::*,
};
