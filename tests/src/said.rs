//! What an error says, held against what it should say, word for word.

use std::fmt::Debug;

use nodewright_core::NodeError;
use serde_json::Value;

use crate::command::Finished;

/// What says something to a reader.
pub trait Says: Debug {
    /// Its texts: an error's message and its description; what a command prints, as a whole and by line.
    fn texts(&self) -> Vec<String>;
}

/// Asserts that one of the texts is `expected`. Where that ends with `…` the text only begins with it: for texts that go on
/// with all that is known, and for those that end with what a system or another program says.
///
/// # Panics
/// None is.
#[track_caller]
pub fn says(of: &(impl Says + ?Sized), expected: &str) {
    let texts = of.texts();
    let is_it = |text: &String| match expected.strip_suffix('…') {
        Some(start) => !start.is_empty() && text.starts_with(start),
        None => text == expected,
    };
    assert!(texts.iter().any(is_it), "none is {expected:?}: {texts:#?}\n{of:?}");
}

impl Says for NodeError {
    fn texts(&self) -> Vec<String> {
        [Some(self.message()), self.description()].into_iter().flatten().map(str::to_owned).collect()
    }
}

/// n8n's error JSON, by itself or as the `error` of an answer.
impl Says for Value {
    fn texts(&self) -> Vec<String> {
        let error = self.get("error").unwrap_or(self);
        ["message", "description"].iter().filter_map(|key| error[*key].as_str()).map(str::to_owned).collect()
    }
}

impl Says for str {
    fn texts(&self) -> Vec<String> {
        let texts = [self].into_iter().chain(self.lines()).map(str::trim);
        texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }
}

impl Says for String {
    fn texts(&self) -> Vec<String> {
        self.as_str().texts()
    }
}

/// Standard error, without the name of the command before each line. An error in JSON is at its end.
impl Says for Finished {
    fn texts(&self) -> Vec<String> {
        let (lines, error) = match self.stderr.find("{\n") {
            Some(start) if start == 0 || self.stderr[..start].ends_with('\n') => self.stderr.split_at(start),
            _ => (self.stderr.as_str(), ""),
        };
        let mut texts = lines.trim_end().texts();
        texts.extend(lines.lines().filter_map(|line| line.strip_prefix("nodewright: ")).map(str::to_owned));
        let mut errors = serde_json::Deserializer::from_str(error).into_iter::<Value>();
        texts.extend(errors.next().and_then(Result::ok).iter().flat_map(Says::texts));
        texts
    }
}
