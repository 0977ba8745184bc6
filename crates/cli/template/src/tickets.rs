//! Tickets: what people ask of the desk.

use nodewright_core::prelude::*;

use crate::{Client, loaders::Queues};

pub const TICKETS: Resource<Client> =
    resource("tickets", "Ticket", operations![Open, List, Close]).starting_with("list");

/// Open a ticket.
#[derive(Operation)]
#[operation(tickets.open, "Open", POST "/queues/{queue}/tickets")]
pub struct Open {
    /// Queue that the ticket goes to.
    queue: Pick<Queues>,
    /// What it is about, in one line.
    subject: Text,
    #[param("Additional Fields")]
    options: OpenOptions,
}

#[derive(Collection)]
pub struct OpenOptions {
    /// How soon somebody should look at it.
    #[param(default = "low")]
    urgency: Option<Urgency>,
    /// Values of the desk's own fields.
    #[param("Custom Fields (JSON)", placeholder = r#"{ "room": 7 }"#, json = object)]
    #[wire("custom_fields")]
    fields: Option<JsonText>,
}

#[derive(Choice)]
pub enum Urgency {
    Low,
    /// Somebody is called.
    #[param("At Once", name = "urgent")]
    AtOnce,
}

/// List the tickets of a queue.
#[derive(Operation)]
#[operation(tickets.list, "List", GET "/queues/{queue}/tickets")]
pub struct List {
    /// Queue whose tickets to list.
    queue: Pick<Queues>,
    // All rows, page by page, or so many of them.
    limit: ReturnAll,
}

/// Close a ticket, unless it is closed already.
#[derive(Operation)]
#[operation(tickets.close, "Close", PATCH "/tickets/{id}", effect = idempotent_write, run = close)]
pub struct Close {
    /// Number of the ticket.
    #[param("ID", range = 1..)]
    id: i64,
    /// What the requester is told.
    note: Option<Text>,
}

async fn close(close: &Close, client: &Client, call: &Call<'_>) -> Result<Output> {
    let mut request = close.request()?;
    let ticket = client.request(Request::get(request.path.as_str())).await?.checked_value().await?;
    match ticket {
        Some(ticket) if ticket["status"] == "closed" => Ok(Output::one(ticket)),
        _ => {
            request.set("status", "closed");
            client.send(request, call).await
        }
    }
}
