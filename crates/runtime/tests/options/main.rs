//! Options: what gives them for a path, what a loader sees, what is kept and for whom.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use async_trait::async_trait;
use nodewright::{
    Credential, CredentialType, Credentials, ErrorKind, LoadedOption, MapperFields, Node, NodeDescription, NodeError,
    NodeJson, OptionsPage, Parameters, Registry, Result, Runtime, Version, VersionedNode,
    core::{Context, CredentialDefinition, Field, Form, Kind, MapperField, OptionsRequest, Plan},
    serde_json::{self, Value, json},
};

static ACCOUNT: CredentialDefinition =
    CredentialDefinition::new("boardsApi", "Boards", &[Field::new("token", "Token", Form::of(Kind::Password))]);

/// Notes what its loaders are asked, and answers with it.
struct Boards {
    description: Arc<NodeDescription>,
    asked: Arc<Mutex<Vec<Value>>>,
}

impl Boards {
    fn ask(&self, method: &str, request: &OptionsRequest) -> Result<String> {
        let asked = json!({
            "method": method, "parameters": request.parameters, "filter": request.filter, "cursor": request.cursor,
        });
        self.asked.lock().expect("nobody panicked").push(asked);
        match method {
            "getTeams" if request.filter.as_deref() == Some("none") => {
                Err(NodeError::new(ErrorKind::Api, "The service is closed"))
            }
            "getUsers" | "getTeams" | "searchBoards" | "searchMine" | "getColumns" => Ok(method.to_owned()),
            _ => Err(NodeError::new(ErrorKind::Unknown, format!("No method '{method}'"))),
        }
    }
}

#[async_trait]
impl Node for Boards {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    fn credential_types(&self) -> Vec<CredentialType> {
        vec![ACCOUNT.credential_type()]
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        Err(NodeError::new(ErrorKind::Unknown, "It only loads options"))
    }

    async fn load_options(&self, context: Context, method: &str, request: &OptionsRequest) -> Result<OptionsPage> {
        let _: Arc<Credential> = context.credential(ACCOUNT.name).await?;
        let page: usize = request.cursor.as_deref().map_or(Ok(1), str::parse).expect("a page");
        let options = vec![LoadedOption::new(self.ask(method, request)?, page)];
        Ok(OptionsPage { options, cursor: (page < 3).then(|| (page + 1).to_string()) })
    }

    async fn load_fields(&self, _: Context, method: &str, request: &OptionsRequest) -> Result<MapperFields> {
        let field = MapperField { id: self.ask(method, request)?, display: true, ..MapperField::default() };
        Ok(MapperFields { fields: vec![field], empty_fields_notice: None })
    }

    fn options_depend_on(&self, method: &str) -> Option<&[&str]> {
        (method == "getTeams").then_some(&["/rules.rule"])
    }
}

/// A runtime with the node, and what its loaders are asked.
fn boards(kept: Duration) -> (Runtime, Arc<Mutex<Vec<Value>>>) {
    let asked = Arc::default();
    let description = Arc::new(serde_json::from_str(include_str!("boards.json")).expect("a description"));
    let node = Boards { description, asked: Arc::clone(&asked) };
    let mut registry = Registry::new();
    registry.register(VersionedNode::new("boards", &[]).version(Version::ONE, Arc::new(node)));
    let runtime = Runtime::builder().registry(registry).credentials(token("a")).keep_options(kept).build();
    (runtime.expect("a runtime"), asked)
}

fn token(text: &str) -> Credentials {
    Credentials::new().with("boardsApi", json!({ "token": text }))
}

fn node(parameters: &Value) -> NodeJson {
    NodeJson::from_value(&json!({ "name": "Boards", "type": "boards", "parameters": parameters })).expect("a node")
}

#[tokio::test]
async fn a_path_or_a_method_leads_to_its_options() {
    let search = json!({ "options": [{ "name": "searchBoards", "value": 1 }], "cursor": "2" });
    let users = json!({ "options": [{ "name": "getUsers", "value": 1 }], "cursor": "2" });
    let teams = json!({ "options": [{ "name": "getTeams", "value": 1 }], "cursor": "2" });
    let mine = json!({ "options": [{ "name": "searchMine", "value": 1 }], "cursor": "2" });
    let columns = json!({ "fields": [{ "id": "getColumns", "displayName": "", "defaultMatch": false, "required": false, "display": true }] });
    let card = json!({ "options": [{ "name": "Card", "value": "card", "description": "One card" }] });
    let rules = json!({ "rules": { "rule": [{ "kind": "user" }, { "kind": "team" }] } });
    let (runtime, _) = boards(Duration::ZERO);
    for (parameters, of, filter, expected) in [
        (json!({}), "board", None, &search),
        (json!({ "board": { "__rl": true, "mode": "list" } }), "board", None, &search),
        (json!({ "board": { "__rl": true, "mode": "mine" } }), "parameters.board", None, &mine),
        (json!({}), "owner", None, &users),
        (json!({ "resource": "label" }), "owner", None, &teams),
        (json!({ "resource": "={{ $json.what }}" }), "owner", None, &users),
        (rules.clone(), "rules.rule[0].of", None, &users),
        (rules.clone(), "rules.rule[1].of", None, &teams),
        (json!({}), "rules.rule[5].of", None, &users),
        (json!({}), "columns", None, &columns),
        (json!({}), "getColumns", None, &columns),
        (json!({}), "getTeams", None, &teams),
        (json!({}), "resource", Some("CAR"), &card),
    ] {
        let loaded = runtime.options(&node(&parameters), of).filter(filter).load().await.expect(of);
        assert_eq!(&json!(loaded), expected, "{of} of {parameters}");
    }
}

