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
        let mut former: Vec<Arc<Credential>> = Vec::new();
        let mut credential = Arc::clone(credential);
        if signer.0.is_stale(&credential)
            && let Some(renewed) = shown(credential.renew(None, &with).await, &[&credential])?
        {
            credential = renewed.credential;
        }
        let second_try = request.options.second_try && signer.0.repeats_refused();
        loop {
            let (answer, refusal) = self.attempt(&with, &credential, signer, request.clone(), &former).await;
            let Some(refusal) = refusal else { return answer };
            // What another has renewed may be refused once more, what was renewed for this request not.
            let renewed = shown(credential.renew(Some(&refusal), &with).await, &[&credential])?;
            let may_repeat = second_try && former.is_empty() && answer.is_err();
            let (next, is_last) = match renewed {
                Some(renewed) => (renewed.credential, !renewed.by_another || former.len() > 1),
                None if may_repeat => (Arc::clone(&credential), true),
                None => return answer,
            };
            former.push(std::mem::replace(&mut credential, next));
            if is_last {
                return self.attempt(&with, &credential, signer, request, &former).await.0;
            }
        }
    }

    /// Sends a request that is signed by data, and once more where its credential is refused.
    pub(crate) async fn send_twice(&self, service: &Service, mut request: Request) -> Result<Response> {
        request.options.second_try = false;
        let is_refused = |error: &NodeError| error.http_code() == Some("401");
        match self.send(service, request.clone()).await {
            Err(error) if error.kind() == ErrorKind::Api && is_refused(&error) => self.send(service, request).await,
            answer => answer,
        }
    }

    /// Sends it once, and says whether the answer refuses the credential.
    async fn attempt(
        &self,
        with: &With<'_>,
        credential: &Arc<Credential>,
        signer: &Signer,
        mut request: Request,
        former: &[Arc<Credential>],
    ) -> (Result<Response>, Option<Refusal>) {
        request.options.second_try = false;
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
