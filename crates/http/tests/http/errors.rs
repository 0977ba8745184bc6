//! n8n's error classes, replayed.

use nodewright_core::NodeError;
use nodewright_http::error::{Said, api_error, operation_error};
use serde_json::{Value, json};

use crate::cases;

#[test]
fn errors_say_what_n8n_says() {
    let rows = cases(&[("NodeApiError", 36), ("NodeOperationError", 7)]);
    for row in rows {
        let (id, expected) = (&row["id"], &row["expected"]);
        let error = made(&row["fn"], &row["input"]);
        let fields = &expected["fields"];
        assert_eq!(error.name(), fields["name"], "{id}");
        assert_eq!(error.message(), fields["message"], "{id}");
        assert_eq!(error.description(), fields["description"].as_str(), "{id}");
        assert_eq!(error.http_code(), fields["httpCode"].as_str(), "{id}");
        assert_eq!(json!(error.messages()), fields["messages"], "{id}");

        let (mut ours, mut theirs) = (serde_json::to_value(&error).unwrap(), expected["json"].clone());
        for key in ["timestamp", "httpCode", "messages"] {
            ours.as_object_mut().unwrap().remove(key);
            theirs.as_object_mut().unwrap().remove(key);
        }
        // A field that is null there is left out here.
        theirs.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        assert_eq!(ours, theirs, "{id}");
    }
}

fn made(function: &Value, input: &Value) -> NodeError {
    let options = &input["options"];
    let mapping: Vec<_> = options["messageMapping"].as_object().into_iter().flatten().collect();
    let mapping: Vec<_> = mapping.iter().filter_map(|(from, to)| Some((from.as_str(), to.as_str()?))).collect();
    let said = Said {
        message: options["message"].as_str(),
        description: options["description"].as_str(),
        http_code: options["httpCode"].as_str(),
        mapping: &mapping,
    };
    let error = match (function.as_str(), input["note"].as_str()) {
        // Wrapping an API error in one gives the inner one.
        (Some("NodeApiError"), Some(note)) if note.contains("new NodeApiError(node,{message:m,httpCode:404})") => {
            api_error(&json!({"message": "m", "httpCode": 404}), said)
        }
        (Some("NodeApiError"), Some(_)) => api_error(&json!({"message": "boom"}), said).with_cause("Error", "boom"),
        (Some("NodeApiError"), None) => api_error(&input["response"], said),
        (_, Some(_)) => operation_error("boom", said).at_item(1),
        (_, None) => operation_error(input["message"].as_str().unwrap(), said),
    };
    let error = match options["runIndex"].as_u64() {
        Some(index) => error.with_context("runIndex", index),
        None => error,
    };
    match options["itemIndex"].as_u64() {
        Some(index) => error.at_item(index as usize),
        None => error,
    }
}
