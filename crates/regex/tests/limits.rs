//! A search can be stopped, and stops by itself before it takes too much memory.

use nodewright_regex::{Exhausted, Input, Regex, STEPS_PER_QUESTION};

#[test]
fn asks_whether_it_may_go_on() {
    let regex = Regex::new("(a+)+$", "").unwrap();
    let mut asked = 0;
    let mut may_go_on = || {
        asked += 1;
        asked < 100
    };
    let text = [b"a".repeat(60), b"!".to_vec()].concat();
    assert_eq!(regex.find(Input::Ascii(&text), 0, &mut may_go_on), Err(Exhausted));
    assert_eq!(asked, 100);
}

#[test]
fn a_short_search_asks_nothing() {
    let regex = Regex::new(r"\d+", "").unwrap();
    let text = b" ".repeat(STEPS_PER_QUESTION as usize / 4);
    assert_eq!(regex.find(Input::Ascii(&text), 0, &mut || panic!("asked")), Ok(None));
}

#[test]
fn memory_is_bounded() {
    let regex = Regex::new("(?:a|b)*c", "").unwrap();
    let text = b"ab".repeat(1 << 20);
    assert_eq!(regex.find(Input::Ascii(&text), 0, &mut || true), Err(Exhausted));
}

#[test]
fn a_pattern_is_bounded_too() {
    for pattern in ["(".repeat(10_000) + &")".repeat(10_000), "a".repeat(1 << 17)] {
        let error = Regex::new(&pattern, "").unwrap_err().to_string();
        assert_eq!(error, "A regular expression may have 65536 letters and 200 groups inside each other at most");
    }
}

#[test]
fn what_is_not_known_is_named() {
    for (pattern, flags, name) in [
        (r"\p{RGI_Emoji}", "v", "RGI_Emoji"),
        (r"[\p{Emoji_Keycap_Sequence}--a]", "v", "Emoji_Keycap_Sequence"),
        (r"\p{CWKCF}", "u", "CWKCF"),
    ] {
        let error = Regex::new(pattern, flags).unwrap_err().to_string();
        assert_eq!(error, format!("The property `{name}` of a regular expression is not supported"));
    }
    assert_eq!(Regex::new("a", "uv").unwrap_err().to_string(), "Invalid flags supplied to RegExp constructor 'uv'");
}
