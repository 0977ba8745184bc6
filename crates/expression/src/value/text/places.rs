//! Where the UTF-16 units of a text stand in its UTF-8, without reading the text from its start each time.

use crate::value::Heap;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// Up to so many bytes a text is read anew; that takes less time than to remember anything about it.
const SHORT: usize = 1024;
/// Units between two places that are remembered.
const STRIDE: usize = 64;

/// What is known of the long texts of an evaluation. A text stays where it is until the evaluation is over, so its address
/// tells it apart, and a slice of it lies inside.
#[derive(Default)]
pub struct Places<'a> {
    /// By the address of their first byte.
    known: RefCell<BTreeMap<usize, Known<'a>>>,
    last: Cell<Option<Known<'a>>>,
    /// The units of the text that was searched last.
    searched: RefCell<Option<Searched<'a>>>,
}

type Searched<'a> = (&'a str, Rc<[u16]>);

#[derive(Clone, Copy)]
struct Known<'a> {
    text: &'a str,
    /// None for ASCII.
    marks: Option<&'a [Mark]>,
}

/// The character that has every [`STRIDE`]th unit.
#[derive(Clone, Copy)]
struct Mark {
    byte: usize,
    /// Whether it is the character's second unit.
    second: bool,
}

fn holds(whole: &str, part: &str) -> bool {
    let (start, inner) = (whole.as_ptr() as usize, part.as_ptr() as usize);
    start <= inner && inner + part.len() <= start + whole.len()
}

/// A text of which units can be found.
#[derive(Clone, Copy)]
pub struct Located<'a> {
    pub text: &'a str,
    way: Way<'a>,
}

#[derive(Clone, Copy)]
enum Way<'a> {
    Ascii,
    /// Read from the start.
    Scan,
    /// A part of a text with marks: the whole, and how many bytes and units of it are before the part.
    Marks {
        whole: &'a str,
        marks: &'a [Mark],
        bytes_before: usize,
        units_before: usize,
    },
}

impl<'a> Heap<'a> {
    /// The text with what is known of it; a long one is read through once.
    pub fn locate(&'a self, text: &'a str) -> Located<'a> {
        if text.len() <= SHORT {
            return Located { text, way: if text.is_ascii() { Way::Ascii } else { Way::Scan } };
        }
        let Known { text: whole, marks } = self.known(text);
        let way = marks.map_or(Way::Ascii, |marks| {
            let bytes_before = text.as_ptr() as usize - whole.as_ptr() as usize;
            Way::Marks { whole, marks, bytes_before, units_before: unit_of(whole, marks, bytes_before) }
        });
        Located { text, way }
    }

    fn known(&'a self, text: &'a str) -> Known<'a> {
        let places = self.places();
        if let Some(last) = places.last.get()
            && holds(last.text, text)
        {
            return last;
        }
        let start = text.as_ptr() as usize;
        let mut all = places.known.borrow_mut();
        let before = all.range(..=start).next_back().map(|(_, known)| *known);
        let known = before.filter(|known| holds(known.text, text)).unwrap_or_else(|| {
            let known = Known { text, marks: self.marks(text) };
            let inside: Vec<usize> = all.range(start..start + text.len()).map(|(at, _)| *at).collect();
            for at in inside {
                all.remove(&at);
            }
            all.insert(start, known);
            self.count(size_of::<Known<'_>>() * 2);
            known
        });
        places.last.set(Some(known));
        known
    }

    fn marks(&'a self, text: &str) -> Option<&'a [Mark]> {
        if text.is_ascii() {
            return None;
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE / 2 + 1);
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            units += c.len_utf16();
            if units > marks.len() * STRIDE {
                marks.push(Mark { byte, second: units - marks.len() * STRIDE == 1 && c.len_utf16() == 2 });
            }
        }
        Some(self.bump().alloc_slice_copy(&marks))
    }

    /// The units of a text, and where among these they are: those of a long text are kept until another one is asked for.
    pub fn units_of(&'a self, text: &'a str) -> (Rc<[u16]>, Range<usize>) {
        let encode = |text: &str| -> Rc<[u16]> { text.encode_utf16().collect::<Vec<_>>().into() };
        if text.len() <= SHORT {
            let units = encode(text);
            let length = units.len();
            return (units, 0..length);
        }
        let located = self.locate(text);
        let mut searched = self.places().searched.borrow_mut();
        if let Some((kept, units)) = &*searched
            && holds(kept, text)
            && let Some(start) = located.units_from(&self.locate(kept))
        {
            return (units.clone(), start..start + located.length());
        }
        let units = encode(text);
        *searched = Some((text, units.clone()));
        let length = units.len();
        (units, 0..length)
    }
}

impl Located<'_> {
    pub fn is_ascii(&self) -> bool {
        matches!(self.way, Way::Ascii)
    }

    /// Units between the starts of two parts of one text.
    fn units_from(&self, other: &Self) -> Option<usize> {
        match (self.way, other.way) {
            (
                Way::Marks { whole, units_before, .. },
                Way::Marks { whole: other_whole, units_before: other_before, .. },
            ) if std::ptr::eq(whole, other_whole) => units_before.checked_sub(other_before),
            _ => None,
        }
    }

    /// Length in units.
    pub fn length(&self) -> usize {
        self.unit_of(self.text.len())
    }

    /// How many units are before this byte, which starts a character.
    pub fn unit_of(&self, byte: usize) -> usize {
        match self.way {
            Way::Ascii => byte,
            Way::Scan => units_in(&self.text.as_bytes()[..byte]),
            Way::Marks { whole, marks, bytes_before, units_before } => {
                unit_of(whole, marks, bytes_before + byte) - units_before
            }
        }
    }

    /// The byte at which the character of a unit starts, and whether it is its second unit. Beyond the end it is the end.
    pub fn byte_of(&self, unit: usize) -> (usize, bool) {
        match self.way {
            Way::Ascii => (unit.min(self.text.len()), false),
            Way::Scan => scan(self.text.as_bytes(), 0, unit),
            Way::Marks { whole, marks, bytes_before, units_before } => {
                let unit = unit.saturating_add(units_before);
                let Some(mark) = marks.get(unit / STRIDE) else { return (self.text.len(), false) };
                let (byte, second) = scan(whole.as_bytes(), mark.byte, unit % STRIDE + usize::from(mark.second));
                let byte = byte - bytes_before;
                if byte < self.text.len() { (byte, second) } else { (self.text.len(), false) }
            }
        }
    }
}

fn unit_of(whole: &str, marks: &[Mark], byte: usize) -> usize {
    let index = marks.partition_point(|mark| mark.byte <= byte).saturating_sub(1);
    let mark = marks[index];
    index * STRIDE - usize::from(mark.second) + units_in(&whole.as_bytes()[mark.byte..byte])
}

/// How many units these bytes of UTF-8 are: one for each character, and one more for those of four bytes.
fn units_in(bytes: &[u8]) -> usize {
    bytes.iter().map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0)).sum()
}

/// The character so many units behind a byte, and whether that is its second unit.
fn scan(bytes: &[u8], mut at: usize, mut units: usize) -> (usize, bool) {
    while units > 0 && at < bytes.len() {
        let (width, length) = match bytes[at] {
            0..0x80 => (1, 1),
            0x80..0xe0 => (2, 1),
            0xe0..0xf0 => (3, 1),
            0xf0.. => (4, 2),
        };
        if length > units {
            return (at, true);
        }
        at += width;
        units -= length;
    }
    (at, false)
}
