//! Writes a reply, faults included.

use std::{fmt::Write as _, io};

use bytes::Bytes;
use http::StatusCode;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{
    RecordedRequest, Reply,
    reply::{Body, Fault},
};

const BLOCK: usize = 64 * 1024;

/// Whether the connection can carry another request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    Open,
    Close,
}

pub(super) async fn send(reply: &Reply, request: &RecordedRequest, stream: &mut TcpStream) -> io::Result<Next> {
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    match reply.fault {
        Some(Fault::Destroy) => return Ok(Next::Close),
        Some(Fault::Hang) => return closed_by_client(stream).await,
        _ => {}
    }
    if let Body::Verbatim(response) = &reply.body {
        stream.write_all(response).await?;
        return Ok(Next::Close);
    }

    let bodiless = is_bodiless(reply.status);
    stream.write_all(head(reply, bodiless).as_bytes()).await?;
    if bodiless || request.method == "HEAD" {
        return Ok(Next::Open);
    }
    let (limit, after) = match reply.fault {
        Some(Fault::CutAfter(limit) | Fault::StallAfter(limit)) => (limit.min(reply.body.len()), reply.fault),
        _ => (reply.body.len(), None),
    };
    send_body(reply, limit, stream).await?;
    match after {
        Some(Fault::CutAfter(_)) => Ok(Next::Close),
        Some(_) => closed_by_client(stream).await,
        None if reply.chunked => {
            stream.write_all(b"0\r\n\r\n").await?;
            Ok(Next::Open)
        }
        // A length of the script's own may not be that of the body; only the end of the connection then ends it.
        None if reply.has_header("content-length") => Ok(Next::Close),
        None => Ok(Next::Open),
    }
}

fn head(reply: &Reply, bodiless: bool) -> String {
    let known = StatusCode::from_u16(reply.status).ok().and_then(|status| status.canonical_reason());
    let reason = reply.reason.as_deref().or(known).unwrap_or_default();
    let mut head = format!("HTTP/1.1 {} {reason}\r\n", reply.status);
    for (name, value) in &reply.headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    if !bodiless && reply.chunked {
        head.push_str("transfer-encoding: chunked\r\n");
    } else if !bodiless && !reply.has_header("content-length") {
        let _ = write!(head, "content-length: {}\r\n", reply.body.len());
    }
    head.push_str("\r\n");
    head
}

/// Statuses whose responses end with their head, whatever the script has for a body.
fn is_bodiless(status: u16) -> bool {
    matches!(status, 100..=199 | 204 | 304)
}

async fn send_body(reply: &Reply, limit: u64, stream: &mut TcpStream) -> io::Result<()> {
    let filler = Bytes::from_static(&[b'x'; BLOCK]);
    let mut sent = 0;
    while sent < limit {
        let block = match &reply.body {
            Body::Bytes(bytes) | Body::Verbatim(bytes) => bytes.slice(at(sent)..),
            Body::Filler(_) => filler.clone(),
        };
        let block = block.slice(..block.len().min(BLOCK).min(at(limit - sent)));
        if reply.chunked {
            stream.write_all(format!("{:x}\r\n", block.len()).as_bytes()).await?;
            stream.write_all(&block).await?;
            stream.write_all(b"\r\n").await?;
        } else {
            stream.write_all(&block).await?;
        }
        sent += block.len() as u64;
    }
    stream.flush().await
}

fn at(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

impl Body {
    fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) | Self::Verbatim(bytes) => bytes.len() as u64,
            Self::Filler(length) => *length,
        }
    }
}

async fn closed_by_client(stream: &mut TcpStream) -> io::Result<Next> {
    let mut ignored = [0; 1024];
    while stream.read(&mut ignored).await? > 0 {}
    Ok(Next::Close)
}
