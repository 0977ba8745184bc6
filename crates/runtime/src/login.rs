//! Logins: a user grants access in a browser.

use std::sync::Arc;

use nodewright_core::{
    Credential, ErrorKind, Expressions, HttpClient, Login, NodeError, Request, Result, Signer, Signing,
};
use serde_json::{Map, Value};

use crate::{CredentialReference, Runtime, node_credentials};

/// A login that was begun: the user opens its [`address`](Self::address), and the service sends the user back with what
/// [`finish`](Self::finish) takes.
pub struct PendingLogin {
    runtime: Runtime,
    credential: Credential,
    signer: Signer,
    login: Login,
}

impl Runtime {
    /// Begins a login for the credential that the provider has of a type, such as one that extends `oAuth2Api`. `redirect`
    /// is where the service sends the user afterwards, an address that is registered there.
    ///
    /// # Errors
    /// An unknown type or one without a login, and data that lacks what the login needs.
    pub async fn begin_login(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
        redirect: &str,
    ) -> Result<PendingLogin> {
        let kind = self.registry().credential_type(type_name)?;
        let refuse = |message| NodeError::new(ErrorKind::Credential, message);
        let no_login = || refuse(format!("The credential type '{type_name}' has no login in a browser"));
        let signer = kind.signer.clone().ok_or_else(no_login)?;
        let credential = node_credentials::load(&self.0, type_name, wanted.cloned()).await?;
        let credential =
            credential.ok_or_else(|| refuse(format!("There is no credential of type '{type_name}' to log in with")))?;
        let login = signer.0.begin_login(&credential, redirect, &With(self)).await?.ok_or_else(no_login)?;
        Ok(PendingLogin { runtime: self.clone(), credential, signer, login })
    }
}

impl PendingLogin {
    /// The address that the user opens.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.login.address
    }

    /// Whether an answer belongs to it: its `state` is that of this login.
    #[must_use]
    pub fn is_answer(&self, answer: &Map<String, Value>) -> bool {
        answer.get("state").and_then(Value::as_str).is_some_and(|state| state == self.login.state.expose())
    }

    /// Finishes it with the fields of the query that the service has sent the user back with; gives the data as the
    /// provider had it, with the tokens.
    ///
    /// # Errors
    /// An answer with another `state`, and what the user or the service has refused.
    pub async fn finish(&self, answer: &Map<String, Value>) -> Result<Map<String, Value>> {
        if !self.is_answer(answer) {
            let message = "The answer belongs to another login: its state is not the one that was sent";
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
        let finished = self.signer.0.finish_login(&self.credential, &self.login, answer, &With(&self.runtime)).await?;
        Ok(self.credential.with_changes(&finished))
    }
}

/// What a login may use.
struct With<'a>(&'a Runtime);

impl Signing for With<'_> {
    fn expressions(&self) -> Option<&dyn Expressions> {
        Some(&*self.0.0.expressions)
    }

    fn http(&self) -> &dyn HttpClient {
        let client: &Arc<dyn HttpClient> = self.0.http();
        &**client
    }

    fn url(&self, request: &Request) -> Result<String> {
        let no_url = || NodeError::new(ErrorKind::Operation, "The request has no absolute URL");
        request.url.clone().ok_or_else(no_url)
    }
}
