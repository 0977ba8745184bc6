//! Servers and workers: processes that may be killed.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// How long a server or a worker may take to be there, and an execution to end.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A process that ends with the test.
pub struct Running(pub Child);

impl Running {
    pub fn kill(&mut self) {
        self.0.kill().expect("it runs");
        self.0.wait().expect("it ends");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Ports that nobody has at this moment.
pub fn free_ports() -> [u16; 3] {
    let all = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").expect("a free port"));
    all.map(|one| one.local_addr().expect("an address").port())
}

/// Starts a worker and waits until it says that it is there: what stands behind that.
pub fn launch(program: &Path, arguments: &[String], says: &str) -> (Running, String) {
    let mut command = Command::new(program);
    command.args(arguments).env_remove("NODEWRIGHT_NODES").stdout(Stdio::null()).stderr(Stdio::piped());
    let mut process = command.spawn().expect("it starts");
    let lines = BufReader::new(process.stderr.take().expect("piped"));
    let process = Running(process);
    let mut lines = lines.lines().map_while(Result::ok);
    let mut said = Vec::new();
    let address = lines.by_ref().find_map(|line| {
        let address = line.strip_prefix(says).map(str::to_owned);
        said.push(line);
        address
    });
    let address = address.unwrap_or_else(|| panic!("the worker does not start: {said:?}"));
    // What it says later is not to fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    (process, address)
}
