//! An error as people read it, and when two say the same.

use std::fmt;

use super::{Details, NodeError};

impl fmt::Display for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)?;
        if let Some(description) = self.description() {
            write!(f, ": {description}")?;
        }
        if let Some(index) = self.item_index() {
            write!(f, " [item {index}]")?;
        }
        Ok(())
    }
}

/// As people read it, because that is what `fn main() -> Result<()>` prints of an error: the message, and below it the
/// description and where it happened. `{:#?}` shows the fields.
impl fmt::Debug for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return fmt::Debug::fmt(&self.0, f);
        }
        f.write_str(&self.0.message)?;
        let below = self.description().unwrap_or_default();
        for line in below.lines().filter(|line| !line.trim().is_empty()) {
            write!(f, "\n  {line}")?;
        }
        let item = self.item_index();
        let places = [
            self.0.node.as_ref().map(|node| format!("node '{node}'")),
            item.map(|item| format!("item {item}")),
            self.parameter().map(|parameter| format!("parameter '{parameter}'")),
            self.http_code().map(|status| format!("HTTP {status}")),
            self.code().map(|code| format!("code {code}")),
        ];
        let places: Vec<_> = places.into_iter().flatten().collect();
        if !places.is_empty() {
            write!(f, "\n  ({})", places.join(", "))?;
        }
        Ok(())
    }
}

impl std::error::Error for NodeError {}

/// Two errors are the same when they say the same; the time they were made at does not count.
impl PartialEq for NodeError {
    fn eq(&self, other: &Self) -> bool {
        let at = other.0.timestamp;
        *self.0 == *other.0 || Details { timestamp: at, ..(*self.0).clone() } == *other.0
    }
}
