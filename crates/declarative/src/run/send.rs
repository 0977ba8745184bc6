//! Sending a request, as n8n's `httpRequest` and `httpRequestWithAuthentication` do.

use std::sync::Arc;

use nodewright_core::{Credential, HttpClient, Result, Service, http::StatusCode};
use nodewright_http::options;
use serde_json::{Map, Value};

use super::{answer::Got, failure, request};

/// Sends the requests of one execution.
pub struct Sender {
    http: Arc<dyn HttpClient>,
    service: Service,
    is_signed: bool,
    /// Whether n8n would sign the same again after a refusal; a signer sees to that itself.
    repeats: bool,
}

impl Sender {
    pub fn new(http: Arc<dyn HttpClient>, credential: Option<Arc<Credential>>) -> Self {
        let is_signed = credential.is_some();
        let repeats = credential.as_ref().is_some_and(|credential| credential.kind().signer.is_none());
        let service = Service::anywhere();
        let service = match credential {
            Some(credential) => service.with_credential(credential),
            None => service,
        };
        Self { http, service, is_signed, repeats }
    }

    /// Sends a request, and reads its answer.
    ///
    /// # Errors
    /// It cannot be sent, gets no answer, or one whose status is an error.
    pub async fn send(&self, given: &Map<String, Value>, has_undefined: bool) -> Result<Got> {
        let request::Prepared { request, ignore } = request::prepare(given, has_undefined)?;
        if let Some(message) = options::invalid_url(request.url.as_deref().unwrap_or_default()) {
            return Err(failure::of_url(message, self.is_signed));
        }
        let format = request.options.answer;
        let again = self.repeats.then(|| request.clone());
        let network = |error| failure::of_network(error, self.is_signed);
        let mut answer = self.http.send(&self.service, request).await.map_err(network)?;
        if let Some(request) =
            again.filter(|_| answer.status == StatusCode::UNAUTHORIZED && ignore.is_error(answer.status))
        {
            answer = self.http.send(&self.service, request).await.map_err(network)?;
        }
        match ignore.is_error(answer.status) {
            true => Err(failure::of_status(answer, format, self.is_signed).await),
            false => Got::read(answer).await.map_err(network),
        }
    }
}
