//! Types that are no parameters, or may not stand in a path.

use nodewright_core::{Call, Group, Operation, Output, Request, Result, Secret, Sends};

pub struct Client;
impl Sends for Client {
    async fn send(&self, _: Request, _: &Call<'_>) -> Result<Output> {
        Ok(Output::default())
    }
}

#[derive(Group)]
struct Foreign {
    when: std::time::Duration,
}

#[derive(Operation)]
#[operation(users.invite, "Invite", POST "/users/{token}")]
struct SecretInPath {
    token: Secret,
}

#[derive(Operation)]
#[operation(items.get, "Get", GET "/items/{id}")]
struct OptionalInPath {
    id: Option<String>,
}

fn main() {}
