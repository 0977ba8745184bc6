//! Recorded requests of n8n's `httpRequest` and `httpRequestWithAuthentication`, sent again.

use std::{sync::Arc, time::Duration};

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use nodewright_core::{
    Body, Credential, HttpClient, NodeError, Part, Redirects, Request, RequestOptions, Response, Service, StatusErrors,
};
use nodewright_http::{body::from_value, query::ArrayFormat};
use nodewright_testkit::{RecordedRequest, Reply, Respond, Script, ScriptedServer};
use serde_json::{Map, Value, json};

use crate::{expressions::CredentialTemplates, once};

/// What a request of ours is not to do, or does otherwise.
const DIFFERENT: &[(&str, &str)] = &[
    ("auth-sendimmediately-false", "digest authentication is not supported"),
    ("invalid-url", "an address without a scheme is refused before there is a request, with what to do instead"),
];

/// Headers that belong to the connection.
const CONNECTION: [&str; 4] = ["host", "connection", "accept-encoding", "content-length"];

#[tokio::test]
#[expect(clippy::print_stdout, reason = "the counts are for the reader of the test's output")]
async fn requests_and_answers_are_those_of_n8n() {
    let rows = crate::cases(&[("httpRequest", 152), ("httpRequestWithAuthentication", 32)]);
    let (mut same, mut different, mut wrong) = (0, Vec::new(), Vec::new());
    for row in &rows {
        let id = row["id"].as_str().unwrap();
        if let Some((_, why)) = DIFFERENT.iter().find(|(name, _)| id.contains(name)) {
            different.push(format!("{id}: {why}"));
            continue;
        }
        match replay(row).await {
            Ok(()) => same += 1,
            Err(why) => wrong.push(format!("{id}: {why}")),
        }
    }
    println!("{same} of {} recorded requests are the same, {} differ on purpose", rows.len(), different.len());
    different.iter().for_each(|line| println!("  {line}"));
    assert!(wrong.is_empty(), "{} recorded requests differ:\n{}", wrong.len(), wrong.join("\n"));
    for (name, _) in DIFFERENT {
        assert!(different.iter().any(|line| line.contains(name)), "no case is called {name} any more");
    }
}

async fn replay(row: &Value) -> Result<(), String> {
    let (input, expected) = (&row["input"], &row["expected"]);
    let server = ScriptedServer::start(script(row)).map_err(|error| error.to_string())?;
    let input: Value = serde_json::from_str(&input.to_string().replace("{{BASE}}", &server.url())).unwrap();
    let options = options_of(row["id"].as_str().unwrap(), &input["options"], &server);

    let (service, request) = request(&options)?;
    let service = match credential(&input["credential"], &options["auth"]) {
        Some(credential) => service.with_credential(Arc::new(credential)),
        None => service,
    };
    let client = once().user_agent("n8n").expressions(Arc::new(CredentialTemplates)).build().unwrap();
    let answer = client.send(&service, request).await;

    // n8n sends every request again that was answered 401; a token that is refused once is refused twice.
    let repeated = row["fn"] == "httpRequestWithAuthentication" && input["server"]["status"] == 401;
    let theirs = expected["requests"].as_array().unwrap();
    let theirs = if repeated { &theirs[..1] } else { &theirs[..] };
    let ours: Vec<_> = server.requests().iter().map(recorded).collect();
    same("requests", &json!(ours), &json!(theirs))?;
    match answer {
        Ok(response) => same("value", &value(response, &options).await?, &expected["value"]),
        Err(error) if expected["error"].is_null() => Err(format!("error {error}")),
        Err(error) => check(&error, &expected["error"], row["fn"] == "httpRequestWithAuthentication"),
    }
}

