//! Texts made of many pieces.

use super::{Completion, Evaluation, Throw};
use crate::value::Text;

/// A text in the making. It is refused before it takes more memory than there may be.
pub struct Writer<'w, 'a> {
    cx: &'w Evaluation<'a>,
    text: String,
    /// All of it, from the first half of a surrogate pair on.
    units: Option<Vec<u16>>,
    /// How large it may become before the limits are looked at again.
    room: usize,
}

/// V8's longest string.
const LONGEST: usize = 0x1fff_ffe8;
/// Bytes that are reserved at first.
const SHORT: usize = 256;
/// Bytes between two looks at the limits.
const BETWEEN_LOOKS: usize = 4096;
/// Bytes that are written in the time of a step.
const STEP: usize = 64;

impl<'w, 'a> Writer<'w, 'a> {
    pub fn new(cx: &'w Evaluation<'a>) -> Self {
        Self { cx, text: String::new(), units: None, room: BETWEEN_LOOKS }
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.units.is_none()
    }

    pub fn push(&mut self, piece: Text<'a>) -> Result<(), Throw<'a>> {
        match piece.flat() {
            Text::Utf8(piece) => self.push_str(piece),
            piece => {
                self.make_room(piece.size())?;
                let text = &mut self.text;
                let units = self.units.get_or_insert_with(|| std::mem::take(text).encode_utf16().collect());
                units.extend(piece.to_units());
                Ok(())
            }
        }
    }

    pub fn push_str(&mut self, piece: &str) -> Result<(), Throw<'a>> {
        if piece.is_empty() {
            return Ok(());
        }
        self.make_room(piece.len())?;
        match &mut self.units {
            Some(units) => units.extend(piece.encode_utf16()),
            None => {
                // Short texts are written without moving.
                if self.text.capacity() == 0 {
                    self.text.reserve(piece.len().max(SHORT));
                }
                self.text.push_str(piece);
            }
        }
        Ok(())
    }

    fn make_room(&mut self, more: usize) -> Result<(), Throw<'a>> {
        let size = self.text.len() + self.units.as_ref().map_or(0, |units| units.len() * 2) + more;
        if size <= self.room {
            self.cx.tire(1);
            return Ok(());
        }
        if size > LONGEST {
            return Err(self.cx.range_error("Invalid string length"));
        }
        self.cx.steps(1 + (size - self.room) / STEP)?;
        self.cx.check_memory(size)?;
        self.room = size + BETWEEN_LOOKS;
        Ok(())
    }

    pub fn finish(self) -> Completion<'a> {
        match self.units {
            Some(units) => self.cx.units(&units),
            None => self.cx.text(&self.text),
        }
    }
}
