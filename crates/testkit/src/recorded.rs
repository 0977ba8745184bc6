//! Files of recorded cases.

use std::path::Path;

use nodewright_core::{Value, serde_json};

/// The values of a file, one JSON value per line or one alone; `least` of them at least.
///
/// ```
/// let file = tempfile::NamedTempFile::new()?;
/// std::fs::write(&file, "{\"id\": 1}\n{\"id\": 2}\n")?;
/// assert_eq!(nodewright_testkit::recorded(&file, 2)[1]["id"], 2);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Panics
/// It cannot be read, is not JSON or holds fewer values.
pub fn recorded(path: impl AsRef<Path>, least: usize) -> Vec<Value> {
    let path = path.as_ref();
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let values = serde_json::Deserializer::from_str(&text).into_iter().collect::<Result<Vec<_>, _>>();
    let values = values.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(values.len() >= least, "only {} values in {}", values.len(), path.display());
    values
}
