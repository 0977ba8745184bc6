//! One request and its answer, over redirects and retries.

use std::{borrow::Cow, time::Duration};

use http::{HeaderMap, Method, StatusCode, header::HOST};
use nodewright_core::{AnswerFormat, Forward, NodeError, Proxy, Redirects, Response, Result, StatusErrors};
use tokio::time::{sleep, timeout};
use url::Url;

use crate::{
    address, answer,
    answer::Limited,
    body::Payload,
    client::Settings,
    domains::Domains,
    error::{network_error, timeout_error},
    redirect,
    retry::Failure,
    retry_after::retry_after,
};

pub(crate) struct Exchange<'a> {
    pub(crate) http: Cow<'a, reqwest::Client>,
    pub(crate) settings: &'a Settings,
    pub(crate) timeout: Duration,
    /// How large the answer may be, in bytes.
    pub(crate) response_limit: u64,
    pub(crate) max_redirects: usize,
    pub(crate) errors: StatusErrors,
    pub(crate) redirects: Redirects,
    pub(crate) repeatable: bool,
    pub(crate) method: Method,
    pub(crate) url: Url,
    /// All of them, those too that reqwest and hyper would add: hyper adds on the connection's thread, and growing memory
    /// of another thread takes malloc's lock, which halves the throughput.
    pub(crate) headers: HeaderMap,
    pub(crate) payload: Payload,
    /// Whether the credential is also in the body. Headers that carry it are marked as sensitive.
    pub(crate) signed_body: bool,
    /// Where the credential may go, if it is restricted.
    pub(crate) domains: Option<Domains>,
    pub(crate) forward: Forward,
    pub(crate) format: AnswerFormat,
    pub(crate) proxy: Option<Proxy>,
    /// Whether the head of an answer that is an error is kept.
    pub(crate) keeps_refusal: bool,
    pub(crate) refused: Option<(StatusCode, HeaderMap)>,
    /// How many requests went out.
    pub(crate) sent: u32,
}

impl Exchange<'_> {
    /// Sends until there is an answer to hand back.
    pub(crate) async fn run(&mut self) -> Result<Response> {
        let (mut retries, mut redirected) = (0, 0);
        loop {
            if let Some(policy) = &self.settings.destinations {
                policy.check(&self.url)?;
            }
            self.sent += 1;
            let (failed, failure) = match self.once().await {
                Ok(response) => match self.next(&response)? {
                    Next::Answer => return self.answer(response),
                    Next::Redirect(_) if redirected >= self.max_redirects => {
                        return Err(redirect::too_many(redirected, &self.url));
                    }
                    Next::Redirect(url) => {
                        redirected += 1;
                        self.turn_to(url, &response)?;
                        continue;
                    }
                    Next::Error(failure) => (Failed::Answer(response), failure),
                },
                Err((error, failure)) => (Failed::Network(error), failure),
            };
            let Some(wait) = self.settings.retry.wait(failure, self.repeatable, retries) else {
                if let (true, Failed::Answer(response)) = (self.keeps_refusal, &failed) {
                    self.refused = Some((response.status(), response.headers().clone()));
                }
                return Err(Box::pin(failed.into_error(self.timeout)).await);
            };
            // Frees the connection while waiting.
            drop(failed);
            retries += 1;
            tracing::debug!(retries, wait_ms = wait.as_millis() as u64, "sending again");
            // Boxed, because it is rare and every request would carry its size.
            Box::pin(sleep(wait)).await;
        }
    }

    async fn once(&self) -> Result<reqwest::Response, (NodeError, Failure)> {
        let mut request = reqwest::Request::new(self.method.clone(), self.url.clone());
        *request.headers_mut() = self.headers.clone();
        *request.body_mut() = self.payload.to_reqwest();
        match timeout(self.timeout, self.http.execute(request)).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => {
                let proxy = self.proxy.as_ref().and_then(|proxy| Url::parse(proxy.expose()).ok());
                Err(network_error(&error, proxy.as_ref().unwrap_or(&self.url)))
            }
            Err(_) => Err((timeout_error(self.timeout), Failure::Unknown)),
        }
    }

    /// What an answer asks for.
    fn next(&self, response: &reqwest::Response) -> Result<Next> {
        let (status, headers) = (response.status(), response.headers());
        if status.is_redirection() && self.redirects == Redirects::Return {
            return Ok(Next::Answer);
        }
        if self.max_redirects > 0
            && let Some(url) = redirect::target(status, headers, &self.url)
        {
            return url.map(Next::Redirect);
        }
        if self.errors.contains(status) {
            return Ok(Next::Error(Failure::Status(status, retry_after(headers))));
        }
        Ok(Next::Answer)
    }

    fn turn_to(&mut self, url: Url, response: &reqwest::Response) -> Result<()> {
        if let Some(domains) = &self.domains {
            domains.check_redirect(&url)?;
        }
        if redirect::becomes_get(response.status(), &self.method) {
            self.method = Method::GET;
            self.payload.discard(&mut self.headers);
        }
        if !redirect::same_host(&self.url, &url) {
            let in_body = self.signed_body && !matches!(self.payload, Payload::None);
            if in_body && self.forward == Forward::Nothing {
                return Err(redirect::refuse_body(&url));
            }
            redirect::withhold(&mut self.headers, self.forward);
            self.headers.remove(HOST);
            address::name_host(&url, &mut self.headers);
        }
        self.url = url;
        Ok(())
    }

    fn answer(&self, mut response: reqwest::Response) -> Result<Response> {
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        let body = Limited::new(response, self.response_limit, self.timeout)?;
        Ok(Response::new(status, headers, body).with_format(self.format))
    }
}

enum Next {
    Answer,
    Redirect(Url),
    Error(Failure),
}

enum Failed {
    Network(NodeError),
    Answer(reqwest::Response),
}

impl Failed {
    async fn into_error(self, idle: Duration) -> NodeError {
        match self {
            Self::Network(error) => error,
            Self::Answer(response) => {
                let wait = retry_after(response.headers());
                let error = answer::into_error(response, idle).await;
                match wait {
                    Some(wait) => error.with_retry_after(wait),
                    None => error,
                }
            }
        }
    }
}
