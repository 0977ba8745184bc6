//! A server on a free loopback port with a thread of its own, so that it serves blocking and async callers alike.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    sync::{Mutex, MutexGuard, PoisonError},
    thread::JoinHandle,
};

use tokio::sync::oneshot;

/// A server on a free loopback port, for stand-ins of services. It has a thread of its own, so that it serves blocking
/// and async callers alike, and stops, with its connections, when dropped.
///
/// ```
/// use std::io::Read;
/// use nodewright_testkit::Loopback;
/// use tokio::io::AsyncWriteExt;
///
/// let server = Loopback::start("greeter", |listener| async move {
///     let listener = tokio::net::TcpListener::from_std(listener)?;
///     loop {
///         listener.accept().await?.0.write_all(b"hello").await?;
///     }
/// })?;
///
/// let mut said = String::new();
/// std::net::TcpStream::connect(("127.0.0.1", server.port()))?.read_to_string(&mut said)?;
/// assert_eq!(said, "hello");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Loopback {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Loopback {
    /// Starts a thread of this name that drives `serve` in a runtime of tokio. Its listener does not block, as
    /// `tokio::net::TcpListener::from_std` wants it.
    ///
    /// # Errors
    /// When the port cannot be bound or the thread cannot be started.
    pub fn start<F>(name: &str, serve: impl FnOnce(TcpListener) -> F) -> io::Result<Self>
    where
        F: Future<Output = io::Result<()>> + Send + 'static,
    {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let serving = serve(listener);

        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name(name.into()).spawn(move || {
            runtime.spawn(serving);
            // The sender says nothing: it is dropped.
            let _: Result<(), _> = runtime.block_on(stopped);
        })?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// The base URL without a trailing slash, e.g. `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for Loopback {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A server that panicked has already said so on stderr.
            let _ = thread.join();
        }
    }
}

/// A test that panicked while it held the lock leaves nothing half done behind.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
