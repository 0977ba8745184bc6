//! Properties whose values are no expressions.

use std::str::Chars;

use serde_json::Value;

use crate::Property;
use crate::javascript::{is_space, trim};

/// The function that lets an agent choose a value.
const FROM_AI: &str = "$fromAI";

/// What n8n's editor puts before a call that it has written itself.
const EDITOR_MARK: &str = "/*n8n-auto-generated-fromAI-override*/";

/// What looks like an expression as plain text, where a property takes none. A value that an agent chooses stays an
/// expression, as it would never be filled in otherwise.
pub(super) fn without_expression(property: &Property, value: Option<&Value>) -> Option<Value> {
    let text = value.filter(|_| property.no_data_expression == Some(true))?.as_str()?;
    text.strip_prefix('=').filter(|code| !is_chosen_by_agent(code)).map(Value::from)
}

/// Whether code is one call of `$fromAI` with literals and nothing else. n8n's `isFromAIOnlyExpression`.
fn is_chosen_by_agent(code: &str) -> bool {
    let code = trim(code);
    let code = code.strip_prefix("{{").and_then(|code| code.strip_suffix("}}")).map_or(code, trim);
    let code = code.strip_prefix(EDITOR_MARK).map_or(code, trim);
    let call = code.split_at_checked(FROM_AI.len()).filter(|(name, _)| name.eq_ignore_ascii_case(FROM_AI));
    let arguments = call.and_then(|(_, rest)| rest.trim_start_matches(is_space).strip_prefix('('));
    arguments.and_then(after_literals).is_some_and(|rest| trim(rest).is_empty())
}

/// The text after the parenthesis that ends a list of literals; `None` if there is anything else in the list.
fn after_literals(list: &str) -> Option<&str> {
    let mut letters = list.chars();
    let mut before = None;
    while let Some(letter) = letters.next() {
        match letter {
            ')' => return Some(letters.as_str()),
            // A name before a template makes it a call.
            '`' if before.is_some_and(|before: char| before.is_ascii_alphanumeric()) => return None,
            '"' | '\'' | '`' => skip_text(&mut letters, letter)?,
            '.' | ',' | '-' | '0'..='9' | 'a'..='z' | 'A'..='Z' => {}
            _ if is_space(letter) => continue,
            _ => return None,
        }
        before = Some(letter);
    }
    None
}

/// Goes past the end of a quoted text; none where it does not end, or where a template has code in it.
fn skip_text(letters: &mut Chars<'_>, quote: char) -> Option<()> {
    loop {
        match letters.next()? {
            '\\' => _ = letters.next(),
            '$' if quote == '`' && letters.as_str().starts_with('{') => return None,
            letter if letter == quote => return Some(()),
            _ => {}
        }
    }
}
