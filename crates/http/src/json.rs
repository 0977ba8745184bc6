//! JSON as JavaScript writes it: `5.0` is `5` there, `1e21` is `1e+21`.

use std::io;

use nodewright_core::javascript::float_text;
use serde::Serialize;
use serde_json::{Value, ser::Formatter};

/// What `JSON.stringify` gives. Reading is [`nodewright_json`]'s.
#[must_use]
pub fn to_vec(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, JavaScript);
    // Writing a value into memory cannot fail: its keys are texts and a vector takes everything.
    let _ = value.serialize(&mut serializer);
    bytes
}

struct JavaScript;

impl Formatter for JavaScript {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(float_text(value).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_written_as_javascript_does() {
        assert_eq!(
            to_vec(&json!({"a": 1.0, "b": "ä\u{1}\"", "c": [1e21]})),
            r#"{"a":1,"b":"ä\u0001\"","c":[1e+21]}"#.as_bytes()
        );
    }
}
