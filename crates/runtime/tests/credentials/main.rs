//! Credential types as JSON and by code, and which credentials a node gets.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use nodewright::{
    Credential, CredentialProvider, CredentialReference, CredentialType, Credentials, Effect, ErrorKind, Item, Node,
    NodeDescription, NodeError, Parameters, Registry, Request, Result, Runtime, Service, Value, VersionedNode,
    core::Signing,
    core::{Authenticate, Call, Context, EachItem, Job, Output, Plan, Refusal, Renewal, Session},
    http::HeaderValue,
    serde_json::{self, Map, json},
};
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};

/// Asks for the credential that its parameter names, and sends a request with it.
struct Desk(Arc<NodeDescription>);

struct Open;

struct Ready(Context);

struct Ask {
    context: Context,
    name: String,
    optional: bool,
}

impl Node for Desk {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.0
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new(Open))
    }
}

#[async_trait]
impl Plan for Open {
    fn effect(&self) -> Option<Effect> {
        Some(Effect::Read)
    }

    async fn open(&self, context: Context) -> Result<Session> {
        Ok(Session::EachItem(Box::new(Ready(context))))
    }
}

impl EachItem for Ready {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        let name = parameters["ask"].as_str().unwrap_or_default().to_owned();
        Ok(Box::new(Ask { context: self.0.clone(), name, optional: parameters["optional"] == true }))
    }
}

#[async_trait]
impl Job for Ask {
    async fn run(&self, _: &Call<'_>) -> Result<Output> {
        if self.name.is_empty() {
            return Ok(Output::one(json!({ "asked": false })));
        }
        if self.optional && self.context.find_credential(&self.name).await?.is_none() {
            return Ok(Output::one(json!({ "found": false })));
        }
        let credential = self.context.credential(&self.name).await?;
        let service = Service::new(credential.text("url").unwrap_or_default())?.with_credential(credential);
        let answer = self.context.http().send(&service, Request::get("/me")).await?;
        Ok(Output::each(answer.value().await?.unwrap_or_default()))
    }
}

/// A token that the service has to accept; it is renewed by asking the service.
struct Tokens;

#[async_trait]
impl Authenticate for Tokens {
    async fn sign(&self, request: &mut Request, credential: &Credential, _: &dyn Signing) -> Result<()> {
        let token = credential.expose()["oauthTokenData"]["access_token"].as_str().unwrap_or_default();
        let value = HeaderValue::from_str(&format!("Bearer {token}")).expect("a token that can be sent");
        request.headers.insert("authorization", value);
        Ok(())
    }

    async fn renew(
        &self,
        credential: &Credential,
        refusal: Option<&Refusal>,
        with: &dyn Signing,
    ) -> Result<Option<Renewal>> {
        assert_eq!(refusal.expect("an answer refused it").status, 401);
        let service = Service::new(credential.text("url").unwrap_or_default())?;
        let mut request = Request::post("/token").anonymous();
        request.set("refresh", &credential.expose()["oauthTokenData"]["refresh_token"]);
        let answer = with.http().send(&service, request).await?.value().await?.unwrap_or_default();
        let mut data = credential.expose().as_object().cloned().unwrap_or_default();
        data.insert("oauthTokenData".into(), answer);
        Ok(Some(Renewal::Kept(data)))
    }
}

/// Notes what it is asked and told.
#[derive(Clone)]
struct Vault {
    credentials: Credentials,
    asked: Arc<Mutex<Vec<String>>>,
    told: Arc<Mutex<Vec<Value>>>,
    is_full: bool,
}

