//! HTML pages, as browsers read them.

use nodewright_core::Result;
use scraper::Html;

use crate::read;

/// Elements within each other: a parser of HTML looks at all that are open for each that begins.
const DEEPEST: usize = 5_000;

/// Elements that need no end tag.
const WITHOUT_END: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
    "wbr",
];

/// The document of a text; one that is too deep is refused before it is read.
pub fn document(html: &str) -> Result<Html> {
    let mut open = 0_usize;
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            open = open.saturating_sub(1);
        } else if tag.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(tag.len());
            let name = tag[..end].to_ascii_lowercase();
            open += usize::from(!WITHOUT_END.contains(&name.as_str()));
        }
        if open > DEEPEST {
            return Err(read::refused(format!("The HTML has more than {DEEPEST} elements within each other")));
        }
    }
    Ok(Html::parse_document(html))
}
