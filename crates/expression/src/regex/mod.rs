//! JavaScript's regular expressions.
//!
//! An engine of its own, since the ones there are either follow other rules (`regex`, `fancy-regex`: `\d` and `\w`,
//! captures of repeated groups, lookbehind) or run without a limit (`regress`). This one backtracks like JavaScript's
//! and asks, every so often, whether it may go on.

mod class;
mod compile;
mod machine;
mod parse;

use class::Class;
use compile::Instruction;

/// Why a pattern cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegexError {
    /// It is no regular expression.
    Syntax,
    /// It is one that this engine does not know.
    Unsupported,
}

/// A match took longer than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exhausted;

/// A compiled regular expression.
#[derive(Debug)]
pub struct Regex {
    instructions: Vec<Instruction>,
    classes: Vec<Class>,
    registers: usize,
    /// Groups, the whole match included.
    pub groups: usize,
    /// Named groups in the order of the pattern.
    pub names: Vec<(Box<str>, usize)>,
    pub flags: Flags,
}

/// What stands after the second slash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // that many flags there are
pub struct Flags {
    pub indices: bool,
    pub global: bool,
    pub ignore_case: bool,
    pub multiline: bool,
    pub dot_all: bool,
    pub unicode: bool,
    pub sticky: bool,
}

impl Flags {
    fn parse(text: &str) -> Result<Self, RegexError> {
        let mut flags = Self::default();
        for letter in text.chars() {
            let flag = match letter {
                'd' => &mut flags.indices,
                'g' => &mut flags.global,
                'i' => &mut flags.ignore_case,
                'm' => &mut flags.multiline,
                's' => &mut flags.dot_all,
                'u' => &mut flags.unicode,
                'y' => &mut flags.sticky,
                'v' => return Err(RegexError::Unsupported),
                _ => return Err(RegexError::Syntax),
            };
            if std::mem::replace(flag, true) {
                return Err(RegexError::Syntax);
            }
        }
        Ok(flags)
    }
}

/// The text to search, by UTF-16 units.
#[derive(Debug, Clone, Copy)]
pub enum Input<'t> {
    Ascii(&'t [u8]),
    Units(&'t [u16]),
}

impl Input<'_> {
    pub fn len(self) -> usize {
        match self {
            Self::Ascii(bytes) => bytes.len(),
            Self::Units(units) => units.len(),
        }
    }

    fn unit(self, at: usize) -> Option<u32> {
        match self {
            Self::Ascii(bytes) => bytes.get(at).copied().map(u32::from),
            Self::Units(units) => units.get(at).copied().map(u32::from),
        }
    }
}

/// Where each group matched, the whole first.
pub type Captures = Vec<Option<(usize, usize)>>;

impl Regex {
    pub fn new(pattern: &str, flags: &str) -> Result<Self, RegexError> {
        let flags = Flags::parse(flags)?;
        let parsed = parse::parse(pattern, flags)?;
        compile::compile(parsed, flags)
    }

    /// The first match at or after `start`; at `start` only, with the flag `y`. `go_on` is asked from time to time.
    pub fn find(
        &self,
        input: Input<'_>,
        start: usize,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Captures>, Exhausted> {
        machine::find(self, input, start, go_on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, flags: &str, text: &str) -> Option<Vec<Option<String>>> {
        let regex = Regex::new(pattern, flags).expect(pattern);
        let units: Vec<u16> = text.encode_utf16().collect();
        let captures = regex.find(Input::Units(&units), 0, &mut || true).expect("within limits")?;
        let text = |range: (usize, usize)| String::from_utf16_lossy(&units[range.0..range.1]);
        Some(captures.into_iter().map(|range| range.map(text)).collect())
    }

    #[test]
    fn matches_as_javascript_does() {
        for (pattern, flags, text, expected) in [
            (r"(\d{3})-(\d{4})", "", "call 555-0199", Some(vec![Some("555-0199"), Some("555"), Some("0199")])),
            ("a|ab", "", "ab", Some(vec![Some("a")])),
            ("(a*)*", "", "b", Some(vec![Some(""), None])),
            (
                "(z)((a+)?(b+)?(c))*",
                "",
                "zaacbbbcac",
                Some(vec![Some("zaacbbbcac"), Some("z"), Some("ac"), Some("a"), None, Some("c")]),
            ),
            (r"(?<=\$)\d+", "", "cost $42", Some(vec![Some("42")])),
            (r"(?<=(\d+)(\d+))$", "", "1053", Some(vec![Some(""), Some("1"), Some("053")])),
            (r"(?<!a)b", "", "ab", None),
            (r"\bfoo\b", "i", "a FOO.", Some(vec![Some("FOO")])),
            (r"(?<year>\d+)-\k<year>", "", "12-12", Some(vec![Some("12-12"), Some("12")])),
            (r"^b", "m", "a\nb", Some(vec![Some("b")])),
            (r"a.b", "", "a\nb", None),
            (r"a.b", "s", "a\nb", Some(vec![Some("a\nb")])),
            (r"\p{L}+", "u", "1äß2", Some(vec![Some("äß")])),
            (r"^.$", "u", "👍", Some(vec![Some("👍")])),
            (r"^.$", "", "👍", None),
            (r"[^a-c]+?x", "", "abdefx", Some(vec![Some("defx")])),
            (r"a{2,3}?", "", "aaaa", Some(vec![Some("aa")])),
            (r"x{", "", "x{", Some(vec![Some("x{")])),
            (r"\w", "", "é", None),
            (r"[\s\S]", "", "\u{85}", Some(vec![Some("\u{85}")])),
            (r"(?=(a+))a*b\1", "", "baaabac", Some(vec![Some("aba"), Some("a")])),
            (r"(?:)", "", "x", Some(vec![Some("")])),
        ] {
            let expected = expected.map(|groups: Vec<Option<&str>>| {
                groups.into_iter().map(|group| group.map(str::to_owned)).collect::<Vec<_>>()
            });
            assert_eq!(matches(pattern, flags, text), expected, "/{pattern}/{flags} on {text:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_pattern() {
        for (pattern, flags) in
            [("(", ""), ("a**", ""), ("[b-a]", ""), ("(?<a>x)(?<a>y)", ""), ("a", "gg"), (r"\u{1}{", "u")]
        {
            assert_eq!(Regex::new(pattern, flags).err(), Some(RegexError::Syntax), "/{pattern}/{flags}");
        }
    }

    #[test]
    fn gives_up_when_told_to() {
        let regex = Regex::new("(a+)+$", "").expect("a pattern");
        let mut asked = 0;
        let mut go_on = || {
            asked += 1;
            asked < 100
        };
        assert_eq!(
            regex.find(Input::Ascii(b"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"), 0, &mut go_on),
            Err(Exhausted)
        );
    }
}
