//! `nodewright stdio`

use std::path::Path;

use nodewright_server::{
    Api,
    stdio::{self, Settings},
};

use super::runtime;
use crate::{arguments::Stdio, failure::Failure, input, sandbox::Running};

/// Answers JSON Lines until standard input ends.
pub async fn stdio(arguments: &Stdio) -> Result<(), Failure> {
    let credentials = arguments.credentials.credentials.as_deref();
    input::check_standard_input(&[("stdio", Some(Path::new("-"))), ("--credentials", credentials)])?;
    let settings = Settings { max_line: arguments.max_line };
    let (runtime, sandbox) = runtime(&arguments.nodes, &arguments.credentials, &arguments.network, &[]).await?;
    sandbox.iter().for_each(Running::explain);
    // What breaks here is the other side: it has closed its end.
    let served = stdio::serve(Api::new(runtime), &settings, tokio::io::stdin(), tokio::io::stdout()).await;
    sandbox.iter().for_each(Running::report);
    served.map_err(|_| Failure::Closed)
}
