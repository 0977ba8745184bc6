//! Regular expressions of n8n in the dialect that JSON Schema asks for: JavaScript's with the flag `u`.

/// The same expression without what only the lax dialect allows: needless backslashes and lone braces.
pub(crate) fn portable(pattern: &str) -> String {
    let letters: Vec<char> = pattern.chars().collect();
    let mut portable = String::with_capacity(pattern.len());
    let mut in_class = false;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        at += 1;
        match letter {
            '\\' => {
                let Some(&escaped) = letters.get(at) else {
                    portable.push_str("\\\\");
                    break;
                };
                at += 1;
                let needless = !escaped.is_ascii_alphanumeric() && !r"^$\.*+?()[]{}|/".contains(escaped);
                if !needless || (in_class && escaped == '-') {
                    portable.push('\\');
                }
                portable.push(escaped);
            }
            '{' if !in_class => match quantifier(&letters[at..]) {
                Some(length) if at > 1 => {
                    portable.push('{');
                    portable.extend(&letters[at..at + length]);
                    at += length;
                }
                _ => portable.push_str("\\{"),
            },
            '}' if !in_class => portable.push_str("\\}"),
            ']' if !in_class => portable.push_str("\\]"),
            '[' if in_class => portable.push_str("\\["),
            _ => {
                in_class = match letter {
                    '[' => true,
                    ']' => false,
                    _ => in_class,
                };
                portable.push(letter);
            }
        }
    }
    portable
}

/// The length of `2,3}` with the brace.
fn quantifier(rest: &[char]) -> Option<usize> {
    let end = rest.iter().position(|letter| *letter == '}')?;
    let counts = &rest[..end];
    let (first, second) = match counts.iter().position(|letter| *letter == ',') {
        Some(comma) => (&counts[..comma], &counts[comma + 1..]),
        None => (counts, &counts[..0]),
    };
    let digits = |part: &[char]| part.iter().all(char::is_ascii_digit);
    (!first.is_empty() && digits(first) && digits(second)).then_some(end + 1)
}

/// The expression that matches a text and nothing else.
pub(crate) fn literal(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for letter in text.chars() {
        if r"\^$.|?*+()[]{}/".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::portable;

    #[test]
    fn keeps_the_meaning_and_drops_the_laxity() {
        for (lax, strict) in [
            (r"^{[0-9a-f]{8}}$", r"^\{[0-9a-f]{8}\}$"),
            (r"[a-z\-\_]{2,}\/\:", r"[a-z\-_]{2,}\/:"),
            (r"a{,2}", r"a\{,2\}"),
            (r"\d+\.\w{1,3}", r"\d+\.\w{1,3}"),
            (r"https:\/\/a\-b\.c", r"https:\/\/a-b\.c"),
            (r"]", r"\]"),
        ] {
            assert_eq!(portable(lax), strict, "{lax}");
        }
    }
}
