//! What the modules of a node import: `use nodewright_core::prelude::*;`.

pub use crate::{
    AllPages, AnyLoader, Authenticate, Binary, Body, Call, Choice, Collection, Connect, Context, CredentialDefinition,
    CredentialType, Definition, Effect, Element, ErrorKind, Field, Form, Group, HttpClient, Issues, Item, JsonShape,
    JsonText, Kind, ListForm, Literal, LoadedOption, Loader, LoaderInfo, LoaderName, Locator, Method, NodeError,
    Operation, OperationInfo, OptionsPage, OptionsRequest, Output, Page, Pages, Parameter, Parameters, Part, Pick,
    Redirects, Registration, Registry, Request, Resource, Response, Result, ReturnAll, Router, Secret, Segment,
    SendBinary, Sends, Service, Text, Toggle, Value, Version, VersionedNode, async_trait, loaders, operations,
    push_segment, resource, serde_json::json,
};
