//! The option loaders: as recorded, sorted for people, narrowed by a filter.

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use nodewright_core::{
    Context, HttpClient, OptionsPage, OptionsRequest, Parameters, Request, Response, Result, Service,
    serde_json::{self, Value, json},
};
use nodewright_node_directus::{DIRECTUS_API, V1};

use nodewright_testkit::harness::answer;

use crate::{no_route, recorded};

/// The project that was asked when the loaders were recorded.
struct Project;

#[async_trait]
impl HttpClient for Project {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        let rows =
            json!([{ "id": 1, "field": "title", "name": "row 1" }, { "id": 2, "field": "body", "name": "row 2" }]);
        let collections = json!([
            { "collection": "directus_users", "meta": { "system": true } },
            { "collection": "articles", "meta": { "system": false }, "schema": {} },
        ]);
        let data = match request.path.as_str() {
            "/collections" => collections,
            "/roles" if request.query.get("limit") != Some(&json!(-1)) => Value::Null,
            "/roles" | "/fields/articles" | "/fields/directus_users" | "/relations/articles" => rows,
            "/fields/folder%2F1" => Value::Null,
            _ => return answer(&no_route()),
        };
        answer(&json!({ "body": json!({ "data": data }).to_string() }))
    }
}

async fn load(method: &str, parameters: Parameters, filter: Option<&str>) -> Result<OptionsPage> {
    let data = json!({ "url": "https://directus.example", "accessToken": "token" });
    let credential = DIRECTUS_API.credential(data.as_object().unwrap().clone()).unwrap();
    let context = Context::new(Arc::new(Project)).with_credentials([Arc::new(credential)]);
    let request = OptionsRequest { parameters, filter: filter.map(str::to_owned), cursor: None };
    V1.into_node().load_options(context, method, &request).await
}

#[tokio::test]
async fn options_are_as_recorded_but_sorted() {
    let cases = recorded("directus-load-options.json", 1).remove(0);
    let mut methods = BTreeSet::new();
    assert!(cases.as_array().is_some_and(|cases| cases.len() >= 10), "the recording is whole");
    for case in cases.as_array().unwrap() {
        let method = case["method"].as_str().unwrap();
        let page = load(method, case["parameters"].as_object().unwrap().clone(), None).await.unwrap();
        let mut expected = case["options"].as_array().unwrap().clone();
        expected.sort_by_key(|option| option["name"].to_string());
        assert_eq!(serde_json::to_value(page.options).unwrap(), Value::from(expected), "{case}");
        methods.insert(method.to_owned());
    }
    assert_eq!(methods.len(), 5);
}

#[tokio::test]
async fn options_are_narrowed_and_an_empty_list_is_one() {
    // method, parameters, filter, names
    let cases: [(&str, Value, Option<&str>, &[&str]); 7] = [
        ("getCollections", json!({}), Some("USERS"), &["directus_users"]),
        ("getCollections", json!({}), Some("nothing"), &[]),
        ("getRoles", json!({}), Some("2"), &["row 2"]),
        ("getFieldsInCollection", json!({ "resource": "items", "collection": "={{ $json.c }}" }), None, &[]),
        ("getFieldsInCollection", json!({ "resource": "fields", "collection": "folder/1" }), None, &[]),
        ("getFieldsInCollection", json!({ "resource": "fields" }), None, &[]),
        ("getRelationalFields", json!({ "collection": "" }), None, &[]),
    ];
    for (method, parameters, filter, expected) in cases {
        let page = load(method, parameters.as_object().unwrap().clone(), filter).await.unwrap();
        let names: Vec<_> = page.options.iter().map(|option| option.name.as_str()).collect();
        assert_eq!(names, expected, "{method} {parameters}");
    }
}

#[tokio::test]
async fn an_unknown_method_lists_those_that_are_known() {
    let error = load("getNothing", Parameters::new(), None).await.unwrap_err();
    let known = "getCollections, getCustomCollections, getRelationalFields, getFieldsInCollection, getRoles";
    assert_eq!(error.message(), format!("Unknown options method 'getNothing'; known: {known}"));
}
