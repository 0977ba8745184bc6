//! HTML as plain text.

use quick_xml::escape::{resolve_html5_entity, unescape_with};

/// Elements that begin a line of their own, by the start of their names.
const BLOCKS: &[&str] = &["h", "br", "p", "ul", "ol", "li", "blockquote", "section", "table", "tr", "div"];

/// The text of HTML, without tags and entities.
pub fn of(html: &str) -> String {
    let (mut text, mut rest, mut breaks) = (String::new(), html, false);
    loop {
        let (plain, tag) = rest.split_once('<').map_or((rest, None), |(plain, tag)| (plain, Some(tag)));
        if !plain.is_empty() {
            if breaks && !text.is_empty() && !text.ends_with('\n') && !plain.starts_with('\n') {
                text.push('\n');
            }
            text.push_str(plain);
            breaks = false;
        }
        let Some(tag) = tag else { break };
        // A sign without an end is no tag.
        let Some((inside, behind)) = tag.split_once('>') else {
            text.push('<');
            text.push_str(tag);
            break;
        };
        let name = inside.trim_start_matches('/').to_lowercase();
        breaks |= BLOCKS.iter().any(|block| name.starts_with(block));
        rest = behind;
    }
    decoded(&text).trim().to_owned()
}

/// A text without entities; one with unknown entities stays as it is.
pub fn decoded(text: &str) -> String {
    unescape_with(text, resolve_html5_entity).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_go() {
        for (html, expected) in [
            ("<p>Hi &amp; ho</p><img src=\"x.png\"/>", "Hi & ho"),
            ("<p>a</p><p>b <b>c</b></p>", "a\nb c"),
            ("1 < 2 &unknown; ", "1 < 2 &unknown;"),
        ] {
            assert_eq!(of(html), expected);
        }
    }
}
