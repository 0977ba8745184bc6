//! What the modules of a node import: `use nodewright_core::prelude::*;`.
//!
//! The trait [`Client`](crate::Client) is not here, because a node's own client usually has that name.

pub use crate::{
    AllPages, Authenticate, Binary, Body, Call, Choice, Collection, Context, CredentialType, Definition, Effect,
    Element, ErrorKind, Field, Form, Group, HttpClient, Issues, Item, JsonText, Kind, LoadedOption, Loader, LoaderInfo,
    LoaderName, Locator, Method, NodeError, Operation, OperationInfo, OptionsPage, OptionsRequest, Output, Page, Pages,
    Parameter, Parameters, Part, Pick, Registration, Registry, Request, Resource, Response, Result, ReturnAll, Router,
    Secret, Segment, SendBinary, Sends, Service, Text, Value, Version, VersionedNode, async_trait, loaders, operations,
    push_segment, resource, serde_json::json,
};
