//! `application/x-www-form-urlencoded` as axios writes it: flat lists as `b[]`, the rest as `n[m]`.

use nodewright_core::javascript;
use serde_json::{Map, Value};
use url::form_urlencoded::Serializer;

pub(super) fn encode(fields: &Map<String, Value>) -> String {
    let mut to = Serializer::new(String::new());
    for (key, value) in fields {
        append(&mut to, key, value);
    }
    to.finish()
}

fn append(to: &mut Serializer<'_, String>, name: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Object(map) => map.iter().for_each(|(key, value)| append(to, &format!("{name}[{key}]"), value)),
        Value::Array(list) if list.iter().any(|value| value.is_object() || value.is_array()) => {
            list.iter().enumerate().for_each(|(index, value)| append(to, &format!("{name}[{index}]"), value));
        }
        Value::Array(list) => {
            let name = format!("{}[]", name.strip_suffix("[]").unwrap_or(name));
            for value in list.iter().filter(|value| !value.is_null()) {
                to.append_pair(&name, &javascript::text(value));
            }
        }
        value => {
            to.append_pair(name, &javascript::text(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn forms_are_encoded_as_axios_does() {
        let cases = [
            (json!({"a": "1 2", "b": ["x", "y"]}), "a=1+2&b%5B%5D=x&b%5B%5D=y"),
            (json!({"n": {"m": 1, "o": {"p": true}}}), "n%5Bm%5D=1&n%5Bo%5D%5Bp%5D=true"),
            (json!({"l": [{"a": 1}, 2]}), "l%5B0%5D%5Ba%5D=1&l%5B1%5D=2"),
            (json!({"a": null, "b": [null, 1], "c[]": [2]}), "b%5B%5D=1&c%5B%5D=2"),
            (json!({"a": "~!*'()ä"}), "a=%7E%21*%27%28%29%C3%A4"),
        ];
        for (fields, expected) in cases {
            assert_eq!(encode(fields.as_object().unwrap()), expected, "{fields}");
        }
    }
}
