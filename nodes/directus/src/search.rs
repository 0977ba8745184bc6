//! Queries that do not fit into a URL.

use nodewright_core::{javascript, prelude::*, serde_json::Map};

/// Servers and proxies commonly refuse a request line of more than 8 kB.
const LONGEST_URL: usize = 8_000;

/// Directus reads longer lists of a URL as objects, except below `_in` and `_nin`, and refuses the filter.
const LONGEST_LIST: usize = 21;

/// Directus does not read deeper levels of a URL.
const DEEPEST: usize = 10;

/// Collections whose lists Directus also gives on SEARCH.
const SEARCHABLE: [&str; 9] =
    ["activity", "files", "folders", "permissions", "presets", "revisions", "roles", "users", "webhooks"];

/// The same request as a SEARCH with its query in the body, if Directus would not take it as a URL.
pub fn instead_of(request: &Request, base: &str) -> Option<Request> {
    if request.method != Method::GET || !is_list(&request.path) {
        return None;
    }
    let is_short = base.len() + request.path.len() + query_length(&request.query) <= LONGEST_URL;
    if is_short && request.query.iter().all(|(name, value)| is_read(name, value, 0)) {
        return None;
    }
    let mut search = request.clone();
    search.method = Method::from_bytes(b"SEARCH").ok()?;
    search.body = Body::Json(json!({ "query": std::mem::take(&mut search.query) }));
    Some(search)
}

fn is_list(path: &str) -> bool {
    let mut segments = path.trim_start_matches('/').split('/');
    match (segments.next(), segments.next(), segments.next()) {
        (Some("items"), Some(_), None) => true,
        (Some(route), None, None) => SEARCHABLE.contains(&route),
        _ => false,
    }
}

/// Whether Directus reads a value of a URL as it was meant.
fn is_read(name: &str, value: &Value, depth: usize) -> bool {
    match value {
        Value::Object(map) => map.iter().all(|(name, value)| is_read(name, value, depth + 1)),
        Value::Array(list) => {
            let is_short = list.len() <= LONGEST_LIST || matches!(name, "_in" | "_nin");
            is_short && list.iter().all(|value| is_read("", value, depth + 1))
        }
        _ => depth <= DEEPEST,
    }
}

/// The length of a query as it would be sent: `filter%5Bid%5D%5B_in%5D%5B0%5D=1&…`.
fn query_length(query: &Map<String, Value>) -> usize {
    query.iter().map(|(name, value)| pairs_length(encoded(name), value)).sum()
}

/// The length of all pairs below a name of this length.
fn pairs_length(name: usize, value: &Value) -> usize {
    const BRACKETS: usize = "%5B%5D".len();
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| pairs_length(name + BRACKETS + encoded(key), value)).sum(),
        Value::Array(list) => {
            let length = |(index, value): (usize, &Value)| {
                pairs_length(name + BRACKETS + index.checked_ilog10().unwrap_or(0) as usize + 1, value)
            };
            list.iter().enumerate().map(length).sum()
        }
        Value::Null => name + "=&".len(),
        value => name + "=&".len() + encoded(&javascript::text(value)),
    }
}

fn encoded(text: &str) -> usize {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if is_plain(byte) { 1 } else { "%00".len() }).sum()
}

#[cfg(test)]
mod tests {
    use nodewright_http::query::{ArrayFormat, encode};

    use super::*;

    #[test]
    fn the_length_is_that_of_the_encoded_query() {
        let many: Vec<_> = (0..120).collect();
        for query in [
            json!({}),
            json!({ "limit": -1, "search": "ä b&c", "sort": null, "meta": "" }),
            json!({ "filter": { "id": { "_in": many } }, "fields": ["id", "a[b]"], "deep": {}, "x": [[1.0], []] }),
        ] {
            let query = query.as_object().unwrap();
            let sent = encode(query, ArrayFormat::Indices);
            // Every pair is counted with the `&` behind it.
            assert_eq!(query_length(query), sent.len() + usize::from(!sent.is_empty()));
        }
    }

    #[test]
    fn what_directus_misreads_in_a_url_is_searched() {
        let list = |length: usize| json!((0..length).collect::<Vec<_>>());
        let nested = |depth: usize| (0..depth).fold(json!(1), |inner, _| json!({ "_and": inner }));
        let cases = [
            (json!({ "_or": list(21) }), false),
            (json!({ "_or": list(22) }), true),
            (json!({ "id": { "_in": list(200) } }), false),
            (json!({ "id": { "_nin": list(200) } }), false),
            (nested(10), false),
            (nested(11), true),
        ];
        for (filter, expected) in cases {
            let mut request = Request::get("/items/a");
            request.set("filter", &filter);
            assert_eq!(instead_of(&request, "").is_some(), expected, "{filter}");
        }
    }

    #[test]
    fn only_long_lists_are_searched() {
        let cases = [
            (Request::get("/items/a"), 9_000, true),
            (Request::get("/files"), 9_000, true),
            (Request::get("/files"), 7_000, false),
            (Request::get("/items/a/1"), 9_000, false),
            (Request::get("/relations"), 9_000, false),
            (Request::patch("/items/a"), 9_000, false),
        ];
        for (mut request, length, expected) in cases {
            request.set_query("search", "a".repeat(length));
            let search = instead_of(&request, "https://directus.example");
            assert_eq!(search.is_some(), expected, "{request:?} {length}");
            let Some(search) = search else { continue };
            assert_eq!((search.method.as_str(), &search.path, search.query.len()), ("SEARCH", &request.path, 0));
            assert_eq!(search.json_body(), Some(&json!({ "query": request.query })));
        }
    }
}
