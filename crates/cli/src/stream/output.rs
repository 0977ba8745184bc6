//! JSON Lines on standard output, written on a thread of its own so that a slow reader keeps nothing but the results waiting.

use std::{
    io::{self, Write},
    thread,
};

use nodewright::{Emission, Item};
use serde::Serialize;
use tokio::sync::{mpsc, oneshot};

use crate::failure::Failure;

/// About so many bytes are written at once, where results come faster.
const CHUNK: usize = 64 << 10;

/// Lines on their way to standard output.
pub struct Output {
    /// Whether a line says which output its item is of.
    labelled: bool,
    lines: Vec<u8>,
    writer: Option<mpsc::Sender<Vec<u8>>>,
    written: oneshot::Receiver<io::Result<()>>,
}

#[derive(Serialize)]
struct Labelled<'a> {
    output: usize,
    item: &'a Item,
}

impl Output {
    /// Starts the thread that writes.
    pub fn start(labelled: bool) -> Result<Self, Failure> {
        let (writer, mut chunks) = mpsc::channel::<Vec<u8>>(1);
        let (ended, written) = oneshot::channel();
        // Not of the runtime's own threads: the command ends although a write has not returned.
        let write = move || {
            let mut output = io::stdout();
            let mut result = Ok(());
            while let (Ok(()), Some(chunk)) = (&result, chunks.blocking_recv()) {
                result = output.write_all(&chunk).and_then(|()| output.flush());
            }
            let _ = ended.send(result);
        };
        let started = thread::Builder::new().name("output".to_owned()).spawn(write);
        started.map_err(|e| Failure::usage(format!("cannot write the output: {e}")))?;
        Ok(Self { labelled, lines: Vec::new(), writer: Some(writer), written })
    }

    /// Adds the line of an item; waits where many lines have not been read yet.
    pub async fn put(&mut self, Emission { output, item }: &Emission) -> Result<(), Failure> {
        let written = match self.labelled {
            true => serde_json::to_writer(&mut self.lines, &Labelled { output: *output, item }),
            false => serde_json::to_writer(&mut self.lines, item),
        };
        written.map_err(|e| Failure::usage(format!("the result cannot be written as JSON: {e}")))?;
        self.lines.push(b'\n');
        if self.lines.len() >= CHUNK { self.flush().await } else { Ok(()) }
    }

    /// Hands what there is to the thread, once that has taken what came before.
    pub async fn flush(&mut self) -> Result<(), Failure> {
        let Some(writer) = self.writer.as_ref().filter(|_| !self.lines.is_empty()) else { return Ok(()) };
        // Its lines stay here until there is room for them: this may be stopped while it waits.
        if let Ok(room) = writer.reserve().await {
            room.send(std::mem::take(&mut self.lines));
            return Ok(());
        }
        self.end().await
    }

    /// Writes what is left.
    pub async fn finish(&mut self) -> Result<(), Failure> {
        self.flush().await?;
        self.end().await
    }

    /// Waits for the thread, and says how writing ended.
    async fn end(&mut self) -> Result<(), Failure> {
        if self.writer.take().is_none() {
            return Ok(());
        }
        match (&mut self.written).await {
            Ok(Err(e)) if e.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Closed),
            Ok(Err(e)) => Err(Failure::usage(format!("cannot write the output: {e}"))),
            Ok(Ok(())) | Err(_) => Ok(()),
        }
    }
}
