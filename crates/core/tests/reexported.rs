//! Derives in a crate that has the core through another one, and whose client is not `crate::Client`.

/// What another crate would re-export.
mod desk {
    pub mod core {
        pub use nodewright_core::*;
    }

    /// Its client.
    pub struct Desk;

    impl core::Sends for Desk {
        async fn send(&self, request: core::Request, _: &core::Call<'_>) -> core::Result<core::Output> {
            Ok(core::Output::one(core::serde_json::json!({ "path": request.path, "body": request.json_body() })))
        }
    }
}

/// A crate that knows the core under no name of its own.
mod own {
    use super::desk::{self, core::prelude::*};

    /// Open a ticket.
    #[derive(Operation)]
    #[operation(tickets.open, "Open", POST "/tickets/{queue}", client = desk::Desk, crate = super::desk::core)]
    pub struct Open {
        queue: String,
        urgency: Urgency,
        requester: Requester,
        options: Options,
    }

    #[derive(Choice)]
    #[param(crate = super::desk::core)]
    pub enum Urgency {
        Low,
        High,
    }

    #[derive(Group)]
    #[param(crate = super::desk::core)]
    pub struct Requester {
        email: String,
    }

    #[derive(Collection)]
    #[param(crate = super::desk::core)]
    pub struct Options {
        tag: Option<String>,
    }
}

use desk::core::{Call, Collected, Group, Item, Operation, serde_json::json};

#[tokio::test]
async fn an_operation_runs_with_the_client_it_names() {
    let stored = json!({ "queue": "a/b", "urgency": "high", "email": "ada@example.com", "options": { "tag": "x" } });
    let open = own::Open::read_all(stored.as_object().unwrap()).unwrap();
    let (item, emitted) = (Item::default(), Collected::default());
    let output = open.run(&desk::Desk, &Call::new(&item, 0, &emitted)).await.unwrap();
    let body = json!({ "urgency": "high", "email": "ada@example.com", "tag": "x" });
    assert_eq!(output.items[0].json, json!({ "path": "/tickets/a%2Fb", "body": body }));
    assert!(own::Urgency::CHOICES.len() == 2 && own::Urgency::Low.value() == "low");
}
