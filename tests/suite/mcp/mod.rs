//! `nodewright mcp`, as the protocol's official client sees it.

mod client;
mod http;

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use nodewright::Effect;
use nodewright_node_directus::V1;
use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{
    command::{binary, run, run_with},
    said::says,
};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use client::{Client, text};

/// A file of credentials that lead to this server.
fn credentials(server: &ScriptedServer) -> NamedTempFile {
    let file = NamedTempFile::new().expect("a file");
    let data = json!({ "directusApi": { "url": server.url(), "accessToken": "acc3ss" } });
    std::fs::write(file.path(), data.to_string()).expect("written");
    file
}

/// A client of the command with credentials that lead to this server.
fn client_of(server: &ScriptedServer, arguments: &[&str]) -> Option<Client> {
    let file = credentials(server);
    let path = file.path().display().to_string();
    let client = Client::stdio(&[&["--credentials", &path], arguments].concat());
    // The command has read it: the client is connected.
    drop(file);
    client
}

/// What a client says first.
fn opening() -> Value {
    json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "a", "version": "1" } })
}

fn of_directus(tool: &Value) -> bool {
    tool["name"].as_str().is_some_and(|name| name.starts_with("directus_"))
}

#[test]
fn every_operation_is_a_tool() {
    let Some(mut client) = Client::stdio(&["--sandbox"]) else { return };
    let mut tools = client.tools();
    tools.retain(of_directus);
    let by_name: HashMap<_, _> = tools.iter().map(|tool| (tool["name"].as_str().expect("a name"), tool)).collect();
    let operations: Vec<_> = V1.router.operations().map(|entry| entry.info).collect();
    assert_eq!((tools.len(), by_name.len()), (operations.len(), operations.len()));
    // Every provider takes names like these.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    assert!(by_name.keys().all(|name| name.len() <= 64 && name.chars().all(plain)));
    for info in operations {
        let tool = by_name[format!("directus_{}_{}", info.resource, info.operation).as_str()];
        assert_eq!(tool["inputSchema"]["type"], "object", "{tool}");
        let title = tool["title"].as_str().expect("a title");
        assert!(title.ends_with(&format!(": {}", info.title)), "{tool}");
        assert_eq!(tool["description"], format!("Directus (denkhaus), {title}. {}", info.description));
        let hints = &tool["annotations"];
        assert_eq!(hints["openWorldHint"], true);
        assert_eq!(hints["readOnlyHint"], info.effect == Effect::Read, "{tool}");
        assert_eq!(hints["idempotentHint"], info.effect.is_repeatable(), "{tool}");
        assert_eq!(hints["destructiveHint"] == true, info.effect == Effect::Delete, "{tool}");
    }
}

#[test]
fn every_argument_has_one_type_and_every_list_says_of_what() {
    for (arguments, count) in [(&["--sandbox"][..], 118), (&["--sandbox", "--search"], 3)] {
        let Some(mut client) = Client::stdio(arguments) else { return };
        let tools = client.tools();
        assert!(tools.len() >= count, "{} tools", tools.len());
        for tool in &tools {
            one_type(&tool["inputSchema"], &format!("{}: {}", tool["name"], tool["inputSchema"]));
        }
    }
}

/// One type in every schema below, and `items` beside every `array`.
fn one_type(schema: &Value, tool: &str) {
    let kind = schema["type"].as_str().unwrap_or_else(|| panic!("{schema} in {tool}"));
    if kind == "array" {
        one_type(&schema["items"], tool);
    }
    schema["properties"].as_object().into_iter().flat_map(|all| all.values()).for_each(|inner| one_type(inner, tool));
}

