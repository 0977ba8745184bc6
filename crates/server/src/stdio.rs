//! JSON Lines: one request a line in, one answer a line out, in the order in which they are ready.

use std::sync::Arc;

use nodewright::{ErrorKind, NodeError};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, BufWriter},
    sync::{Semaphore, mpsc},
    task::JoinSet,
};

use crate::Api;

/// Requests that are processed at once; further lines wait unread.
const IN_FLIGHT: usize = 1024;

/// `{"id": 1, "method": "execute", "params": {…}}`
#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    method: String,
    #[serde(default)]
    params: Value,
}

/// `{"id": 1, "result": …}` or `{"id": 1, "error": {…}}`
#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<NodeError>,
}

impl Answer {
    fn new(id: Value, result: Result<Value, NodeError>) -> Self {
        match result {
            Ok(result) => Self { id, result: Some(result), error: None },
            Err(error) => Self { id, result: None, error: Some(error) },
        }
    }
}

/// Answers until the input ends; what is on the way then is still answered.
///
/// # Errors
/// Reading or writing fails.
pub async fn serve(api: Api, input: impl AsyncRead + Unpin, output: impl AsyncWrite + Unpin) -> std::io::Result<()> {
    let (answers, waiting) = mpsc::channel(IN_FLIGHT);
    let (read, written) = tokio::join!(read(api, input, answers), write(waiting, output));
    read.and(written)
}

async fn read(api: Api, input: impl AsyncRead + Unpin, answers: mpsc::Sender<Answer>) -> std::io::Result<()> {
    let (mut lines, room) = (BufReader::new(input).lines(), Arc::new(Semaphore::new(IN_FLIGHT)));
    let mut calls = JoinSet::new();
    while let Some(line) = lines.next_line().await? {
        if line.trim().is_empty() {
            continue;
        }
        let Ok(permit) = room.clone().acquire_owned().await else { break };
        let (api, answers) = (api.clone(), answers.clone());
        calls.spawn(async move {
            // A reader that has gone is not a failure.
            let _ = answers.send(answer(&api, &line).await).await;
            drop(permit);
        });
        while calls.try_join_next().is_some() {}
    }
    while calls.join_next().await.is_some() {}
    Ok(())
}

async fn answer(api: &Api, line: &str) -> Answer {
    match serde_json::from_str::<Request>(line) {
        Ok(request) => Answer::new(request.id, api.call(&request.method, request.params).await),
        Err(e) => {
            let id = serde_json::from_str::<Value>(line).map_or(Value::Null, |line| line["id"].clone());
            let message = format!("A line must be {{\"id\": …, \"method\": \"…\", \"params\": {{…}}}}: {e}");
            Answer::new(id, Err(NodeError::new(ErrorKind::Input, message)))
        }
    }
}

async fn write(mut answers: mpsc::Receiver<Answer>, output: impl AsyncWrite + Unpin) -> std::io::Result<()> {
    let mut output = BufWriter::new(output);
    while let Some(answer) = answers.recv().await {
        output.write_all(&serde_json::to_vec(&answer)?).await?;
        output.write_all(b"\n").await?;
        // Buffered while more are ready, flushed when none is.
        if answers.is_empty() {
            output.flush().await?;
        }
    }
    output.flush().await
}
