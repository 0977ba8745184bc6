//! Packages with code, unmodified, against the answers that were recorded: executions and lists of options.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{Arc, Mutex},
};

use nodewright::{
    NodeError, Runtime,
    serde_json::{Map, Value, json},
};
// The credential types of n8n that those of packages extend.
use nodewright_node_base as _;
use nodewright_server::Api;
use nodewright_testkit::{RecordedRequest, Reply, Respond, Script, ScriptedServer, recorded, skip};
use nodewright_tests::{community, root, service::Redirected};

use super::{origin, text};

/// What belongs to the connection.
const CONNECTION: [&str; 5] = ["host", "connection", "accept-encoding", "content-length", "transfer-encoding"];
/// What differs between runs.
const VOLATILE: &str = "{{VOLATILE}}";
#[tokio::test(flavor = "multi_thread")]
async fn packages_with_code_do_as_recorded() {
    replay("code.jsonl", 205, "execute").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_of_options_are_as_recorded() {
    replay("options.jsonl", 32, "options").await;
}

async fn replay(file: &str, count: usize, method: &str) {
    let modules = match community::modules() {
        Ok(modules) => modules,
        Err(why) => return skip(&why),
    };
    let rows = recorded(root().join("tests/community").join(file), count);
    let mut by_package = BTreeMap::<&str, Vec<&Value>>::new();
    rows.iter().for_each(|row| by_package.entry(text(&row["package"])).or_default().push(row));
    let mut bad = Vec::new();
    for (package, rows) in by_package {
        let replayed = Replay::of(&modules.join(package));
        for row in rows {
            if let Err(why) = replayed.row(row, method).await {
                bad.push(format!("{}: {why}", row["id"]));
            }
        }
    }
    assert!(bad.is_empty(), "{} of {} differ\n{}", bad.len(), rows.len(), bad.join("\n"));
}

/// A package, all of whose requests go to a server.
struct Replay {
    server: ScriptedServer,
    api: Api,
}

impl Replay {
    fn of(package: &Path) -> Self {
        let server = ScriptedServer::start(Reply::status(404)).expect("a server");
        let runtime = Runtime::builder().nodes(package).time_zone("UTC").build().expect("a runtime");
        let client = Redirected::new(Arc::clone(runtime.http()), server.url());
        Self { api: Api::new(runtime.with_http(Arc::new(client))), server }
    }

    async fn row(&self, row: &Value, method: &str) -> Result<(), String> {
        let sent = row["requests"].as_array().expect("requests");
        // The longest first: one may be the start of another.
        let mut services: Vec<_> =
            sent.iter().map(|request| origin(text(&request["url"]))).collect::<BTreeSet<_>>().into_iter().collect();
        services.sort_by_key(|service| std::cmp::Reverse(service.len()));
        let row = moved(row, &services, &self.server.url());
        let responses = row["responses"].as_array().filter(|responses| !responses.is_empty());
        let script: Option<Script> = responses
            .map(|responses| nodewright::serde_json::from_value(json!({ "responses": responses })).expect("a script"));
        let before = self.server.requests().len();
        let answers = Answers::new(&row, script, self.server.url());
        self.server.set_script(move |request: &RecordedRequest| answers.to(request));

        let mut node = row["node_settings"].as_object().cloned().unwrap_or_default();
        let node_type = format!("{}.{}", text(&row["package"]), text(&row["node"]));
        for (key, value) in [
            ("id", "1".into()),
            ("name", "Node".into()),
            ("type", node_type.into()),
            ("typeVersion", row["typeVersion"].clone()),
            ("parameters", row["parameters"].clone()),
        ] {
            node.insert(key.into(), value);
        }
        let mut call = json!({ "node": node, "credentials": row["credentials"] });
        match method {
            "execute" => call["items"] = row["items"].clone(),
            _ => {
                call["method"] = row["method"].clone();
                if row.get("filter").is_some() {
                    call["filter"] = row["filter"].clone();
                }
            }
        }
        let answered = self.api.call(method, call).await.map(|answer| json!(answer));
        let seen = self.server.requests().split_off(before);
        compare_requests(&seen, &row, &self.server.url())?;
        match method {
            "execute" => compare_outputs(answered, &row),
            _ => compare_options(answered, &row),
        }
    }
}

/// What a row's requests are answered with. A package may send several at once, which arrive in any order.
struct Answers {
    wanted: Vec<(String, String)>,
    given: Mutex<Vec<bool>>,
    script: Option<Script>,
}

impl Answers {
    fn new(row: &Value, script: Option<Script>, server: String) -> Self {
        let wanted = row["requests"].as_array().into_iter().flatten();
        let wanted = wanted.map(|request| (text(&request["method"]).to_owned(), target_of(request, &server)));
        let wanted: Vec<_> = wanted.collect();
        Self { given: Mutex::new(vec![false; wanted.len()]), wanted, script }
    }

    fn to(&self, request: &RecordedRequest) -> Reply {
        let Some(script) = &self.script else { return Reply::json(&json!({})).with_status(404) };
        let mut given = self.given.lock().expect("no answer panics");
        let same = |at: &usize| {
            let (method, target) = &self.wanted[*at];
            !given[*at] && *method == request.method && *target == request.target
        };
        let next = given.iter().filter(|given| **given).count();
        let at = (0..given.len()).find(same).unwrap_or(next);
        if let Some(given) = given.get_mut(at) {
            *given = true;
        }
        let mut request = request.clone();
        request.index = at;
        script.respond(&request)
    }
}

/// Path and query of a recorded request.
fn target_of(request: &Value, server: &str) -> String {
    let target = text(&request["url"]).strip_prefix(server).expect("it is moved here");
    if target.starts_with('/') { target.to_owned() } else { format!("/{target}") }
}

/// The row with a server in place of its services, also where their URLs are encoded.
fn moved(row: &Value, services: &[String], server: &str) -> Value {
    let encoded = |url: &str| url.replace(':', "%3A").replace('/', "%2F");
    let text = services.iter().fold(row.to_string(), |text, service| {
        text.replace(service.as_str(), server).replace(&encoded(service), &encoded(server))
    });
    nodewright::serde_json::from_str(&text).expect("JSON")
}

fn compare_requests(seen: &[RecordedRequest], row: &Value, server: &str) -> Result<(), String> {
    let wanted = row["requests"].as_array().expect("requests");
    if seen.len() != wanted.len() {
        let seen: Vec<_> = seen.iter().map(|request| &request.target).collect();
        return Err(format!("requests {seen:?} instead of {}", wanted.len()));
    }
    let mut left: Vec<_> = seen.iter().collect();
    for wanted in wanted {
        let target = target_of(wanted, server);
        let is_it = |seen: &&RecordedRequest| seen.method == text(&wanted["method"]) && seen.target == target;
        let seen = left.remove(left.iter().position(is_it).unwrap_or(0));
        if (&*seen.method, &*seen.target) != (text(&wanted["method"]), &*target) {
            return Err(format!("{} {} instead of {} {target}", seen.method, seen.target, wanted["method"]));
        }
        compare_headers(seen, wanted)?;
        compare_bodies(seen, wanted)?;
    }
    Ok(())
}

fn compare_headers(seen: &RecordedRequest, wanted: &Value) -> Result<(), String> {
    let clean = |name: &str, value: &str| {
        let value = value.split_once("boundary=").map_or(value.to_owned(), |(before, _)| format!("{before}boundary="));
        // A call has no workflow to name.
        (
            name.to_owned(),
            value
                .strip_prefix("io.n8n:")
                .and_then(|rest| rest.split_once(':'))
                .map_or(value.clone(), |(_, node)| format!("io.n8n:wf:{node}")),
        )
    };
    let theirs = wanted["headers"].as_object().expect("headers");
    // What the recording's HTTP client says for itself.
    let is_own = |name: &str, value: &str| {
        name == "user-agent" && (["n8n", "node"].contains(&value) || value.starts_with("axios/"))
    };
    let says_own = theirs.get("user-agent").is_none_or(|value| is_own("user-agent", text(value)));
    let dropped = |name: &str| CONNECTION.contains(&name) || (says_own && name == "user-agent");
    let wanted_headers: BTreeMap<_, _> =
        theirs.iter().filter(|(name, _)| !dropped(name)).map(|(name, value)| clean(name, text(value))).collect();
    let (numeric, mine): (Vec<_>, Vec<_>) = seen
        .headers
        .iter()
        .filter(|(name, _)| !dropped(name.as_str()))
        .map(|(name, value)| clean(name.as_str(), &String::from_utf8_lossy(value.as_bytes())))
        // Of these, recordings that have many keep the number only.
        .partition(|(name, _)| {
            wanted.get("headers_numeric").is_some() && name.bytes().all(|byte| byte.is_ascii_digit())
        });
    let mine: BTreeMap<_, _> = mine.into_iter().collect();
    let many = wanted["headers_numeric"].as_u64().unwrap_or_default();
    match mine == wanted_headers && numeric.len() as u64 == many {
        true => Ok(()),
        false => {
            Err(format!("headers {mine:?} and {} numeric ones instead of {wanted_headers:?} and {many}", numeric.len()))
        }
    }
}

fn compare_bodies(seen: &RecordedRequest, wanted: &Value) -> Result<(), String> {
    let boundary = seen
        .header("content-type")
        .and_then(|kind| kind.split_once("boundary="))
        .map(|(_, rest)| rest.trim_matches('"'));
    let named = |text: String| boundary.map_or(text.clone(), |boundary| text.replace(boundary, "{{BOUNDARY}}"));
    let (mine, theirs) = match wanted.get("bodyLatin1") {
        Some(theirs) => (named(seen.body.iter().map(|byte| char::from(*byte)).collect()), text(theirs)),
        None => (named(seen.text()), text(&wanted["body"])),
    };
    let json = |text: &str| nodewright::serde_json::from_str::<Value>(text).ok();
    match mine == theirs || json(&mine).is_some_and(|mine| json(theirs) == Some(mine)) {
        true => Ok(()),
        false => Err(format!("body {mine} instead of {theirs}")),
    }
}

fn compare_error(error: &NodeError, wanted: &Value) -> Result<(), String> {
    let error = json!(error);
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let keys = ["name", "message", "description", "httpCode"];
    let differs = keys.iter().find(|key| {
        let theirs = wanted.get(**key).filter(|theirs| !theirs.is_null());
        theirs.is_some_and(|theirs| plain(theirs) != plain(&error[**key]) && !plain(theirs).contains(VOLATILE))
    });
    differs.map_or(Ok(()), |key| Err(format!("{key} of the error {error} instead of {wanted}")))
}

fn compare_outputs(answered: Result<Value, NodeError>, row: &Value) -> Result<(), String> {
    match (answered, row.get("error")) {
        (Err(error), Some(wanted)) => compare_error(&error, wanted),
        (Err(error), None) => Err(format!("error {error:?}")),
        (Ok(outputs), Some(_)) => Err(format!("no error, but {outputs}")),
        (Ok(outputs), None) => {
            let wanted = defined(&row["output"]);
            let seen = as_recorded(&defined(&outputs), &wanted);
            if seen == wanted { Ok(()) } else { Err(format!("output {seen} instead of {wanted}")) }
        }
    }
}

fn compare_options(answered: Result<Value, NodeError>, row: &Value) -> Result<(), String> {
    match (answered, row.get("error")) {
        (Err(error), Some(wanted)) => compare_error(&error, wanted),
        (Err(error), None) => Err(format!("error {error:?}")),
        (Ok(options), Some(_)) => Err(format!("no error, but {options}")),
        (Ok(options), None) => {
            let (seen, wanted) = (choices(&options), choices(&row["result"]));
            if seen == wanted { Ok(()) } else { Err(format!("options {seen:?} instead of {wanted:?}")) }
        }
    }
}

/// Names and values of a list of options, of what a search found, or of fields; a name that is missing is empty.
fn choices(given: &Value) -> Vec<(String, Value)> {
    let list = ["options", "results", "fields"].iter().find_map(|key| given.get(*key)).unwrap_or(given);
    let value = |one: &Value| one.get("value").or_else(|| one.get("id")).cloned().unwrap_or_default();
    list.as_array().into_iter().flatten().map(|one| (one.get("name").map_or("", text).to_owned(), value(one))).collect()
}

/// Without what JavaScript leaves undefined, at the top of items.
fn defined(outputs: &Value) -> Value {
    let items = |items: &Value| -> Value {
        let defined = |item: &Value| match item {
            Value::Object(map) => map
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect::<Map<_, _>>()
                .into(),
            other => other.clone(),
        };
        items.as_array().into_iter().flatten().map(defined).collect::<Vec<_>>().into()
    };
    outputs.as_array().into_iter().flatten().map(items).collect::<Vec<_>>().into()
}

/// `mine` as a recording shows it: of errors what it has of them, and what differs between runs taken from it.
fn as_recorded(mine: &Value, theirs: &Value) -> Value {
    match (mine, theirs) {
        (Value::String(_), Value::String(text)) if text.contains(VOLATILE) => theirs.clone(),
        (Value::Array(mine), Value::Array(theirs)) => {
            let pairs =
                mine.iter().enumerate().map(|(index, one)| as_recorded(one, theirs.get(index).unwrap_or(&Value::Null)));
            pairs.collect::<Vec<_>>().into()
        }
        (Value::Object(mine), Value::Object(theirs)) => {
            let members = mine.iter().map(|(key, value)| {
                let wanted = theirs.get(key).unwrap_or(&Value::Null);
                let shown = match (key.as_str(), value, wanted) {
                    ("error", Value::Object(error), Value::Object(wanted)) if wanted.contains_key("message") => {
                        let shown = |key: &str, value: &Value| {
                            !value.is_null()
                                && (wanted.contains_key(key) || ["name", "message", "description"].contains(&key))
                        };
                        error
                            .iter()
                            .filter(|(key, value)| shown(key, value))
                            .map(|(key, value)| (key.clone(), value.clone()))
                            .collect::<Map<_, _>>()
                            .into()
                    }
                    _ => as_recorded(value, wanted),
                };
                (key.clone(), shown)
            });
            members.collect::<Map<_, _>>().into()
        }
        _ => mine.clone(),
    }
}
