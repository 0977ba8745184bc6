//! What n8n makes of a template literal before it runs it.
//!
//! n8n writes line ends in a template as `\\n`, and prints the changed piece anew. Its printer keeps a piece that ends
//! like a word apart from the `$` behind it, by a blank that ends up in the text.

use super::ast::{Quasi, Text};
use super::lexer::Lexer;

/// The piece as n8n runs it. `continues`: an expression comes after it.
pub fn reprinted(quasi: Quasi, continues: bool) -> Quasi {
    let has_line_end = match &quasi.cooked {
        Some(Text::Utf8(text)) => text.contains('\n'),
        _ => false,
    };
    if !has_line_end && !quasi.raw.contains('\n') {
        return quasi;
    }
    let mut raw = quasi.raw.replace('\n', "\\n");
    if continues && raw.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$') {
        raw.push(' ');
    }
    let source = format!("{raw}`");
    Lexer::new(&source).template_part().map_or(quasi, |(quasi, _)| quasi)
}
