//! The routes, as one table.

use std::{
    io,
    net::TcpListener,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{Method, Response},
};

use super::{
    State,
    access::{Caller, identify},
    answer::{Answer, Failure},
    auth,
    call::Call,
    collection::Collection,
    items::{self, Items},
    list::List,
    lock, schema, server_info,
    users::{self, USER_ID},
};

/// Directus' own limit.
const MAX_BODY: usize = 1 << 20;

pub(super) async fn serve(listener: TcpListener, state: Arc<Mutex<State>>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    // Every path and method is one of the table below: Directus answers 404 where axum would say 405.
    let router = Router::new().fallback(move |request: Request| respond(Arc::clone(&state), request));
    axum::serve(listener, router).await
}

async fn respond(state: Arc<Mutex<State>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let answer = match to_bytes(body, MAX_BODY).await {
        Ok(body) => Call::read(parts, &body).and_then(|call| answer(&mut lock(&state), &call)),
        Err(_) => Err(Failure::invalid_payload("request entity too large")),
    };
    answer.unwrap_or_else(Failure::into_answer).into_response()
}

fn answer(state: &mut State, call: &Call) -> Result<Answer, Failure> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    let route = (call.method.as_str(), segments.as_slice());
    // The only route that does not look at the token.
    if let ("GET", ["server", "ping"]) = route {
        return Ok(server_info::ping());
    }
    let caller = identify(call, &state.sessions)?;
    match route {
        ("GET", ["auth"]) => Ok(auth::providers()),
        ("POST", ["auth", "login"]) => auth::login(&mut state.sessions, call),
        ("GET", ["auth", "login", "github"]) => Ok(auth::start_oauth(state)),
        ("POST", ["auth", "refresh"]) => auth::refresh(&mut state.sessions, call),
        ("POST", ["auth", "logout"]) => auth::logout(&mut state.sessions, call),
        ("POST", ["auth", "password", "request"]) => auth::request_reset(&mut state.sessions, call),
        ("POST", ["auth", "password", "reset"]) => auth::reset(&mut state.sessions, call),

        ("GET", ["server", "info"]) => Ok(server_info::info(caller)),
        ("GET", ["server", "health"]) => server_info::health(state, caller),

        ("GET", ["users", "me"]) if caller == Caller::Public => Err(Failure::invalid_credentials()),
        ("GET", ["users", "me"]) => items::get(&users::users(), USER_ID, call),
        ("GET", ["users", key @ ..]) => system(&users::users(), key, call, caller),
        ("GET", ["roles", key @ ..]) => system(&users::roles(), key, call, caller),

        ("GET", ["collections"]) => schema::collections(state, caller),
        ("POST", ["collections"]) => schema::create_collection(state, caller, call),
        ("GET", ["collections", name]) => schema::collection(state, caller, name),
        ("DELETE", ["collections", name]) => schema::delete_collection(state, caller, name),
        ("GET", ["fields"]) => schema::all_fields(state, caller),
        ("GET", ["fields", collection]) => schema::fields(state, caller, collection),
        ("GET", ["fields", collection, name]) => schema::field(state, caller, collection, name),
        ("GET", ["relations"]) => schema::all_relations(caller),
        ("GET", ["relations", collection]) => schema::relations(state, caller, collection),

        ("GET" | "POST" | "PATCH" | "DELETE", ["items", collection, key @ ..]) if key.len() < 2 => {
            let mut items = Items::open(&mut state.collections, collection, call, caller)?;
            match (&call.method, key) {
                (&Method::GET, []) => items.list(),
                (&Method::GET, [key, ..]) => items.get(key),
                (&Method::PATCH, []) => items.update_many(),
                (&Method::PATCH, [key, ..]) => items.update(key),
                (&Method::DELETE, []) => items.delete_many(),
                (&Method::DELETE, [key, ..]) => items.delete(key),
                (_, []) => items.create(),
                (_, [_, ..]) => Err(Failure::route_not_found(&call.path)),
            }
        }
        _ => Err(Failure::route_not_found(&call.path)),
    }
}

fn system(collection: &Collection, key: &[&str], call: &Call, caller: Caller) -> Result<Answer, Failure> {
    caller.may_see(&collection.name)?;
    match key {
        [] => Ok(List::read(&call.query, collection)?.answer(collection)),
        [key] => items::get(collection, key, call),
        _ => Err(Failure::route_not_found(&call.path)),
    }
}
