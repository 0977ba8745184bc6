//! What an error says to people.

use nodewright_core::{ErrorKind, NodeError, serde_json::json};

#[test]
fn main_prints_an_error_for_people() {
    let error = |message: &str| NodeError::new(ErrorKind::Api, message);
    for (error, expected) in [
        (error("Service unavailable"), "Error: Service unavailable"),
        (
            error("Unrecognized node type: ticket")
                .with_description("Did you mean 'tickets'?\nKnown node types: tickets"),
            "Error: Unrecognized node type: ticket\n  Did you mean 'tickets'?\n  Known node types: tickets",
        ),
        (
            error("Invalid refresh token")
                .with_description("The token has expired.")
                .with_http_code(401)
                .with_code("TOKEN_EXPIRED")
                .in_node("End session")
                .at_item(1)
                .at_parameter("refreshToken")
                // What the service answered is for code: it may be long.
                .with_data(json!({ "errors": ["hidden"] })),
            "Error: Invalid refresh token\n  The token has expired.\n  \
             (node 'End session', item 1, parameter 'refreshToken', HTTP 401, code TOKEN_EXPIRED)",
        ),
        (
            // The raw texts behind a message are for code too.
            error("The connection was refused").with_messages(vec!["connect ECONNREFUSED".into()]),
            "Error: The connection was refused",
        ),
    ] {
        // As std does with what `main` returns.
        assert_eq!(format!("Error: {error:?}"), expected);
    }
}

#[test]
fn all_fields_can_be_seen() {
    let error = NodeError::new(ErrorKind::Api, "Service unavailable").with_data(json!({ "retry": 7 }));
    let shown = format!("{error:#?}");
    assert!(shown.contains("kind: Api") && shown.contains("retry"), "{shown}");
}
