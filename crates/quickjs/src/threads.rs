//! Threads for work that computes for long, such as what runs in a JavaScript engine.
//!
//! The workers of an async runtime have other calls to serve, so such work is not theirs. It is told to end when its time
//! is over or when the caller no longer waits. What does not listen (a loop inside of a JavaScript engine's own
//! functions) is left to itself: its caller gets an error, and its thread, written off, ends when the work does. Another
//! thread takes its place; a bounded number of them may be written off at once.

use std::collections::{HashMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::Limit;

/// Written-off threads at most: each keeps a processor busy.
const MOST_WRITTEN_OFF: usize = 8;
/// What a thread waits for work before it ends.
const IDLE: Duration = Duration::from_secs(10);
/// What work may take beyond its time before its thread is written off.
const GRACE: Duration = Duration::from_millis(500);
/// Room for a deep stack of the engine's, and for another, as code that one realm runs may need a second one. The system
/// gives memory to what is used of it.
const STACK: usize = 24 * 1024 * 1024;

/// A bounded number of threads, started when there is work for them. Clones share them.
#[derive(Clone)]
pub struct Threads(Arc<Handle>);

/// Ends the threads when the last clone is gone.
struct Handle(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    most: usize,
    /// What they are called.
    name: String,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Job>,
    /// What runs, by the number of its call.
    running: HashMap<u64, Progress>,
    calls: u64,
    /// Threads that take work, and how many of them have none.
    threads: usize,
    idle: usize,
    written_off: usize,
    closed: bool,
}

struct Job {
    call: u64,
    work: Box<dyn FnOnce() + Send>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Running,
    /// Told to end at this time.
    Stopped(Instant),
    WrittenOff,
}

/// Why work gave no value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ThreadError {
    /// It did not end in time.
    #[error("The work did not end in time")]
    TimedOut,
    /// It panicked.
    #[error("The work panicked")]
    Panicked,
    /// As much other work as may be written off did not end when it was stopped.
    #[error("{0} pieces of work have not ended when they were stopped; until one does, no other is started")]
    WrittenOff(usize),
    /// The system gives no thread.
    #[error("No thread could be started: {0}")]
    Spawn(#[from] std::io::Error),
}

impl Threads {
    /// At most so many threads, at least one, of this name. Work beyond that waits for one.
    pub fn new(name: impl Into<String>, most: usize) -> Self {
        let shared = Shared { state: Mutex::default(), changed: Condvar::new(), most: most.max(1), name: name.into() };
        Self(Arc::new(Handle(Arc::new(shared))))
    }

    /// Runs `work` on one of the threads, for so long at most; the time it waits for a thread does not count. Dropping
    /// the future stops it.
    ///
    /// # Errors
    /// Its time is over, it panicked, or too many others have not ended when they were told to.
    pub async fn run<T: Send + 'static>(
        &self,
        time: Duration,
        work: impl FnOnce(&Limit) -> T + Send + 'static,
    ) -> Result<T, ThreadError> {
        let stop = Arc::default();
        let (started, has_started) = oneshot::channel();
        let (answer, answered) = oneshot::channel();
        let told = Arc::clone(&stop);
        let call = self.submit(Box::new(move || {
            if answer.is_closed() || started.send(()).is_err() {
                return;
            }
            let limit = Limit { until: Instant::now() + time, stop: told };
            if let Ok(value) = std::panic::catch_unwind(AssertUnwindSafe(|| work(&limit))) {
                let _ = answer.send(value);
            }
        }))?;
        // Dropped before the work is done, it tells it to end.
        let mut caller = Caller { shared: &self.0.0, call, stop, is_done: false };
        has_started.await.map_err(|_| ThreadError::Panicked)?;
        match tokio::time::timeout(time + GRACE, answered).await {
            Ok(answer) => {
                caller.is_done = true;
                answer.map_err(|_| ThreadError::Panicked)
            }
            Err(_) => {
                caller.shared.state().write_off(call);
                Err(ThreadError::TimedOut)
            }
        }
    }

    /// Hands work to a thread; gives the number of the call.
    fn submit(&self, work: Box<dyn FnOnce() + Send>) -> Result<u64, ThreadError> {
        let shared = &self.0.0;
        let mut state = shared.state();
        state.write_off_deaf();
        if state.written_off >= MOST_WRITTEN_OFF {
            return Err(ThreadError::WrittenOff(MOST_WRITTEN_OFF));
        }
        state.calls += 1;
        let call = state.calls;
        state.waiting.push_back(Job { call, work });
        if state.waiting.len() > state.idle && state.threads < shared.most {
            let worker = Arc::clone(shared);
            let thread = std::thread::Builder::new().name(shared.name.clone()).stack_size(STACK);
            match thread.spawn(move || worker.serve()) {
                Ok(_) => state.threads += 1,
                // Those that there are do it.
                Err(_) if state.threads > 0 => {}
                Err(error) => {
                    state.waiting.pop_back();
                    return Err(error.into());
                }
            }
        }
        drop(state);
        shared.changed.notify_one();
        Ok(call)
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes work until there is none for a while, or the thread is written off.
    fn serve(&self) {
        while let Some(job) = self.next() {
            (job.work)();
            let mut state = self.state();
            if state.running.remove(&job.call) == Some(Progress::WrittenOff) {
                state.written_off -= 1;
                return;
            }
        }
    }

    fn next(&self) -> Option<Job> {
        let mut state = self.state();
        loop {
            if let Some(job) = state.waiting.pop_front() {
                state.running.insert(job.call, Progress::Running);
                return Some(job);
            }
            if state.closed {
                state.threads -= 1;
                return None;
            }
            state.idle += 1;
            let (after, waited) = self.changed.wait_timeout(state, IDLE).unwrap_or_else(PoisonError::into_inner);
            state = after;
            state.idle -= 1;
            if waited.timed_out() && state.waiting.is_empty() {
                state.threads -= 1;
                return None;
            }
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.0.state().closed = true;
        self.0.changed.notify_all();
    }
}

impl State {
    /// Gives up the thread of a call: another may take its place.
    fn write_off(&mut self, call: u64) {
        if let Some(progress) = self.running.get_mut(&call)
            && *progress != Progress::WrittenOff
        {
            *progress = Progress::WrittenOff;
            self.threads -= 1;
            self.written_off += 1;
        }
    }

    /// Gives up the threads of what was told to end a while ago.
    fn write_off_deaf(&mut self) {
        let now = Instant::now();
        let is_deaf = |progress: &Progress| matches!(progress, Progress::Stopped(since) if now - *since > GRACE);
        let deaf: Vec<u64> =
            self.running.iter().filter(|(_, progress)| is_deaf(progress)).map(|(call, _)| *call).collect();
        deaf.into_iter().for_each(|call| self.write_off(call));
    }
}

/// What waits for a call.
struct Caller<'a> {
    shared: &'a Shared,
    call: u64,
    stop: Arc<AtomicBool>,
    is_done: bool,
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        self.stop.store(true, Ordering::Relaxed);
        if let Some(progress @ Progress::Running) = self.shared.state().running.get_mut(&self.call) {
            *progress = Progress::Stopped(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn spin(limit: &Limit) {
        while !limit.is_over() {
            std::hint::spin_loop();
        }
    }

    #[tokio::test]
    async fn work_that_does_not_end_loses_its_thread_and_others_go_on() {
        let threads = Threads::new("work", 1);
        let (release, released) = mpsc::channel::<()>();
        let deaf = threads.run(Duration::from_millis(1), move |_| released.recv().is_ok()).await;
        assert!(matches!(deaf, Err(ThreadError::TimedOut)));
        // The only thread is blocked; another has taken its place.
        assert_eq!(threads.run(Duration::from_secs(5), |_| 2).await.unwrap(), 2);
        assert_eq!(threads.0.0.state().written_off, 1);
        release.send(()).unwrap();
        while threads.0.0.state().written_off > 0 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn dropping_the_call_stops_the_work() {
        let threads = Threads::new("work", 1);
        let (ended, has_ended) = oneshot::channel();
        let (started, has_started) = oneshot::channel();
        let work = threads.run(Duration::from_secs(60), move |limit| {
            let _ = started.send(());
            spin(limit);
            let _ = ended.send(limit.stop.load(Ordering::Relaxed));
        });
        tokio::select! {
            _ = work => panic!("it does not end by itself"),
            _ = has_started => {}
        }
        assert!(has_ended.await.unwrap());
    }

    #[tokio::test]
    async fn a_panic_is_an_error_and_the_thread_goes_on() {
        let threads = Threads::new("work", 1);
        let failed = threads.run(Duration::from_secs(5), |_| panic!("on purpose")).await;
        assert!(matches!(failed, Err(ThreadError::Panicked)));
        assert_eq!(threads.run(Duration::from_secs(5), |_| 1).await.unwrap(), 1);
    }
}
