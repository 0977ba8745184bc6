//! JSON Lines: one request a line in, one answer a line out, in the order in which they are ready.

mod lines;

use std::sync::Arc;

use nodewright::{ErrorKind, NodeError};
use serde::Serialize;
use serde_json::{Map, Value};
use tokio::{
    io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, BufWriter},
    sync::{Semaphore, mpsc},
    task::JoinSet,
};

use self::lines::{Line, Lines};
use crate::{Api, answers::Answer};

/// Requests that are processed at once; further lines wait unread.
const IN_FLIGHT: usize = 1024;

/// What a host decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How long a line may be, in bytes. The answer to a longer one is an error. 64 MiB unless said otherwise.
    pub max_line: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { max_line: 64 << 20 }
    }
}

/// `{"id": 1, "method": "execute", "params": {…}}`
struct Request {
    method: String,
    params: Value,
}

/// `{"id": 1, "result": …}` or `{"id": 1, "error": {…}}`
#[derive(Serialize)]
struct Reply {
    id: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Answer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<NodeError>,
}

impl Reply {
    fn new(id: Value, result: Result<Answer, NodeError>) -> Self {
        match result {
            Ok(result) => Self { id, result: Some(result), error: None },
            Err(error) => Self { id, result: None, error: Some(error) },
        }
    }
}

/// Answers until the input ends; what is on the way then is still answered. A line that cannot be read is answered by an
/// error, with its `id` wherever that can be read and `null` where not.
///
/// # Errors
/// Reading or writing fails.
pub async fn serve(
    api: Api,
    settings: &Settings,
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin,
) -> std::io::Result<()> {
    let (answers, waiting) = mpsc::channel(IN_FLIGHT);
    let lines = Lines::new(BufReader::new(input), settings.max_line);
    let (read, written) = tokio::join!(read(api, lines, answers), write(waiting, output));
    read.and(written)
}

async fn read(
    api: Api,
    mut lines: Lines<BufReader<impl AsyncRead + Unpin>>,
    answers: mpsc::Sender<Reply>,
) -> std::io::Result<()> {
    let room = Arc::new(Semaphore::new(IN_FLIGHT));
    let mut calls = JoinSet::new();
    while let Some(line) = lines.next().await? {
        if line.is_blank() {
            continue;
        }
        let Ok(permit) = room.clone().acquire_owned().await else { break };
        let (api, answers) = (api.clone(), answers.clone());
        calls.spawn(async move {
            // A reader that has gone is not a failure.
            let _ = answers.send(answer(&api, line).await).await;
            drop(permit);
        });
        while calls.try_join_next().is_some() {}
    }
    while calls.join_next().await.is_some() {}
    Ok(())
}

async fn answer(api: &Api, line: Line) -> Reply {
    let (id, request) = request(line);
    match request {
        Ok(request) => Reply::new(id, api.call(&request.method, request.params).await),
        Err(error) => Reply::new(id, Err(error)),
    }
}

/// The id of a line, and what it asks for. The line is dropped here: a call may take long.
fn request(line: Line) -> (Value, Result<Request, NodeError>) {
    let refuse = |why: String| Err(NodeError::new(ErrorKind::Input, why));
    let text = match line {
        Line::Whole(text) => text,
        Line::TooLong { start, limit } => {
            let why = format!("The line is longer than {limit} bytes; send less, or raise the limit (--max-line)");
            return (id_in(&start), refuse(why));
        }
    };
    if let Err(error) = std::str::from_utf8(&text) {
        let why = format!("The line is not UTF-8 (byte {} of it)", error.valid_up_to());
        return (id_in(&text), refuse(why));
    }
    match nodewright_json::read(&text) {
        Ok(Value::Object(mut call)) => (call.shift_remove("id").unwrap_or_default(), parts(call)),
        Ok(_) => (Value::Null, refuse(format!("{FORM}; it is not an object"))),
        Err(error) => {
            let why = format!("The line cannot be read as JSON: {} (column {})", error.reason(), error.column());
            (id_in(&text), refuse(why))
        }
    }
}

const FORM: &str = "A line must be {\"id\": …, \"method\": \"…\", \"params\": {…}}";

fn parts(mut call: Map<String, Value>) -> Result<Request, NodeError> {
    let refuse = |why: &str| NodeError::new(ErrorKind::Input, format!("{FORM}; {why}"));
    let params = call.shift_remove("params").unwrap_or_default();
    match call.shift_remove("method") {
        Some(Value::String(method)) => Ok(Request { method, params }),
        Some(_) => Err(refuse("'method' must be a string")),
        None => Err(refuse("'method' is missing")),
    }
}

/// The id of a line that is broken, or of which only the start was kept.
fn id_in(line: &[u8]) -> Value {
    nodewright_json::member(line, "id").unwrap_or_default()
}

async fn write(mut answers: mpsc::Receiver<Reply>, output: impl AsyncWrite + Unpin) -> std::io::Result<()> {
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
