//! JSON of any shape, and documents that are almost right.

use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::{Map, Value, json};

/// Texts that mean something to somebody, and others.
pub fn text() -> impl Strategy<Value = String> {
    let odd = [
        "",
        " ",
        "\0",
        "=",
        "={{",
        "={{ $json }}",
        "={{ $json.a.b.c }}",
        "={{ (() => { throw 1 })() }}",
        "{{ }}",
        "__proto__",
        "constructor",
        "toString",
        "length",
        "-1",
        "0",
        "1e999",
        "NaN",
        "true",
        "null",
        "\r\nX-Other: 1",
        "../../etc/passwd",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "https://user:pass@nowhere.invalid/",
        "\u{1f600}",
        "\u{feff}",
        "\u{202e}",
        "2024-02-30T25:61:00Z",
        "$1",
        "(a+)+$",
        "/(?<a>.)\\k<a>/g",
        "%",
        "%zz",
        "a\u{0}b",
        "[]",
        "{}",
        "[object Object]",
        "<a",
        "]]>",
    ];
    prop_oneof![3 => proptest::sample::select(odd.to_vec()).prop_map(str::to_owned), 1 => ".{0,20}", 1 => "[a-z]{0,5}"]
}

/// Any JSON.
pub fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        Just(json!(-0.0)),
        (-2_i64..3).prop_map(Value::from),
    ];
    let leaf = prop_oneof![
        1 => Just(Value::Null), 1 => any::<bool>().prop_map(Value::from), 2 => number, 3 => text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((text(), inner), 0..4).prop_map(|members| Value::Object(Map::from_iter(members))),
        ]
    })
}

/// One of these documents with some places replaced, removed or doubled.
pub fn almost(documents: Vec<Value>) -> impl Strategy<Value = Value> {
    let change = (any::<Index>(), value(), 0..4_u8);
    (proptest::sample::select(documents), vec(change, 0..4)).prop_map(|(mut document, changes)| {
        for (place, value, kind) in changes {
            let places = count(&document);
            let mut left = place.index(places);
            change_at(&mut document, &mut left, &value, kind);
        }
        document
    })
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// Changes the place that is `left` places ahead; false once it is done.
fn change_at(value: &mut Value, left: &mut usize, new: &Value, kind: u8) -> bool {
    if *left == 0 {
        match (kind, &mut *value) {
            (0, Value::Array(list)) if !list.is_empty() => {
                list.pop();
            }
            (0, Value::Object(members)) if !members.is_empty() => {
                let first = members.keys().next().cloned().unwrap_or_default();
                members.shift_remove(&first);
            }
            (1, Value::Array(list)) => list.push(new.clone()),
            (1, Value::Object(members)) => {
                members.insert(new.as_str().unwrap_or("more").to_owned(), new.clone());
            }
            (2, whole) => *whole = json!([whole.clone()]),
            (_, whole) => *whole = new.clone(),
        }
        return false;
    }
    *left -= 1;
    match value {
        Value::Array(list) => list.iter_mut().all(|inner| change_at(inner, left, new, kind)),
        Value::Object(members) => members.values_mut().all(|inner| change_at(inner, left, new, kind)),
        _ => true,
    }
}
