//! What a durable engine does, in memory: it keeps what steps gave, and dies in the middle of one.

use std::{
    future,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use nodewright::{NodeError, Retries, Step, Steps, Value, Work};
use tokio::sync::Notify;

/// What outlives the process.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Ran { name: String, key: String, result: Value },
    Slept(Duration),
}

/// One life of a process over a journal.
pub struct Journal {
    entries: Arc<Mutex<Vec<Entry>>>,
    place: AtomicUsize,
    /// At this entry the process dies: its work is done, and nothing of it kept.
    dies_at: Option<usize>,
    dead: Arc<Notify>,
    retries: Retries,
}

impl Journal {
    pub fn new(entries: &Arc<Mutex<Vec<Entry>>>, dies_at: Option<usize>) -> Self {
        let retries = Retries { retries: 3, ..Retries::default() };
        Self { entries: Arc::clone(entries), place: AtomicUsize::new(0), dies_at, dead: Arc::default(), retries }
    }

    /// Told when the process is dead.
    pub fn dead(&self) -> Arc<Notify> {
        Arc::clone(&self.dead)
    }

    fn known(&self) -> (usize, Option<Entry>) {
        let place = self.place.fetch_add(1, Ordering::Relaxed);
        (place, self.entries.lock().expect("not poisoned").get(place).cloned())
    }

    fn keep(&self, entry: Entry) {
        self.entries.lock().expect("not poisoned").push(entry);
    }
}

#[async_trait]
impl Steps for Journal {
    async fn run(&self, Step { name, key, .. }: Step, work: Work) -> Result<Value, NodeError> {
        let (place, known) = self.known();
        if let Some(entry) = known {
            let Entry::Ran { name: before, key: of, result } = entry else { panic!("{name} was {entry:?} before") };
            assert_eq!((name, key), (before, of), "another step than before");
            return Ok(result);
        }
        // As a journal on a disk has it.
        let result = serde_json::from_str(&work.await.to_string()).expect("JSON");
        if self.dies_at == Some(place) {
            self.dead.notify_one();
            future::pending::<()>().await;
        }
        self.keep(Entry::Ran { name, key, result: Value::clone(&result) });
        Ok(result)
    }

    async fn sleep(&self, time: Duration) -> Result<(), NodeError> {
        match self.known().1 {
            Some(entry) => assert_eq!(entry, Entry::Slept(time), "another step than before"),
            None => self.keep(Entry::Slept(time)),
        }
        Ok(())
    }

    fn retries(&self) -> Retries {
        self.retries.clone()
    }
}
