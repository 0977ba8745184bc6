//! Servers that mean harm: every request ends, in bounded time and memory, with an answer or an error that says why.

use std::{io::Write, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use nodewright_core::{ErrorKind, HttpClient, Request, Service};
use nodewright_http::DestinationPolicy;
use nodewright_testkit::{RecordedRequest, Reply};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::{once, serve};

/// 64 MiB of zeros.
const BROTLI: &str = "z///f/gnAOKxQCD3/p/////wTwDEYQGA7v0/////4Z8AiMMiAN37//z//8c/ARCHBQC69/8=";
const BOMB: usize = 64 << 20;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A server that reads a request and then writes this over and over, for as long as anybody listens.
async fn endless(start: &'static str, over_and_over: &'static str, pause: Duration) -> Service {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let service = Service::new(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(write_on(stream, start, over_and_over, pause));
        }
    });
    service
}

async fn write_on(mut stream: TcpStream, start: &str, over_and_over: &str, pause: Duration) -> std::io::Result<()> {
    let mut request = [0; 1024];
    let _ = stream.read(&mut request).await?;
    stream.write_all(start.as_bytes()).await?;
    let piece = if pause.is_zero() { over_and_over.repeat(1000) } else { over_and_over.to_owned() };
    loop {
        stream.write_all(piece.as_bytes()).await?;
        tokio::time::sleep(pause).await;
    }
}

#[tokio::test]
async fn answers_without_an_end() {
    const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n";
    let byte_by_byte = Duration::from_millis(5);
    let at_once = Duration::ZERO;
    for (what, start, over_and_over, pause, kinds) in [
        ("a status line byte by byte", "", "H", byte_by_byte, &[ErrorKind::Timeout, ErrorKind::Network][..]),
        ("a reason byte by byte", "HTTP/1.1 200 ", "O", byte_by_byte, &[ErrorKind::Timeout]),
        ("a header byte by byte", HEAD, "x", byte_by_byte, &[ErrorKind::Timeout]),
        (
            "a body byte by byte",
            "HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n",
            "x",
            byte_by_byte,
            &[ErrorKind::Timeout],
        ),
        (
            "chunks byte by byte",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "1\r\nx\r\n",
            byte_by_byte,
            &[ErrorKind::Timeout],
        ),
        (
            "headers without an end",
            HEAD,
            "x-a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n",
            at_once,
            &[ErrorKind::Network, ErrorKind::Timeout],
        ),
        (
            "one header without an end",
            HEAD,
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            at_once,
            &[ErrorKind::Network, ErrorKind::Timeout],
        ),
        (
            "early hints without an end",
            "",
            "HTTP/1.1 103 Early Hints\r\nlink: a\r\n\r\n",
            at_once,
            &[ErrorKind::Timeout, ErrorKind::Network],
        ),
        (
            "a chunk size without an end",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            "0",
            at_once,
            &[ErrorKind::Network, ErrorKind::Timeout],
        ),
        (
            "a chunk extension without an end",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;",
            "xxxxxxxxxxxxxxxx",
            at_once,
            &[ErrorKind::Network, ErrorKind::Timeout],
        ),
        (
            "trailers without an end",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
            "x-a: aaaaaaaaaaaaaaaaaaaaaaa\r\n",
            at_once,
            &[ErrorKind::Network, ErrorKind::Timeout],
        ),
        (
            "a body without an end",
            "HTTP/1.1 200 OK\r\n\r\n",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            at_once,
            &[ErrorKind::Network, ErrorKind::Timeout],
        ),
    ] {
        let service = endless(start, over_and_over, pause).await;
        let client = once().response_limit(1_000_000).timeout(Duration::from_secs(2)).build().unwrap();
        let error = match client.send(&service, Request::get("/x")).await {
            Ok(answer) => answer.bytes().await.map(drop).expect_err(what),
            Err(error) => error,
        };
        assert!(kinds.contains(&error.kind()), "{what}: {error:?}");
    }
}

