#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`main`] is all there is: the `main` of a binary that names its node crates.

mod arguments;
mod check;
mod commands;
mod credentials;
mod failure;
mod input;
mod listen;
mod login;
mod network;
mod new;
mod packages;
mod progress;
mod sandbox;
mod stream;
#[cfg(any(feature = "restate", feature = "temporal"))]
mod worker;

use std::process::ExitCode;

use clap::Parser;
use tracing::{Level, Metadata};
use tracing_subscriber::{EnvFilter, Layer, filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

use arguments::{Arguments, Command, Mcp, New};
use failure::Failure;

/// All commands of `nodewright`, for the nodes that the program is linked with.
///
/// Reads the program's arguments, standard input and the environment, and writes to standard output and standard error. The
/// exit code is 1 where a node fails and 2 for a usage error. The library sets no allocator.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    start_logging();
    // One thread is enough for a client, and starts fastest; callers of a server must not wait for each other.
    let mut threads = match arguments.command {
        #[cfg(any(feature = "restate", feature = "temporal"))]
        Command::Worker(_) => tokio::runtime::Builder::new_multi_thread(),
        Command::Serve(_) | Command::Stdio(_) | Command::Mcp(Mcp { bind: Some(_), .. }) => {
            tokio::runtime::Builder::new_multi_thread()
        }
        _ => tokio::runtime::Builder::new_current_thread(),
    };
    let runtime = match threads.enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return failure::internal("the runtime does not start", &e),
    };
    let done = runtime.block_on(async {
        match arguments.command {
            Command::Run(run) => commands::run(run).await,
            Command::Eval(eval) => commands::eval(eval).await,
            Command::Options(options) => commands::options(options).await,
            Command::Params(params) => commands::params(&params).await,
            Command::List(list) => commands::list(&list),
            Command::Describe(describe) => commands::describe(&describe),
            Command::Schema(schema) => commands::schema(&schema),
            Command::Stdio(stdio) => commands::stdio(&stdio).await,
            Command::Mcp(mcp) => commands::mcp(mcp).await,
            Command::Serve(serve) => commands::serve(serve).await,
            #[cfg(any(feature = "restate", feature = "temporal"))]
            Command::Worker(worker) => commands::worker(worker).await,
            Command::Check(check) => commands::check(&check).await,
            Command::Credentials(command) => commands::credentials(command).await,
            Command::Packages(command) => commands::packages(&command),
            Command::New(New::Node(node)) => commands::new_node(&node),
        }
    });
    if let Err(Failure::Interrupted(_) | Failure::Closed) = done {
        // What it waits for, such as a name that is being looked up, keeps nobody any longer.
        runtime.shutdown_background();
    }
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Spans and events on standard error, where NODEWRIGHT_LOG asks for them (`info`, `nodewright=debug`, …).
fn start_logging() {
    if let Ok(filter) = std::env::var("NODEWRIGHT_LOG") {
        let stderr = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
        let filtered = stderr.with_filter(EnvFilter::new(filter)).with_filter(filter_fn(shows_no_message));
        tracing_subscriber::registry().with(filtered).init();
    }
}

/// Below warnings, rmcp writes out the messages it gets, and with them whatever secrets are arguments.
fn shows_no_message(metadata: &Metadata<'_>) -> bool {
    !metadata.target().starts_with("rmcp") || *metadata.level() <= Level::WARN
}
