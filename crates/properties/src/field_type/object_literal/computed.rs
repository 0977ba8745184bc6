//! Expressions whose value is unknown without running them.

use super::Reader;

/// Keywords with an operand, or a plain name.
#[rustfmt::skip]
const WORD_OPERATORS: [&str; 15] = [
    "async", "class", "const", "delete", "extends", "function", "in", "instanceof", "let", "new", "return", "throw", "typeof",
    "var", "void",
];

impl Reader<'_> {
    /// Passes over an expression, up to what ends it on its own level. Whether it is a correct one is looked at only as
    /// far as brackets, texts and operands in a row go.
    pub(super) fn computed(&mut self) -> Option<()> {
        self.computed_rest(Vec::new(), false)
    }

    /// As [`Self::computed`], behind what these closing brackets belong to.
    pub(super) fn computed_rest(&mut self, mut open: Vec<char>, mut follows_operand: bool) -> Option<()> {
        loop {
            self.skip_space();
            let Some(letter) = self.peek() else {
                break;
            };
            let begins_operand = !follows_operand;
            follows_operand = match letter {
                '"' | '\'' => {
                    self.string()?;
                    begins_operand.then_some(true)?
                }
                '`' => {
                    let length = self.rest[1..].find('`')?;
                    self.skip(length + 2);
                    true
                }
                ')' | ']' | '}' | ',' | ';' if open.is_empty() => break,
                '(' | '[' | '{' => {
                    open.push(match letter {
                        '(' => ')',
                        '[' => ']',
                        _ => '}',
                    });
                    self.skip(1);
                    false
                }
                ')' | ']' | '}' => {
                    if open.pop() != Some(letter) {
                        return None;
                    }
                    self.skip(1);
                    true
                }
                // A choice has two sides; other colons stand between braces.
                '?' if matches!(self.rest.get(..2), Some("?." | "??")) => {
                    self.skip(2);
                    false
                }
                '?' => {
                    open.push(':');
                    self.skip(1);
                    false
                }
                ':' => {
                    match open.last() {
                        Some(':') => open.pop(),
                        Some('}') => None,
                        _ => return None,
                    };
                    self.skip(1);
                    false
                }
                '0'..='9' | '.' if begins_operand => {
                    self.number()?;
                    true
                }
                '.' => {
                    self.skip(1);
                    self.name()?;
                    true
                }
                '0'..='9' => return None,
                // Counting up and down is for names.
                '+' | '-'
                    if begins_operand && self.rest.starts_with([letter; 2].iter().collect::<String>().as_str()) =>
                {
                    self.skip(2);
                    self.name()?;
                    true
                }
                _ if letter.is_alphanumeric() || matches!(letter, '$' | '_') => {
                    let length = self.rest.find(|letter: char| !letter.is_alphanumeric() && !"$_".contains(letter));
                    let word = self.skip(length.unwrap_or(self.rest.len()));
                    let is_operand = !WORD_OPERATORS.contains(&word);
                    // In braces they may be statements.
                    if is_operand && !begins_operand && open.last() != Some(&'}') {
                        return None;
                    }
                    is_operand
                }
                '#' | '@' | '\\' => return None,
                // A comment without an end.
                '/' if matches!(self.rest.get(..2), Some("//" | "/*")) => return None,
                '/' if begins_operand => {
                    let length = self.rest[1..].find(['/', '\n'])?;
                    self.skip(length + 2).ends_with('/').then_some(true)?
                }
                // These need something before them.
                '=' | '*' | '%' | '&' | '|' | '^' | '<' | '>' if begins_operand => return None,
                _ => {
                    self.skip(letter.len_utf8());
                    self.rest = self.rest.trim_start_matches(['=', '*', '%', '&', '|', '^', '<', '>']);
                    false
                }
            };
        }
        (open.is_empty() && follows_operand).then_some(())
    }
}