/// A tool names one type of a JSON argument; its value is taken as that, and as a text that holds it.
#[test]
fn a_json_argument_is_taken_as_its_type_and_as_text() {
    let Some(mut client) = Client::stdio(&["--sandbox"]) else { return };
    let articles = |more: Value| {
        let mut arguments = json!({ "collection": "articles" });
        arguments.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        arguments
    };
    let create = |value: Value| ("directus_items_create", articles(json!({ "data": value })), 1);
    let several = |value: Value| ("directus_items_createMultiple", articles(json!({ "data": value })), 2);
    let listed = |filter: Value| {
        ("directus_items_list", articles(json!({ "additionalFields": { "filter": filter, "fields": "id" } })), 1)
    };
    let removed = |data: Value| ("directus_items_deleteMultiple", articles(json!({ "data": data })), 1);
    for (name, arguments, items) in [
        create(json!({ "title": "One" })),
        create(json!(r#"{ "title": "One" }"#)),
        several(json!([{ "title": "One" }, { "title": "Two" }])),
        several(json!(r#"[{ "title": "One" }, { "title": "Two" }]"#)),
        listed(json!({ "id": { "_eq": 1 } })),
        listed(json!(r#"{ "id": { "_eq": 1 } }"#)),
        removed(json!({ "keys": [1] })),
        removed(json!("[2]")),
    ] {
        let answer = client.call(name, &arguments);
        let given = answer["result"]["structuredContent"]["items"].as_array();
        assert_eq!(given.map(Vec::len), Some(items), "{name} {arguments}: {answer}");
    }
}

#[test]
fn calls_give_items_or_say_what_to_do() {
    const NOTHING: &str = "Forbidden - perhaps check your credentials?\n\
                           You don't have permission to access collection \"nothing\" or it does not exist. Queried in root.\n\
                           HTTP status: 403\nError code: FORBIDDEN";
    let Some(mut client) = Client::stdio(&["--sandbox"]) else { return };
    let token = json!({ "refreshToken": "sandbox-refresh-token" });
    let first = json!({ "collection": "articles", "returnAll": false, "limit": 1 });
    for (name, arguments, items) in [
        ("directus_auth_logout", token, json!([{ "success": true, "message": "Logged out successfully" }])),
        ("directus_items_list", first, json!([{ "id": 1, "title": "Hello", "status": "published", "views": 120 }])),
    ] {
        let answer = client.call(name, &arguments);
        let structured = json!({ "items": items });
        assert_eq!(answer["result"]["structuredContent"], structured, "{answer}");
        assert_eq!(text(&answer), structured.to_string());
    }
    for (name, arguments, expected) in [
        ("directus_auth_logout", json!({}), "Missing required property: Refresh Token"),
        (
            "directus_auth_logout",
            json!({ "refresh_token": "a" }),
            "Unknown argument 'refresh_token'; did you mean 'refreshToken'? known: refreshToken, verifyToken",
        ),
        (
            "directus_auth_logout",
            json!({ "refreshToken": "a", "verifyToken": "b" }),
            "'Verify Token' must be true or false\nArgument: verifyToken",
        ),
        (
            "directus_items_list",
            json!({ "collection": "articles", "limit": 1 }),
            "The argument 'limit' has no effect beside the other arguments\nHow many rows to return at most. Only if returnAll is false and jsonParameters is not true.\nArgument: limit",
        ),
        (
            "directus_items_list",
            json!({ "collection": "articles", "additionalFields": { "sorted": "id" } }),
            "Argument: additionalFields.sorted",
        ),
        ("directus_items_list", json!({ "collection": "nothing" }), NOTHING),
    ] {
        let answer = client.call(name, &arguments);
        assert_eq!(answer["result"]["isError"], true, "{answer}");
        says(text(&answer), expected);
    }
    let misspelt = client.call("directus_auth_log_out", &json!({}));
    let message = "MCP error -32602: Unknown tool 'directus_auth_log_out'; did you mean 'directus_auth_logout'?";
    says(&misspelt, message);
    let unknown = client.call("directus_auth_dance", &json!({}));
    assert_eq!(unknown["error"]["code"], -32602, "{unknown}");
    says(&unknown, "MCP error -32602: Unknown tool 'directus_auth_dance'; did you mean 'directus_auth_list'?");
}

#[test]
fn offers_what_was_chosen() {
    let reads = V1.router.operations().filter(|entry| entry.info.effect == Effect::Read).count();
    let cases: [(&[&str], usize, &[&str]); 4] = [
        (&["--only", "items.list,auth.*"], 8, &["directus_items_list", "directus_auth_logout"]),
        (&["--only", "items.*", "--read-only"], 2, &["directus_items_list", "directus_items_get"]),
        (&["--read-only"], reads, &["directus_server_ping"]),
        (&["--node", "directus@1", "--only", "*.getCurrent"], 1, &["directus_users_getCurrent"]),
    ];
    for (arguments, count, some) in cases {
        let Some(mut client) = Client::stdio(&[&["--sandbox"], arguments].concat()) else { return };
        let names = client.names();
        assert_eq!(names.len(), count, "{arguments:?}: {names:?}");
        assert!(some.iter().all(|name| names.iter().any(|known| known == name)), "{arguments:?}: {names:?}");
        // What is not offered cannot be called either.
        let answer = client.call("directus_items_delete", &json!({ "collection": "articles", "id": "1" }));
        assert_eq!(answer["error"]["code"], -32602, "{arguments:?}: {answer}");
    }
}

#[test]
fn three_tools_lead_to_every_operation() {
    let Some(mut client) = Client::stdio(&["--sandbox", "--search"]) else { return };
    assert_eq!(client.names(), ["search_operations", "describe_operation", "execute_operation"]);
    for (query, limit, expected) in [
        ("log out", 1, "directus_auth_logout"),
        ("Update users", 1, "directus_users_update"),
        ("list the items", 3, "directus_items_list"),
        ("invalidate a refresh token", 2, "directus_auth_logout"),
    ] {
        let answer = client.call("search_operations", &json!({ "query": query, "limit": limit }));
        let found = answer["result"]["structuredContent"]["operations"].as_array().expect("a list");
        assert!(found.len() <= limit && found.iter().any(|one| one["operation"] == expected), "{query}: {answer}");
    }
    let answer = client.call("describe_operation", &json!({ "operation": "directus_auth_logout" }));
    let described = &answer["result"]["structuredContent"];
    assert_eq!(described["arguments"]["required"], json!(["refreshToken"]), "{answer}");
    assert_eq!(described["effect"], "idempotent-write");
    let execute = |arguments: Value| json!({ "operation": "directus_auth_logout", "arguments": arguments });
    let answer = client.call("execute_operation", &execute(json!({ "refreshToken": "sandbox-refresh-token" })));
    assert_eq!(answer["result"]["structuredContent"]["items"][0]["success"], true, "{answer}");
    for (tool, arguments, expected) in [
        ("search_operations", json!({}), "'query' is missing"),
        (
            "describe_operation",
            json!({ "operation": "a" }),
            "Unknown operation 'a'\nUse search_operations to find the available ones",
        ),
        ("execute_operation", execute(json!({})), "Missing required property: Refresh Token"),
        ("execute_operation", json!({ "name": "a" }), "'name' is unknown; known: operation, arguments"),
    ] {
        let answer = client.call(tool, &arguments);
        assert_eq!(answer["result"]["isError"], true, "{answer}");
        says(text(&answer), expected);
    }
    assert_eq!(client.call("directus_auth_logout", &json!({}))["error"]["code"], -32602);
}

#[test]
fn carrying_out_is_as_harmless_as_what_is_offered() {
    for (arguments, harmless) in [(&["--search", "--read-only"][..], true), (&["--search"], false)] {
        let Some(mut client) = Client::stdio(&[&["--sandbox"], arguments].concat()) else { return };
        let tools = client.tools();
        assert_eq!(tools[0]["annotations"]["readOnlyHint"], true);
        assert_eq!(tools[2]["annotations"]["readOnlyHint"] == true, harmless, "{}", tools[2]);
    }
}

#[test]
fn a_selection_that_cannot_be_meant_is_refused() {
    for (arguments, expected) in [
        (
            ["--only", "items.lost"],
            "Unknown operation 'lost' of resource 'items'; did you mean 'list'? known: create, …",
        ),
        (["--only", "items"], "'items' is not an operation: write resource.operation or resource.*"),
        (["--node", "nope"], "Unrecognized node type: nope"),
        (["--node", "directus@9"], "Unknown version 9 of node type 'directus'; known: 1"),
    ] {
        let finished = run(&[&["mcp", "--sandbox"], &arguments[..]].concat());
        assert_eq!(finished.code, 1, "{finished:?}");
        says(&finished, expected);
    }
}

#[test]
fn texts_are_evaluated_only_where_that_is_asked_for() {
    let cases: [(&[&str], &str, &str); 4] = [
        (&[], "={{ 1 + 1 }}", "={{ 1 + 1 }}"),
        (&[], "==a", "==a"),
        (&["--expressions"], "={{ 1 + 1 }}", "2"),
        (&["--expressions"], "==a", "=a"),
    ];
    for (arguments, given, sent) in cases {
        let server = ScriptedServer::start(Reply::status(204)).expect("a free port");
        let Some(mut client) = client_of(&server, arguments) else { return };
        let answer = client.call("directus_auth_logout", &json!({ "refreshToken": given }));
        assert_eq!(answer["result"]["isError"], false, "{answer}");
        client.call("directus_items_create", &json!({ "collection": "a", "data": { "title": [given] } }));
        let requests = server.requests();
        assert_eq!(requests[0].json().expect("a body"), json!({ "refresh_token": sent }));
        assert_eq!(requests[1].json().expect("a body")["title"][0].to_string().trim_matches('"'), sent);
    }
}

#[test]
fn errors_hold_no_secret() {
    let refused =
        Reply::text(r#"{"errors":[{"message":"No: s3cr3t, acc3ss.","extensions":{"code":"INVALID_CREDENTIALS"}}]}"#);
    let server = ScriptedServer::start(refused.with_status(401)).expect("a free port");
    let Some(mut client) = client_of(&server, &[]) else { return };
    for (name, arguments) in [
        ("directus_auth_logout", json!({ "refreshToken": "s3cr3t" })),
        ("directus_auth_login", json!({ "email": "a@example.com", "password": "s3cr3t" })),
        ("directus_items_list", json!({ "collection": "articles" })),
    ] {
        let answer = client.call(name, &arguments);
        assert_eq!(answer["result"]["isError"], true, "{answer}");
        says(text(&answer), "HTTP status: 401");
        let secrets: &[&str] = if name.contains("auth") { &["s3cr3t"] } else { &["acc3ss"] };
        assert!(secrets.iter().all(|secret| !answer.to_string().contains(secret)), "{answer}");
    }
}

#[test]
fn the_log_holds_no_secret() {
    let arguments = json!({ "refreshToken": "s3cr3t" });
    let call = json!({ "name": "directus_auth_logout", "arguments": arguments });
    let lines = [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": opening() }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call }),
        json!({ "jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": { "name": "a", "arguments": "s3cr3t" } }),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let finished = run_with(&["mcp", "--sandbox"], &lines, &[("NODEWRIGHT_LOG", "trace,rmcp=trace")]);
    assert!(finished.stdout.contains("\"serverInfo\""), "{finished:?}");
    assert!(finished.stderr.contains("TRACE"), "{finished:?}");
    assert!(!finished.stderr.contains("s3cr3t"), "{finished:?}");
}

/// As lines: the official client drops a note that comes together with the result.
#[test]
fn a_long_list_tells_how_far_it_is() {
    let rows: Vec<_> = (0..250).map(|id| json!({ "id": id })).collect();
    let server = ScriptedServer::start(Reply::json(&json!({ "data": rows }))).expect("a free port");
    let file = credentials(&server);
    let mut child = Command::new(binary())
        .args(["mcp", "--credentials", &file.path().display().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("piped");
    let arguments = json!({ "collection": "a", "returnAll": false, "limit": 250, "splitIntoItems": true });
    let call = json!({ "name": "directus_items_list", "arguments": arguments, "_meta": { "progressToken": "p" } });
    for message in [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": opening() }),
        json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call }),
    ] {
        writeln!(input, "{message}").expect("it reads");
    }
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let answers = lines.map(|line| serde_json::from_str::<Value>(&line.expect("a line")).expect("JSON"));
    let mut counts = Vec::new();
    for answer in answers.skip(1) {
        if answer["id"] == 2 {
            assert_eq!(answer["result"]["structuredContent"]["items"].as_array().map(Vec::len), Some(250));
            break;
        }
        assert_eq!(answer["params"]["progressToken"], "p", "{answer}");
        counts.push(answer["params"]["progress"].as_f64());
    }
    assert_eq!(counts, [Some(100.0), Some(200.0)]);
    drop(input);
    assert!(child.wait().expect("it ends").success());
}

#[tokio::test]
async fn a_call_that_is_cancelled_stops() {
    let server = ScriptedServer::start(Reply::hang()).expect("a free port");
    let Some(mut client) = client_of(&server, &[]) else { return };
    client.start("directus_auth_logout", &json!({ "refreshToken": "a" }));
    server.received(1).await;
    let answer = client.cancel();
    assert!(answer["error"]["message"].as_str().is_some_and(|text| text.contains("no longer wanted")), "{answer}");
    server.disconnected().await;
    server.set_script(Reply::status(204));
    let answer = client.call("directus_auth_logout", &json!({ "refreshToken": "a" }));
    assert_eq!(answer["result"]["isError"], false, "{answer}");
}

#[test]
fn the_lists_of_all_providers_come_together() {
    let printed = |format: &str| {
        let finished = run(&["schema", "directus", "--format", format]);
        assert_eq!(finished.code, 0, "{finished:?}");
        finished.json()
    };
    let expected: Value = json!({ "openai": printed("openai"), "anthropic": printed("anthropic") });
    assert_eq!(printed("tools"), expected);
}
