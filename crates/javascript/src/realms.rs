//! Realms, each on a thread of its own, and who may use which.
//!
//! A package keeps what it likes in variables of its modules, as under n8n, so a realm is used again: by executions of the same
//! package with the same credentials, one at a time. One that ran into a limit, or was left with work to do, is thrown away.
//! A thread that does not end when it is told to is left to itself, so that nothing but its own execution waits for it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use nodewright_quickjs::{Failure, Limit, Realm};
use serde_json::Value;
use tokio::sync::{Semaphore, oneshot};

use crate::host::Job;
use crate::realm;

/// Realms at once, at most: others wait.
const MOST: usize = 256;
/// Realms that are kept for the next execution, where none waits for one.
const KEPT: usize = 32;
/// Threads that did not end when they were told to, at most: each keeps a processor busy.
const MOST_WRITTEN_OFF: usize = 8;
/// What work may take beyond its time before its thread is written off.
const GRACE: Duration = Duration::from_millis(500);
/// The stack of a thread: room for a deep stack of the engine's. The system gives memory to what is used of it.
const STACK: usize = 24 << 20;

/// What an execution of a package may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory of its realm, in bytes, beside its input: 128 MB.
    pub memory: usize,
    /// Time that its JavaScript may compute: 30 seconds.
    pub busy: Duration,
    /// Time in all, with what it waits for: 15 minutes.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { memory: 128 << 20, busy: Duration::from_secs(30), total: Duration::from_secs(15 * 60) }
    }
}

/// Whose realm: the package, and a digest of the credentials that are used in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner(pub [u8; 32]);

/// Why nothing came of a job.
#[derive(Debug)]
pub enum Ended {
    /// The engine's reason.
    Failed(Failure),
    /// It did not even end when it was stopped.
    Deaf,
    /// Too many others have not.
    WrittenOff,
    /// No thread could be started, or it panicked.
    Lost,
}

/// The realms of a runtime's packages.
pub struct Realms {
    idle: Mutex<Vec<(Owner, Worker)>>,
    permits: Semaphore,
    /// Executions that wait for a permit.
    waiting: AtomicUsize,
    written_off: Arc<AtomicUsize>,
    limits: Limits,
}

/// The thread of a realm; it ends when this is dropped.
struct Worker(mpsc::Sender<Work>);

type Work = Box<dyn FnOnce(&mut Option<Realm>) + Send>;

impl Realms {
    pub fn new(limits: Limits) -> Self {
        Self {
            idle: Mutex::default(),
            permits: Semaphore::new(MOST),
            waiting: AtomicUsize::new(0),
            written_off: Arc::default(),
            limits,
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(Owner, Worker)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does a job in a realm of its owner, or in a fresh one where there is none or `owner` is none.
    pub async fn run(&self, owner: Option<Owner>, job: Job) -> Result<Value, Ended> {
        let waits = Waits::new(&self.waiting);
        let _permit = self.permits.acquire().await.map_err(|_| Ended::Lost)?;
        drop(waits);
        if self.written_off.load(Ordering::Relaxed) >= MOST_WRITTEN_OFF {
            return Err(Ended::WrittenOff);
        }
        let known = owner.and_then(|owner| {
            let mut idle = self.idle();
            let at = idle.iter().rposition(|(of, _)| *of == owner)?;
            Some(idle.remove(at).1)
        });
        let worker = match known {
            Some(worker) => worker,
            None => Worker::start().map_err(|_| Ended::Lost)?,
        };
        let limit = Limit::within(self.limits.total);
        let (answer, answered) = oneshot::channel();
        let (written_off, is_deaf) = (Arc::clone(&self.written_off), Arc::new(AtomicBool::new(false)));
        let (deaf, limits, told) = (Arc::clone(&is_deaf), self.limits, limit.clone());
        let _stop = StopOnDrop(limit);
        let work: Work = Box::new(move |realm| {
            let mut answer = answer;
            let done = work(realm, job, limits, &told, &mut answer);
            let is_reusable = realm.as_ref().is_some_and(Realm::is_reusable);
            if !is_reusable {
                *realm = None;
            }
            if deaf.swap(true, Ordering::AcqRel) {
                written_off.fetch_sub(1, Ordering::Relaxed);
            }
            let _ = answer.send((done, is_reusable));
        });
        worker.0.send(work).map_err(|_| Ended::Lost)?;
        match tokio::time::timeout(self.limits.total + GRACE, answered).await {
            Ok(Ok((done, is_reusable))) => {
                if let Some(owner) = owner.filter(|_| is_reusable) {
                    let mut idle = self.idle();
                    idle.push((owner, worker));
                    // Those who wait are let in once this returns, and find it.
                    let kept = if self.waiting.load(Ordering::Relaxed) > 0 { MOST } else { KEPT };
                    let surplus = idle.len().saturating_sub(kept);
                    idle.drain(..surplus);
                }
                done.map_err(Ended::Failed)
            }
            Ok(Err(_)) => Err(Ended::Lost),
            Err(_) => {
                if !is_deaf.swap(true, Ordering::AcqRel) {
                    self.written_off.fetch_add(1, Ordering::Relaxed);
                }
                Err(Ended::Deaf)
            }
        }
    }
}

impl Worker {
    fn start() -> std::io::Result<Self> {
        let (sender, jobs) = mpsc::channel::<Work>();
        std::thread::Builder::new().name("package".to_owned()).stack_size(STACK).spawn(move || {
            let mut realm = None;
            while let Ok(work) = jobs.recv() {
                work(&mut realm);
            }
        })?;
        Ok(Self(sender))
    }
}

/// Counts an execution for as long as it waits, also where it is given up.
struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Tells the work to end when nobody waits for it any more.
struct StopOnDrop(Limit);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop.store(true, Ordering::Relaxed);
    }
}

fn work<T>(
    realm: &mut Option<Realm>,
    job: Job,
    limits: Limits,
    limit: &Limit,
    answer: &mut oneshot::Sender<T>,
) -> Result<Value, Failure> {
    let realm = match realm {
        Some(realm) => realm,
        None => realm.insert(realm::new(limits.memory)?),
    };
    realm.set_memory(limits.memory.saturating_add(job.weight()));
    let clock = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let clock = clock.map_err(|error| Failure::Result(error.to_string()))?;
    clock.block_on(async {
        tokio::select! {
            done = realm::run(realm, &job, limits.busy, limit) => done,
            () = tokio::time::sleep(limit.until.saturating_duration_since(Instant::now())) => Err(Failure::OutOfTime),
            () = answer.closed() => Err(Failure::OutOfTime),
        }
    })
}