/// The redirects were recorded with a server of their own: `/x` redirects to `/y`, which says what it was asked.
fn script(row: &Value) -> Box<dyn Fn(&RecordedRequest) -> Reply + Send + Sync> {
    let server = &row["input"]["server"];
    if server.get("note").is_none() {
        let script: Script = serde_json::from_value(server.clone()).unwrap();
        return Box::new(move |request| script.respond(request));
    }
    let code = row["id"]
        .as_str()
        .unwrap()
        .split('-')
        .find_map(|part| part.parse().ok().filter(|code| *code >= 300))
        .unwrap_or(302);
    Box::new(move |request| match request.path() {
        "/x" => Reply::json(&json!({"r": 1})).with_status(code).header("location", "/y"),
        path => Reply::json(&json!({"path": path, "method": request.method})),
    })
}

/// Some options were recorded as a remark, for what JSON cannot hold.
fn options_of(id: &str, options: &Value, server: &ScriptedServer) -> Value {
    let url = server.url_of("/x");
    match id.rsplit('/').next().unwrap() {
        "formdata-body-urlencoded-header-multipart-set-by-node" => {
            json!({"method": "POST", "url": url, "json": true, "form": {"a": "1"}})
        }
        "buffer-body" => {
            json!({"method": "POST", "url": url, "body": "bytes", "headers": {"content-type": "application/octet-stream"}})
        }
        "buffer-body-no-content-type" => json!({"method": "POST", "url": url, "body": "bytes"}),
        _ => options.clone(),
    }
}

fn request(options: &Value) -> Result<(Service, Request), String> {
    const KNOWN: [&str; 15] = [
        "method",
        "url",
        "baseURL",
        "qs",
        "arrayFormat",
        "headers",
        "body",
        "form",
        "json",
        "auth",
        "timeout",
        "returnFullResponse",
        "encoding",
        "ignoreHttpStatusErrors",
        "disableFollowRedirect",
    ];
    let unknown = |key: &&String| !KNOWN.contains(&key.as_str()) && *key != "maxRedirects";
    if let Some(key) = options.as_object().unwrap().keys().find(unknown) {
        return Err(format!("unknown option {key}"));
    }
    let url = options["url"].as_str().unwrap();
    let (base, path) = match options["baseURL"].as_str() {
        Some(base) => (base, url),
        None => url.split_at(url[8..].find('/').map_or(url.len(), |at| at + 8)),
    };
    let service = Service::new(base).map_err(|error| error.to_string())?;

    let method = options["method"].as_str().unwrap_or("GET").parse::<Method>().unwrap();
    let mut request = Request::new(method, path);
    request.query = options["qs"].as_object().cloned().unwrap_or_default();
    request.headers = headers(options);
    request.body = match (&options["form"], options.get("body")) {
        (Value::Object(form), _) => Body::Multipart(form.iter().map(field).collect()),
        (_, Some(body)) => from_value(&request.method, &request.headers, body.clone()),
        (_, None) => Body::None,
    };
    request.options = RequestOptions {
        timeout: options["timeout"].as_u64().map(Duration::from_millis),
        arrays: match options["arrayFormat"].as_str() {
            Some("brackets") => ArrayFormat::Brackets,
            Some("repeat") => ArrayFormat::Repeat,
            Some("comma") => ArrayFormat::Comma,
            _ => ArrayFormat::Indices,
        },
        errors: match &options["ignoreHttpStatusErrors"] {
            Value::Bool(true) => StatusErrors::None,
            Value::Object(map) => {
                let except = map["except"].as_array().unwrap();
                StatusErrors::Only(except.iter().map(|code| code.as_u64().unwrap() as u16).collect())
            }
            _ => StatusErrors::All,
        },
        redirects: match (options["disableFollowRedirect"].as_bool(), options["maxRedirects"].as_u64()) {
            (Some(true), _) => Redirects::AtMost(0),
            (_, Some(count)) => Redirects::AtMost(count as usize),
            (_, None) => Redirects::Follow,
        },
        body_with_get: options.get("method").is_none(),
        ..RequestOptions::default()
    };
    Ok((service, request))
}

fn headers(options: &Value) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if options["json"] == true {
        headers.insert("accept", HeaderValue::from_static("application/json"));
    }
    for (name, value) in options["headers"].as_object().into_iter().flatten() {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        headers.insert(name.parse::<HeaderName>().unwrap(), text.parse().unwrap());
    }
    headers
}

