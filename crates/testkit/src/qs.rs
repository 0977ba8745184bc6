//! Reads a query into objects and arrays as the `qs` package for Node.js does by default, which Express, Directus and
//! n8n's own test server read queries with.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use percent_encoding::percent_decode;
use serde_json::Value;

/// Brackets beyond this depth stay part of the last key.
const MAX_DEPTH: usize = 5;
/// What would be a longer array is an object, so that a query cannot ask for a huge one.
const MAX_LENGTH: usize = 20;
const MAX_PARAMETERS: usize = 1000;

/// A value under construction. Arrays may have holes until all of the query is read.
enum Node {
    Text(String),
    List(BTreeMap<usize, Node>),
    Object(IndexMap<String, Node>),
}

/// Reads a query, without its `?`: brackets make objects and arrays, all values are texts.
///
/// ```
/// use nodewright_testkit::qs;
/// use serde_json::json;
///
/// let query = qs::parse("filter[status][_in][]=a&filter[status][_in][]=b&limit=2");
/// assert_eq!(query, json!({ "filter": { "status": { "_in": ["a", "b"] } }, "limit": "2" }));
/// ```
#[must_use]
pub fn parse(query: &str) -> Value {
    let mut flat: IndexMap<String, Vec<String>> = IndexMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()).take(MAX_PARAMETERS) {
        let (key, value) = key_and_value(pair);
        if !key.is_empty() {
            flat.entry(key).or_default().push(value);
        }
    }
    let root = Node::Object(IndexMap::new());
    flat.into_iter().fold(root, |root, (key, values)| root.merge(nested(&key, values))).into_value()
}

fn key_and_value(pair: &str) -> (String, String) {
    let pair = pair.replace("%5B", "[").replace("%5b", "[").replace("%5D", "]").replace("%5d", "]");
    // `a[b=c]=d`: the equals sign after the last bracket of the key is the one that counts.
    let split = pair.find("]=").map(|at| at + 1).or_else(|| pair.find('='));
    let (key, value) = split.map_or((pair.as_str(), ""), |at| (&pair[..at], &pair[at + 1..]));
    (decode(key.as_bytes()), decode(value.as_bytes()))
}

/// Undoes the encoding of a name or value in a query or a form.
pub(crate) fn decode(encoded: &[u8]) -> String {
    let spaced: Vec<u8> = encoded.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&spaced).decode_utf8_lossy().into_owned()
}

/// `a[b][]` and its values as `{"a": {"b": [values]}}`.
fn nested(key: &str, mut values: Vec<String>) -> Node {
    let leaf = match values.len() {
        1 => Node::Text(values.remove(0)),
        _ => Node::list(values.into_iter().map(Node::Text)),
    };
    segments(key).iter().rev().fold(leaf, |inner, segment| match (segment.as_str(), inner) {
        ("[]", list @ Node::List(_)) => list,
        ("[]", inner) => Node::list([inner]),
        (segment, inner) => {
            let name = segment.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
            match name.and_then(index) {
                Some(index) => Node::List(BTreeMap::from([(index, inner)])),
                None => Node::Object(IndexMap::from([(name.unwrap_or(segment).to_owned(), inner)])),
            }
        }
    })
}

/// `a[b][c]` as `a`, `[b]`, `[c]`.
fn segments(key: &str) -> Vec<String> {
    let Some(first) = key.find('[') else {
        return vec![key.to_owned()];
    };
    let (name, mut rest) = key.split_at(first);
    let mut segments = Vec::from_iter((!name.is_empty()).then(|| name.to_owned()));
    for _ in 0..MAX_DEPTH {
        let Some(length) = group(rest) else {
            break;
        };
        segments.push(rest[..length].to_owned());
        // Text between two groups has no place in the result.
        let Some(next) = rest[length..].find('[') else {
            return segments;
        };
        rest = &rest[length + next..];
    }
    // Too deep, or never closed: one last key, as it stands.
    segments.push(format!("[{rest}]"));
    segments
}

