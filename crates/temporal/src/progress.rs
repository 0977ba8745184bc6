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
    /// All that is known.
    results: HashMap<String, Value>,
    /// References to results that stand elsewhere.
    elsewhere: Vec<Value>,
    /// The others.
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
    pub async fn read(mut details: Value, blobs: &Blobs) -> Result<Self> {
        let waits = details["waits"].as_u64().and_then(|waits| waits.try_into().ok()).unwrap_or_default();
        let mut this = Self { waits, ..Self::default() };
        if let Value::Array(references) = details["elsewhere"].take() {
            for reference in references {
                if let Value::Object(results) = blobs.load(reference.clone()).await? {
                    this.results.extend(results);
                }
                this.elsewhere.push(reference);
            }
        }
        if let Value::Object(carried) = details["results"].take() {
            this.results.extend(carried.clone());
            this.size = Value::Object(carried.clone()).to_string().len();
            this.carried = carried;
        }
        Ok(this)
    }

    /// What a heartbeat is to carry.
    pub fn details(&self) -> Value {
        json!({ "results": self.carried, "elsewhere": self.elsewhere, "waits": self.waits })
    }

    /// What a step gave.
    pub fn result(&self, step: &str) -> Option<Value> {
        self.results.get(step).cloned()
    }

    /// Keeps what a step gave.
    ///
    /// # Errors
    /// What is too large to be carried cannot be written.
    pub async fn keep(&mut self, step: String, result: Value, blobs: &Blobs) -> Result<(), NodeError> {
        self.size += step.len() + result.to_string().len();
        self.results.insert(step.clone(), result.clone());
        self.carried.insert(step, result);
        if self.size > CARRIED {
            let carried = Value::Object(std::mem::take(&mut self.carried));
            self.elsewhere.push(blobs.put(&carried).await?);
            self.size = 0;
        }
        Ok(())
    }
}
