//! What `derive(Operation)` makes of a route.

use nodewright_core::{Call, Group, Operation, Output, Request, Result, Sends, serde_json::json};

/// Sends nothing.
pub struct Client;

impl Sends for Client {
    async fn send(&self, _: Request, _: &Call<'_>) -> Result<Output> {
        Ok(Output::default())
    }
}

/// Remove a note.
#[derive(Operation)]
#[operation(notes.delete, "Delete", DELETE "/notes/{id}", formerly = "/{kind}/note/{id}")]
struct Delete {
    id: String,
    #[wire(skip)]
    kind: String,
}

#[test]
fn both_paths_hold_encoded_segments() {
    let parameters = json!({ "id": "a/b", "kind": "old" });
    let request = Delete::read_all(parameters.as_object().unwrap()).unwrap().request().unwrap();
    assert_eq!((request.path.as_str(), request.former_path.as_deref()), ("/notes/a%2Fb", Some("/old/note/a%2Fb")));
}

/// Rename a note.
#[derive(Operation)]
#[operation(notes.rename, "Rename", PATCH "/notes/{id}")]
struct Rename {
    id: String,
    name: Option<String>,
}

#[test]
fn a_body_is_sent_where_there_are_fields_for_one() {
    let parameters = json!({ "id": "1", "kind": "old" });
    let parameters = parameters.as_object().unwrap();
    let delete = Delete::read_all(parameters).unwrap().request().unwrap();
    let rename = Rename::read_all(parameters).unwrap().request().unwrap();
    assert_eq!((delete.json_body(), rename.json_body()), (None, Some(&json!({}))));
}

/// Give a note to somebody else.
#[derive(Operation)]
#[operation(notes.assign, "Assign", POST "/notes/assign")]
struct Assign {
    #[param(formerly = "assignee", formerly = "user")]
    owner: String,
}

#[test]
fn older_names_are_read() {
    // what is stored, what is sent
    for (stored, sent) in [
        (json!({ "owner": "ada" }), "ada"),
        (json!({ "assignee": "ada" }), "ada"),
        (json!({ "user": "ada" }), "ada"),
        (json!({ "user": "ada", "owner": "bob" }), "bob"),
    ] {
        let resolved = nodewright_core::form::renamed(Assign::FIELDS, stored.as_object().unwrap());
        let request = Assign::read_all(&resolved).unwrap().request().unwrap();
        assert_eq!(request.json_body(), Some(&json!({ "owner": sent })), "{stored}");
    }
}
