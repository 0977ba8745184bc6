//! Real packages from npm: what loads, what every operation does, and the table of it.
//!
//! `UPDATE_TRIED=1 cargo test -p nodewright-tests --test suite tried` writes the table anew.

mod expected;
mod operation;
mod schemas;
mod table;
mod values;

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use nodewright::{
    CredentialProvider, CredentialReference, Item, PackageLimits, Registry, Result, Runtime,
    serde_json::{Map, Value, json},
};
use nodewright_server::Api;
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer, skip};
use nodewright_tests::{community, root, service::Redirected};

// The credential types of n8n that those of packages extend.
use nodewright_node_base as _;

use operation::{Operation, operations};
use table::{Outcome, Tried};

/// At least so many, so that a change of the list does not go unnoticed.
const OPERATIONS: usize = 2000;
const AS_DESCRIBED: usize = 900;

#[tokio::test(flavor = "multi_thread")]
async fn packages_from_npm_do_as_the_table_says() {
    let modules = match community::modules() {
        Ok(modules) => modules,
        Err(why) => return skip(&why),
    };
    let tries = community::packages().into_iter().map(|(name, version)| {
        let folder = modules.join(&name);
        tokio::spawn(async move { tried(name, version, &folder).await })
    });
    let (mut rows, mut wrong, mut checked) = (Vec::new(), Vec::new(), 0);
    for tried in tries.collect::<Vec<_>>() {
        let (row, differences, as_described) = tried.await.expect("a package does not end the tests");
        rows.push(row);
        wrong.extend(differences);
        checked += as_described;
    }
    assert!(wrong.is_empty(), "{} requests are not as described\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked >= AS_DESCRIBED, "only {checked} requests were compared");
    let operations: usize = rows.iter().map(Tried::operations).sum();
    assert!(operations >= OPERATIONS, "only {operations} operations");

    let file = root().join("crates/javascript/TRIED.md");
    let text = table::page(&rows, checked);
    if std::env::var_os("UPDATE_TRIED").is_some() {
        std::fs::write(&file, &text).expect("the table is written");
    }
    let known = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = text.lines().find(|line| !known.contains(line));
    assert_eq!(known, text, "not as in {}; see UPDATE_TRIED. The first difference: {differs:?}", file.display());
    for readme in ["README.md", "crates/javascript/README.md"] {
        let readme = std::fs::read_to_string(root().join(readme)).expect("a README").replace('\n', " ");
        assert!(readme.contains(&table::sums(&rows)), "a README does not say: {}", table::sums(&rows));
    }
}

/// The declarative nodes of the packages behind one API, and the server that their requests go to.
///
/// # Errors
/// Why the packages cannot be had.
pub fn declarative_api() -> std::result::Result<(Api, ScriptedServer), String> {
    let modules = community::modules()?;
    let server = ScriptedServer::start(plausible).expect("a server");
    let packages = community::packages().into_iter().map(|(name, _)| modules.join(name));
    let runtime =
        packages.fold(Runtime::builder(), nodewright::Builder::nodes).time_zone("UTC").build().expect("a runtime");
    let runtime = runtime.with_credentials(Plausible(runtime.registry().clone()));
    let runtime = runtime.with_http(Arc::new(Redirected::new(Arc::clone(runtime.http()), server.url())));
    Ok((Api::new(runtime), server))
}

/// Those of them that a browser is to show: type, version, and which properties are notices.
pub fn shown_nodes(api: &Api) -> Vec<Value> {
    let registry = api.runtime().registry();
    let types = nodewright_server::catalog::types(registry);
    let packages = community::packages();
    let of_package = |name: &str| packages.iter().any(|(package, _)| name.starts_with(&format!("{package}.")));
    let latest = types.into_iter().filter(|node| of_package(&node.name)).filter_map(|node| {
        let version = node.versions.iter().copied().max()?;
        let description = registry.node(&node.name, Some(version)).ok()?.description().clone();
        description.request_defaults.as_ref()?;
        let all = description.properties.iter().filter(|property| json!(property.kind) == "notice");
        let notices: Vec<_> = all.map(|property| property.name.to_string()).collect();
        Some(json!({ "type": node.name, "version": version, "notices": notices }))
    });
    latest.collect()
}

/// A package with all of its operations: its row, requests that are not as described, and how many were compared.
async fn tried(name: String, version: String, folder: &Path) -> (Tried, Vec<String>, usize) {
    let server = ScriptedServer::start(plausible).expect("a server");
    let limits = PackageLimits {
        busy: std::time::Duration::from_secs(10),
        total: std::time::Duration::from_secs(20),
        ..PackageLimits::default()
    };
    let runtime = Runtime::builder().nodes(folder).package_limits(limits).time_zone("UTC").build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return (Tried::broken(name, version, error.message()), Vec::new(), 0),
    };
    let runtime = runtime.with_credentials(Plausible(runtime.registry().clone()));
    let runtime = runtime.with_http(Arc::new(Redirected::new(Arc::clone(runtime.http()), server.url())));
    let mut row = Tried::new(name.clone(), version, runtime.problems());
    let (mut wrong, mut compared) = (Vec::new(), 0);
    let types = nodewright_server::catalog::types(runtime.registry());
    let prefix = format!("{name}.");
    for node in types.into_iter().filter(|node| node.name.starts_with(&prefix)) {
        let latest = node.versions.iter().copied().max().expect("a version");
        let described = runtime.registry().node(&node.name, Some(latest)).expect("it is listed");
        row.nodes.push(node.display_name.clone());
        for operation in operations(&node.name, latest, described.description()) {
            let before = server.requests().len();
            let (parameters, outcome) = execute(&runtime, &operation).await;
            let sent = server.requests();
            if let Some(request) = expected::request(described.description(), &operation, &parameters) {
                compared += 1;
                if let Err(why) = request.compare(sent.get(before)) {
                    wrong.push(format!("{operation}: {why}; {outcome}"));
                }
            }
            row.count(outcome);
        }
    }
    (row, wrong, compared)
}