#[tokio::test]
async fn what_gives_no_options_says_why() {
    let (runtime, asked) = boards(Duration::from_secs(60));
    let known = "known: resource, board, owner, colour, columns, rules.rule[0].of, \
                 searchBoards, searchMine, getUsers, getTeams, getColumns";
    for (of, suggested) in [
        ("getNothing", ""),
        ("rules.rule", ""),
        ("bord", " did you mean 'board'?"),
        ("parameters.onwer", " did you mean 'owner'?"),
        ("rules.rules[0].of", " did you mean 'rules.rule[0].of'?"),
        ("of", " did you mean 'rules.rule[0].of'?"),
        ("get_users", " did you mean 'getUsers'?"),
    ] {
        let error = runtime.options(&node(&json!({})), of).load().await.expect_err(of);
        let name = of.strip_prefix("parameters.").unwrap_or(of);
        let message = format!("Unknown parameter or options method '{name}';{suggested} {known}");
        assert_eq!((error.kind(), error.message()), (ErrorKind::Unknown, message.as_str()));
    }
    for (of, filter, kind, message) in [
        ("title", None, ErrorKind::Input, "The parameter 'title' takes any value; it has no options"),
        ("colour", None, ErrorKind::Unknown, "The node does not load options by a request that its description states"),
        ("getTeams", Some("none"), ErrorKind::Api, "The service is closed"),
        // An error is not kept.
        ("getTeams", Some("none"), ErrorKind::Api, "The service is closed"),
    ] {
        let error = runtime.options(&node(&json!({})), of).filter(filter).load().await.expect_err(of);
        assert_eq!((error.kind(), error.message()), (kind, message), "{of}");
    }
    assert_eq!(asked.lock().expect("nobody panicked").len(), 2);
    let bare = runtime.with_credentials(Credentials::new());
    let error = bare.options(&node(&json!({})), "owner").load().await.expect_err("no credential");
    assert_eq!(error.kind(), ErrorKind::Credential);
}

#[tokio::test]
async fn a_loader_sees_what_it_depends_on_and_no_secret() {
    let stored = json!({ "resource": "label", "key": "s3cret", "title": "T", "unknown": 1,
        "rules": { "rule": [{ "kind": "team", "secret": "s3cret", "of": "x" }] } });
    let rules = json!({ "rule": [{ "kind": "team", "of": "x" }] });
    let (runtime, asked) = boards(Duration::ZERO);
    for (of, expected) in [
        ("getTeams", json!({ "resource": "label", "rules": rules })),
        (
            "getUsers",
            json!({ "resource": "label", "board": { "__rl": true, "mode": "id", "value": "" }, "owner": "", "colour": "",
                "columns": {}, "rules": rules, "title": "T" }),
        ),
    ] {
        runtime.options(&node(&stored), of).load().await.expect(of);
        let last = asked.lock().expect("nobody panicked").pop().expect("it was asked");
        assert_eq!(last["parameters"], expected, "{of}");
    }
}

#[tokio::test]
async fn answers_are_shared_by_callers_that_ask_for_the_same() {
    let (runtime, asked) = boards(Duration::from_secs(3600));
    let times = || asked.lock().expect("nobody panicked").len();
    let other = runtime.with_credentials(token("b"));
    let (plain, titled) = (node(&json!({})), node(&json!({ "title": "T" })));
    let (label, ruled) = (node(&json!({ "resource": "label" })), node(&json!({ "key": "k" })));
    for (what, call, asks) in [
        ("first", runtime.options(&plain, "getTeams"), true),
        ("again", runtime.options(&plain, "getTeams"), false),
        ("a parameter it does not depend on", runtime.options(&titled, "getTeams"), false),
        ("one it depends on", runtime.options(&label, "getTeams"), true),
        ("another method", runtime.options(&plain, "getUsers"), true),
        ("which depends on all", runtime.options(&titled, "getUsers"), true),
        ("but on no secret", runtime.options(&ruled, "getUsers"), false),
        ("a filter", runtime.options(&plain, "getTeams").filter("x"), true),
        ("no filter is none", runtime.options(&plain, "getTeams").filter(""), false),
        ("a page", runtime.options(&plain, "getTeams").cursor("2"), true),
        ("a tenant", runtime.options(&plain, "getTeams").tenant("t"), true),
        ("the tenant again", runtime.options(&plain, "getTeams").tenant("t"), false),
        ("another credential", other.options(&plain, "getTeams"), true),
        ("afresh", runtime.options(&plain, "getTeams").fresh(), true),
        ("what came afresh is kept", runtime.options(&plain, "getTeams"), false),
    ] {
        let before = times();
        call.load().await.expect(what);
        assert_eq!(times() - before, usize::from(asks), "{what}");
    }

    let before = times();
    let calls = (0..20).map(|_| runtime.options(&plain, "board").load());
    futures_util::future::try_join_all(calls).await.expect("options");
    assert_eq!(times() - before, 1, "those who ask at once share one request");
}

#[tokio::test]
async fn answers_are_forgotten() {
    let (runtime, asked) = boards(Duration::from_millis(1));
    let node = node(&json!({}));
    // As often as it takes until the first answer has had its time.
    while asked.lock().expect("nobody panicked").len() < 2 {
        runtime.options(&node, "owner").load().await.expect("options");
    }
}

#[test]
fn concurrency_has_bounds() {
    for (items, works) in [(0, false), (1, true), (1024, true), (1025, false), (usize::MAX, false)] {
        let built = Runtime::builder().registry(Registry::new()).concurrency(items).build();
        let message = format!("concurrency must be between 1 and 1024, not {items}");
        assert_eq!(built.err().map(|e| e.message().to_owned()), (!works).then_some(message));
    }
}
