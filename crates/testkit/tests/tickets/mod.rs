// A node as its author writes it. The tests of this crate run it, and so do the examples in its documentation, which
// take it in with `include!`: no `//!` here.

use std::sync::Arc;

use nodewright_core::{
    Call, Context, CredentialDefinition, Definition, Group, HttpClient, JsonText, LoadedOption, Loader, LoaderInfo,
    LoaderName, Operation, OptionsPage, OptionsRequest, Output, Pick, Request, Resource, Result, Router, Secret, Sends,
    Service, loaders, operations, resource,
};

/// Version 1.
pub const V1: Definition<Client> = Definition {
    name: "tickets",
    title: "Tickets",
    description: "Work with the tickets of a help desk",
    default_name: "Tickets",
    version: 1.0,
    subtitle: "",
    credential: &TICKETS_API,
    router: Router { resources: &[TICKETS], default: "tickets" },
    loaders: loaders![Queues],
};

pub const TICKETS: Resource<Client> = resource("tickets", "Tickets", operations![List, Create]);

/// List the tickets of a queue.
#[derive(Operation)]
#[operation(tickets.list, "List", GET "/queues/{queue}/tickets")]
pub struct List {
    /// Queue whose tickets to list.
    queue: Pick<Queues>,
    /// How many tickets to return at most.
    #[param(default = 50, range = 1..=100)]
    limit: i64,
}

/// Open a ticket.
#[derive(Operation)]
#[operation(tickets.create, "Create", POST "/tickets")]
pub struct Create {
    /// What it is about.
    subject: String,
    /// Further fields.
    fields: Option<JsonText>,
    /// Word that its sender proves to be the one with.
    pass_phrase: Option<Secret>,
}

/// URL and token of a help desk.
pub static TICKETS_API: CredentialDefinition =
    CredentialDefinition::new("ticketsApi", "Tickets API", TicketsApi::FIELDS)
        .with_headers(&[("Authorization", "=Bearer {{$credentials.token}}")]);

#[derive(Group)]
pub struct TicketsApi {
    url: String,
    token: Secret,
}

/// What the operations talk to the service with.
pub struct Client {
    http: Arc<dyn HttpClient>,
    service: Service,
}

impl nodewright_core::Connect for Client {
    async fn connect(context: &Context) -> Result<Self> {
        let credential = context.credential(TICKETS_API.name).await?;
        let fields: TicketsApi = credential.read()?;
        Ok(Self { http: context.http(), service: Service::new(&fields.url)?.with_credential(credential) })
    }
}

impl Sends for Client {
    async fn send(&self, request: Request, _: &Call<'_>) -> Result<Output> {
        let answer = self.http.send(&self.service, request).await?.value().await?;
        Ok(answer.map_or_else(Output::default, Output::each))
    }
}

/// The queues, by name.
pub struct Queues;

impl LoaderName for Queues {
    const INFO: &'static LoaderInfo = &LoaderInfo { method: "getQueues", depends_on: &[] };
}

impl Loader for Queues {
    type Client = Client;

    async fn load(client: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
        let answer = client.http.send(&client.service, Request::get("/queues")).await?.value().await?;
        let queues = answer.iter().flat_map(|queues| queues.as_array()).flatten();
        Ok(OptionsPage::of(
            queues.filter_map(|queue| queue.as_str()).map(|name| LoadedOption::new(name, name)),
            request,
        ))
    }
}
