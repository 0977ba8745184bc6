//! Replacements with `$1` and the like.

use super::super::regexp::Match;
use crate::evaluation::{Evaluation, Throw, Writer};
use crate::value::Text;
use nodewright_regex::GroupName;
use std::ops::Range;

/// Whether there is anything in a replacement but text.
pub fn is_template(text: Text<'_>) -> bool {
    match text.flat() {
        Text::Utf8(text) => text.contains('$'),
        text => text.to_units().contains(&u16::from(b'$')),
    }
}

/// Writes what replaces a match of `text`.
pub fn write<'a>(
    cx: &Evaluation<'a>,
    result: &mut Writer<'_, 'a>,
    template: Text<'a>,
    text: Text<'a>,
    found: &Match,
    names: &[GroupName],
) -> Result<(), Throw<'a>> {
    let slice = |range: Range<usize>| text.slice(cx.heap, range.start, range.end);
    let mut put = |piece: Piece<'a>| {
        result.push(match piece {
            Piece::Text(text) => text,
            Piece::Match => slice(found.range.clone()),
            Piece::Before => slice(0..found.range.start),
            Piece::After => slice(found.range.end..text.length(cx.heap)),
            Piece::Group(group) => found.groups.get(group).cloned().flatten().map_or(Text::from(""), slice),
            Piece::Named(name) => name.and_then(|at| names[at].find(&found.groups)).map_or(Text::from(""), slice),
        })
    };
    match template.flat() {
        Text::Utf8(template) => {
            let literal = |range: Range<usize>| Text::from(&template[range]);
            pieces(template.as_bytes(), literal, found.groups.len(), names, &mut put)
        }
        template => {
            let literal = |range: Range<usize>| template.slice(cx.heap, range.start, range.end);
            pieces(&template.to_units(), literal, found.groups.len(), names, &mut put)
        }
    }
}

enum Piece<'a> {
    Text(Text<'a>),
    /// `$&`
    Match,
    /// `` $` ``
    Before,
    /// `$'`
    After,
    Group(usize),
    /// A name by its number, if it is one.
    Named(Option<usize>),
}

/// A template by byte or by unit.
trait Unit: Copy + PartialEq + From<u8> {
    fn ascii(self) -> Option<u8>;
    fn spell(units: &[Self], name: &str) -> bool;
}

impl Unit for u8 {
    fn ascii(self) -> Option<u8> {
        Some(self)
    }

    fn spell(units: &[Self], name: &str) -> bool {
        units == name.as_bytes()
    }
}

impl Unit for u16 {
    fn ascii(self) -> Option<u8> {
        u8::try_from(self).ok()
    }

    fn spell(units: &[Self], name: &str) -> bool {
        name.encode_utf16().eq(units.iter().copied())
    }
}

fn pieces<'a, U: Unit>(
    units: &[U],
    literal: impl Fn(Range<usize>) -> Text<'a>,
    groups: usize,
    names: &[GroupName],
    put: &mut impl FnMut(Piece<'a>) -> Result<(), Throw<'a>>,
) -> Result<(), Throw<'a>> {
    let (mut at, mut written) = (0, 0);
    while let Some(dollar) = units[at..].iter().position(|unit| *unit == U::from(b'$')) {
        let start = at + dollar;
        at = start + 1;
        let Some((piece, length)) = reference(&units[at..], groups, names) else { continue };
        put(Piece::Text(literal(written..start)))?;
        put(piece)?;
        at += length;
        written = at;
    }
    put(Piece::Text(literal(written..units.len())))
}

/// What stands behind a dollar, and how long it is; None if the dollar is one.
fn reference<'a, U: Unit>(units: &[U], groups: usize, names: &[GroupName]) -> Option<(Piece<'a>, usize)> {
    let ascii = |at: usize| units.get(at).and_then(|unit| unit.ascii());
    Some(match ascii(0)? {
        b'$' => (Piece::Text(Text::from("$")), 1),
        b'&' => (Piece::Match, 1),
        b'`' => (Piece::Before, 1),
        b'\'' => (Piece::After, 1),
        digit @ b'0'..=b'9' => {
            let one = usize::from(digit - b'0');
            let two = ascii(1).filter(u8::is_ascii_digit).map(|next| one * 10 + usize::from(next - b'0'));
            match two.filter(|two| (1..groups).contains(two)) {
                Some(two) => (Piece::Group(two), 2),
                None if (1..groups).contains(&one) => (Piece::Group(one), 1),
                None => return None,
            }
        }
        b'<' if !names.is_empty() => {
            let end = units.iter().position(|unit| *unit == U::from(b'>'))?;
            let name = names.iter().position(|named| U::spell(&units[1..end], named.name()));
            (Piece::Named(name), end + 1)
        }
        _ => return None,
    })
}
