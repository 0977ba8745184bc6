//! Sets of characters.

use super::RegexError;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Class {
    ranges: Vec<(u32, u32)>,
    pub negated: bool,
}

impl Class {
    pub fn add(&mut self, from: u32, to: u32) {
        self.ranges.push((from, to));
    }

    pub fn add_class(&mut self, other: &Self) {
        if !other.negated {
            self.ranges.extend(&other.ranges);
            return;
        }
        // What the other leaves out.
        let mut ranges = other.ranges.clone();
        ranges.sort_unstable();
        let mut from = 0;
        for (start, end) in ranges {
            if start > from {
                self.ranges.push((from, start - 1));
            }
            from = from.max(end + 1);
        }
        if from <= 0x0010_ffff {
            self.ranges.push((from, 0x0010_ffff));
        }
    }

    pub fn contains(&self, unit: u32, ignore_case: bool, unicode: bool) -> bool {
        let mut found = self.has(unit);
        if ignore_case && !found {
            let folded = fold(unit, unicode);
            found = self.has(folded) || lower(unit).is_some_and(|c| self.has(c) && fold(c, unicode) == folded);
            if !found && unicode {
                found = self
                    .ranges
                    .iter()
                    .any(|(from, to)| to - from < 64 && (*from..=*to).any(|member| fold(member, true) == folded));
            }
        }
        found != self.negated
    }

    fn has(&self, unit: u32) -> bool {
        self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&unit))
    }

    pub fn digits() -> Self {
        Self { ranges: vec![(0x30, 0x39)], negated: false }
    }

    pub fn words() -> Self {
        Self { ranges: vec![(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)], negated: false }
    }

    pub fn blanks() -> Self {
        let ranges = vec![
            (9, 13),
            (32, 32),
            (0xa0, 0xa0),
            (0x1680, 0x1680),
            (0x2000, 0x200a),
            (0x2028, 0x2029),
            (0x202f, 0x202f),
            (0x205f, 0x205f),
            (0x3000, 0x3000),
            (0xfeff, 0xfeff),
        ];
        Self { ranges, negated: false }
    }

    /// `\p{name}`.
    pub fn property(name: &str) -> Result<Self, RegexError> {
        // JavaScript spells names exactly; the tables take them with blanks and in any case, too.
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'=') {
            return Err(RegexError::Syntax);
        }
        let hir = regex_syntax::parse(&format!(r"\p{{{name}}}")).map_err(|_| RegexError::Syntax)?;
        let regex_syntax::hir::HirKind::Class(regex_syntax::hir::Class::Unicode(class)) = hir.kind() else {
            return Err(RegexError::Unsupported);
        };
        let ranges = class.iter().map(|range| (u32::from(range.start()), u32::from(range.end()))).collect();
        Ok(Self { ranges, negated: false })
    }
}

fn lower(unit: u32) -> Option<u32> {
    let mut lower = char::from_u32(unit)?.to_lowercase();
    (lower.len() == 1).then(|| lower.next().map(u32::from)).flatten()
}

/// The form in which two units that differ in case only are the same.
pub fn fold(unit: u32, unicode: bool) -> u32 {
    if unit < 128 {
        return if (0x61..=0x7a).contains(&unit) { unit - 32 } else { unit };
    }
    let Some(c) = char::from_u32(unit) else { return unit };
    let mut upper = c.to_uppercase();
    let Some(folded) = upper.next().filter(|_| upper.next().is_none()).map(u32::from) else { return unit };
    if folded < 128 && !unicode { unit } else { folded }
}
