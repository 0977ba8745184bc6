//! Text without Markdown.

use super::pattern::{Unit, pattern, replace_all};
use crate::evaluation::{Evaluation, Throw};
use nodewright_regex::Regex;
use std::sync::LazyLock;

/// What is taken out, one after the other, and what stays of it.
static RULES: LazyLock<Vec<(Option<Regex>, &str)>> = LazyLock::new(|| {
    [
        // Bullets and numbers of lists.
        (r"^([\s\t]*)([*\-+]|\d\.)\s+", "gm", "$1"),
        // Underlines of headings.
        (r"\n={2,}", "g", "\n"),
        (r"~~", "g", ""),
        // The opening of a block of code.
        (r"`{3}.*\n", "g", ""),
        // Tags.
        (r#"<[\w|\s|=|'|"|:|(|)|,|;|/|0-9|.|-]+[>|\\>]"#, "g", ""),
        (r"^[=-]{2,}\s*$", "g", ""),
        // Footnotes.
        (r"\[\^.+?\](: .*?$)?", "g", ""),
        (r"\s{0,2}\[.*?\]: .*?$", "g", ""),
        // Images and links.
        (r"!\[.*?\][[(].*?[\])]", "g", ""),
        (r"\[(.*?)\][[(].*?[\])]", "g", "$1"),
        // Quotations.
        (r">", "g", ""),
        (r#"^\s{1,2}\[(.*?)\]: (\S+)( ".*?")?\s*$"#, "g", ""),
        // Headings.
        (r"^#{1,6}\s*([^#]*)\s*(#{1,6})?", "gm", "$1"),
        // Emphasis and code.
        (r"([*_]{1,3})(\S.*?\S)\1", "g", "$2"),
        (r"(`{3,})(.*?)\1", "gm", "$2"),
        (r"^-{3,}\s*$", "g", ""),
        (r"`(.+?)`", "g", "$1"),
        (r"\n{2,}", "g", "\n\n"),
    ]
    .map(|(source, flags, by)| (pattern(source, flags), by))
    .into()
});

pub fn remove<'a>(cx: &Evaluation<'a>, text: &str) -> Result<String, Throw<'a>> {
    cx.steps(text.len() / 8)?;
    cx.check_memory(text.len() * 2)?;
    Ok(if text.is_ascii() {
        String::from_utf8_lossy(&apply(cx, text.bytes().collect())?).into_owned()
    } else {
        String::from_utf16_lossy(&apply(cx, text.encode_utf16().collect::<Vec<u16>>())?)
    })
}

fn apply<'a, U: Unit>(cx: &Evaluation<'a>, text: Vec<U>) -> Result<Vec<U>, Throw<'a>> {
    RULES.iter().try_fold(text, |text, (regex, by)| match regex {
        Some(regex) => replace_all(cx, text, regex, by),
        None => Ok(text),
    })
}
