use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A text that is never shown: not by `Debug`, not by `Display`, not in an error or a log.
///
/// There is no `Serialize`; code that sends the text calls [`Secret::expose`].
///
/// ```
/// use nodewright_core::Secret;
/// let token = Secret::new("eyJ0eXAi");
/// assert_eq!(format!("{token} {token:?}"), "[secret] [secret]");
/// assert_eq!(token.expose(), "eyJ0eXAi");
/// ```
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes over `text`; its memory is zeroed when the last clone is dropped.
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The text itself, for the one place that sends it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether there is nothing to hide.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}