fn field((name, value): (&String, &Value)) -> Part {
    Part { name: name.clone(), file_name: None, mime: None, bytes: value.as_str().unwrap().to_owned().into() }
}

fn credential(credential: &Value, auth: &Value) -> Option<Credential> {
    let mut properties = credential["authenticate"]["properties"].clone();
    if auth.is_object() {
        properties = json!({ "headers": {}, "auth": auth });
    } else if credential.is_null() {
        return None;
    }
    let authenticate = serde_json::from_value(properties).expect("a generic authenticate");
    Some(Credential::generic("api", authenticate, credential["data"].as_object().cloned().unwrap_or_default()))
}

/// A received request in the form of the recorded ones.
fn recorded(request: &RecordedRequest) -> Value {
    let content_type = request.header("content-type").unwrap_or_default();
    let boundary = content_type.split_once("boundary=").map(|(_, boundary)| boundary.to_owned());
    let plain = |text: &str| match &boundary {
        Some(boundary) => text.replace(boundary, "{{BOUNDARY}}"),
        None => text.to_owned(),
    };
    let headers = request.headers.iter().filter(|(name, _)| !CONNECTION.contains(&name.as_str()));
    let headers: Map<_, _> = headers.map(|(name, value)| (name.clone(), plain(value).into())).collect();
    json!({"method": request.method, "url": request.target, "headers": headers, "body": plain(&request.text())})
}

/// What n8n gives for an answer.
async fn value(response: Response, options: &Value) -> Result<Value, String> {
    let (status, headers) = (response.status, response.headers.clone());
    let failed = |error: NodeError| error.to_string();
    let body = match options["encoding"].as_str() {
        Some("arraybuffer") => {
            let bytes = response.bytes().await.map_err(failed)?;
            json!({"$js": "Buffer", "base64": BASE64_STANDARD.encode(bytes)})
        }
        Some("text") => String::from_utf8(response.bytes().await.map_err(failed)?.to_vec()).unwrap().into(),
        _ => response.value().await.map_err(failed)?.unwrap_or_else(|| "".into()),
    };
    if options["returnFullResponse"] != true {
        return Ok(body);
    }
    let mut all = Map::new();
    for name in headers.keys().filter(|name| !CONNECTION.contains(&name.as_str())) {
        let values: Vec<_> = headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
        all.insert(name.to_string(), if name == "set-cookie" { json!(values) } else { values.join(", ").into() });
    }
    Ok(json!({
        "body": body, "headers": all, "statusCode": status.as_u16(), "statusMessage": status.canonical_reason(),
    }))
}

/// A bare `httpRequest` throws axios' error. Ours is what a node makes of that, so axios' text is among the messages.
fn check(error: &NodeError, expected: &Value, with_authentication: bool) -> Result<(), String> {
    if with_authentication {
        same("name", &error.name().into(), &expected["name"])?;
        same("message", &error.message().into(), &expected["message"])?;
        same("code", &json!(error.http_code()), &expected["httpCode"])?;
        // Named difference: where n8n only repeats the status, ours is the service's own text.
        let raw = format!("Request failed with status code {}", error.http_code().unwrap_or_default());
        if expected["description"].as_str().is_some_and(|text| text != raw) {
            same("description", &json!(error.description()), &expected["description"])?;
        }
        return same("messages", &json!(error.messages()), &json!([raw]));
    }
    if !error.messages().iter().any(|message| *message == expected["message"]) {
        return Err(format!("messages {:?} are without {}", error.messages(), expected["message"]));
    }
    let status = expected["status"].as_u64().map(|status| status.to_string());
    let code = status.as_deref().or(expected["code"].as_str());
    same("code", &json!(error.http_code()), &json!(code))?;
    let data = error.data().cloned().unwrap_or_else(|| "".into());
    if expected.get("responseData").is_some() { same("data", &data, &expected["responseData"]) } else { Ok(()) }
}

fn same(what: &str, ours: &Value, theirs: &Value) -> Result<(), String> {
    if ours == theirs { Ok(()) } else { Err(format!("{what}\n  ours   {ours}\n  theirs {theirs}")) }
}
