//! What is read, and what is refused.

use nodewright_json::{Error, Exact, MAX_DEPTH, index, member, order, parse, parse_exactly, read, read_or_text};
use serde_json::{Value, json};

/// Bytes, and what `JSON.stringify` would write of what `JSON.parse` makes of them.
#[test]
fn reads_what_javascript_reads() {
    let deep = format!("{}1{}", "[".repeat(300), "]".repeat(300));
    let rows: &[(&[u8], &str)] = &[
        // Every digit.
        (b"411.95000000000005", "411.95000000000005"),
        (b"[0.1, 5e-324, 1.7976931348623157e308]", "[0.1,5e-324,1.7976931348623157e+308]"),
        (
            b"[9007199254740993, 18446744073709551615, -9223372036854775808]",
            "[9007199254740993,18446744073709551615,-9223372036854775808]",
        ),
        (b"2.2250738585072011e-308", "2.225073858507201e-308"),
        // What is Infinity in JavaScript.
        (b"[1e400, -1e400, 1e-400]", "[null,null,0.0]"),
        // Halves of pairs.
        (br#""cut \ud83d""#, "\"cut \u{fffd}\""),
        (br#""\ude00 alone""#, "\"\u{fffd} alone\""),
        (br#""\ud83d\ude00""#, "\"\u{1f600}\""),
        (br#""\ud83d\ud83d\ude00""#, "\"\u{fffd}\u{1f600}\""),
        (br#""\ud83d\u0041 \ud83d\n\ud83d""#, "\"\u{fffd}A \u{fffd}\\n\u{fffd}\""),
        (br#"{"\ud83d": 1, "\udfff": 2}"#, "{\"\u{fffd}\":2}"),
        // Bytes that are not UTF-8.
        (b"\"caf\xe9\"", "\"caf\u{fffd}\""),
        (b"{\"a\xff\": [1e400, \"\xe2\x82\"]}", "{\"a\u{fffd}\":[null,\"\u{fffd}\"]}"),
        // A byte order mark.
        (b"\xef\xbb\xbf{\"a\": 1}", r#"{"a":1}"#),
        (b"\xef\xbb\xbf\"\\ud83d\"", "\"\u{fffd}\""),
        // Keys.
        (
            br#"{"b": 1, "10": 2, "a": 3, "9": 4, "01": 5, "-1": 6, "4294967294": 7, "4294967295": 8}"#,
            r#"{"9":4,"10":2,"4294967294":7,"b":1,"a":3,"01":5,"-1":6,"4294967295":8}"#,
        ),
        (br#"{"b": "\ud83d", "1": {"x": 1, "0": 2}}"#, "{\"1\":{\"0\":2,\"x\":1},\"b\":\"\u{fffd}\"}"),
        (br#"{"a": 1, "b": 2, "a": 3}"#, r#"{"a":3,"b":2}"#),
        (br#"{"a": 1, "b": "\ud83d", "a": 3}"#, "{\"a\":3,\"b\":\"\u{fffd}\"}"),
        (br#"{"__proto__": {"a": 1}}"#, r#"{"__proto__":{"a":1}}"#),
        (deep.as_bytes(), &deep),
    ];
    for (bytes, expected) in rows {
        let said = read(bytes).map(|value| value.to_string());
        assert_eq!(said.as_deref(), Ok(*expected), "{}", String::from_utf8_lossy(bytes));
    }
}

/// Bytes, why they are refused, and where: line, column, offset.
#[test]
fn says_what_is_wrong_and_where_without_quoting() {
    let deep = "[".repeat(MAX_DEPTH + 1);
    type Place = (usize, usize, usize);
    let rows: &[(&[u8], &str, Place)] = &[
        (b"", "Unexpected end of the text", (1, 1, 0)),
        (b"{\"a\": 1,\n \"b\" 2}", "Expected ':' after property name", (2, 6, 14)),
        (b"{s3cret", "Expected property name or '}'", (1, 2, 1)),
        (b"s3cret", "Unexpected character", (1, 1, 0)),
        (b"[1] s3cret", "Unexpected non-whitespace character after JSON", (1, 5, 4)),
        (b"\"s3cret", "Unterminated string", (1, 8, 7)),
        // Offsets are those of the bytes as they came.
        (b"\xef\xbb\xbf[x", "Unexpected character", (1, 2, 4)),
        (b"[\"\xff\xff\", x", "Unexpected character", (1, 8, 7)),
        ("[\"\u{1f600}\", x".as_bytes(), "Unexpected character", (1, 8, 9)),
        (deep.as_bytes(), "JSON is nested more than 500 levels deep", (1, 501, 500)),
    ];
    for (bytes, reason, place) in rows {
        let error = read(bytes).unwrap_err();
        assert_eq!((error.reason(), (error.line(), error.column(), error.offset())), (*reason, *place));
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
}

/// Rows of `[text, message]`, recorded with Node.js 24.
#[test]
fn says_what_v8_says() {
    const LEAST: usize = 109;
    let rows = include_str!("recorded/json_errors.jsonl");
    assert!(rows.lines().count() >= LEAST, "only {} rows", rows.lines().count());
    for row in rows.lines() {
        let (text, message): (String, Option<String>) = serde_json::from_str(row).unwrap();
        assert_eq!(parse(&text).as_ref().err().map(Error::javascript), message.as_deref(), "{text}");
    }
}

#[test]
fn what_json_cannot_hold_is_there_for_who_can() {
    let json = |value: Value| Exact::Json(value);
    let units = |text: &str, half: u16| Exact::Units(text.encode_utf16().chain([half]).collect());
    for (text, expected) in [
        (r#"{"a": "\ud83d\ude00"}"#, json(json!({ "a": "\u{1f600}" }))),
        ("1e400", Exact::Infinity),
        (r#""é\ud83d""#, units("é", 0xd83d)),
        (
            r#"[1, [-1e400], ["b"]]"#,
            Exact::Array(vec![json(1.into()), Exact::Array(vec![Exact::NegativeInfinity]), json(json!(["b"]))]),
        ),
        (
            r#"{"b": 1e400, "c": 1, "1": "\udc00", "c": 1e999, "d": 1e999, "d": 2}"#,
            Exact::Object(vec![
                ("1".into(), units("", 0xdc00)),
                ("b".into(), Exact::Infinity),
                ("c".into(), Exact::Infinity),
                ("d".into(), json(2.into())),
            ]),
        ),
    ] {
        assert_eq!(parse_exactly(text), Ok(expected), "{text}");
    }
}

#[test]
fn a_byte_order_mark_belongs_to_bytes_only() {
    assert!(parse("\u{feff}1").is_err());
    assert_eq!(read("\u{feff}1".as_bytes()), Ok(1.into()));
}

#[test]
fn what_is_not_json_is_text_to_n8n() {
    for (bytes, expected) in [
        (&b""[..], None),
        (b"\xef\xbb\xbf", None),
        (b"\xef\xbb\xbfpong", Some(json!("pong"))),
        (b"caf\xe9", Some(json!("caf\u{fffd}"))),
        (b"[1e400]", Some(json!([null]))),
        (b"{\"cut\":", Some(json!("{\"cut\":"))),
    ] {
        assert_eq!(read_or_text(bytes), expected);
    }
}

#[test]
fn a_member_is_read_from_what_is_cut_short_or_broken() {
    for (text, expected) in [
        (&br#"{"id": 7, "method": "lis"#[..], Some(json!(7))),
        (br#"{"params": {"id": 1, "x": [{}]}, "id": "a\ud83d", oops"#, Some(json!("a\u{fffd}"))),
        (b"{\"id\": {\"a\": 1}, \"t\": \"\xff\"}", Some(json!({"a": 1}))),
        (br#"{"id": null}"#, Some(Value::Null)),
        // More digits might have come.
        (br#"{"id": 12"#, None),
        (b"{\"t\": \"\xff\", \"id\": 1}", None),
        (br#"{"params": {"id": 1"#, None),
        (br#"[{"id": 1}]"#, None),
        (b"\xff", None),
        (b"", None),
    ] {
        assert_eq!(member(text, "id"), expected, "{}", String::from_utf8_lossy(text));
    }
}

#[test]
fn keys_are_put_into_javascripts_order() {
    let mut value = json!([{ "b": 1, "2": { "x": 1, "0": 1 }, "1": 1 }, { "b": 1, "0x": 1, "a": 1 }]);
    order(&mut value);
    assert_eq!(value.to_string(), r#"[{"1":1,"2":{"0":1,"x":1},"b":1},{"b":1,"0x":1,"a":1}]"#);
    for (key, expected) in [
        ("0", Some(0)),
        ("4294967294", Some(4_294_967_294)),
        ("4294967295", None),
        ("00", None),
        ("", None),
        ("1.0", None),
        ("99999999999", None),
    ] {
        assert_eq!(index(key), expected, "{key}");
    }
}

/// As deep as allowed, in arrays and in objects: all that is done with a value fits in half of the stack that threads have.
#[test]
fn a_small_thread_takes_the_deepest_value() {
    let arrays = format!("{}{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    let objects = format!("{}1{}", "{\"1\":".repeat(MAX_DEPTH), "}".repeat(MAX_DEPTH));
    for text in [arrays, objects] {
        let work = move || {
            let value = read(text.as_bytes()).expect("as deep as allowed");
            let mut copy = value.clone();
            order(&mut copy);
            assert!(copy == value);
            assert_eq!(copy.to_string(), text);
            assert!(format!("{copy:#}").len() > text.len());
            let again: Value = nodewright_json::from_value(copy).expect("any value");
            assert_eq!(serde_json::to_value(&again).unwrap(), again);
        };
        std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
    }
}
