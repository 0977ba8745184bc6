//! How a format falls into tokens.

/// A run of the same letter, or literal text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub text: &'a str,
    pub literal: bool,
}

/// The tokens of a format: runs of one letter; what stands between single quotes is literal, `''` is a quote.
pub(crate) fn tokens(format: &str) -> impl Iterator<Item = Token<'_>> {
    Tokens { rest: format, quoted: false }
}

struct Tokens<'a> {
    rest: &'a str,
    quoted: bool,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.quoted {
                return self.quoted_text();
            }
            let first = self.rest.chars().next()?;
            if first == '\'' {
                self.rest = &self.rest[1..];
                self.quoted = true;
                continue;
            }
            let end = self.rest.find(|c| c != first).unwrap_or(self.rest.len());
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Some(Token { text, literal: crate::number::is_space(first) });
        }
    }
}

impl<'a> Tokens<'a> {
    fn quoted_text(&mut self) -> Option<Token<'a>> {
        let Some((text, rest)) = self.rest.split_once('\'') else {
            let text = std::mem::take(&mut self.rest);
            self.quoted = false;
            return (!text.is_empty()).then_some(Token { text, literal: true });
        };
        self.rest = rest;
        self.quoted = false;
        Some(Token { text: if text.is_empty() { "'" } else { text }, literal: true })
    }
}
