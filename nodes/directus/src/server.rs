//! The server itself: its schemas, its health, what it is.

use crate::prelude::*;

pub const SERVER: Resource<Client> =
    resource("server", "Server", operations![GetGraphQl, GetOpenApi, Ping, Health, Info]);

/// Retrieve the GraphQL schema of the project, as SDL.
#[derive(Operation)]
#[operation(server.getGraphQL, "Get GraphQL", GET "/server/specs/graphql")]
pub struct GetGraphQl {}

/// Retrieve the OpenAPI description of the project.
#[derive(Operation)]
#[operation(server.getOpenAPI, "Get OpenAPI", GET "/server/specs/oas")]
pub struct GetOpenApi {}

/// Ask whether the server answers.
#[derive(Operation)]
#[operation(server.ping, "Ping Server", GET "/server/ping")]
pub struct Ping {}

/// Retrieve the health of the server and its services. Only admins get details.
#[derive(Operation)]
#[operation(server.health, "Server Health", GET "/server/health")]
pub struct Health {}

/// Retrieve the project's public settings and, for an admin, the server's version and limits.
#[derive(Operation)]
#[operation(server.info, "System Info", GET "/server/info")]
pub struct Info {}
