//! What the steps of an execution gave so far.

use std::collections::HashMap;

use nodewright::{NodeError, Result};
use nodewright_durable::Blobs;
use serde_json::{Map, Value, json};

/// Bytes of results that heartbeats carry; what is more stands with the large items.
const CARRIED: usize = 128 * 1024;

/// Results by the names of their steps. Heartbeats carry it to the server, which gives it to whoever goes on.
#[derive(Default)]
pub(crate) struct Progress {
    /// Those of the attempts before this one.
    before: HashMap<String, Value>,
    /// References to results that stand elsewhere, of all attempts.
    elsewhere: Vec<Value>,
    /// The other results.
    carried: Map<String, Value>,
    /// About how large they are.
    size: usize,
    /// Waits that are over.
    pub waits: u32,
}

impl Progress {
    /// What a heartbeat carried.
    ///
    /// # Errors
    /// Results that stand elsewhere cannot be read.
    pub async fn read(details: &Value, blobs: &Blobs) -> Result<Self> {
        let part = |name: &str| details.get(name);
        let waits = part("waits").and_then(Value::as_u64).and_then(|waits| waits.try_into().ok());
        let mut this = Self { waits: waits.unwrap_or_default(), ..Self::default() };
        for reference in part("elsewhere").and_then(Value::as_array).into_iter().flatten() {
            if let Value::Object(results) = blobs.load(reference.clone()).await? {
                this.before.extend(results);
            }
            this.elsewhere.push(reference.clone());
        }
        if let Some(carried) = part("results").and_then(Value::as_object) {
            this.before.extend(carried.clone());
            this.size = carried.iter().map(size).sum();
            this.carried.clone_from(carried);
        }
        Ok(this)
    }

    /// What a heartbeat is to carry.
    pub fn details(&self) -> Value {
        json!({ "results": self.carried, "elsewhere": self.elsewhere, "waits": self.waits })
    }

    /// What a step gave in an attempt before this one.
    pub fn result(&self, step: &str) -> Option<&Value> {
        self.before.get(step)
    }

    /// Keeps what a step gave.
    ///
    /// # Errors
    /// What is too large to be carried cannot be written.
    pub async fn keep(&mut self, step: String, result: Value, blobs: &Blobs) -> Result<(), NodeError> {
        self.size += size((&step, &result));
        self.carried.insert(step, result);
        if self.size > CARRIED {
            let carried = Value::Object(std::mem::take(&mut self.carried));
            self.elsewhere.push(blobs.put(&carried).await?);
            self.size = 0;
        }
        Ok(())
    }
}

/// About how many bytes a result takes in a heartbeat.
fn size((step, result): (&String, &Value)) -> usize {
    step.len() + result.to_string().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_was_done_is_known_to_the_next_attempt() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::in_folder(folder.path()).expect("a folder");
        let (mut first, large) = (Progress::default(), "x".repeat(50_000));
        for item in 0..10 {
            first.keep(format!("item {item}"), json!([item, large]), &blobs).await.expect("kept");
            first.waits += 1;
            let carried = first.details().to_string().len();
            assert!(carried <= CARRIED + 1_000, "{carried} bytes behind item {item}");
        }
        // Another attempt goes on, and is ended too.
        let mut second = Progress::read(&first.details(), &blobs).await.expect("read");
        second.keep("item 10".to_owned(), json!([10, "small"]), &blobs).await.expect("kept");
        let third = Progress::read(&second.details(), &blobs).await.expect("read");
        let known = (0..12).map(|item| third.result(&format!("item {item}")).map(|result| result[0].clone()));
        let expected = (0..11).map(|item| Some(json!(item))).chain([None]);
        assert_eq!(known.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        assert_eq!(third.waits, 10);
    }

    #[tokio::test]
    async fn details_of_somebody_else_are_no_progress() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::in_folder(folder.path()).expect("a folder");
        for details in [json!(null), json!(7), json!([1]), json!({ "results": 1, "elsewhere": {}, "waits": "x" })] {
            let read = Progress::read(&details, &blobs).await.expect("read");
            assert_eq!(read.details(), Progress::default().details(), "{details}");
        }
    }
}
