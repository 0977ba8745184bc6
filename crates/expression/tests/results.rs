//! What a result becomes in JSON, and the words of an error that an expression catches: as n8n has them.

use nodewright_expression::{Engine, JsonContext, Pace};
use serde_json::{Value, json};

/// Expressions and their values as text. Digits are those that JavaScript shows.
const VALUES: &[(&str, &str)] = &[
    ("[/re/g]", "[{}]"),
    ("({ a: /re/g, b: [/x/] })", r#"{"a":{},"b":[{}]}"#),
    ("/re/g", r#"{"$regexp":"/re/g"}"#),
    ("123456789 * 987654321", "121932631112635260"),
    ("[2 ** 60, -(2 ** 62)]", "[1152921504606847000,-4611686018427388000]"),
    ("2 ** 53", "9007199254740992"),
    ("9007199254740991", "9007199254740991"),
    (
        "[Math.hypot(56, 3), Math.hypot(), Math.hypot(NaN, -Infinity), Math.hypot(3, '4'), Math.hypot(1e200, 1e200)]",
        "[56.080299571239806,0,{\"$infinity\":1},5,1.414213562373095e+200]",
    ),
    ("[Math.hypot(1, NaN), Math.hypot(-0)]", "[{\"$nan\":true},0]"),
    ("(1e21).toString(36)", r#""5v1j4f4ds7c000""#),
    ("(2 ** 53).toString(3)", r#""1121202011211211122211100012101112""#),
    ("(2 ** 61 * 1.2345).toString(3)", r#""200222001120111211202121221220121100000""#),
    ("(-1e25 + 0.5).toString(16)", r#""-845951614014880000000""#),
    ("(123.456).toString(36)", r#""3f.gez4w97ry""#),
    ("(0.1).toString(3)", r#""0.0022002200220022002200220022002201""#),
    ("(1e-7).toString(16)", r#""0.000001ad7f29abcaf48""#),
    ("(5e-324).toString(36).length", "210"),
    ("(1 - 2 ** -53).toString(36)", r#""0.zzzzzzzzzza""#),
    ("(0.1600057092765239).toString(36)", r#""0.5rd85dm1ixq""#),
];

/// A `catch` without a binding: what its block names is null in n8n, and so is the whole text.
#[cfg(feature = "js")]
const CAUGHT: &[(&str, &str)] = &[
    ("((v) => { try { return 1 } catch { return v } })(3)", "null"),
    ("((v) => { try { return 1 } catch { v = 3 } return 4 })(3)", "null"),
    ("(() => { try { return 1 } catch { return () => $json } })()", "null"),
    ("(() => { const f = () => { try { return 1 } catch { const w = 2; return w } }; return { a: 1 } })()", "null"),
    ("(() => { try { return 1 } catch { return 2 } })()", "1"),
    ("(() => { try { return 1 } catch { return 'a'.length + { k: 1 }.k } })()", "1"),
    ("((v) => { try { return v } catch (error) { return v } finally { v = 1 } })(3)", "3"),
    ("(() => { try { return 1 } catch { return (q) => q } })()", "1"),
    ("(() => { try { return 1 } catch { return undefined } })()", "1"),
    ("((v) => { try { return 1 } catch { } finally { return v } })(3)", "3"),
];

/// What is thrown, and its message.
#[cfg(feature = "js")]
const WORDS: &[(&str, &str)] = &[
    ("null.x", "Cannot read properties of null (reading 'x')"),
    ("undefined.foo.bar", "Cannot read properties of undefined (reading 'foo')"),
    ("null.x = 1", "Cannot set properties of null (setting 'x')"),
    ("const x = 1; x = 2", "Assignment to constant variable."),
    ("y; let y = 1", "Cannot access 'y' before initialization"),
    ("new Array(-1)", "Invalid array length"),
    ("'a'.repeat(2 ** 30)", "Invalid string length"),
    ("1n / 0n", "Division by zero"),
    ("2n ** -1n", "Exponent must be non-negative"),
    ("1n + 1", "Cannot mix BigInt and other types, use explicit conversions"),
    ("'' + Symbol('x')", "Cannot convert a Symbol value to a string"),
    ("decodeURIComponent('%')", "URI malformed"),
    ("[].reduce((a, b) => a)", "Reduce of empty array with no initial value"),
    ("new Date(NaN).toISOString()", "Invalid time value"),
    ("[...undefined]", "undefined is not iterable"),
    ("new RegExp('(')", "Invalid regular expression: /(/: Unterminated group"),
    ("RegExp('a', 'gg')", "Invalid flags supplied to RegExp constructor 'gg'"),
    ("throw new Error('my own')", "my own"),
];

fn evaluated(engine: &Engine, code: &str) -> Result<Value, String> {
    let context = JsonContext::of_items(vec![json!({ "json": {} })]);
    let template = engine.compile(&format!("={{{{ {code} }}}}")).map_err(|error| error.message)?;
    let evaluated = engine.evaluate_typed(&template, &context, &Pace::Full);
    evaluated.map(|evaluated| evaluated.value).map_err(|error| error.message)
}

fn check(cases: impl Iterator<Item = (String, String)>) {
    let engines = [
        Engine::builder().build(),
        #[cfg(feature = "js")]
        Engine::builder().scripts_only().build(),
    ];
    let mut wrong = Vec::new();
    for (code, expected) in cases {
        for engine in &engines {
            let actual = evaluated(engine, &code).map(|value| value.to_string());
            if actual.as_ref() != Ok(&expected) {
                wrong.push(format!("{code}\n    expected {expected}\n    actual   {actual:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn values_are_written_as_n8n_writes_them() {
    check(VALUES.iter().map(|(code, expected)| ((*code).to_owned(), (*expected).to_owned())));
}

#[cfg(feature = "js")]
#[test]
fn caught_errors_have_the_words_of_v8() {
    check(WORDS.iter().map(|(code, expected)| {
        let caught = format!("(() => {{ try {{ {code}; }} catch (error) {{ return error.message }} }})()");
        (caught, Value::from(*expected).to_string())
    }));
}

#[cfg(feature = "js")]
#[test]
fn names_in_a_catch_without_binding_are_lost() {
    check(CAUGHT.iter().map(|(code, expected)| ((*code).to_owned(), (*expected).to_owned())));
}