#[async_trait]
impl CredentialProvider for Vault {
    async fn get(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Result<Option<Map<String, Value>>> {
        let id = wanted.and_then(|wanted| wanted.id.as_deref()).unwrap_or("none");
        self.asked.lock().expect("nobody panicked").push(format!("{type_name} {id}"));
        self.credentials.get(type_name, wanted).await
    }

    async fn renewed(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> Result<()> {
        self.told.lock().expect("nobody panicked").push(json!([type_name, wanted, data["oauthTokenData"]]));
        if self.is_full {
            return Err(NodeError::new(ErrorKind::Credential, "The vault is full"));
        }
        self.credentials.renewed(type_name, wanted, data).await
    }
}

/// Says what came; `/token` gives the next token, and only the newest is accepted where one is sent.
fn service() -> ScriptedServer {
    let tokens = AtomicUsize::new(0);
    ScriptedServer::start(move |request: &RecordedRequest| {
        if request.path() == "/token" {
            let next = tokens.fetch_add(1, Ordering::SeqCst) + 1;
            return Reply::json(
                &json!({ "access_token": format!("access-{next}"), "refresh_token": "refresh-secret" }),
            );
        }
        let authorization = request.header("authorization");
        let newest = format!("Bearer access-{}", tokens.load(Ordering::SeqCst));
        if authorization.is_some_and(|text| text.starts_with("Bearer") && text != newest) {
            return Reply::json(&json!({ "message": format!("refused {authorization:?}") })).with_status(401);
        }
        let headers = ["x-desk", "x-version", "authorization"].map(|name| request.header(name));
        Reply::json(&json!({ "url": request.target, "headers": headers }))
    })
    .expect("a free port")
}

struct World {
    server: ScriptedServer,
    runtime: Runtime,
    vault: Vault,
}

fn world(is_full: bool) -> World {
    let server = service();
    let mut registry = Registry::new();
    let description: NodeDescription = serde_json::from_str(include_str!("node.json")).expect("a description");
    registry.register(
        VersionedNode::new("desk", &[]).version(nodewright::Version::ONE, Arc::new(Desk(Arc::new(description)))),
    );
    let types = include_str!("types.json").replace("{{BASE}}", &server.url());
    for kind in serde_json::from_str::<Vec<CredentialType>>(&types).expect("credential types") {
        registry.register_credential(kind);
    }
    let tokens = json!({ "name": "tokensApi", "displayName": "Tokens", "properties": [] });
    let tokens: CredentialType = serde_json::from_value(tokens).expect("a credential type");
    registry.register_credential(tokens.signed_by(Tokens));

    let url = server.url();
    let credentials = Credentials::from_json(&json!([
        { "id": "1", "type": "deskApi", "data": { "url": url, "token": "token-secret" } },
        { "id": "2", "type": "deskApi", "data": { "url": url, "token": "other-secret", "scheme": "Token" } },
        { "id": "3", "type": "deskBasicApi", "data": { "url": url, "user": "ann", "password": "pass-secret" } },
        { "id": "4", "type": "deskOAuth2Api",
          "data": { "oauthTokenData": { "access_token": "access-old", "refresh_token": "refresh-secret" } } },
        { "id": "5", "type": "codedApi", "data": { "url": url } },
        { "id": "6", "type": "extraApi", "data": {} },
    ]));
    let vault =
        Vault { credentials: credentials.expect("credentials"), asked: Arc::default(), told: Arc::default(), is_full };
    let runtime = Runtime::builder().registry(registry).credentials(vault.clone()).build().expect("a runtime");
    World { server, runtime, vault }
}

async fn run(world: &World, parameters: &Value, credentials: &Value, items: usize) -> Result<Vec<Value>, NodeError> {
    let node = json!({ "name": "Desk", "type": "desk", "parameters": parameters, "credentials": credentials });
    let input = vec![Item::new(json!({})); items];
    let outcome = world.runtime.prepare(&node)?.execute(input).await?;
    Ok(outcome.outputs[0].iter().map(|item| item.json.clone()).collect())
}

#[tokio::test]
async fn a_node_gets_the_credentials_that_it_uses() {
    let token = json!({ "url": "/me", "headers": ["Bearer TOKEN-SECRET", "1", null] });
    let other = json!({ "url": "/me", "headers": ["Token OTHER-SECRET", "1", null] });
    let basic = json!({ "url": "/me?as=ann&plain=yes", "headers": [null, "2", "Basic YW5uOnBhc3Mtc2VjcmV0"] });
    let chosen =
        |name: &str| json!({ "authentication": "predefinedCredentialType", "nodeCredentialType": name, "ask": name });
    let cases = [
        // parameters, credentials of the node, what comes, what the vault was asked
        (json!({}), json!({}), Ok(json!({ "asked": false })), vec![]),
        (json!({ "ask": "deskApi" }), json!({ "deskApi": { "id": "1" } }), Ok(token), vec!["deskApi 1"]),
        (json!({ "ask": "deskApi" }), json!({}), Ok(other.clone()), vec!["deskApi none"]),
        (json!({ "ask": "deskBasicApi", "authentication": "basic" }), json!({}), Ok(basic), vec!["deskBasicApi none"]),
        (chosen("deskApi"), json!({}), Ok(other), vec!["deskApi none"]),
        (
            json!({ "ask": "deskBasicApi" }),
            json!({}),
            Err((
                "The node does not use a credential of type 'deskBasicApi' with these parameters",
                Some("It uses: deskApi"),
            )),
            vec![],
        ),
        (
            json!({ "ask": "deskApi", "authentication": "predefinedCredentialType" }),
            json!({}),
            Err(("The node does not use a credential of type 'deskApi' with these parameters", Some("It uses none"))),
            vec![],
        ),
        (
            json!({ "ask": "deskApi", "authentication": "predefinedCredentialType", "nodeCredentialType": "={{ 'deskApi' }}" }),
            json!({}),
            Err((
                "The parameter 'nodeCredentialType' chooses a credential type by an expression",
                Some("That is not supported; choose the type itself"),
            )),
            vec![],
        ),
        (
            chosen("tokensApi"),
            json!({}),
            Err(("The node needs a credential of type 'tokensApi', but none was given", None)),
            vec!["tokensApi none"],
        ),
        (
            json!({ "ask": "orphanApi", "authentication": "basic" }),
            json!({}),
            Err(("The credential type 'orphanApi' extends 'nowhereApi', which is not registered", None)),
            vec!["orphanApi none"],
        ),
        (
            json!({ "ask": "orphanApi", "authentication": "basic", "optional": true }),
            json!({}),
            Ok(json!({ "found": false })),
            vec!["orphanApi none"],
        ),
        (
            json!({ "ask": "extraApi", "extra": true }),
            json!({}),
            Err((
                "Unrecognized credential type: extraApi",
                Some(
                    "Known credential types: codedApi, deskApi, deskBasicApi, deskOAuth2Api, orphanApi, regionApi, sessionApi, tokensApi",
                ),
            )),
            vec!["extraApi none"],
        ),
        (
            chosen("codedApi"),
            json!({}),
            Err(("The credential type 'codedApi' signs requests by code, which is not registered with it", None)),
            vec!["codedApi none"],
        ),
    ];
    for (parameters, credentials, expected, asked) in cases {
        let world = world(false);
        // However many items ask, the vault is asked once.
        let result = run(&world, &parameters, &credentials, 3).await;
        match (&result, expected) {
            (Ok(items), Ok(expected)) => assert_eq!(items, &vec![expected; 3], "{parameters}"),
            (Err(error), Err((message, description))) => {
                assert_eq!((error.message(), error.description()), (message, description), "{parameters}");
            }
            _ => panic!("{parameters}: {result:?}"),
        }
        assert!(!format!("{result:?}").contains("pass-secret"), "{parameters}");
        if result.is_ok() || asked.is_empty() {
            assert_eq!(*world.vault.asked.lock().expect("nobody panicked"), asked, "{parameters}");
        }
    }
}

#[tokio::test]
async fn a_missing_credential_is_said_with_its_fields() {
    let world = world(false);
    let node =
        json!({ "name": "Desk", "type": "desk", "parameters": { "ask": "deskBasicApi", "authentication": "basic" } });
    let runtime = world.runtime.with_credentials(Credentials::new());
    let prepared = runtime.prepare(&node).expect("a node");
    let error = prepared.execute(vec![Item::default()]).await.expect_err("no credential");
    assert_eq!(error.message(), "The node needs a credential of type 'deskBasicApi', but none was given");
    assert_eq!(error.description(), Some("Its fields: url, scheme, user, password"));
}

#[tokio::test]
async fn what_code_renews_is_sent_again_kept_and_told() {
    let world = world(false);
    let name = "deskOAuth2Api";
    let parameters = json!({ "authentication": "predefinedCredentialType", "nodeCredentialType": name, "ask": name });
    let credentials = json!({ (name): { "id": "4", "name": "Mine" } });
    // Eight at a time are refused, and one of them renews for all.
    let items = run(&world, &parameters, &credentials, 20).await.expect("a renewed token");
    assert_eq!(items, vec![json!({ "url": "/me", "headers": [null, null, "Bearer access-1"] }); 20]);
    let requests = |path: &str| world.server.requests().iter().filter(|request| request.path() == path).count();
    assert_eq!(requests("/token"), 1);
    let told = json!([name, { "id": "4", "name": "Mine" },
        { "access_token": "access-1", "refresh_token": "refresh-secret" }]);
    assert_eq!(*world.vault.told.lock().expect("nobody panicked"), [told]);

    // The next execution begins with what was kept.
    let before = requests("/me");
    run(&world, &parameters, &credentials, 1).await.expect("the token is still good");
    assert_eq!((requests("/me") - before, requests("/token")), (1, 1));
}

#[tokio::test]
async fn a_provider_that_cannot_keep_what_is_renewed_does_not_stop_the_execution() {
    let world = world(true);
    let name = "deskOAuth2Api";
    let parameters = json!({ "authentication": "predefinedCredentialType", "nodeCredentialType": name, "ask": name });
    for _ in 0..2 {
        let items = run(&world, &parameters, &json!({}), 3).await.expect("a renewed token");
        assert_eq!(items.len(), 3);
    }
    // What was not kept is renewed again.
    assert_eq!(world.vault.told.lock().expect("nobody panicked").len(), 2);
}

/// The answer to `/me` of a node that asks for a credential of this data.
async fn answer_with(kind: &str, data: impl Fn(&str) -> Value) -> Result<Value, NodeError> {
    let world = world(false);
    let parameters = json!({ "ask": kind, "authentication": "predefinedCredentialType", "nodeCredentialType": kind });
    let node = json!({ "name": "Desk", "type": "desk", "parameters": parameters });
    let credentials = Credentials::new().with(kind, data(&world.server.url()));
    let prepared = world.runtime.with_credentials(credentials).prepare(&node)?;
    let outcome = prepared.execute(vec![Item::default()]).await?;
    Ok(outcome.outputs[0][0].json.clone())
}

#[tokio::test]
async fn expressions_of_a_credential_see_its_own_data() {
    for (data, expected) in [
        (json!({}), json!({ "url": "/EU/me", "headers": ["true", "", null] })),
        (json!({ "region": "us", "token": "plain" }), json!({ "url": "/US/me", "headers": ["true", "plain", null] })),
        // A text is an expression as soon as it begins with `=`, as in n8n.
        (json!({ "token": "=of {{ $self.region }}" }), json!({ "url": "/EU/me", "headers": ["true", "of eu", null] })),
        // What is about more than the credential is left to the node.
        (json!({ "token": "={{ $json.a }}" }), json!({ "url": "/EU/me", "headers": ["true", "={{ $json.a }}", null] })),
    ] {
        let answer = answer_with("regionApi", |_| data.clone()).await;
        assert_eq!(answer.expect("an answer"), expected, "{data}");
    }
    let error = answer_with("regionApi", |_| json!({ "region": "={{ $self. }}" })).await.expect_err("it throws");
    let begins = "The field 'region' of the credential 'regionApi' cannot be evaluated: ";
    assert!(error.message().starts_with(begins), "{error}");
}

#[tokio::test]
async fn a_token_that_only_code_gets_is_said() {
    let error = answer_with("sessionApi", |url| json!({ "url": url })).await.expect_err("there is no token");
    let message = "The credential type 'sessionApi' gets its token by code, which is not registered with it";
    assert_eq!(error.message(), message);
    assert_eq!(error.description(), Some("It is its function preAuthentication; give a token in the field 'session'"));
    let answer = answer_with("sessionApi", |url| json!({ "url": url, "session": "s-1" })).await.expect("an answer");
    assert_eq!(answer["headers"][0], "s-1");
}

#[tokio::test]
async fn executions_share_a_renewal() {
    let world = world(false);
    let name = "deskOAuth2Api";
    let parameters = json!({ "authentication": "predefinedCredentialType", "nodeCredentialType": name, "ask": name });
    let credentials = json!({ (name): { "id": "4" } });
    let all = (0..10).map(|_| run(&world, &parameters, &credentials, 2));
    for items in futures_util::future::join_all(all).await {
        assert_eq!(items.expect("a renewed token").len(), 2);
    }
    assert_eq!(world.server.requests().iter().filter(|request| request.path() == "/token").count(), 1);
    assert_eq!(world.vault.told.lock().expect("nobody panicked").len(), 1);
}
