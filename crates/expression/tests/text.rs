//! Texts are what JavaScript's are: sequences of UTF-16 units, whatever they hold and however long they are.
#![cfg(all(feature = "intl", feature = "js"))]

use nodewright_expression::{Engine, JsonContext, Limits};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::time::Duration;

/// Rows of each file, at least.
const LEAST: [(&str, usize); 3] = [("recorded.jsonl", 173), ("plain/blocks.tsv", 248), ("plain/texts.jsonl", 600)];

fn rows(name: &str) -> Vec<String> {
    let path = format!("{}/tests/text/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let rows: Vec<_> = text.lines().map(str::to_owned).collect();
    let least = LEAST.iter().find(|(file, _)| *file == name).expect("a file of the table").1;
    assert!(rows.len() >= least, "only {} rows in {name}", rows.len());
    rows
}

fn evaluate(engine: &Engine, expression: &str, item: Value) -> Result<Option<Value>, String> {
    let template = engine.compile(expression).map_err(|error| error.to_string())?;
    engine.evaluate(&template, &JsonContext::of_items(vec![json!({ "json": item })])).map_err(|error| error.to_string())
}

/// Rows of an expression and the JSON of what it gives.
fn check(engine: &Engine, rows: &[(String, String)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(expression, expected)| {
            let actual =
                evaluate(engine, &format!("={{{{ JSON.stringify({expression}) ?? 'undefined' }}}}"), json!({}));
            (actual != Ok(Some(json!(expected)))).then(|| format!("{expression}: {actual:?}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn texts_are_as_node_has_them() {
    let rows: Vec<(String, String)> =
        rows("recorded.jsonl").iter().map(|line| serde_json::from_str(line).expect(line)).collect();
    check(&Engine::default(), &rows);
}

/// What Node.js has only since version 24.
#[test]
fn a_text_is_escaped_for_a_pattern() {
    let rows = [
        ("RegExp.escape('foo.bar')", r#""\\x66oo\\.bar""#),
        ("RegExp.escape('1-2')", r#""\\x31\\x2d2""#),
        ("RegExp.escape('(*.*) / \\n\\u2028é_')", r#""\\(\\*\\.\\*\\)\\x20\\/\\x20\\n\\u2028é_""#),
        ("RegExp.escape('\\ud83d😀')", r#""\\ud83d😀""#),
        ("new RegExp(RegExp.escape('a+b?')).test('xa+b?')", "true"),
    ];
    check(&Engine::default(), &rows.map(|(expression, json)| (expression.to_owned(), json.to_owned())));
}

/// What is not there says so.
#[test]
fn what_is_missing_is_named() {
    for (expression, expected) in [
        (r"new RegExp('\\p{RGI_Emoji}', 'v')", "The property `RGI_Emoji` of a regular expression is not supported"),
        ("RegExp.$1", "RegExp.$1 is not built in"),
        ("RegExp.lastMatch", "RegExp.lastMatch is not built in"),
    ] {
        let error = evaluate(&Engine::default(), &format!("={{{{ {expression} }}}}"), json!({})).expect_err(expression);
        assert_eq!(error, expected, "{expression}");
    }
}

/// The limits hold, and what fits into them is answered.
#[test]
fn long_texts_are_worked_on_or_refused() {
    let memory = "Expression exceeded memory limit";
    let engine = Engine::builder().limits(Limits { time: Duration::from_secs(20), memory: 64 << 20 }).build();
    for (expression, expected) in [
        ("'a'.repeat(1e6).replaceAll('a', 'b'.repeat(1e3)).length", Err(memory)),
        ("'a'.repeat(1e6).replace(/a/g, 'b'.repeat(1e3)).length", Err(memory)),
        ("'x'.repeat(1e6).split('').map(() => 'y'.repeat(1e5)).join('').length", Err(memory)),
        ("((a) => Array(1000).fill(0).map((_, i) => a + i).join('').length)('x'.repeat(3e6))", Err(memory)),
        ("[...'x'.repeat(5e7)].length", Err(memory)),
        ("'x'.repeat(5e7).split('').length", Err(memory)),
        ("'x'.padEnd(1e8).length", Err(memory)),
        ("'ü'.repeat(4e5).split('').length", Ok(400_000)),
        ("'ü'.repeat(4e5).lastIndexOf('üx')", Ok(-1)),
        ("Array.from({ length: 1e4 }, (_, i) => i).reduce((n, i) => n + $json.s.charCodeAt(i * 40), 0)", Ok(2_520_000)),
        ("Array(1e4).fill(0).reduce((n) => n + $json.s.length, 0)", Ok(4_000_000_000)),
        ("((re) => Array(1e4).fill(0).filter(() => re.test($json.s)).length)(/ü/g)", Ok(10_000)),
        (
            "Array(1e4).fill(0).reduce(([s, n], _, i) => [s.slice(1), n + s.charCodeAt(0)], [$json.s, 0])[1]",
            Ok(2_520_000),
        ),
        ("('ab'.repeat(1e5) + 'c').indexOf('ab'.repeat(5e4) + 'c')", Ok(100_000)),
        ("$json.s.replace(/ü/g, 'ue').length", Ok(800_000)),
        ("$json.s.toSentenceCase().length", Ok(400_000)),
    ] {
        let actual = evaluate(&engine, &format!("={{{{ {expression} }}}}"), json!({ "s": "ü".repeat(400_000) }));
        assert_eq!(actual, expected.map(|n: i64| Some(json!(n))).map_err(str::to_owned), "{expression}");
    }
    for expression in ["'a'.repeat(30).match(/(a+)+b/)", "'['.repeat(1e6).removeMarkdown()"] {
        let engine = Engine::builder().limits(Limits { time: Duration::from_millis(100), memory: 64 << 20 }).build();
        let actual = evaluate(&engine, &format!("={{{{ {expression} }}}}"), json!({}));
        assert_eq!(actual, Err("Expression timed out".to_owned()), "{expression}");
    }
}

/// n8n's table, by what a sum over each block of 256 letters is, and texts in which blanks are set.
#[test]
fn plain_letters_are_those_of_n8n() {
    let engine = Engine::default();
    let plain = |text: &str| match evaluate(&engine, "={{ $json.text.replaceSpecialChars() }}", json!({ "text": text }))
    {
        Ok(Some(Value::String(plain))) => plain,
        other => panic!("{text:?}: {other:?}"),
    };
    for row in rows("plain/blocks.tsv") {
        let (block, expected) = row.split_once('\t').expect("a block");
        let first = u32::from_str_radix(block, 16).expect("a number") * 256;
        let letters = (first..first + 256).filter_map(char::from_u32);
        let sum = letters.flat_map(|letter| plain(&letter.to_string()).into_bytes().into_iter().chain([0]));
        let sum = sum.fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        assert_eq!(format!("{sum:08x}"), expected, "letters from U+{first:04X}");
    }
    for row in rows("plain/texts.jsonl") {
        let (text, expected): (String, String) = serde_json::from_str(&row).expect("a pair");
        assert_eq!(plain(&text), expected, "{text:?}");
    }
}

#[cfg(feature = "js")]
mod both {
    use super::*;

    /// Operations on `s` and `t` with numbers `i` and `j`.
    const OPERATIONS: &[&str] = &[
        "[s.length, (s + t).length, s === t, s < t, s + t > t + s]",
        "[s[i], s.at(i), s.at(-j), s.charAt(i), s.charCodeAt(i), s.codePointAt(j)]",
        "[s.slice(i, j), s.slice(-i), s.substring(j, i), s.substr(i, j), s.slice(i).slice(j)]",
        "[s.indexOf(t), s.indexOf(t, i), s.lastIndexOf(t), s.lastIndexOf(t, j), s.includes(t)]",
        "[s.indexOf(s.slice(i, i + 2)), s.lastIndexOf(s.slice(j, j + 3)), s.startsWith(s[i], i), s.endsWith(s[i], i + 1)]",
        "[s.split(''), s.split(t), s.split(s[i]), s.split('', j), [...s]]",
        "[s.replace(t, '<$&$`>'), s.replaceAll(s[i], t), s.replaceAll('', '-'), s.replaceAll(t, (m, at) => m + at)]",
        "[s.padStart(i + 5, t), s.padEnd(j + 9, s[0]), t.repeat(3), s.concat(t, s)]",
        "[s.trim(), s.trimStart(), s.trimEnd(), s.isWellFormed(), s.toWellFormed()]",
        "[s.replace(/./, 'x'), s.replace(/./u, 'x'), s.replace(/./gs, '$&.'), s.replace(/[^a-z]/gu, (m) => m.length)]",
        "[s.match(/./gs), s.match(/[\\ud83d\\ud800-\\udbff]/), s.match(/\\p{L}+/gu), s.search(/[^a]$/)]",
        "[...s.matchAll(/(.)(?<n>[a-zü]?)/gs)].map((m) => [m.index, m[0], m.groups.n])",
        "[s.split(/(?:)/), s.split(/(?:)/u), s.split(/([aü])/, 5), s.split(/\\s*/)]",
        "((re) => [re.test(s), re.lastIndex, re.exec(s)?.[0], re.lastIndex])(/[aü😀]/gu)",
        "[s + t, t + s].map((x) => (x.slice(0, i) + x.slice(i)) === x)",
        "[...s].map((c) => c.codePointAt(0)).concat(s.split('').sort().map((c) => c.charCodeAt(0)))",
    ];

    /// Letters, pairs, halves and blanks; long texts are looked through another way than short ones.
    fn units() -> impl Strategy<Value = Vec<u16>> {
        let letter = prop_oneof![
            6 => prop::sample::select(vec!["a", "b", "ü", "語", "😀", "\u{10ffff}", " ", "\u{a0}", "\n", "$", "\u{e000}"])
                .prop_map(|letter| letter.encode_utf16().collect::<Vec<_>>()),
            // Where two of them meet, they are letters that every version of Unicode has.
            1 => prop::sample::select(vec![0xd83d, 0xd840, 0xdc00, 0xde00]).prop_map(|half| vec![half]),
        ];
        let short = prop::collection::vec(letter, 0..20).prop_map(|letters| letters.concat());
        (short, prop_oneof![4 => Just(1_usize), 1 => Just(150)]).prop_map(|(units, times)| units.repeat(times))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn texts_are_as_the_engine_has_them(s in units(), t in units(), i in 0_usize..24, j in 0_usize..400) {
            let (native, script) = (Engine::default(), Engine::builder().scripts_only().build());
            let t = &t[..t.len().min(3)];
            let item = json!({ "s": s, "t": t, "i": i, "j": j });
            let of = "String.fromCharCode(...$json.s), String.fromCharCode(...$json.t), $json.i, $json.j";
            for operation in OPERATIONS {
                let expression = format!("={{{{ ((s, t, i, j) => JSON.stringify({operation}))({of}) }}}}");
                let (ours, theirs) = (evaluate(&native, &expression, item.clone()), evaluate(&script, &expression, item.clone()));
                prop_assert!(matches!(ours, Ok(Some(Value::String(_)))), "{operation}: {ours:?}");
                prop_assert_eq!(ours, theirs, "{}", operation);
            }
        }
    }
}
