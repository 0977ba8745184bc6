//! Credentials that sign by code, and are renewed.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use http::{HeaderValue, StatusCode};
use nodewright_core::{
    Authenticate, Body, Credential, CredentialKeeper, CredentialType, ErrorKind, GenericAuth, HttpClient, NodeError,
    Refusal, Renewal, Request, Result, Service, Signing, StatusErrors,
};
use nodewright_testkit::{RecordedRequest, Reply};
use serde_json::{Map, Value, json};

use crate::{once, serve};

/// What a signer does when it is refused.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Renews {
    Never,
    Once,
    Kept,
    Fails,
}

/// Signs with the data's token; the next token comes from the answer that refuses it.
struct Challenge {
    renews: Renews,
    asked: Arc<AtomicUsize>,
}

#[async_trait]
impl Authenticate for Challenge {
    async fn sign(&self, request: &mut Request, credential: &Credential, with: &dyn Signing) -> Result<()> {
        let token = credential.text("token").unwrap_or_default();
        let text = format!("{token} {}", with.url(request)?);
        request.headers.insert("x-signature", HeaderValue::from_str(&text).expect("a header"));
        if request.method == "PUT" {
            request.body = Body::Json(json!({ "signed": token }));
        }
        Ok(())
    }

    fn is_stale(&self, credential: &Credential) -> bool {
        credential.text("token") == Some("")
    }

    fn is_refusal(&self, status: StatusCode, _: &Credential) -> bool {
        status == 401 || status == 419
    }

    async fn renew(
        &self,
        credential: &Credential,
        refusal: Option<&Refusal>,
        _: &dyn Signing,
    ) -> Result<Option<Renewal>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let token = refusal.map_or("fresh-secret", |refusal| refusal.headers["x-next"].to_str().expect("a text"));
        let data = Map::from_iter([("token".to_owned(), Value::from(token))]);
        match self.renews {
            Renews::Never => Ok(None),
            Renews::Once => Ok(Some(Renewal::Once(data))),
            Renews::Kept => Ok(Some(Renewal::Kept(data))),
            Renews::Fails => {
                let old = credential.text("token").unwrap_or_default();
                Err(NodeError::new(ErrorKind::Credential, format!("The token {old} cannot be renewed")))
            }
        }
    }
}

/// Notes what it is told.
struct Keeper(Arc<Mutex<Vec<Value>>>);

#[async_trait]
impl CredentialKeeper for Keeper {
    async fn renewed(&self, data: &Map<String, Value>) {
        self.0.lock().unwrap().push(Value::Object(data.clone()));
    }
}

struct Signed {
    service: Service,
    asked: Arc<AtomicUsize>,
    told: Arc<Mutex<Vec<Value>>>,
}

fn signed(service: Service, renews: Renews, token: &str) -> Signed {
    let (asked, told) = (Arc::default(), Arc::default());
    let kind = CredentialType { name: "coded".into(), ..CredentialType::default() };
    let kind = kind.signed_by(Challenge { renews, asked: Arc::clone(&asked) });
    let data = Map::from_iter([("token".to_owned(), Value::from(token))]);
    let credential = Credential::unchecked(Arc::new(kind), data).with_keeper(Arc::new(Keeper(Arc::clone(&told))));
    Signed { service: service.with_credential(Arc::new(credential)), asked, told }
}

/// Refuses any token but `next-secret` and `fresh-secret`, with this status.
fn refuses(status: u16) -> impl Fn(&RecordedRequest) -> Reply + Send + Sync + 'static {
    move |request| {
        let signature = request.header("x-signature").unwrap_or_default();
        match signature.starts_with("next-secret ") || signature.starts_with("fresh-secret ") {
            true => Reply::json(&json!({ "signature": signature })),
            false => Reply::text(format!("no {signature}")).with_status(status).header("x-next", "next-secret"),
        }
    }
}

