#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! An author writes types that derive [`macro@Operation`], lists them in a [`Router`] of [`Resource`]s, and puts that into a
//! [`Definition`] with its [`CredentialDefinition`]; a [`Registration`] makes the node known to every program that links the
//! crate. [`Node`] is the trait behind it, for nodes that are something else than requests. A host deals with [`Item`],
//! [`NodeError`], [`HttpClient`], [`BinaryStore`], [`Expressions`] and [`Host`].

mod binary;
mod credential;
mod definition;
mod describe;
mod download;
mod error;
mod evaluate;
mod expression;
pub mod form;
mod item;
pub mod javascript;
mod node;
mod operation;
mod options;
mod output;
mod paging;
mod parameter;
pub mod path;
pub mod prelude;
mod program;
mod registry;
mod request;
mod router;
mod sandbox;
mod secret;
mod session;
mod transport;
mod unknown;
mod unreadable;
mod upload;

pub use async_trait::async_trait;
pub use binary::{Binary, BinaryStore, Content, Files, StoredFile};
pub use credential::{
    Authenticate, AuthenticateRule, Credential, CredentialDefinition, CredentialKeeper, CredentialSource,
    CredentialTest, CredentialTested, CredentialType, GenericAuth, Login, Members, Refusal, Renewal, RenewalTurn,
    Renewed, Signer, Signing, TestStatus,
};
pub use definition::{Connect, Definition};
pub use error::{Cause, ErrorKind, NodeError, Result};
pub use evaluate::{Evaluate, Locals, ReadParameter};
pub use expression::{Expression, Expressions, Host, Pace, Scope, Source, has_expression, is_expression};
pub use form::{Carried, Choice, Field, Form, Issues, JsonShape, Kind, Literal, LoaderInfo, Toggle};
pub use http::{self, Method};
pub use inventory;
pub use item::{Item, ItemRef, PairedItem, SourceData};
pub use node::{Context, Node, Plan};
pub use nodewright_json as json;
pub use nodewright_macros::{Choice, Collection, Group, Operation};
pub use nodewright_properties as properties;
pub use nodewright_properties::{NodeDescription, Property, Version};
pub use operation::{Call, Collected, Effect, Emit, Operation, OperationInfo, Sends};
pub use options::{
    AnyLoader, LoadedOption, Loader, LoaderEntry, LoaderName, MapperField, MapperFields, OptionsPage, OptionsRequest,
};
pub use output::Output;
pub use paging::{AllPages, ListForm, Page, Pages, ReturnAll, UsualList};
pub use parameter::{Element, Group, JsonText, Locator, Parameter, Pick, Segment, Text, push_segment};
pub use program::{Helpers, Program, Ran, Thrown};
pub use registry::{Registration, Registry, VersionedNode};
pub use request::{
    AnswerFormat, ArrayFormat, Body, FormFormat, Forward, Part, Proxy, Redirects, Request, RequestOptions,
    StatusErrors, TlsIdentity,
};
pub use router::{Entry, Resource, Router, entry, resource};
pub use sandbox::{RunningSandbox, Sandbox, StartingSandbox};
pub use schemars;
pub use secret::Secret;
pub use serde_json::{self, Value};
pub use session::{AllItems, Batch, EachItem, Job, Session};
pub use transport::{Answer, BodySource, HttpClient, Response, Service};
pub use unknown::{nearest, unknown};
pub use upload::SendBinary;

/// A node's parameters, as JSON.
pub type Parameters = serde_json::Map<String, Value>;
