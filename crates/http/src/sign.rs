//! Signing requests with their credential.

use std::sync::Arc;

use nodewright_core::{
    AuthenticateRule, Body, Credential, ErrorKind, Expressions, HttpClient, NodeError, Refusal, Request, Response,
    Result, Service, Signer, Signing,
};

use crate::{Client, address, client::Hidden, exchange::Exchange, query};

/// Signs by data, without waiting. Nothing is added by a type that says nothing.
pub(crate) fn by_data(
    request: &mut Request,
    credential: &Credential,
    expressions: Option<&dyn Expressions>,
) -> Result<()> {
    match &credential.kind().authenticate {
        None => Ok(()),
        Some(AuthenticateRule::Generic { properties }) => properties.add_to(request, credential, expressions),
        Some(AuthenticateRule::Other(_)) => {
            let message = format!(
                "The credential type '{}' signs requests by code, which is not registered with it",
                credential.type_name()
            );
            Err(NodeError::new(ErrorKind::Credential, message))
        }
    }
}

/// What code that signs may use.
struct With<'a> {
    client: &'a Client,
    service: &'a Service,
}

impl Signing for With<'_> {
    fn expressions(&self) -> Option<&dyn Expressions> {
        self.client.0.expressions()
    }

    fn http(&self) -> &dyn HttpClient {
        self.client
    }

    fn url(&self, request: &Request) -> Result<String> {
        let query = query::encode(&request.query, request.options.arrays);
        let mut url = address::of(&self.client.0.bases, self.service.base(), request, &query)?;
        let _ = url.set_username("").and_then(|()| url.set_password(None));
        Ok(url.into())
    }
}

impl Client {
    /// Sends a request that code signs. An answer that refuses the credential is asked for again once it is renewed.
    pub(crate) async fn send_signed_by_code(
        &self,
        service: &Service,
        credential: &Arc<Credential>,
        signer: &Signer,
        request: Request,
    ) -> Result<Response> {
        let with = With { client: self, service };
        let stale = match signer.0.is_stale(credential) {
            true => shown(credential.renew(None, &with).await, &[credential])?,
            false => None,
        };
        let credential = stale.as_ref().unwrap_or(credential);
        let (answer, refusal) = self.attempt(&with, credential, signer, request.clone(), &[]).await;
        let Some(refusal) = refusal else { return answer };
        match shown(credential.renew(Some(&refusal), &with).await, &[credential])? {
            Some(renewed) => self.attempt(&with, &renewed, signer, request, &[credential]).await.0,
            None => answer,
        }
    }

    /// Sends it once, and says whether the answer refuses the credential.
    async fn attempt(
        &self,
        with: &With<'_>,
        credential: &Arc<Credential>,
        signer: &Signer,
        mut request: Request,
        former: &[&Credential],
    ) -> (Result<Response>, Option<Refusal>) {
        let (before, had_body) = (request.headers.clone(), !matches!(request.body, Body::None));
        let signed = signer.0.sign(&mut request, credential, with).await;
        for (name, value) in &mut request.headers {
            if before.get(name) != Some(value) {
                value.set_sensitive(true);
            }
        }
        if !had_body && !matches!(request.body, Body::None) {
            request.mark_body_as_signed();
        }
        for former in former.iter().flat_map(|former| former.secrets()) {
            request.hide(former.to_owned());
        }
        let exchange = signed.and_then(|()| self.0.exchange(with.service, Some(credential), &mut request));
        let hidden = Hidden::new(Some(credential), request);
        let mut exchange: Exchange<'_> = match exchange {
            Ok(exchange) => exchange,
            Err(error) => return (Err(hidden.redactor().error(error)), None),
        };
        exchange.keeps_refusal = true;
        let answer = crate::client::run(&mut exchange, &hidden).await;
        let refused = match &answer {
            Ok(answer) => Some((answer.status, answer.headers.clone())),
            Err(_) => exchange.refused.take(),
        };
        let refusal = refused
            .filter(|(status, _)| signer.0.is_refusal(*status, credential))
            .map(|(status, headers)| Refusal { status, headers });
        (hidden.finish(answer), refusal)
    }
}

/// The same without what these credentials hide, as it is an error of code.
fn shown<T>(result: Result<T>, of: &[&Credential]) -> Result<T> {
    result.map_err(|error| {
        of.iter().fold(error, |error, credential| crate::Redactor::new(Some(credential), &[], &[]).error(error))
    })
}
