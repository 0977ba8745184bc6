//! Work on large JSON, which would keep a worker of the async runtime from its other calls for too long.

use std::time::Duration;

use nodewright::{Result, Runtime};
use serde_json::Value;

/// From this weight on, work is done on a thread of its own. To prepare a node of it takes some milliseconds.
const LARGE: usize = 64 << 10;

/// What such work may take: as long as all expressions of an execution.
const TIME: Duration = Duration::from_secs(60);

/// Does `work` here, or where it keeps no other call waiting if it is about large JSON.
///
/// # Errors
/// Those of `work`; its time is over, or too many other threads have not ended.
pub(crate) async fn prepared<T: Send + 'static>(
    runtime: &Runtime,
    is_large: bool,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    if is_large { runtime.threads().run(TIME, |_| work()).await? } else { work() }
}

/// Whether a value has more than some 64 kB of text, names and other values.
pub(crate) fn is_large(value: &Value) -> bool {
    fn weigh(value: &Value, left: usize) -> Option<usize> {
        let left = left.checked_sub(8)?;
        match value {
            Value::String(text) => left.checked_sub(text.len()),
            Value::Array(list) => list.iter().try_fold(left, |left, value| weigh(value, left)),
            Value::Object(map) => {
                map.iter().try_fold(left, |left, (name, value)| weigh(value, left.checked_sub(name.len())?))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(left),
        }
    }
    weigh(value, LARGE).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn text_names_and_numbers_count() {
        for (value, expected) in [
            (json!({ "parameters": { "a": "=b" } }), false),
            (json!("x".repeat(LARGE / 2)), false),
            (json!("x".repeat(LARGE)), true),
            (json!({ "a": [{ "b": "x".repeat(LARGE) }] }), true),
            (json!({ "x".repeat(LARGE): 1 }), true),
            (json!(vec!["x".repeat(100); LARGE / 100]), true),
            (json!(vec![1; LARGE / 16]), false),
            (json!(vec![1; LARGE / 8]), true),
        ] {
            assert_eq!(is_large(&value), expected, "{:.60}", value.to_string());
        }
    }

    #[tokio::test]
    async fn large_work_is_done_on_another_thread() {
        let runtime = Runtime::builder().build().expect("a runtime");
        let here = std::thread::current().id();
        for is_large in [false, true] {
            let there = prepared(&runtime, is_large, || Ok(std::thread::current().id())).await.expect("a thread");
            assert_eq!(there != here, is_large);
        }
    }
}
