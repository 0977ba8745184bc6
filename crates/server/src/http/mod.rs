//! The API over HTTP, with a page that shows the nodes' forms.
//!
//! [`router`] is everything as an axum router, for a host that mounts it into its own; [`bind`] and [`serve`] are a
//! standalone server. The routes are a table; the router and the OpenAPI document are both made from it.
//!
//! ```no_run
//! # async fn run(runtime: nodewright::Runtime) -> Result<(), Box<dyn std::error::Error>> {
//! use nodewright_server::{Api, http};
//!
//! let settings = http::Settings::default();
//! let listener = http::bind("127.0.0.1:7890".parse()?, &settings).await?;
//! http::serve(listener, http::router(Api::new(runtime), &settings), std::future::pending()).await?;
//! # Ok(())
//! # }
//! ```

mod body;
mod calls;
mod changing;
mod credentials;
mod guard;
mod listen;
mod nodes;
mod openapi;
mod page;
mod path;
mod query;
mod refusal;
mod route;
mod routes;
mod settings;
mod types;

use axum::{Extension, Router};

use crate::Api;
use credentials::Places;

pub use changing::Changing;
pub use guard::guard;
pub use listen::{bind, serve};
pub use settings::Settings;

/// The OpenAPI document of the routes, as `/openapi.json` gives it.
#[must_use]
pub fn openapi() -> serde_json::Value {
    openapi::document(&routes::all())
}

/// Every route, guarded. Without a token only this machine may call: requests whose `Host` is not a loopback address, or
/// whose `Origin` is another, are refused.
pub fn router(api: Api, settings: &Settings) -> Router {
    let places = Places { given: api.runtime().credentials().clone(), store: settings.store.clone() };
    let api = match &settings.store {
        Some(store) => api.falling_back_on(store.clone()),
        None => api,
    };
    let api = if settings.allow_descriptions { api } else { api.without_descriptions() };
    let all = routes::all();
    let document = Extension(openapi::Document::of(&all));
    let (open, closed): (Vec<_>, Vec<_>) = all.into_iter().partition(|route| route.open);
    let routes = |all: Vec<route::Route>| {
        let add = |router: Router<Api>, route: route::Route| router.route(route.path, route.handler);
        all.into_iter().fold(Router::new(), add)
    };
    let closed = routes(closed)
        .layer(document)
        .layer(Extension(places))
        .fallback(refusal::unknown_route)
        .with_state(api.clone());
    let closed = guard::bearer(guard::bounded(closed, settings), settings);
    guard::everyone(routes(open).with_state(api).merge(closed), settings)
}
