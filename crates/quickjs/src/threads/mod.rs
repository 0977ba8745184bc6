//! Threads for work that computes for long, such as what runs in a JavaScript engine.
//!
//! The workers of an async runtime have other calls to serve, so such work is not theirs. It is told to end when its time
//! is over or when the caller no longer waits. What does not listen (a loop inside of a JavaScript engine's own
//! functions) is left to itself: its caller gets an error, and its thread, written off, ends when the work does. Another
//! thread takes its place; a bounded number of them may be written off at once.
//!
//! Work that has no effects is first tried for a moment ([`Threads::retry`]). What is not done by then begins again where
//! long work goes on, which never takes all of the threads: short work finds one within moments, however much is endless.

mod queue;

use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::Limit;
use queue::{GRACE, Job, Lane, Progress, Running, State};

/// Written-off threads at most: each keeps a processor busy.
const MOST_WRITTEN_OFF: usize = 8;
/// What a thread waits for work before it ends.
const IDLE: Duration = Duration::from_secs(10);
/// What work may take that is tried first.
const MOMENT: Duration = Duration::from_millis(200);
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
        self.on_thread(Lane::Long, time, time, work).await
    }

    /// The same for work that has no effects: what is not done in a moment begins again, so that work that is done in one
    /// does not wait for work that is not.
    ///
    /// # Errors
    /// As [`Threads::run`].
    pub async fn retry<T: Send + 'static>(
        &self,
        time: Duration,
        work: impl Fn(&Limit) -> T + Send + Sync + 'static,
    ) -> Result<T, ThreadError> {
        let work = Arc::new(work);
        if time > MOMENT {
            let first = Arc::clone(&work);
            let tried = move |limit: &Limit| Some(first(limit)).filter(|_| !limit.is_over());
            if let Some(done) = self.on_thread(Lane::Short, MOMENT, time, tried).await? {
                return Ok(done);
            }
        }
        self.on_thread(Lane::Long, time, time, move |limit| work(limit)).await
    }

    /// Work that is told to end after `time`, and that is waited for as if it were told so after `patience`.
    async fn on_thread<T: Send + 'static>(
        &self,
        lane: Lane,
        time: Duration,
        patience: Duration,
        work: impl FnOnce(&Limit) -> T + Send + 'static,
    ) -> Result<T, ThreadError> {
        let stop = Arc::default();
        let (started, has_started) = oneshot::channel();
        let (answer, answered) = oneshot::channel();
        let told = Arc::clone(&stop);
        let call = self.submit(
            lane,
            Box::new(move || {
                if answer.is_closed() || started.send(()).is_err() {
                    return;
                }
                let limit = Limit { until: Instant::now() + time, stop: told };
                if let Ok(value) = std::panic::catch_unwind(AssertUnwindSafe(|| work(&limit))) {
                    let _ = answer.send(value);
                }
            }),
        )?;
        // Dropped before the work is done, it tells it to end.
        let mut caller = Caller { shared: &self.0.0, call, stop, is_done: false };
        has_started.await.map_err(|_| ThreadError::Panicked)?;
        match tokio::time::timeout(patience + GRACE, answered).await {
            Ok(answer) => {
                caller.is_done = true;
                answer.map_err(|_| ThreadError::Panicked)
            }
            Err(_) => {
                let mut state = self.0.0.state();
                state.write_off(call);
                // Where there is no other thread yet, those that there are take what waits.
                let _ = self.0.0.grow(&mut state);
                drop(state);
                self.0.0.changed.notify_one();
                Err(ThreadError::TimedOut)
            }
        }
    }

    /// Hands work to a thread; gives the number of the call.
    fn submit(&self, lane: Lane, work: Box<dyn FnOnce() + Send>) -> Result<u64, ThreadError> {
        let shared = &self.0.0;
        let mut state = shared.state();
        state.write_off_deaf();
        if state.written_off >= MOST_WRITTEN_OFF {
            return Err(ThreadError::WrittenOff(MOST_WRITTEN_OFF));
        }
        state.calls += 1;
        let call = state.calls;
        state.waiting.of(lane).push_back(Job { call, work });
        if let Err(error) = shared.grow(&mut state) {
            state.waiting.of(lane).pop_back();
            return Err(error.into());
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

    /// Starts another thread where more work waits than there are threads for.
    fn grow(self: &Arc<Self>, state: &mut State) -> std::io::Result<()> {
        if state.threads >= self.most || !state.has_work_for(state.idle + 1, self.most) {
            return Ok(());
        }
        let worker = Arc::clone(self);
        let thread = std::thread::Builder::new().name(self.name.clone()).stack_size(STACK);
        match thread.spawn(move || worker.serve()) {
            Ok(_) => state.threads += 1,
            // Those that there are do it.
            Err(_) if state.threads > 0 => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Takes work until there is none for a while, or the thread is written off.
    fn serve(&self) {
        while let Some(job) = self.next() {
            (job.work)();
            let mut state = self.state();
            let Some(Running { lane, progress }) = state.running.remove(&job.call) else { continue };
            if progress == Progress::WrittenOff {
                state.written_off -= 1;
                return;
            }
            state.long -= usize::from(lane == Lane::Long);
        }
    }

    fn next(&self) -> Option<Job> {
        let mut state = self.state();
        loop {
            if let Some(job) = state.take(self.most) {
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
            if waited.timed_out() && !state.has_work_for(1, self.most) {
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
        if let Some(Running { progress: progress @ Progress::Running, .. }) =
            self.shared.state().running.get_mut(&self.call)
        {
            *progress = Progress::Stopped(Instant::now());
        }
    }
}

#[cfg(test)]
mod tests;
