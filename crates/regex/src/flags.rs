//! What stands behind the second slash.

use crate::RegexError;

/// The flags of an expression.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// `d`: has no effect here; the caller shows the match.
    pub has_indices: bool,
    /// `g`: no matter here either.
    pub global: bool,
    /// `i`
    pub ignore_case: bool,
    /// `m`
    pub multiline: bool,
    /// `s`
    pub dot_all: bool,
    /// `u`
    pub unicode: bool,
    /// `v`: as `u`, with sets of letters and of strings in classes.
    pub unicode_sets: bool,
    /// `y`
    pub sticky: bool,
}

impl Flags {
    pub(crate) fn parse(text: &str) -> Result<Self, RegexError> {
        let invalid = || RegexError::InvalidFlags { flags: text.to_owned() };
        let mut flags = Self::default();
        for letter in text.chars() {
            let flag = match letter {
                'd' => &mut flags.has_indices,
                'g' => &mut flags.global,
                'i' => &mut flags.ignore_case,
                'm' => &mut flags.multiline,
                's' => &mut flags.dot_all,
                'u' => &mut flags.unicode,
                'v' => &mut flags.unicode_sets,
                'y' => &mut flags.sticky,
                _ => return Err(invalid()),
            };
            if std::mem::replace(flag, true) {
                return Err(invalid());
            }
        }
        // They exclude each other.
        if flags.unicode && flags.unicode_sets { Err(invalid()) } else { Ok(flags) }
    }

    /// Whether a letter is a code point and not a UTF-16 unit: with the flag `u` or `v`.
    #[must_use]
    pub fn by_code_point(self) -> bool {
        self.unicode || self.unicode_sets
    }
}

impl std::fmt::Display for Flags {
    /// In the order of the alphabet, which is how `RegExp.prototype.flags` has them.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let flags = [
            ("d", self.has_indices),
            ("g", self.global),
            ("i", self.ignore_case),
            ("m", self.multiline),
            ("s", self.dot_all),
            ("u", self.unicode),
            ("v", self.unicode_sets),
            ("y", self.sticky),
        ];
        flags.iter().filter(|(_, is_set)| *is_set).try_for_each(|(letter, _)| formatter.write_str(letter))
    }
}