async fn execute(runtime: &Runtime, operation: &Operation) -> (Map<String, Value>, Outcome) {
    let parameters = match values::required(runtime, operation) {
        Ok(parameters) => parameters,
        Err(error) => return (Map::new(), Outcome::of(&error)),
    };
    let node =
        json!({ "name": "Node", "type": operation.node, "typeVersion": operation.version, "parameters": parameters });
    let run = async {
        let mut outcome = runtime.prepare(&node)?.execute(vec![Item::new(json!({ "id": 1, "name": "Ada" }))]).await?;
        outcome.error.take().map_or(Ok(()), Err)
    };
    (parameters, run.await.map_or_else(|error| Outcome::of(&error), |()| Outcome::Answers))
}

/// An answer in which most services' clients find what they look for.
fn plausible(request: &RecordedRequest) -> Reply {
    let one = json!({ "id": 1, "name": "Ada", "status": "completed", "url": "https://files.example/1", "data": { "id": 1, "name": "Ada" } });
    let mut answer = one.clone();
    for list in ["items", "results", "records", "list"] {
        answer[list] = json!([one]);
    }
    answer["data"] =
        if request.query().contains("offset=") || request.query().contains("page=") { json!([]) } else { json!([one]) };
    answer["success"] = true.into();
    answer["choices"] = json!([{ "message": { "role": "assistant", "content": "Ada" } }]);
    answer["token"] = "token".into();
    answer["access_token"] = "token".into();
    answer["expires_in"] = 3600.into();
    Reply::json(&answer)
}

/// A credential of any type, its fields filled in.
struct Plausible(Registry);

#[async_trait]
impl CredentialProvider for Plausible {
    async fn get(&self, name: &str, _: Option<&CredentialReference>) -> Result<Option<Map<String, Value>>> {
        let kind = self.0.credential_types().find(|kind| kind.name == name).map(|kind| json!(kind)).unwrap_or_default();
        let fields = kind["properties"].as_array().into_iter().flatten();
        let mut data: Map<String, Value> = fields
            .map(|field| (field["name"].as_str().unwrap_or_default().to_owned(), values::of_credential(field)))
            .collect();
        if kind["extends"].to_string().contains("OAuth2Api") || kind["extends"].to_string().contains("oAuth2Api") {
            for field in ["clientId", "clientSecret"] {
                data.insert(field.to_owned(), "of-the-tests".into());
            }
            data.insert("oauthTokenData".into(), json!({ "access_token": "token", "token_type": "Bearer" }));
        }
        Ok(Some(data))
    }
}
