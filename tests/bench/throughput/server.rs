//! The server of the benchmark: this binary once more, as a process of its own.

use std::{
    env,
    fmt::Write as _,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

/// Rows of the collection `rows`.
pub const ROWS: usize = 100_000;
const SERVE: &str = "NODEWRIGHT_BENCH_SERVE";

/// The running server.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    pub fn start() -> Self {
        let this = env::current_exe().expect("this binary");
        let mut child = Command::new(this).env(SERVE, "1").stdout(Stdio::piped()).spawn().expect("it starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("its address");
        Self { child, url: line.trim().to_owned() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// Whether this process is to be the server.
pub fn is_asked_for() -> bool {
    env::var_os(SERVE).is_some()
}

/// Connections at once. Whoever opens more waits in the kernel's queue.
const CONNECTIONS: usize = 512;

/// Answers until it is killed, one thread per connection.
pub fn serve() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    println!("http://{}", listener.local_addr().expect("an address"));
    std::thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| listener.incoming().flatten().for_each(answer));
        }
    });
}

fn answer(mut connection: TcpStream) {
    let _ = connection.set_nodelay(true);
    let mut unread = Vec::new();
    loop {
        while let Some((target, length)) = request(&unread) {
            unread.drain(..length);
            if connection.write_all(response(&target)).is_err() {
                return;
            }
        }
        let mut buffer = [0; 16 * 1024];
        match connection.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(read) => unread.extend_from_slice(&buffer[..read]),
        }
    }
}

/// Target and length of the first request, once all of it is there.
fn request(bytes: &[u8]) -> Option<(String, usize)> {
    let head = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let text = String::from_utf8_lossy(&bytes[..head]);
    let target = text.split(' ').nth(1)?.to_owned();
    let length = text.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    let all = head + length.unwrap_or(0);
    (bytes.len() >= all).then_some((target, all))
}

fn response(target: &str) -> &'static [u8] {
    static ROW: OnceLock<Vec<u8>> = OnceLock::new();
    static LIST: OnceLock<Vec<u8>> = OnceLock::new();
    static END: OnceLock<Vec<u8>> = OnceLock::new();
    if target.starts_with("/auth/logout") {
        b"HTTP/1.1 204 No Content\r\n\r\n"
    } else if target.starts_with("/items/rows") && target.contains("offset=") {
        END.get_or_init(|| json("{\"data\":[]}"))
    } else if target.starts_with("/items/rows") {
        LIST.get_or_init(|| {
            let mut body = "{\"data\":[".to_owned();
            for id in 0..ROWS {
                let comma = if id == 0 { "" } else { "," };
                let _ = write!(
                    body,
                    r#"{comma}{{"id":{id},"title":"Article number {id}","status":"published","views":{id}}}"#
                );
            }
            json(&(body + "]}"))
        })
    } else {
        ROW.get_or_init(|| json(r#"{"data":{"id":1,"title":"One","status":"published"}}"#))
    }
}

fn json(body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}
