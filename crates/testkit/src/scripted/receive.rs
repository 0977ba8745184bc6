//! Reads HTTP/1.1 requests off a connection, without normalising anything.

use std::io;

use bytes::{Bytes, BytesMut};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::RecordedRequest;

const MAX_HEAD: usize = 1 << 20;
const MAX_HEADERS: usize = 256;

pub(super) struct Received {
    pub request: RecordedRequest,
    pub keep_alive: bool,
}

/// The next request; `None` when the client closed instead of sending one. An error of kind `InvalidData` means that
/// what came is not HTTP.
pub(super) async fn receive(stream: &mut TcpStream, buffer: &mut BytesMut) -> io::Result<Option<Received>> {
    let mut received = loop {
        if let Some(received) = take_head(buffer)? {
            break received;
        }
        if buffer.len() > MAX_HEAD {
            return Err(malformed("the head is too long"));
        }
        if stream.read_buf(buffer).await? == 0 {
            return if buffer.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
    };
    let request = &mut received.request;
    if request.header("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue")) {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    request.body = receive_body(request, stream, buffer).await?;
    Ok(Some(received))
}

fn take_head(buffer: &mut BytesMut) -> io::Result<Option<Received>> {
    let mut fields = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut head = httparse::Request::new(&mut fields);
    let httparse::Status::Complete(length) = head.parse(buffer).map_err(malformed)? else {
        return Ok(None);
    };
    let request = RecordedRequest {
        index: 0,
        method: head.method.unwrap_or_default().to_owned(),
        target: head.path.unwrap_or_default().to_owned(),
        headers: head
            .headers
            .iter()
            .map(|field| (field.name.to_ascii_lowercase(), String::from_utf8_lossy(field.value).into_owned()))
            .collect(),
        body: Bytes::new(),
    };
    let close = request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    let keep_alive = head.version == Some(1) && !close;
    let _ = buffer.split_to(length);
    Ok(Some(Received { request, keep_alive }))
}

async fn receive_body(request: &RecordedRequest, stream: &mut TcpStream, buffer: &mut BytesMut) -> io::Result<Bytes> {
    if request.header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().ends_with("chunked")) {
        return receive_chunks(stream, buffer).await;
    }
    let Some(length) = request.header("content-length") else {
        return Ok(Bytes::new());
    };
    let length = length.parse().map_err(malformed)?;
    take(length, stream, buffer).await
}

async fn receive_chunks(stream: &mut TcpStream, buffer: &mut BytesMut) -> io::Result<Bytes> {
    let mut body = BytesMut::new();
    loop {
        let (head, size) = loop {
            match httparse::parse_chunk_size(buffer).map_err(|_| malformed("a chunk without a size"))? {
                httparse::Status::Complete(found) => break found,
                httparse::Status::Partial => read_more(stream, buffer).await?,
            }
        };
        let _ = buffer.split_to(head);
        let size = usize::try_from(size).map_err(malformed)?;
        if size == 0 {
            skip_trailers(stream, buffer).await?;
            return Ok(body.freeze());
        }
        body.extend_from_slice(&take(size, stream, buffer).await?);
        take(2, stream, buffer).await?;
    }
}

/// Up to the empty line that ends a chunked body.
async fn skip_trailers(stream: &mut TcpStream, buffer: &mut BytesMut) -> io::Result<()> {
    loop {
        match buffer.windows(2).position(|pair| pair == b"\r\n") {
            Some(length) => {
                let _ = buffer.split_to(length + 2);
                if length == 0 {
                    return Ok(());
                }
            }
            None => read_more(stream, buffer).await?,
        }
    }
}

async fn take(length: usize, stream: &mut TcpStream, buffer: &mut BytesMut) -> io::Result<Bytes> {
    while buffer.len() < length {
        read_more(stream, buffer).await?;
    }
    Ok(buffer.split_to(length).freeze())
}

async fn read_more(stream: &mut TcpStream, buffer: &mut BytesMut) -> io::Result<()> {
    match stream.read_buf(buffer).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

fn malformed(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}
