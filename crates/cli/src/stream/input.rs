//! Items that are read as they are asked for, on a thread of its own.

use std::{
    io::{self, Read},
    path::Path,
    thread,
};

use futures_util::{Stream, StreamExt, stream};
use nodewright::{ErrorKind, Item, NodeError, Result};
use nodewright_json::from_value;
use tokio::sync::mpsc::{self, Receiver, Sender};

use super::split::Split;
use crate::{failure::Failure, input as files};

/// So many bytes are read at once.
const CHUNK: usize = 64 << 10;

/// So many chunks' items may wait to be executed, besides those of the chunk that is read.
const WAITING: usize = 1;

/// An input that can be read.
pub struct Opened(Box<dyn Read + Send>);

/// Opens a file or, for `-`, standard input.
pub fn open(path: &Path) -> std::result::Result<Opened, Failure> {
    if files::is_standard_input(path) {
        return Ok(Opened(Box::new(io::stdin())));
    }
    match files::file(path) {
        Ok(file) => Ok(Opened(Box::new(file))),
        Err(e) => Err(Failure::usage(format!("cannot read the input {}: {e}", path.display()))),
    }
}

impl Opened {
    /// Its items. Reading stops while nobody takes them, and ends with the first error.
    pub fn items(self) -> impl Stream<Item = Result<Item>> + Send + 'static {
        let (sender, mut chunks) = mpsc::channel(WAITING);
        // Not of the runtime's own threads: the command ends although a read has not returned.
        let started = thread::Builder::new().name("input".to_owned()).spawn(move || read(self.0, &sender));
        let failed =
            started.err().map(|e| Err(NodeError::new(ErrorKind::Input, format!("Cannot read the input: {e}"))));
        let arriving = stream::poll_fn(move |context| Receiver::poll_recv(&mut chunks, context));
        stream::iter(failed).chain(arriving.flat_map(stream::iter))
    }
}

type Chunk = Vec<Result<Item>>;

/// Reads until the end, an error, or until nobody wants more.
fn read(mut reader: Box<dyn Read + Send>, chunks: &Sender<Chunk>) {
    let mut split = Split::default();
    let mut buffer = vec![0; CHUNK];
    let mut count = 0;
    loop {
        let mut items = Chunk::new();
        let mut parsed = |text: &[u8]| {
            items.push(Ok(item(text, count)?));
            count += 1;
            Ok(())
        };
        let (result, is_end) = match reader.read(&mut buffer) {
            Ok(0) => (split.finish(&mut parsed), true),
            Ok(length) => (split.feed(&buffer[..length], &mut parsed), false),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            Err(e) => (Err(NodeError::new(ErrorKind::Input, format!("The input cannot be read further: {e}"))), true),
        };
        let failed = result.is_err();
        items.extend(result.err().map(Err));
        if !items.is_empty() && chunks.blocking_send(items).is_err() || is_end || failed {
            return;
        }
    }
}

/// The item that a text is.
fn item(text: &[u8], index: usize) -> Result<Item> {
    let value = nodewright_json::read(text).map_err(|e| {
        let message = format!("Item {index} of the input is not JSON: {}", e.reason());
        let description = "--stream reads a list of items, or JSON Lines with an item on each line: {\"json\": {…}}";
        NodeError::new(ErrorKind::Input, message).with_description(description)
    })?;
    let refuse = |e| format!("Item {index} of the input is not an item: {e}");
    from_value(value).map_err(|e| NodeError::new(ErrorKind::Input, refuse(e)))
}
