//! A route: its handler and its entry in the OpenAPI document.

use axum::{
    Json,
    extract::{FromRequestParts, State},
    handler::Handler,
    http::Method,
    routing::{self, MethodRouter},
};
use nodewright::Result;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};

use super::{body::Body, refusal::Refusal};
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

    /// Reads, with what `P` takes out of path and query. What `read` gives is what the route is described by.
    pub fn read<P, A, F, Answered>(path: &'static str, id: &'static str, read: F) -> Self
    where
        P: FromRequestParts<Api> + Send + 'static,
        A: Serialize + JsonSchema,
        F: Fn(Api, P) -> Answered + Clone + Send + Sync + 'static,
        Answered: Future<Output = Result<A>> + Send + 'static,
    {
        let handler = move |State(api): State<Api>, parts: P| {
            let answered = read(api, parts);
            async { answered.await.map(Json).map_err(Refusal::from) }
        };
        Self::get(path, id, handler).answers::<A>()
    }

    /// Answers a method of the API. What `call` takes and gives is what the route is described by.
    pub fn call<B, A, F, Answered>(path: &'static str, id: &'static str, call: F) -> Self
    where
        B: DeserializeOwned + JsonSchema + Send + 'static,
        A: Serialize + JsonSchema,
        F: Fn(Api, B) -> Answered + Clone + Send + Sync + 'static,
        Answered: Future<Output = Result<A>> + Send + 'static,
    {
        let handler = move |State(api): State<Api>, Body(body): Body<B>| {
            let answered = call(api, body);
            async { answered.await.map(Json).map_err(Refusal::from) }
        };
        Self::new(Method::POST, path, id, routing::post(handler)).takes::<B>().answers::<A>()
    }

    /// Gives what is not an answer of the API.
    pub fn get<T: 'static>(path: &'static str, id: &'static str, handler: impl Handler<T, Api>) -> Self {
        Self::new(Method::GET, path, id, routing::get(handler))
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
