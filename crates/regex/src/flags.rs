//! What stands behind the second slash.

use crate::RegexError;

/// The flags of an expression.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// `d`: no matter here, for whoever shows the match.
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
    /// `y`
    pub sticky: bool,
}

impl Flags {
    pub(crate) fn parse(text: &str) -> Result<Self, RegexError> {
        let invalid = || RegexError::InvalidFlags { flags: text.to_owned() };
        let mut flags = Self::default();
        let mut unsupported = None;
        for letter in text.chars() {
            let flag = match letter {
                'd' => &mut flags.has_indices,
                'g' => &mut flags.global,
                'i' => &mut flags.ignore_case,
                'm' => &mut flags.multiline,
                's' => &mut flags.dot_all,
                'u' => &mut flags.unicode,
                'y' => &mut flags.sticky,
                'v' if unsupported.is_none() => {
                    unsupported = Some(letter);
                    continue;
                }
                _ => return Err(invalid()),
            };
            if std::mem::replace(flag, true) {
                return Err(invalid());
            }
        }
        match unsupported {
            // `u` and `v` exclude each other.
            Some(_) if flags.unicode => Err(invalid()),
            Some(flag) => Err(RegexError::Unsupported { flag }),
            None => Ok(flags),
        }
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
            ("y", self.sticky),
        ];
        flags.iter().filter(|(_, is_set)| *is_set).try_for_each(|(letter, _)| formatter.write_str(letter))
    }
}
