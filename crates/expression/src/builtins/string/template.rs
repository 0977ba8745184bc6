//! Replacements with `$1` and the like.

use super::super::regexp::Match;
use crate::evaluation::{Evaluation, Throw, Writer};
use crate::value::Text;
use nodewright_regex::GroupName;
use std::ops::Range;

/// A replacement, read once for all matches.
pub struct Template<'a> {
    pieces: Vec<Piece<'a>>,
}

enum Piece<'a> {
    Text(Text<'a>),
    /// `$&`
    Match,
    /// `` $` ``
    Before,
    /// `$'`
    After,
    /// One of these groups, the one that took part.
    Groups(Vec<usize>),
}

const DOLLAR: u16 = b'$' as u16;

impl<'a> Template<'a> {
    /// Whether there is anything in it but text.
    pub fn is_one(text: Text<'a>) -> bool {
        match text.flat() {
            Text::Utf8(text) => text.contains('$'),
            text => text.to_units().contains(&DOLLAR),
        }
    }

    /// `groups`: how many a match has, the whole being one.
    pub fn new(cx: &Evaluation<'a>, text: Text<'a>, groups: usize, names: &[GroupName]) -> Self {
        let units = text.to_units();
        let slice = |range: Range<usize>| Piece::Text(text.slice(cx.heap, range.start, range.end));
        let mut pieces = Vec::new();
        let (mut at, mut written) = (0, 0);
        while let Some(dollar) = units[at..].iter().position(|unit| *unit == DOLLAR) {
            let start = at + dollar;
            let Some((piece, length)) = reference(&units[start + 1..], groups, names) else {
                at = start + 1;
                continue;
            };
            pieces.push(slice(written..start));
            at = start + 1 + length;
            written = at;
            pieces.push(piece);
        }
        pieces.push(slice(written..units.len()));
        Self { pieces }
    }

    pub fn write(
        &self,
        cx: &Evaluation<'a>,
        result: &mut Writer<'_, 'a>,
        text: Text<'a>,
        found: &Match,
    ) -> Result<(), Throw<'a>> {
        let slice = |range: Range<usize>| text.slice(cx.heap, range.start, range.end);
        self.pieces.iter().try_for_each(|piece| {
            result.push(match piece {
                Piece::Text(text) => *text,
                Piece::Match => slice(found.range.clone()),
                Piece::Before => slice(0..found.range.start),
                Piece::After => slice(found.range.end..text.length(cx.heap)),
                Piece::Groups(groups) => {
                    let range = groups.iter().find_map(|group| found.groups.get(*group).cloned().flatten());
                    range.map_or(Text::from(""), slice)
                }
            })
        })
    }
}

/// What stands behind a dollar, and how long it is; None if the dollar is one.
fn reference<'a>(units: &[u16], groups: usize, names: &[GroupName]) -> Option<(Piece<'a>, usize)> {
    let ascii = |at: usize| units.get(at).and_then(|unit| u8::try_from(*unit).ok());
    Some(match ascii(0)? {
        b'$' => (Piece::Text(Text::from("$")), 1),
        b'&' => (Piece::Match, 1),
        b'`' => (Piece::Before, 1),
        b'\'' => (Piece::After, 1),
        digit @ b'0'..=b'9' => {
            let one = usize::from(digit - b'0');
            let two = ascii(1).filter(u8::is_ascii_digit).map(|next| one * 10 + usize::from(next - b'0'));
            match two.filter(|two| (1..groups).contains(two)) {
                Some(two) => (Piece::Groups(vec![two]), 2),
                None if (1..groups).contains(&one) => (Piece::Groups(vec![one]), 1),
                None => return None,
            }
        }
        b'<' if !names.is_empty() => {
            let end = units.iter().position(|unit| *unit == u16::from(b'>'))?;
            let named = names.iter().find(|named| named.name().encode_utf16().eq(units[1..end].iter().copied()));
            (Piece::Groups(named.map_or_else(Vec::new, |named| named.groups().to_vec())), end + 1)
        }
        _ => return None,
    })
}
