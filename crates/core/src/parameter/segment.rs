//! Values in a path.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Locator, Pick, Text};
use crate::{ErrorKind, NodeError, Result};

/// What stays as it is in a segment: RFC 3986's unreserved characters.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A value that may be part of a path. Secrets and optional parameters may not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a path",
    note = "a path takes a `Text`, a `String`, a whole number, a `Pick`, a `Locator` or a `Choice`; not a secret, and nothing optional"
)]
pub trait Segment {
    /// Its text, not encoded yet.
    fn segment(&self) -> Cow<'_, str>;
}

impl Segment for String {
    fn segment(&self) -> Cow<'_, str> {
        self.into()
    }
}

impl Segment for i64 {
    fn segment(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl Segment for Text {
    fn segment(&self) -> Cow<'_, str> {
        self.as_str()
    }
}

impl<L> Segment for Pick<L> {
    fn segment(&self) -> Cow<'_, str> {
        self.as_str()
    }
}

impl<L> Segment for Locator<L> {
    fn segment(&self) -> Cow<'_, str> {
        self.as_str().into()
    }
}

/// Appends `value` as one percent-encoded segment.
///
/// # Errors
/// An empty one, `.` and `..` cannot be sent as a segment and are refused under the parameter's `title`.
pub fn push_segment(path: &mut String, value: &impl Segment, title: &str) -> Result<()> {
    let text = value.segment();
    match &*text {
        "" => Err(NodeError::new(ErrorKind::Parameter, format!("Missing required property: {title}"))),
        "." | ".." => Err(NodeError::new(ErrorKind::Parameter, format!("'{title}' must not be '.' or '..'"))),
        text => {
            path.extend(utf8_percent_encode(text, ENCODED));
            Ok(())
        }
    }
}
