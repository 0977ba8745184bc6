//! Code nodes in a runtime: what they reach, what they keep, and that they end.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use nodewright::{
    Builder, Cancellation, ErrorKind, Host, HttpClient, Item, NodeError, Outcome, Request, Response, Runtime, Service,
    core::Body,
    http::{HeaderMap, StatusCode},
};
use nodewright_node_base as _;
use serde_json::{Value, json};

fn items() -> Vec<Item> {
    let file = json!({ "data": { "data": "aGVsbG8=", "mimeType": "text/plain" } });
    let items = json!([{ "json": { "n": 1 } }, { "json": { "n": 2 }, "binary": file }]);
    serde_json::from_value(items).expect("items")
}

async fn run(builder: Builder, node_type: &str, parameters: Value) -> Result<Outcome, NodeError> {
    let node = json!({ "name": "Code", "type": node_type, "parameters": parameters });
    builder.time_zone("UTC").build()?.prepare(&node)?.execute(items()).await
}

async fn code(builder: Builder, source: &str) -> Result<Vec<Value>, NodeError> {
    let outcome = run(builder, "code", json!({ "jsCode": source })).await?;
    Ok(outcome.outputs[0].iter().map(|item| json!(item)).collect())
}

/// On one worker, which a loop would keep from ever seeing the end of its time.
#[tokio::test]
async fn code_that_does_not_end_is_ended_and_keeps_no_worker() {
    for source in [
        "while (true) {}",
        "await new Promise((r) => setTimeout(r, 1e9))",
        "const f = () => Promise.resolve().then(f); f(); await new Promise(() => {})",
        // A loop of the engine's own, which does not listen: its thread is given up.
        "Reflect.ownKeys; const a = new Uint8Array(3e7); for (;;) a.sort()",
    ] {
        let builder = Runtime::builder().program_time(Duration::from_millis(200));
        let error = code(builder, source).await.expect_err(source);
        assert_eq!(error.message(), "The code took more than 0.2 s, all that it may take", "{source}");
        assert!(error.description().is_some());
    }
}

#[tokio::test]
async fn a_cancelled_execution_ends_its_code() {
    let node = json!({ "name": "Code", "type": "code", "parameters": { "jsCode": "while (true) {}" } });
    let prepared = Runtime::builder().build().and_then(|runtime| runtime.prepare(&node)).expect("a node");
    let cancellation = Cancellation::new();
    let execution = prepared.execution(items()).cancellation(cancellation.clone());
    let (outcome, ()) = tokio::join!(execution.outcome(), async { cancellation.cancel() });
    assert_eq!(outcome.expect_err("an end").kind(), ErrorKind::Cancelled);
}

#[tokio::test]
async fn python_is_refused_by_name() {
    for language in ["python", "pythonNative"] {
        let parameters = json!({ "language": language, "pythonCode": "return []" });
        let error = run(Runtime::builder(), "code", parameters).await.expect_err("a refusal");
        assert_eq!(error.message(), "Code in Python is not supported", "{language}");
    }
}

/// Gives back what the node kept.
struct Kept(Value);

impl Host for Kept {
    fn node_context(&self, _: &str) -> Option<&Value> {
        Some(&self.0)
    }
}

#[tokio::test]
async fn static_data_is_kept_for_the_next_run_and_items_stay_as_they_were() {
    let source =
        "const s = $getWorkflowStaticData('node'); s.n = (s.n ?? 0) + 1; items[0].json.n = s.n; return [items[0]]";
    let node = json!({ "name": "Code", "type": "code", "parameters": { "jsCode": source } });
    let prepared = Runtime::builder().build().and_then(|runtime| runtime.prepare(&node)).expect("a node");
    let mut kept = json!({ "other": 1 });
    for n in 1..=3 {
        let outcome = prepared.execution(items()).host(Arc::new(Kept(kept))).outcome().await.expect("a run");
        assert_eq!(outcome.outputs[0][0].json, json!({ "n": n }));
        kept = json!(outcome.kept);
        assert_eq!(kept, json!({ "other": 1, "staticData": { "n": n } }));
    }
}

/// Answers with what it was asked, and notes it.
#[derive(Default)]
struct Echo(Mutex<Vec<Value>>);

