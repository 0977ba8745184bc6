//! Accepts connections and carries requests from the wire to the script and back.

use std::{io, sync::Arc};

use bytes::BytesMut;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
};

use super::{
    Shared,
    receive::receive,
    send::{Next, send},
};

pub(super) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // An accept that fails (a client gone again, no descriptors left) is that client's loss alone.
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            let open = Open::new(Arc::clone(&shared));
            tokio::spawn(async move {
                // What goes wrong on the wire is the client's to notice.
                let _ = serve(stream, &open.0).await;
            });
        } else {
            tokio::task::yield_now().await;
        }
    }
}

async fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = BytesMut::new();
    loop {
        let received = match receive(&mut stream, &mut buffer).await {
            Ok(Some(received)) => received,
            Ok(None) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return stream.write_all(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n").await;
            }
            Err(error) => return Err(error),
        };
        let request = shared.record(received.request);
        let reply = shared.script().respond(&request);
        let next = send(&reply, &request, &mut stream).await?;
        if next == Next::Close || !received.keep_alive {
            return stream.shutdown().await;
        }
    }
}

/// Counts a connection for as long as it is served.
struct Open(Arc<Shared>);

impl Open {
    fn new(shared: Arc<Shared>) -> Self {
        shared.open.send_modify(|connections| *connections += 1);
        Self(shared)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.send_modify(|connections| *connections -= 1);
    }
}
