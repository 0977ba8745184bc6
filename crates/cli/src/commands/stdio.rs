//! `nodewright stdio`

use nodewright_server::{Api, stdio};

use super::runtime;
use crate::{arguments::Stdio, failure::Failure};

/// Answers JSON Lines until standard input ends.
pub async fn stdio(arguments: &Stdio) -> Result<(), Failure> {
    let api = Api::new(runtime(&arguments.credentials)?);
    // What breaks here is the other side: it has closed its end.
    stdio::serve(api, tokio::io::stdin(), tokio::io::stdout()).await.map_err(|_| Failure::Closed)
}
