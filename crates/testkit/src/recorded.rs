//! Files of recorded cases.

use std::path::Path;

use nodewright_core::{Value, serde_json};

/// The values of a file, one JSON value per line or one alone.
///
/// ```
/// let file = tempfile::NamedTempFile::new()?;
/// std::fs::write(&file, "{\"id\": 1}\n{\"id\": 2}\n")?;
/// assert_eq!(nodewright_testkit::recorded(&file)[1]["id"], 2);
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Panics
/// It cannot be read or is not JSON.
pub fn recorded(path: impl AsRef<Path>) -> Vec<Value> {
    let path = path.as_ref();
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let values = serde_json::Deserializer::from_str(&text).into_iter().collect::<Result<_, _>>();
    values.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
