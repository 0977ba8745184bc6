//! Query → tokens.

#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Name(String),
    Quoted(String),
    Number(i64),
    /// JSON between backticks.
    Literal(serde_json::Value),
    Symbol(&'static str),
    End,
}

/// Longest first.
const SYMBOLS: &[&str] = &[
    "||", "&&", "==", "!=", "<=", ">=", "[?", "[]", ".", "*", "|", "&", "!", "<", ">", "[", "]", "{", "}", "(", ")",
    ",", ":", "@",
];

pub fn tokens(query: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = query;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            ' ' | '\t' | '\n' | '\r' => 1,
            'a'..='z' | 'A'..='Z' | '_' => {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
                tokens.push(Token::Name(rest[..end].to_owned()));
                end
            }
            '0'..='9' | '-' => {
                let digits = rest[1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - 1);
                let text = &rest[..=digits];
                tokens.push(Token::Number(text.parse().map_err(|_| format!("Unexpected token: {text}"))?));
                digits + 1
            }
            '"' | '\'' | '`' => {
                let end = rest[1..].find(first).ok_or_else(|| format!("Unclosed {first}"))? + 1;
                let inside = &rest[1..end];
                tokens.push(match first {
                    '"' => Token::Quoted(inside.to_owned()),
                    '\'' => Token::Literal(inside.into()),
                    _ => Token::Literal(literal(inside)),
                });
                end + 1
            }
            _ => {
                let symbol = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol));
                let symbol = symbol.ok_or_else(|| format!("Unknown character:{first}"))?;
                tokens.push(Token::Symbol(symbol));
                symbol.len()
            }
        };
        rest = &rest[length..];
    }
    tokens.push(Token::End);
    Ok(tokens)
}

/// JSON; anything else is text.
fn literal(text: &str) -> serde_json::Value {
    let text = text.trim_start();
    nodewright_json::parse(text).unwrap_or_else(|_| text.into())
}