/// The length of the bracket group that `text` begins with.
fn group(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

fn index(name: &str) -> Option<usize> {
    let index: usize = name.parse().ok()?;
    (index < MAX_LENGTH && index.to_string() == name).then_some(index)
}

impl Node {
    fn list(nodes: impl IntoIterator<Item = Self>) -> Self {
        Self::List(nodes.into_iter().enumerate().collect())
    }

    fn merge(self, other: Self) -> Self {
        match (self, other) {
            (Self::List(mut into), Self::List(from)) => {
                for (index, node) in from {
                    merge_at(&mut into, index, node);
                }
                Self::List(into)
            }
            (Self::List(mut into), leaf @ Self::Text(_)) => {
                push(&mut into, leaf);
                Self::List(into)
            }
            (object @ Self::Object(_), leaf @ Self::Text(_)) => Self::list([object, leaf]),
            (into @ (Self::Object(_) | Self::List(_)), from) => {
                let mut into = into.into_entries();
                for (name, node) in from.into_entries() {
                    let merged = match into.shift_remove(&name) {
                        Some(present) => present.merge(node),
                        None => node,
                    };
                    into.insert(name, merged);
                }
                Self::Object(into)
            }
            (leaf, Self::List(from)) => Self::list([leaf].into_iter().chain(from.into_values())),
            (leaf, other) => Self::list([leaf, other]),
        }
    }

    fn into_entries(self) -> IndexMap<String, Self> {
        match self {
            Self::Object(entries) => entries,
            Self::List(nodes) => nodes.into_iter().map(|(index, node)| (index.to_string(), node)).collect(),
            Self::Text(_) => IndexMap::new(),
        }
    }

    fn into_value(self) -> Value {
        match self {
            Self::Text(text) => Value::String(text),
            Self::List(nodes) if nodes.len() <= MAX_LENGTH => nodes.into_values().map(Self::into_value).collect(),
            other => other.into_entries().into_iter().map(|(name, node)| (name, node.into_value())).collect(),
        }
    }
}

fn merge_at(into: &mut BTreeMap<usize, Node>, index: usize, node: Node) {
    match into.remove(&index) {
        None => {
            into.insert(index, node);
        }
        Some(present @ (Node::Object(_) | Node::List(_))) if matches!(node, Node::Object(_) | Node::List(_)) => {
            into.insert(index, present.merge(node));
        }
        Some(present) => {
            into.insert(index, present);
            push(into, node);
        }
    }
}

fn push(into: &mut BTreeMap<usize, Node>, node: Node) {
    let end = into.last_key_value().map_or(0, |(last, _)| last + 1);
    into.insert(end, node);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    #[test]
    fn a_query_reads_as_qs_reads_it() {
        let cases: Vec<(&str, Value)> = vec![
            ("", json!({})),
            ("&&a=1&&", json!({"a": "1"})),
            ("a", json!({"a": ""})),
            ("=x", json!({})),
            ("a=b=c", json!({"a": "b=c"})),
            ("a+b=c%20d", json!({"a b": "c d"})),
            ("a=%zz", json!({"a": "%zz"})),
            ("%C3%BC=%E2%82%AC", json!({"ü": "€"})),
            ("a.b=1", json!({"a.b": "1"})),
            ("a=1;b=2", json!({"a": "1;b=2"})),
            ("a=1&a=2", json!({"a": ["1", "2"]})),
            ("a[]=", json!({"a": [""]})),
            ("a[]=1&a[]=2", json!({"a": ["1", "2"]})),
            ("a%5b%5d=x+y", json!({"a": ["x y"]})),
            ("a[2]=x&a[0]=y", json!({"a": ["y", "x"]})),
            ("a[1]=x&a[]=y", json!({"a": ["y", "x"]})),
            ("a[19]=x", json!({"a": ["x"]})),
            ("a[20]=x", json!({"a": {"20": "x"}})),
            ("a[01]=x", json!({"a": {"01": "x"}})),
            ("a[-1]=x", json!({"a": {"-1": "x"}})),
            ("a[b]=1&a[c]=2", json!({"a": {"b": "1", "c": "2"}})),
            ("a[b=c]=d", json!({"a": {"b=c": "d"}})),
            ("a[b]&c", json!({"a": {"b": ""}, "c": ""})),
            ("a[b]c=1", json!({"a": {"b": "1"}})),
            ("[a]=1", json!({"a": "1"})),
            ("a[=1", json!({"a": {"[": "1"}})),
            ("a]=1", json!({"a]": "1"})),
            ("a[[b]]=1", json!({"a": {"[b]": "1"}})),
            ("a[b][c][d][e][f][g][h]=1", json!({"a": {"b": {"c": {"d": {"e": {"f": {"[g][h]": "1"}}}}}}})),
            ("a[][b]=1&a[][c]=2", json!({"a": [{"b": "1", "c": "2"}]})),
            ("a[0][b]=1&a[0][c]=2", json!({"a": [{"b": "1", "c": "2"}]})),
            ("x[a][]=1&x[a][]=2&x[b]=3", json!({"x": {"a": ["1", "2"], "b": "3"}})),
            ("a=1&a[]=2", json!({"a": ["1", "2"]})),
            ("a[]=2&a=1", json!({"a": ["2", "1"]})),
            ("a[]=1&a[0]=2", json!({"a": ["1", "2"]})),
            ("a=1&a[b]=2", json!({"a": ["1", {"b": "2"}]})),
            ("a[b]=1&a=2", json!({"a": [{"b": "1"}, "2"]})),
            ("a[0]=1&a[b]=2", json!({"a": {"0": "1", "b": "2"}})),
            ("a[b]=1&a[]=2", json!({"a": {"b": "1", "0": "2"}})),
        ];
        for (query, expected) in cases {
            assert_eq!(super::parse(query), expected, "{query}");
        }
    }

    #[test]
    fn more_values_than_an_array_may_have_make_an_object() {
        let query = |length| vec!["a[]=x"; length].join("&");
        assert!(super::parse(&query(20))["a"].is_array());
        assert_eq!(super::parse(&query(21))["a"]["20"], "x");
    }
}
