//! Text with `{{ … }}` in it → segments.

/// A piece of an expression's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Taken as it is.
    Text(String),
    /// JavaScript between `{{` and `}}`. An opening without a closing counts, up to the end of the text.
    Code(String),
}

/// Splits the text of an expression, without its leading `=`, the way n8n does.
///
/// A bracket pair after an odd number of backslashes does not count. `}}` ends the code wherever it stands, also
/// inside a string. In text before code, two backslashes are one.
///
/// ```
/// use nodewright_expression::{Segment, split};
/// assert_eq!(
///     split("id {{ $json.id }}!"),
///     [Segment::Text("id ".into()), Segment::Code(" $json.id ".into()), Segment::Text("!".into())],
/// );
/// ```
#[must_use]
pub fn split(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut in_code = false;
    let mut start = 0;
    let mut from = 0;
    while let Some(found) = text[from..].find(if in_code { "}}" } else { "{{" }) {
        let at = from + found;
        let backslashes = text[from..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        from = at + 2;
        if backslashes % 2 == 1 {
            continue;
        }
        let piece = &text[start..at];
        if in_code {
            segments.push(code(piece));
        } else if !piece.is_empty() {
            segments.push(Segment::Text(piece.replace("\\\\", "\\")));
        }
        in_code = !in_code;
        start = from;
    }
    if in_code {
        // Nothing after the opening is not code, but still a segment: the text before it is not the only one.
        segments.push(match start < text.len() {
            true => code(&text[start..]),
            false => Segment::Text(String::new()),
        });
    } else if start < text.len() {
        segments.push(Segment::Text(text[start..].to_owned()));
    }
    segments
}

fn code(text: &str) -> Segment {
    Segment::Code(text.replacen("\\}}", "}}", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_as_n8n_does() {
        let text = |text: &str| Segment::Text(text.into());
        let code = |text: &str| Segment::Code(text.into());
        for (input, expected) in [
            ("", vec![]),
            ("plain", vec![text("plain")]),
            ("{{1}}{{2}}", vec![code("1"), code("2")]),
            ("{{1}}{{", vec![code("1"), text("")]),
            ("a {{ 1", vec![text("a "), code(" 1")]),
            (r"\{{ 1 }}", vec![text(r"\{{ 1 }}")]),
            (r"\\{{ 1 }}", vec![text(r"\"), code(" 1 ")]),
            (r#"{{ "\}}" }}"#, vec![code(r#" "}}" "#)]),
            (r#"{{ "}}" }}"#, vec![code(r#" ""#), text(r#"" }}"#)]),
            ("{ {{ 1 }} }", vec![text("{ "), code(" 1 "), text(" }")]),
        ] {
            assert_eq!(split(input), expected, "{input}");
        }
    }
}
