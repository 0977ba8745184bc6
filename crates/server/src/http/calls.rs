//! The methods of the API as routes take them.

use nodewright::{CredentialTested, Loaded, Result};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Api,
    answers::{Evaluated, Executed, ResolvedParameters},
    requests::{Evaluate, Execute, Options, Parameters, TestCredential},
};

/// Whether the server answers.
#[derive(Serialize, JsonSchema)]
pub(super) struct Health {
    /// `ok`.
    status: &'static str,
}

pub(super) async fn health(_: Api, (): ()) -> Result<Health> {
    Ok(Health { status: "ok" })
}

pub(super) async fn execute(api: Api, call: Execute) -> Result<Executed> {
    api.execute(call).await
}

pub(super) async fn parameters(api: Api, call: Parameters) -> Result<ResolvedParameters> {
    api.parameters(call).await
}

pub(super) async fn options(api: Api, call: Options) -> Result<Loaded> {
    api.options(call).await
}

pub(super) async fn evaluate(api: Api, call: Evaluate) -> Result<Evaluated> {
    api.evaluate(call).await
}

pub(super) async fn test_credential(api: Api, call: TestCredential) -> Result<CredentialTested> {
    api.test_credential(call).await
}
