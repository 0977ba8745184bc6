//! Options that a form loads from the service.

use nodewright_core::prelude::*;

use crate::Client;

pub const LOADERS: &[&dyn AnyLoader<Client>] = loaders![Queues];

/// The queues, by name.
pub struct Queues;

impl LoaderName for Queues {
    const INFO: &'static LoaderInfo = &LoaderInfo { method: "getQueues", depends_on: &[] };
}

impl Loader for Queues {
    type Client = Client;

    async fn load(client: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
        let queues = client.request(Request::get("/queues")).await?.checked_value().await?;
        let option = |queue: &Value| Some(LoadedOption::new(queue["name"].as_str()?, queue["key"].as_str()?));
        Ok(OptionsPage::of(queues.iter().filter_map(Value::as_array).flatten().filter_map(option), request))
    }
}
