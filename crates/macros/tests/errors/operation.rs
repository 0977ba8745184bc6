//! The attribute `operation`.

use nodewright_core::{Call, Operation, Output, Request, Result, Sends};

pub struct Client;
impl Sends for Client {
    async fn send(&self, _: Request, _: &Call<'_>) -> Result<Output> {
        Ok(Output::default())
    }
}

#[derive(Operation)]
struct NoRoute {}

#[derive(Operation)]
#[operation(auth.login, POST "/auth/login")]
struct NoTitle {}

#[derive(Operation)]
#[operation(auth.login, "Login", SEND "/auth/login")]
struct NoMethod {}

#[derive(Operation)]
#[operation(items.get, "Get", GET "/items/{collection}/{key}")]
struct NoSuchField {
    collection: String,
    id: String,
}

#[derive(Operation)]
#[operation(items.list, "List", GET "items")]
struct NoSlash {}

#[derive(Operation)]
#[operation(items.get, "Get", GET "/items/{id")]
struct NotClosed {
    id: String,
}

#[derive(Operation)]
#[operation(auth.login, "Login", POST "/auth/login", effect = destroy)]
struct NoSuchEffect {}

#[derive(Operation)]
#[operation(auth.login, "Login", POST "/auth/login", secretly)]
struct NoSuchFlag {}

#[derive(Operation)]
#[operation(comments.list, "List", GET "/comments", formerly = "activity/comment")]
struct FormerlyWithoutSlash {}

#[derive(Operation)]
#[operation(comments.get, "Get", GET "/comments/{id}", formerly = "/activity/{key}")]
struct FormerlyOfNoSuchField {
    id: String,
}

#[derive(Operation)]
#[operation(comments.get, "Get", GET "/comments/{id}", formerly = "/activity/{id")]
struct FormerlyNotClosed {
    id: String,
}

#[derive(Operation)]
#[operation(comments.list, "List", GET "/comments", formerly = activity)]
struct FormerlyNoText {}

#[derive(Operation)]
#[operation(comments.list, "List", GET "/comments", formerly)]
struct FormerlyWithoutValue {}

#[derive(Operation)]
#[operation(auth.login, "Login", POST "/auth/login")]
#[operation(auth.signin, "Sign In", POST "/auth/login")]
struct TwoRoutes {}

#[derive(Operation)]
#[operation(items.get, "Get", GET "/items/{id}")]
struct PathAndWire {
    #[wire(query)]
    id: String,
}

fn main() {}
