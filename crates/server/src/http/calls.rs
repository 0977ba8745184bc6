//! The methods of the API as routes.

use axum::{Json, extract::State};
use nodewright::Loaded;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{body::Body, refusal::Refusal};
use crate::{
    Api,
    requests::{Evaluate, Execute, Options, Parameters},
};

type Answer<T> = Result<Json<T>, Refusal>;

/// Whether the server answers.
#[derive(Serialize, JsonSchema)]
pub(super) struct Health {
    /// `ok`.
    status: &'static str,
}

pub(super) async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}

pub(super) async fn execute(State(api): State<Api>, Body(call): Body<Execute>) -> Answer<Value> {
    Ok(Json(api.execute(call).await?))
}

pub(super) async fn parameters(State(api): State<Api>, Body(call): Body<Parameters>) -> Answer<Value> {
    Ok(Json(api.parameters(&call)?))
}

pub(super) async fn options(State(api): State<Api>, Body(call): Body<Options>) -> Answer<Loaded> {
    Ok(Json(api.options(call).await?))
}

pub(super) async fn evaluate(State(api): State<Api>, Body(call): Body<Evaluate>) -> Answer<Value> {
    Ok(Json(api.evaluate(call).await?))
}

/// Resolved parameters.
#[derive(JsonSchema)]
#[allow(dead_code)] // Only its schema is used.
pub(super) struct Resolved {
    /// What the node would run with.
    parameters: Map<String, Value>,
    /// What is wrong with them, by parameter.
    issues: Option<Map<String, Value>>,
}

/// The value of an expression.
#[derive(JsonSchema)]
#[allow(dead_code)] // Only its schema is used.
pub(super) struct Evaluated {
    /// Its JavaScript type.
    r#type: String,
    /// The value; what JSON cannot hold is an object such as `{"$undefined": true}`.
    value: Value,
}