#[tokio::test]
async fn bombs_do_not_unfold() {
    let twice = gzip(&gzip(&vec![0; BOMB]));
    for (encoding, bytes) in [
        ("gzip", gzip(&vec![0; BOMB])),
        ("br", STANDARD.decode(BROTLI).unwrap()),
        ("gzip, gzip", twice),
        ("br", [STANDARD.decode(BROTLI).unwrap(), vec![0; 100]].concat()),
    ] {
        for status in [200, 500] {
            let reply = Reply::bytes(bytes.clone()).header("content-encoding", encoding).with_status(status);
            let (_server, service) = serve(reply);
            let client = once().response_limit(1_000_000).build().unwrap();
            let error = match client.send(&service, Request::get("/x")).await {
                // What nothing here unpacks is as short as it came.
                Ok(answer) => match answer.bytes().await {
                    Ok(bytes) => {
                        assert!(
                            bytes.len() <= 1_000_000 && encoding.contains(','),
                            "{encoding}: {} bytes",
                            bytes.len()
                        );
                        continue;
                    }
                    Err(error) => error,
                },
                Err(error) => error,
            };
            let expected = if status == 200 { ErrorKind::Network } else { ErrorKind::Api };
            assert_eq!(error.kind(), expected, "{encoding} {status}: {error:?}");
            assert!(format!("{error:?}").len() < 100_000, "{encoding} {status}");
        }
    }
}

#[tokio::test]
async fn a_length_that_is_wrong() {
    // More than is announced is no answer to the next request.
    let smuggled = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil";
    let honest = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nhonest";
    let (server, service) =
        serve(move |request: &RecordedRequest| Reply::verbatim(if request.index == 0 { smuggled } else { honest }));
    let client = once().build().unwrap();
    let mut bodies = Vec::new();
    for path in ["/first", "/second", "/third"] {
        let answer = client.send(&service, Request::get(path)).await;
        let bytes = match answer {
            Ok(answer) => answer.bytes().await,
            Err(error) => Err(error),
        };
        bodies.push(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
    }
    assert_eq!(bodies[0].as_deref().ok(), Some("ok"));
    assert!(bodies[1..].iter().all(|body| body.as_ref().map_or(true, |body| body == "honest")), "{bodies:?}");
    assert!(!server.requests().is_empty());

    for (what, response) in [
        ("fewer bytes than announced", "HTTP/1.1 200 OK\r\ncontent-length: 99\r\nconnection: close\r\n\r\nshort"),
        ("two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\nok"),
        ("a negative length", "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\nok"),
        ("a length that is no number", "HTTP/1.1 200 OK\r\ncontent-length: 0x2\r\n\r\nok"),
        ("a length that is too long", "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\nok"),
        ("a chunk that is too long", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\nok"),
        ("a chunk that is no chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nok\r\n"),
    ] {
        let (_server, service) = serve(Reply::verbatim(response));
        let client = once().timeout(Duration::from_secs(5)).build().unwrap();
        let error = match client.send(&service, Request::get("/x")).await {
            Ok(answer) => answer.bytes().await.map(drop).expect_err(what),
            Err(error) => error,
        };
        assert_eq!(error.kind(), ErrorKind::Network, "{what}: {error:?}");
    }
}

#[tokio::test]
async fn redirects_lead_nowhere_else() {
    let (inside, _) = serve(Reply::text("inside"));
    let port = inside.port();
    for location in [
        "file:///etc/passwd".to_owned(),
        "ftp://127.0.0.1/".to_owned(),
        "gopher://127.0.0.1/".to_owned(),
        "data:text/plain,inside".to_owned(),
        "unix:/var/run/docker.sock".to_owned(),
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}/"),
        format!("http://127.1:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://0:{port}/"),
        format!("http://0.0.0.0:{port}/"),
        format!("http://[::1]:{port}/"),
        format!("http://[::]:{port}/"),
        format!("http://[::ffff:7f00:1]:{port}/"),
        format!("//127.0.0.1:{port}/"),
        format!("/\\127.0.0.1:{port}/"),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "http://[fe80::1]/".to_owned(),
        "http://[fd00:ec2::254]/".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "http://192.168.0.1/".to_owned(),
        "http://172.16.0.1/".to_owned(),
        "http://100.64.0.1/".to_owned(),
    ] {
        let target = location.clone();
        let (server, service) = serve(move |request: &RecordedRequest| match request.path() {
            // The second step of two is looked at as the first is.
            "/x" => Reply::redirect(302, "/y"),
            _ => Reply::redirect(307, &target),
        });
        let policy = DestinationPolicy::hosts([format!("127.0.0.1:{}", server.port()).as_str()]).unwrap();
        let client = once().destinations(policy).timeout(Duration::from_secs(5)).build().unwrap();
        let error = client.send(&service, Request::get("/x")).await.map(drop).expect_err(&location);
        assert!(matches!(error.kind(), ErrorKind::Denied | ErrorKind::Network), "{location}: {error:?}");
        let is_web = location.starts_with("http") || location.starts_with('/');
        assert_eq!(error.kind() == ErrorKind::Denied, is_web, "{location}: {error:?}");
        assert_eq!(server.requests().len(), 2, "{location}");
    }
    assert!(inside.requests().is_empty());
}
