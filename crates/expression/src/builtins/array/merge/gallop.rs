//! Where an element belongs in a sorted list.

use super::Sort;
use crate::value::Value;

impl<'a, E, F: FnMut(Value<'a>, Value<'a>) -> Result<bool, E>> Sort<'a, F> {
    /// Where the key belongs in a sorted list, before elements equal to it; the search starts at `hint`.
    pub fn before_equals(&mut self, key: Value<'a>, list: &[Value<'a>], hint: usize) -> Result<usize, E> {
        self.gallop(list.len(), hint, |sort, at| (sort.less)(list[at], key))
    }

    /// Where the key belongs in a sorted list, after elements equal to it; the search starts at `hint`.
    pub fn after_equals(&mut self, key: Value<'a>, list: &[Value<'a>], hint: usize) -> Result<usize, E> {
        self.gallop(list.len(), hint, |sort, at| (sort.less)(key, list[at]).map(|less| !less))
    }

    /// The place in a list up to which `before` holds: in steps that double, then by halves.
    fn gallop(
        &mut self,
        length: usize,
        hint: usize,
        mut before: impl FnMut(&mut Self, usize) -> Result<bool, E>,
    ) -> Result<usize, E> {
        let (mut last, mut offset) = (0, 1);
        let (mut low, mut high) = if before(self, hint)? {
            let most = length - hint;
            while offset < most && before(self, hint + offset)? {
                (last, offset) = (offset, offset * 2 + 1);
            }
            (hint + last + 1, hint + offset.min(most))
        } else {
            let most = hint + 1;
            while offset < most && !before(self, hint - offset)? {
                (last, offset) = (offset, offset * 2 + 1);
            }
            (hint + 1 - offset.min(most), hint - last)
        };
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self, middle)? {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}
