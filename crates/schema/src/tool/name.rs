//! Names that every provider takes.

use std::collections::HashSet;

const LONGEST: usize = 64;

/// The names given so far.
#[derive(Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// A new name made of the parts: `directus_items_create`.
    pub(super) fn give(&mut self, parts: &[&str]) -> String {
        let parts: Vec<_> = parts.iter().filter(|part| !part.is_empty()).map(|part| plain(part)).collect();
        let wanted = parts.join("_");
        let name = (1..).map(|attempt| numbered(&wanted, attempt)).find(|name| !self.0.contains(name));
        let name = name.unwrap_or(wanted);
        self.0.insert(name.clone());
        name
    }
}

/// Letters, digits, `_` and `-`; what stands between them becomes one `_`.
fn plain(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '-');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// The name itself at the first attempt, then with a number; short enough in any case.
fn numbered(name: &str, attempt: usize) -> String {
    let suffix = if attempt == 1 { String::new() } else { format!("_{attempt}") };
    // Only ASCII is left, so every index is between two letters.
    let kept = name.len().min(LONGEST - suffix.len());
    format!("{}{suffix}", &name[..kept])
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_plain_short_and_new() {
        let mut names = Names::default();
        for (parts, expected) in [
            (&["directus", "items", "create"][..], "directus_items_create".to_owned()),
            (&["directus", "items", "create"], "directus_items_create_2".to_owned()),
            (&["a b", "", "c/ü:d"], "a_b_c_d".to_owned()),
            (&[&"n".repeat(70)], "n".repeat(64)),
            (&[&"n".repeat(80)], format!("{}_2", "n".repeat(62))),
        ] {
            assert_eq!(names.give(parts), expected, "{parts:?}");
        }
    }
}