#[tokio::test]
async fn what_is_refused_is_signed_again_once() {
    // status, how it renews, first token, requests, renewals, told, whether there is an answer
    let cases = [
        (401, Renews::Kept, "old-secret", 2, 1, 1, true),
        (419, Renews::Kept, "old-secret", 2, 1, 1, true),
        (401, Renews::Once, "old-secret", 2, 1, 0, true),
        (401, Renews::Never, "old-secret", 1, 1, 0, false),
        (401, Renews::Fails, "old-secret", 1, 1, 0, false),
        (403, Renews::Kept, "old-secret", 1, 0, 0, false),
        (401, Renews::Kept, "", 1, 1, 1, true),
        (401, Renews::Kept, "next-secret", 1, 0, 0, true),
    ];
    for (status, renews, token, requests, renewals, told, answered) in cases {
        let case = format!("{status} {renews:?} '{token}'");
        let (server, service) = serve(refuses(status));
        let signed = signed(service, renews, token);
        // A status that is no error for the request still refuses its credential.
        for errors in [StatusErrors::All, StatusErrors::None] {
            let keeps = renews == Renews::Kept && errors == StatusErrors::None;
            let before = (server.requests().len(), signed.asked.load(Ordering::SeqCst));
            let mut request = Request::get("/a");
            request.set("q", "ä b");
            request.options.errors = errors.clone();
            let answer = once().build().unwrap().send(&signed.service, request).await;
            if !keeps {
                let sent = server.requests().len() - before.0;
                assert_eq!((sent, signed.asked.load(Ordering::SeqCst) - before.1), (requests, renewals), "{case}");
            }
            let is_error = errors == StatusErrors::All || renews == Renews::Fails;
            match answer {
                Ok(answer) if answered => {
                    let value = answer.value().await.unwrap().unwrap();
                    let url = server.url_of("/a?q=%C3%A4%20b");
                    assert!(value["signature"].as_str().is_some_and(|text| text.ends_with(&url)), "{case}: {value}");
                }
                Ok(answer) => assert!(!is_error && answer.status == status, "{case}"),
                Err(error) => {
                    assert!(!answered && is_error, "{case}: {error}");
                    assert!(!format!("{error:?}").contains("old-secret"), "{case}: {error:?}");
                }
            }
        }
        assert_eq!(signed.told.lock().unwrap().len(), told, "{case}");
        // Whoever uses the credential later begins with what was kept.
        let token = signed.service.credential().unwrap().text("token");
        let kept = if told > 0 && requests == 2 { "next-secret" } else { token.unwrap() };
        assert_eq!(token, Some(kept), "{case}");
    }
}

#[tokio::test]
async fn many_that_are_refused_renew_once() {
    let (server, service) = serve(refuses(401));
    let signed = signed(service, Renews::Kept, "old-secret");
    let client = once().build().unwrap();
    let all = (0..16).map(|_| client.send(&signed.service, Request::post("/a")));
    for answer in futures_util::future::join_all(all).await {
        assert_eq!(answer.unwrap().status, 200);
    }
    assert_eq!(signed.asked.load(Ordering::SeqCst), 1);
    assert!(server.requests().len() <= 32);
}

#[tokio::test]
async fn what_code_adds_stays_on_its_host() {
    let (other, _) = serve(Reply::status(204));
    for (method, status, reaches) in [("GET", 302, true), ("PUT", 303, true), ("PUT", 307, false)] {
        let target = other.url_of("/y");
        let (_server, service) = serve(move |_: &RecordedRequest| Reply::redirect(status, &target));
        let signed = signed(service, Renews::Never, "old-secret");
        let request = Request::new(method.parse().unwrap(), "/a");
        let before = other.requests().len();
        let answer = once().build().unwrap().send(&signed.service, request).await;
        assert_eq!((answer.is_ok(), other.requests().len() - before), (reaches, usize::from(reaches)), "{method}");
    }
    assert!(other.requests().iter().all(|request| request.header("x-signature").is_none()));
}

#[tokio::test]
async fn a_request_without_its_credential_is_not_signed() {
    let (server, service) = serve(Reply::status(401));
    let signed = signed(service, Renews::Kept, "old-secret");
    once().build().unwrap().send(&signed.service, Request::get("/a").anonymous()).await.unwrap_err();
    let sent = server.requests();
    assert_eq!((sent.len(), sent[0].header("x-signature")), (1, None));
    assert_eq!(signed.asked.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn what_asks_for_it_is_sent_twice_on_401() {
    let data = || {
        let kind = GenericAuth::headers([("X-Key", "key")]);
        Arc::new(Credential::generic("api", kind, Map::new()))
    };
    let coded = |renews| {
        let kind = CredentialType { name: "coded".into(), ..CredentialType::default() };
        let kind = kind.signed_by(Challenge { renews, asked: Arc::default() });
        let token = Map::from_iter([("token".to_owned(), Value::from("old-secret"))]);
        Arc::new(Credential::unchecked(Arc::new(kind), token))
    };
    // credential, status, whether it asks, what is an error, requests
    for (credential, status, second_try, errors, requests) in [
        (Some(data()), 401, true, StatusErrors::All, 2),
        (Some(data()), 401, false, StatusErrors::All, 1),
        (Some(data()), 403, true, StatusErrors::All, 1),
        (Some(data()), 401, true, StatusErrors::None, 1),
        (None, 401, true, StatusErrors::All, 1),
        (Some(coded(Renews::Never)), 401, true, StatusErrors::All, 2),
        (Some(coded(Renews::Never)), 401, true, StatusErrors::None, 1),
        (Some(coded(Renews::Once)), 401, true, StatusErrors::All, 2),
    ] {
        let case = format!("{credential:?} {status} {second_try} {errors:?}");
        let (server, service) = serve(refuses(status));
        let service = match credential {
            Some(credential) => service.with_credential(credential),
            None => service,
        };
        let mut request = Request::get("/a");
        request.options.second_try = second_try;
        request.options.errors = errors;
        drop(once().build().unwrap().send(&service, request).await);
        assert_eq!(server.requests().len(), requests, "{case}");
    }
}
