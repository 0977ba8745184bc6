//! `replaceSpecialChars`: the nearest plain letters, by the table of the package that n8n uses (`transliteration` 2.3.5).

use crate::evaluation::{Completion, Evaluation, Writer};
use crate::value::Value;
use std::sync::LazyLock;

/// For what has no plain letters.
const NONE: &str = "?";

/// Where n8n's table differs from that of `deunicode`: code points in order, and what n8n writes for each of them.
static DIFFERENCES: LazyLock<Vec<(u32, u32, String)>> =
    LazyLock::new(|| include_str!("differences.tsv").lines().filter_map(read).collect());

fn read(line: &str) -> Option<(u32, u32, String)> {
    let (range, plain) = line.split_once('\t')?;
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let code = |digits| u32::from_str_radix(digits, 16).ok();
    Some((code(first)?, code(last)?, plain.replace("\\n", "\n")))
}

/// Letters that are set apart by blanks.
#[rustfmt::skip]
const CHINESE: &[(u32, u32)] = &[
    (0x2e80, 0x2e99), (0x2e9b, 0x2ef3), (0x2f00, 0x2fd5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029),
    (0x3038, 0x303b), (0x3400, 0x4dbf), (0x4e00, 0x9ffc), (0xf900, 0xfa6d), (0xfa70, 0xfad9), (0x1_6ff0, 0x1_6ff1),
    (0x2_0000, 0x2_a6dd), (0x2_a700, 0x2_b734), (0x2_b740, 0x2_b81d), (0x2_b820, 0x2_cea1), (0x2_ceb0, 0x2_ebe0),
    (0x2_f800, 0x2_fa1d), (0x3_0000, 0x3_134a),
];

fn is_chinese(letter: char) -> bool {
    let code = u32::from(letter);
    code >= CHINESE[0].0 && CHINESE.iter().any(|(first, last)| (*first..=*last).contains(&code))
}

/// What is written for a letter beyond ASCII.
fn of(letter: char) -> &'static str {
    let code = u32::from(letter);
    if code > 0xffff {
        return NONE;
    }
    let after = DIFFERENCES.partition_point(|(first, ..)| *first <= code);
    if let Some((_, last, plain)) = after.checked_sub(1).and_then(|at| DIFFERENCES.get(at))
        && code <= *last
    {
        return plain;
    }
    let plain = deunicode::deunicode_char(letter).unwrap_or(NONE);
    if is_chinese(letter) { plain.trim_end() } else { plain }
}

/// Whether no blank is set before it.
fn has_mark_or_blank(plain: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_punctuation() && !"$+<=>^`|~".contains(c);
    plain.contains(|c: char| is_mark(c) || c.is_ascii_whitespace() || c == '\u{b}')
}

pub fn plain<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_str(this)?;
    let mut result = Writer::new(cx);
    let mut after_chinese = false;
    for letter in text.chars() {
        let mut buffer = [0; 4];
        let plain = if letter.is_ascii() { letter.encode_utf8(&mut buffer) } else { of(letter) };
        if after_chinese && !has_mark_or_blank(plain) {
            result.push_str(" ")?;
        }
        result.push_str(plain)?;
        after_chinese = is_chinese(letter);
    }
    result.finish()
}