#[async_trait]
impl HttpClient for Echo {
    async fn send(&self, _: &Service, request: Request) -> nodewright::Result<Response> {
        let body = match &request.body {
            Body::None => Value::Null,
            Body::Json(body) => body.clone(),
            Body::Form(form) => json!({ "form": form }),
            Body::Bytes { mime, .. } => json!({ "mime": mime }),
            Body::Multipart(_) => json!("multipart"),
        };
        let url = request.url.clone().unwrap_or_default();
        let signed = request.headers.get("authorization").and_then(|value| value.to_str().ok());
        let asked = json!([request.method.as_str(), url, request.query, body, signed]);
        self.0.lock().unwrap().push(asked.clone());
        if url.ends_with("/missing") {
            if !request.options.errors.contains(StatusCode::NOT_FOUND) {
                let body = json!({ "why": "gone" }).to_string();
                return Ok(Response::new(StatusCode::NOT_FOUND, HeaderMap::new(), Some(body.into())));
            }
            let error = NodeError::new(ErrorKind::Api, "The resource you are requesting could not be found");
            return Err(error.with_http_code(404).with_data(json!({ "why": "gone" })));
        }
        Ok(Response::new(StatusCode::OK, HeaderMap::new(), Some(asked.to_string().into())))
    }
}

#[tokio::test]
async fn helpers_send_with_the_hosts_client_and_read_and_make_files() {
    let fails = |call: &str, expression: &str| {
        format!("try {{ await this.helpers.{call} }} catch (e) {{ return {{ said: {expression} }} }}")
    };
    for (source, wanted) in [
        (
            "return { a: await this.helpers.httpRequest({ url: 'https://x.example/p?q=1', qs: { r: [2] } }) }".to_owned(),
            json!({ "a": ["GET", "https://x.example/p?q=1", { "r": [2] }, null, null] }),
        ),
        (
            "return { a: await $helpers.httpRequest({ method: 'post', baseURL: 'https://u:p@x.example/v1/', url: '/p', \
             body: { b: 1 }, json: true, timeout: 9000 }) }"
                .to_owned(),
            json!({ "a": ["POST", "https://u:p@x.example/v1/p", {}, { "b": 1 }, null] }),
        ),
        (
            "return await this.helpers.httpRequest({ url: 'https://x.example', method: 'PUT', body: Buffer.from('hi'), \
             headers: { 'content-type': 'text/x' }, auth: { username: 'u', password: 'p' }, returnFullResponse: true })"
                .to_owned(),
            json!({ "body": ["PUT", "https://x.example", {}, { "mime": "" }, "Basic dTpw"], "headers": {}, "statusCode": 200 }),
        ),
        (
            "const b = await this.helpers.httpRequest({ url: 'https://x.example', encoding: 'arraybuffer' }); \
             return { is: Buffer.isBuffer(b), text: b.toString().slice(0, 6) }"
                .to_owned(),
            json!({ "is": true, "text": "[\"GET\"" }),
        ),
        (
            fails("httpRequest('https://x.example/missing')", "[e.message, e.response.status, e.response.data]"),
            json!({ "said": ["Request failed with status code 404", 404, { "why": "gone" }] }),
        ),
        (
            "return await this.helpers.httpRequest({ url: 'https://x.example/missing', ignoreHttpStatusErrors: true })"
                .to_owned(),
            json!({ "why": "gone" }),
        ),
        (fails("httpRequest({ url: 'nope' })", "e.message"), json!({ "said": "Invalid URL: nope" })),
        (
            fails("httpRequest({ url: 'https://x.example', gzip: 1 })", "e.message.split(';')[0]"),
            json!({ "said": "The option 'gzip' of httpRequest is not supported in code" }),
        ),
        (
            fails("requestOAuth2()", "e.message.split(';')[0]"),
            json!({ "said": "The helper 'requestOAuth2' is not available to code" }),
        ),
        (
            "const b = await this.helpers.getBinaryDataBuffer(1, 'data'); return { text: b.toString(), length: b.length }"
                .to_owned(),
            json!({ "text": "hello", "length": 5 }),
        ),
        (
            fails("getBinaryDataBuffer(0, 'data')", "e.message.includes(\"'data'\")"),
            json!({ "said": true }),
        ),
        (
            "return { f: await this.helpers.prepareBinaryData(Buffer.from('hi'), 'a.txt') }".to_owned(),
            json!({ "f": { "data": "aGk=", "mimeType": "text/plain", "fileType": "text", "fileExtension": "txt",
                "fileName": "a.txt", "fileSize": "2 B", "bytes": 2 } }),
        ),
    ] {
        let seen = code(Runtime::builder().http(Arc::new(Echo::default())), &source).await;
        assert_eq!(seen.map(|items| items[0]["json"].clone()).map_err(|e| e.to_string()), Ok(wanted), "{source}");
    }
}

#[tokio::test]
async fn files_that_function_item_sets_are_described() {
    let source = "await setBinaryDataAsync({ data: { data: 'aGk=', mimeType: 'text/plain' } }); return item";
    let outcome = run(Runtime::builder(), "functionItem", json!({ "functionCode": source })).await.expect("items");
    let file = json!({ "data": "aGk=", "mimeType": "text/plain", "fileSize": "2 B", "bytes": 2 });
    for item in &outcome.outputs[0] {
        assert_eq!(json!(item.binary), json!({ "data": file }));
    }
}
