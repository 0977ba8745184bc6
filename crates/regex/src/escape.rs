//! Escapes and character classes.

use crate::character_class::CharacterClass;
use crate::group_name;
use crate::parser::Parser;
use crate::property;
use crate::syntax::Node;

/// What an escape or a letter of a character class stands for.
pub(crate) enum Atom {
    Letter(u32),
    Class(CharacterClass),
}

impl Parser {
    /// What begins with a backslash, outside of a character class, and whether it may be repeated.
    pub(crate) fn escape(&mut self) -> Result<(Node, bool), &'static str> {
        let fold = self.fold();
        let boundaries = [("\\b", false), ("\\B", true)];
        for (opening, negated) in boundaries {
            if self.eat(opening) {
                return Ok((Node::WordBoundary { negated, fold }, false));
            }
        }
        if self.eat("\\k") {
            if self.flags.by_code_point() || !self.groups.names.is_empty() {
                let groups = self.named_groups()?;
                return Ok((Node::Backreference { groups, fold }, true));
            }
            return Ok((self.letter('k'.into()), true));
        }
        let position = self.position();
        self.next();
        if let Some(group) = self.group_number() {
            return Ok((Node::Backreference { groups: vec![group], fold }, true));
        }
        self.go_back(position);
        Ok(match self.atom(false)? {
            Atom::Letter(letter) => (self.letter(letter), true),
            Atom::Class(class) => (Node::One(class), true),
        })
    }

    /// The number of a group after a backslash; without the flag `u` only of one that there is.
    fn group_number(&mut self) -> Option<usize> {
        if self.peek() == Some('0') {
            return None;
        }
        let mut number = 0_usize;
        let start = self.position();
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit as usize);
            self.next();
        }
        let is_group = self.position() > start && number < self.groups.count;
        is_group.then_some(number)
    }

    /// The groups that `<name>` stands for.
    fn named_groups(&mut self) -> Result<Vec<usize>, &'static str> {
        if !self.eat("<") {
            return Err("Invalid named reference");
        }
        let (name, end) = group_name::read(self.letters(), self.position()).ok_or(group_name::INVALID)?;
        self.go_back(end);
        let named = self.groups.names.iter().find(|other| other.name() == name);
        self.has_unknown_name |= named.is_none();
        Ok(named.map_or_else(Vec::new, |named| named.groups().to_vec()))
    }

    /// A character class behind its opening bracket.
    pub(crate) fn class(&mut self) -> Result<CharacterClass, &'static str> {
        let is_negated = self.eat("^");
        let mut ranges = Vec::new();
        while !self.eat("]") {
            let first = self.class_atom()?;
            let is_range = self.peek() == Some('-') && !matches!(self.peek_at(1), None | Some(']'));
            if !is_range {
                ranges.extend(first.ranges());
                continue;
            }
            self.next();
            match (first, self.class_atom()?) {
                (Atom::Letter(first), Atom::Letter(last)) if first <= last => ranges.push((first, last)),
                (Atom::Letter(_), Atom::Letter(_)) => return Err("Range out of order in character class"),
                _ if self.flags.by_code_point() => return Err("Invalid character class"),
                (first, last) => {
                    ranges.extend(first.ranges());
                    ranges.extend(last.ranges());
                    ranges.push(('-'.into(), '-'.into()));
                }
            }
        }
        let class = CharacterClass::new(ranges);
        let class = self.fold().map_or_else(|| class.clone(), |fold| class.folded(fold));
        Ok(if is_negated { class.negated() } else { class })
    }

    fn class_atom(&mut self) -> Result<Atom, &'static str> {
        match self.peek() {
            Some('\\') => self.atom(true),
            _ => self.next().map(Atom::Letter).ok_or("Unterminated character class"),
        }
    }

    /// An escape that stands for letters.
    pub(crate) fn atom(&mut self, in_class: bool) -> Result<Atom, &'static str> {
        let is_unicode = self.flags.by_code_point();
        self.next();
        let after = self.position();
        let number = self.next().ok_or("\\ at end of pattern")?;
        let letter = char::from_u32(number).unwrap_or('\u{fffd}');
        if let Some(class) = CharacterClass::escape(letter, self.fold()) {
            return Ok(Atom::Class(class));
        }
        Ok(Atom::Letter(match letter {
            't' => 0x9,
            'n' => 0xa,
            'v' => 0xb,
            'f' => 0xc,
            'r' => 0xd,
            'b' if in_class => 0x8,
            '-' if in_class && self.flags.unicode => number,
            _ if in_class && self.flags.unicode_sets && "&-!#%,:;<=>@`~".contains(letter) => number,
            'p' | 'P' if is_unicode => return self.property(letter == 'P', in_class).map(Atom::Class),
            'c' => match self.control(in_class) {
                Some(control) => control,
                None if is_unicode => return Err("Invalid Unicode escape"),
                // The backslash is literal, and the text after it is read again.
                None => {
                    self.go_back(after);
                    '\\'.into()
                }
            },
            '0' if !self.peek().is_some_and(|letter| letter.is_ascii_digit()) => 0,
            '0'..='9' if is_unicode && in_class => return Err("Invalid class escape"),
            '0' if is_unicode => return Err("Invalid decimal escape"),
            '1'..='9' if is_unicode => return Err("Invalid escape"),
            '0'..='7' => {
                self.go_back(after);
                self.octal()
            }
            'x' => match self.hex(2) {
                None if is_unicode => return Err("Invalid escape"),
                code => code.unwrap_or(number),
            },
            'u' => match self.unicode_escape() {
                None if is_unicode => return Err("Invalid Unicode escape"),
                code => code.unwrap_or(number),
            },
            _ if is_unicode && !"^$\\.*+?()[]{}|/".contains(letter) => return Err("Invalid escape"),
            _ => number,
        }))
    }

    /// `\cA`; in a class without the flag `u` also with a digit or an underscore.
    fn control(&mut self, in_class: bool) -> Option<u32> {
        let letter = self.peek()?;
        let is_lenient = in_class && !self.flags.by_code_point() && (letter.is_ascii_digit() || letter == '_');
        if !letter.is_ascii_alphabetic() && !is_lenient {
            return None;
        }
        self.next();
        Some(u32::from(letter) % 32)
    }

    /// Up to three octal digits, not above 255.
    fn octal(&mut self) -> u32 {
        let mut number = 0;
        while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(8)) {
            if number * 8 + digit > 0o377 {
                break;
            }
            number = number * 8 + digit;
            self.next();
        }
        number
    }

    /// Exactly so many hexadecimal digits.
    fn hex(&mut self, digits: usize) -> Option<u32> {
        let position = self.position();
        let mut number = 0;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|letter| letter.to_digit(16)) else {
                self.go_back(position);
                return None;
            };
            number = number * 16 + digit;
            self.next();
        }
        Some(number)
    }

    /// `\u1234`, with the flag `u` also `\u{1f600}` and two halves of a surrogate pair.
    fn unicode_escape(&mut self) -> Option<u32> {
        if self.flags.by_code_point() && self.eat("{") {
            let mut number = 0_u32;
            let start = self.position();
            while let Some(digit) = self.peek().and_then(|letter| letter.to_digit(16)) {
                number = number.saturating_mul(16).saturating_add(digit);
                self.next();
            }
            return (self.position() > start && self.eat("}") && number <= 0x10_ffff).then_some(number);
        }
        let high = self.hex(4)?;
        if !self.flags.by_code_point() || !(0xd800..0xdc00).contains(&high) {
            return Some(high);
        }
        let position = self.position();
        let low = if self.eat("\\u") { self.hex(4) } else { None };
        match low {
            Some(low @ 0xdc00..=0xdfff) => Some(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)),
            _ => {
                self.go_back(position);
                Some(high)
            }
        }
    }

    /// `\p{Script=Greek}` behind the `p`.
    fn property(&mut self, is_negated: bool, in_class: bool) -> Result<CharacterClass, &'static str> {
        let invalid = if in_class { "Invalid property name in character class" } else { "Invalid property name" };
        if !self.eat("{") {
            return Err(invalid);
        }
        let mut name = String::new();
        loop {
            match self.next().and_then(char::from_u32).ok_or(invalid)? {
                '}' => break,
                letter if letter.is_ascii_alphanumeric() || letter == '_' || letter == '=' => name.push(letter),
                _ => return Err(invalid),
            }
        }
        if property::is_unsupported(&name, self.flags.unicode_sets && !is_negated) {
            self.unsupported = Some(format!("The property `{name}` of a regular expression"));
            return Err(invalid);
        }
        let class = property::letters(&name).map_err(|_| invalid)?;
        let folded = |class: CharacterClass| self.fold().map_or_else(|| class.clone(), |fold| class.folded(fold));
        Ok(match is_negated {
            false => folded(class),
            // What the flag `v` negates has been made the same before.
            true if self.flags.unicode_sets => folded(class).negated(),
            true => folded(class.negated()),
        })
    }
}

impl Atom {
    fn ranges(&self) -> Vec<(u32, u32)> {
        match self {
            Self::Letter(letter) => vec![(*letter, *letter)],
            Self::Class(class) => class.ranges().to_vec(),
        }
    }
}
