//! The names of groups.

use std::ops::Range;
use std::sync::LazyLock;

use crate::Captures;
use crate::character_class::CharacterClass;

/// A name, and the groups that have it: more than one if they stand on different sides of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupName {
    name: String,
    groups: Vec<usize>,
}

impl GroupName {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The numbers of its groups.
    #[must_use]
    pub fn groups(&self) -> &[usize] {
        &self.groups
    }

    /// Where the one of its groups that took part matched.
    #[must_use]
    pub fn find(&self, captures: &Captures) -> Option<Range<usize>> {
        self.groups.iter().find_map(|group| captures.get(*group)?.clone())
    }
}

/// The error for an invalid name.
pub(crate) const INVALID: &str = "Invalid capture group name";

/// Which side of which choice a group stands on, from the outside to the inside.
type Path = Vec<(usize, usize)>;

/// The groups of a pattern.
#[derive(Debug)]
pub(crate) struct Groups {
    /// How many there are, the match as a whole being one.
    pub(crate) count: usize,
    pub(crate) names: Vec<GroupName>,
    /// Where the named groups stand, by their numbers.
    paths: Vec<(usize, Path)>,
}

impl Groups {
    fn add(&mut self, name: String, path: Path) {
        let group = self.count;
        self.paths.push((group, path));
        match self.names.iter_mut().find(|other| other.name == name) {
            Some(same) => same.groups.push(group),
            None => self.names.push(GroupName { name, groups: vec![group] }),
        }
    }

    /// Whether two groups have the same name, and both can take part in one match.
    pub(crate) fn are_duplicates(&self, one: usize, other: usize) -> bool {
        let path = |group: usize| self.paths.iter().find(|(number, _)| *number == group).map(|(_, path)| path);
        let are_namesakes = self.names.iter().any(|name| name.groups.contains(&one) && name.groups.contains(&other));
        are_namesakes && path(one).zip(path(other)).is_some_and(|(one, other)| !exclude_each_other(one, other))
    }
}

/// Counts the groups ahead, because a backreference may stand before its group.
pub(crate) fn scan(letters: &[u32]) -> Groups {
    let mut groups = Groups { count: 1, names: Vec::new(), paths: Vec::new() };
    let mut at = 0;
    let mut is_in_class = false;
    // For each open parenthesis its position and the side of its choice that is being read.
    let mut path = vec![(0, 0)];
    let is = |at: usize, letter: char| letters.get(at) == Some(&u32::from(letter));
    while let Some(letter) = letters.get(at).copied().map(|letter| char::from_u32(letter).unwrap_or('\u{fffd}')) {
        match letter {
            '\\' => at += 1,
            '[' => is_in_class = true,
            ']' => is_in_class = false,
            _ if is_in_class => {}
            '|' => {
                if let Some((_, side)) = path.last_mut() {
                    *side += 1;
                }
            }
            ')' if path.len() > 1 => {
                path.pop();
            }
            '(' => {
                let is_named = is(at + 1, '?') && is(at + 2, '<') && !is(at + 3, '=') && !is(at + 3, '!');
                if is_named {
                    // An invalid name is an error when it is read.
                    if let Some((name, _)) = read(letters, at + 3) {
                        groups.add(name, path.clone());
                    }
                }
                if is_named || !is(at + 1, '?') {
                    groups.count += 1;
                }
                path.push((at, 0));
            }
            _ => {}
        }
        at += 1;
    }
    groups
}

/// Whether only one of two groups can take part in a match: they stand on different sides of a choice.
fn exclude_each_other(one: &Path, other: &Path) -> bool {
    one.iter().zip(other).any(|((choice, side), (other, other_side))| choice == other && side != other_side)
}

/// The name at a position, and the position behind its `>`. Its letters may be escaped.
pub(crate) fn read(letters: &[u32], start: usize) -> Option<(String, usize)> {
    let (mut name, mut at) = (String::new(), start);
    loop {
        let (letter, after) = letter(letters, at)?;
        if letter == '>' && after == at + 1 {
            return (!name.is_empty()).then_some((name, after));
        }
        let class = if name.is_empty() { &STARTS } else { &CONTINUES };
        if !class.contains(letter.into()) {
            return None;
        }
        name.push(letter);
        at = after;
    }
}

static STARTS: LazyLock<CharacterClass> = LazyLock::new(|| name_letters("ID_Start", "$_"));
static CONTINUES: LazyLock<CharacterClass> = LazyLock::new(|| name_letters("ID_Continue", "$\u{200c}\u{200d}"));

fn name_letters(property: &str, more: &str) -> CharacterClass {
    let more = more.chars().map(u32::from).map(|letter| (letter, letter)).collect();
    CharacterClass::tabled(property).unwrap_or_default().union(&CharacterClass::new(more))
}

/// One letter of a name, which may be a pair of units or an escape, and the position behind it.
fn letter(letters: &[u32], at: usize) -> Option<(char, usize)> {
    let (first, after) = unit_or_escape(letters, at)?;
    if let Some(letter) = char::from_u32(first) {
        return Some((letter, after));
    }
    let (second, after) = unit_or_escape(letters, after)?;
    let units = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    let letter = char::decode_utf16(units).next()?.ok()?;
    Some((letter, after))
}

/// A letter, `\u0061` or `\u{61}`.
fn unit_or_escape(letters: &[u32], at: usize) -> Option<(u32, usize)> {
    let first = *letters.get(at)?;
    if first != u32::from('\\') {
        return Some((first, at + 1));
    }
    let is = |at: usize, letter: char| letters.get(at) == Some(&u32::from(letter));
    if !is(at + 1, 'u') {
        return None;
    }
    let digit = |letter: &u32| char::from_u32(*letter).and_then(|letter| letter.to_digit(16));
    let (digits, after) = if is(at + 2, '{') {
        let rest = letters.get(at + 3..)?;
        let length = rest.iter().position(|letter| *letter == u32::from('}'))?;
        (&rest[..length], at + 3 + length + 1)
    } else {
        (letters.get(at + 2..at + 6)?, at + 6)
    };
    let mut number = 0_u32;
    for letter in digits {
        number = number.checked_mul(16)?.checked_add(digit(letter)?)?;
    }
    (!digits.is_empty() && number <= 0x10_ffff).then_some((number, after))
}
