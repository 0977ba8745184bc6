//! A route: its handler and its entry in the OpenAPI document.

use axum::{
    handler::Handler,
    http::Method,
    routing::{self, MethodRouter},
};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::Api;

/// The schema of a type.
pub(super) type Shape = fn(&mut SchemaGenerator) -> Schema;

/// A line of the table of routes.
pub(super) struct Route {
    /// Method.
    pub method: Method,
    /// Path, with placeholders as axum writes them.
    pub path: &'static str,
    /// Name for generated clients.
    pub id: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Fields of its query.
    pub query: Option<Shape>,
    /// Its JSON body.
    pub body: Option<Shape>,
    /// What it answers.
    pub answer: Answer,
    /// Whether it needs no token.
    pub open: bool,
    /// What carries it out.
    pub handler: MethodRouter<Api>,
}

/// What a route answers.
pub(super) enum Answer {
    /// JSON.
    Json(Shape),
    /// Something of this media type.
    Media(&'static str),
    /// Nothing but its status.
    Empty,
}

impl Route {
    fn new(method: Method, path: &'static str, id: &'static str, handler: MethodRouter<Api>) -> Self {
        Self { method, path, id, summary: "", query: None, body: None, answer: Answer::Empty, open: false, handler }
    }

    /// Reads.
    pub fn get<T: 'static>(path: &'static str, id: &'static str, handler: impl Handler<T, Api>) -> Self {
        Self::new(Method::GET, path, id, routing::get(handler))
    }

    /// Calls.
    pub fn post<T: 'static>(path: &'static str, id: &'static str, handler: impl Handler<T, Api>) -> Self {
        Self::new(Method::POST, path, id, routing::post(handler))
    }

    /// Stores.
    pub fn put<T: 'static>(path: &'static str, id: &'static str, handler: impl Handler<T, Api>) -> Self {
        Self::new(Method::PUT, path, id, routing::put(handler))
    }

    /// Removes.
    pub fn delete<T: 'static>(path: &'static str, id: &'static str, handler: impl Handler<T, Api>) -> Self {
        Self::new(Method::DELETE, path, id, routing::delete(handler))
    }

    /// What it does, in a line.
    pub fn summary(self, summary: &'static str) -> Self {
        Self { summary, ..self }
    }

    /// Takes these fields in its query.
    pub fn query<T: JsonSchema>(self) -> Self {
        Self { query: Some(T::json_schema), ..self }
    }

    /// Takes this body.
    pub fn takes<T: JsonSchema>(self) -> Self {
        Self { body: Some(|generator| generator.subschema_for::<T>()), ..self }
    }

    /// Answers this as JSON.
    pub fn answers<T: JsonSchema>(self) -> Self {
        Self { answer: Answer::Json(|generator| generator.subschema_for::<T>()), ..self }
    }

    /// Answers something of this media type.
    pub fn media(self, media_type: &'static str) -> Self {
        Self { answer: Answer::Media(media_type), ..self }
    }

    /// Needs no token.
    pub fn open(self) -> Self {
        Self { open: true, ..self }
    }
}
