//! Files of items, as n8n prepares them.

use nodewright::{Binary, Item};
use nodewright_tests::cases::{self, Case, defined};
use serde_json::{Value, json};

const KNOWN: &[(&str, &str)] = &[
    ("getbinarydatabuffer-wrong-name", "a TypeError of JavaScript; here it is `No binary data 'nope' on input item 0`"),
    ("binary/getinputdata", "a helper of n8n's programmatic nodes; here the node is given its items"),
    ("binary/getmode", "a helper of n8n's programmatic nodes"),
    ("binary/getnode", "a helper of n8n's programmatic nodes"),
    ("binary/helpers-list", "the helpers of n8n's programmatic nodes"),
];

#[test]
fn files_as_recorded() {
    let all = cases::read("execution.jsonl", "binary", 25);
    let results = all.iter().map(|case| (case.id.clone(), check(case))).collect();
    cases::verdict("binary", results, KNOWN);
}

fn check(case: &Case) -> Result<(), String> {
    let (call, expected) = (&case.input["call"], defined(&case.expected["value"]));
    let seen = match call["fn"].as_str().unwrap_or_default() {
        "prepareBinaryData" => {
            let file = Binary::prepare(bytes(&call["base64"]), call["fileName"].as_str(), call["mimeType"].as_str());
            json!(file)
        }
        "setBinaryDataBuffer" => {
            let given: Binary = serde_json::from_value(call["args"][0].clone()).map_err(|e| e.to_string())?;
            let prepared = Binary::prepare(call["args"][1].as_str().unwrap_or_default(), None, Some(&given.mime_type));
            json!(Binary { data: prepared.data, file_size: prepared.file_size, bytes: prepared.bytes, ..given })
        }
        "getBinaryDataBuffer" => {
            let items: Vec<Item> = serde_json::from_value(case.input["items"].clone()).map_err(|e| e.to_string())?;
            let files = items[0].binary.as_ref().ok_or("no files")?;
            let file = files.get(call["args"][1].as_str().unwrap_or_default()).ok_or("no such file")?;
            let text = file.decode().map_err(|e| e.to_string())?;
            json!({ "$js": "Buffer", "base64": Binary::new(text, "text/plain").data })
        }
        other => return Err(format!("{other} is not there")),
    };
    let seen = match expected["data"]["length"].as_u64() {
        // Long data is recorded by its length only.
        Some(_) => {
            let mut seen = seen;
            seen["data"] = json!({ "length": seen["data"].as_str().map(str::len) });
            seen
        }
        None => seen,
    };
    if seen == expected { Ok(()) } else { Err(format!("{seen} instead of {expected}")) }
}

/// Base64, or a byte that is repeated.
fn bytes(recorded: &Value) -> Vec<u8> {
    let decode = |text: &Value| {
        let file = Binary { data: text.as_str().unwrap_or_default().to_owned(), ..Binary::default() };
        file.decode().map(|bytes| bytes.to_vec()).unwrap_or_default()
    };
    match recorded["length"].as_u64() {
        Some(length) => decode(&recorded["repeat"]).repeat(length as usize),
        None => decode(recorded),
    }
}
