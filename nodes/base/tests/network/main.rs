//! Executions of the nodes that send requests, recorded under n8n: what they sent, to a server that answers as recorded,
//! and what they gave.

mod compare;
mod hidden;
mod requests;
mod server;

use std::{fs, path::Path};

use nodewright::{Credentials, Item, NodeError, Outcome, Registry, Runtime};
use nodewright_node_base as _;
use nodewright_testkit::ScriptedServer;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::task::JoinSet;

/// One recorded execution.
#[derive(Clone, Deserialize)]
struct Row {
    id: String,
    node: String,
    #[serde(rename = "typeVersion")]
    version: Value,
    #[serde(default)]
    parameters: Value,
    #[serde(default)]
    credentials: Map<String, Value>,
    #[serde(default)]
    node_settings: Map<String, Value>,
    #[serde(default)]
    items: Vec<Value>,
    #[serde(default)]
    server: Vec<server::Answer>,
    #[serde(default)]
    requests: Vec<requests::Wanted>,
    #[serde(default, rename = "requestsUnordered")]
    unordered: bool,
    output: Option<Value>,
    error: Option<Value>,
}

/// `[pattern of the id, why it differs]`, one a line.
#[derive(Deserialize)]
struct Known(String, String);

/// Names of the nodes in the recordings; messages say them.
const NAMES: [(&str, &str); 3] = [("httpRequest", "HTTP Request"), ("graphql", "GraphQL"), ("rssFeedRead", "RSS Read")];

/// Rows there are at least.
const LEAST: usize = 1100;
/// Rows at the same time.
const AT_ONCE: usize = 8;

#[tokio::test(flavor = "multi_thread")]
async fn requests_are_sent_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/network");
    let known = read::<Known>(&folder.join("known.jsonl"));
    let rows: Vec<Row> = NAMES.iter().flat_map(|(node, _)| read(&folder.join(format!("{node}.jsonl")))).collect();
    // The server speaks no TLS; the client's own tests do.
    let rows: Vec<Row> = rows.into_iter().filter(|row| !row.text().contains("{{TLS_")).collect();
    let (mut used, mut bad, mut good) = (vec![0; known.len()], Vec::new(), 0);
    let (mut waiting, mut running) = (rows.iter().cloned(), JoinSet::new());
    loop {
        while running.len() < AT_ONCE
            && let Some(row) = waiting.next()
        {
            running.spawn(async move { (row.id.clone(), run(&row).await) });
        }
        let Some(done) = running.join_next().await else { break };
        let (id, result) = done.expect("no panic");
        let entry = known.iter().position(|Known(pattern, _)| id.contains(pattern));
        match (result, entry) {
            (Ok(()), _) => good += 1,
            (Err(_), Some(entry)) => used[entry] += 1,
            (Err(why), None) => bad.push(format!("{id}: {why}")),
        }
    }
    println!("{good} of {} as recorded", rows.len());
    for (Known(pattern, reason), count) in known.iter().zip(&used) {
        println!("  {count} differ knowingly ({pattern}): {reason}");
        if *count == 0 {
            bad.push(format!("no row needs the exception '{pattern}' any more"));
        }
    }
    bad.sort();
    assert!(rows.len() >= LEAST, "only {} rows", rows.len());
    assert!(bad.is_empty(), "{} of {} differ\n{}", bad.len(), rows.len(), bad.join("\n"));
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Vec<T> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let lines = text.lines().filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{}: {e}: {line}", path.display()))).collect()
}

impl Row {
    /// What names places of the server.
    fn text(&self) -> String {
        json!([self.parameters, self.credentials, self.output, self.error]).to_string()
    }
}

/// Where the server is, in the places that the recordings leave open.
#[derive(Clone)]
struct Place(u16);

impl Place {
    fn text(&self, text: &str) -> String {
        let host = format!("127.0.0.1:{}", self.0);
        let text = text.replace("{{BASE}}", &format!("http://{host}")).replace("{{HOST}}", &host);
        text.replace("{{PORT}}", &self.0.to_string())
    }

    fn value<T: for<'de> Deserialize<'de>>(&self, value: &impl serde::Serialize) -> T {
        let text = serde_json::to_string(value).expect("JSON");
        serde_json::from_str(&self.text(&text)).expect("the same JSON")
    }
}

async fn run(row: &Row) -> Result<(), String> {
    let server = ScriptedServer::start(nodewright_testkit::Reply::status(404)).map_err(|e| e.to_string())?;
    let place = Place(server.port());
    server.set_script(server::Script { answers: row.server.clone(), place: place.clone() });
    let outcome = execute(row, &place).await.map_err(|error| format!("{error:?}"));
    let outcome = outcome.unwrap_or_else(|why| panic!("{}: {why}", row.id));
    let sent = server.requests();
    let rules = requests::Rules { unordered: row.unordered, fails: row.error.is_some() };
    requests::compare(&row.requests, &sent, &rules, &place)?;
    let (output, error): (Option<Value>, Option<Value>) = place.value(&json!([row.output, row.error]));
    compare::compare(&outcome, output.as_ref(), error.as_ref())
}

/// The outcome of the node, or its error; an error of the recording itself outside.
async fn execute(row: &Row, place: &Place) -> Result<Result<Outcome, NodeError>, NodeError> {
    let name = NAMES.iter().find(|(node, _)| *node == row.node).map_or("Node", |(_, name)| name);
    let mut node = json!({
        "name": name, "type": format!("n8n-nodes-base.{}", row.node), "typeVersion": row.version,
        "parameters": place.value::<Value>(&row.parameters),
    });
    node.as_object_mut().into_iter().for_each(|node| node.extend(row.node_settings.clone()));
    let data = |(kind, data): (&String, &Value)| (kind.clone(), data.get("data").unwrap_or(data).clone());
    let credentials: Map<String, Value> = row.credentials.iter().map(data).collect();
    let credentials = Credentials::from_json(&place.value(&credentials))?;
    let runtime = Runtime::builder().registry(registry()).time_zone("UTC").credentials(credentials).build()?;
    let items: Vec<Item> = place.value(&row.items);
    Ok(match runtime.prepare(&node) {
        Ok(prepared) => prepared.execution(items).outcome().await,
        Err(error) => Err(error),
    })
}

/// The nodes, and the types of services that some rows use, as a host would bring them.
fn registry() -> Registry {
    let mut registry = Registry::linked();
    let text = |name: &str| json!({ "displayName": name, "name": name, "type": "string", "default": "" });
    let bearer = |name: &str| json!({ "Authorization": format!("=Bearer {{{{$credentials.{name}}}}}") });
    for (name, field, added) in [
        ("airtableTokenApi", "accessToken", json!({ "headers": bearer("accessToken") })),
        ("pipedriveApi", "apiToken", json!({ "qs": { "api_token": "={{$credentials.apiToken}}" } })),
        ("notionApi", "apiKey", {
            let mut headers = bearer("apiKey");
            headers["Notion-Version"] = "2022-02-22".into();
            json!({ "headers": headers })
        }),
    ] {
        let kind = json!({
            "name": name, "displayName": name, "properties": [text(field)],
            "authenticate": { "type": "generic", "properties": added },
        });
        registry.register_credential(serde_json::from_value(kind).expect("a credential type"));
    }
    registry
}
