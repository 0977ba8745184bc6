//! The sort of V8: a stable merge sort that finds runs, as Tim Peters described it for Python (listsort.txt).
//!
//! Which elements are compared, and in which order, is part of the result where a comparison contradicts itself, as
//! `(a, b) => a > b` does: such a sort must go wrong in the same way.

mod gallop;

use crate::value::Value;

/// So many wins in a row make a merge gallop.
const GALLOP: usize = 7;

/// Sorts with `less(left, right)`, which tells whether the left element belongs before the right one.
pub fn sort<'a, E>(
    all: Vec<Value<'a>>,
    less: impl FnMut(Value<'a>, Value<'a>) -> Result<bool, E>,
) -> Result<Vec<Value<'a>>, E> {
    let length = all.len();
    let mut sort = Sort { all, less, gallop: GALLOP, runs: Vec::new() };
    let least = least_run(length);
    let mut low = 0;
    while length >= 2 && low < length {
        let mut run = sort.run(low, length)?;
        if run < least {
            let forced = least.min(length - low);
            sort.insert(low, low + run, low + forced)?;
            run = forced;
        }
        sort.runs.push((low, run));
        sort.collapse()?;
        low += run;
    }
    while sort.runs.len() > 1 {
        sort.merge_at(sort.smaller_neighbour())?;
    }
    Ok(sort.all)
}

/// Runs are made at least so long: between 32 and 64, so that their number is close to a power of two.
fn least_run(mut length: usize) -> usize {
    let mut rest = 0;
    while length >= 64 {
        rest |= length & 1;
        length >>= 1;
    }
    length + rest
}

struct Sort<'a, F> {
    all: Vec<Value<'a>>,
    less: F,
    gallop: usize,
    /// Start and length of sorted runs that wait to be merged.
    runs: Vec<(usize, usize)>,
}

impl<'a, E, F: FnMut(Value<'a>, Value<'a>) -> Result<bool, E>> Sort<'a, F> {
    /// The length of the run at `low`; one that falls is turned around.
    fn run(&mut self, low: usize, high: usize) -> Result<usize, E> {
        if low + 1 == high {
            return Ok(1);
        }
        let falls = (self.less)(self.all[low + 1], self.all[low])?;
        let mut length = 2;
        while low + length < high && (self.less)(self.all[low + length], self.all[low + length - 1])? == falls {
            length += 1;
        }
        if falls {
            self.all[low..low + length].reverse();
        }
        Ok(length)
    }

    /// Sorts `low..high` by insertion, of which `low..start` is sorted.
    fn insert(&mut self, low: usize, start: usize, high: usize) -> Result<(), E> {
        for place in start..high {
            let pivot = self.all[place];
            let (mut left, mut right) = (low, place);
            while left < right {
                let middle = left + (right - left) / 2;
                if (self.less)(pivot, self.all[middle])? {
                    right = middle;
                } else {
                    left = middle + 1;
                }
            }
            self.all[left..=place].rotate_right(1);
        }
        Ok(())
    }

    fn length(&self, run: usize) -> usize {
        self.runs[run].1
    }

    /// The run before the last, or the one before that where it is smaller than the last.
    fn smaller_neighbour(&self) -> usize {
        let run = self.runs.len() - 2;
        if run > 0 && self.length(run - 1) < self.length(run + 1) { run - 1 } else { run }
    }

    /// Merges until each waiting run is longer than the next two together.
    fn collapse(&mut self) -> Result<(), E> {
        let holds = |sort: &Self, run: usize| run < 2 || sort.length(run - 2) > sort.length(run - 1) + sort.length(run);
        while self.runs.len() > 1 {
            let run = self.runs.len() - 2;
            if !holds(self, run + 1) || !holds(self, run) {
                self.merge_at(self.smaller_neighbour())?;
            } else if self.length(run) <= self.length(run + 1) {
                self.merge_at(run)?;
            } else {
                break;
            }
        }
        Ok(())
    }

    /// Merges a run with the next.
    fn merge_at(&mut self, run: usize) -> Result<(), E> {
        let ((first, first_length), (second, second_length)) = (self.runs[run], self.runs[run + 1]);
        self.runs[run].1 += second_length;
        self.runs.remove(run + 1);
        let left = self.all[first..first + first_length].to_vec();
        let right = self.all[second..second + second_length].to_vec();
        // What already is in its place at either end stays there.
        let skipped = self.after_equals(right[0], &left, 0)?;
        let left = &left[skipped..];
        let Some(last) = left.last() else { return Ok(()) };
        let kept = self.before_equals(*last, &right, right.len() - 1)?;
        let right = &right[..kept];
        if right.is_empty() {
            return Ok(());
        }
        let start = first + skipped;
        let merged =
            if left.len() <= right.len() { self.merge_up(left, right)? } else { self.merge_down(left, right)? };
        self.all[start..start + merged.len()].copy_from_slice(&merged);
        Ok(())
    }

    /// Merges from the start; the last of the left goes to the end in any case.
    fn merge_up(&mut self, mut left: &[Value<'a>], mut right: &[Value<'a>]) -> Result<Vec<Value<'a>>, E> {
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let take = |from: &mut &[Value<'a>], count: usize, merged: &mut Vec<Value<'a>>| {
            let (taken, rest) = from.split_at(count);
            merged.extend_from_slice(taken);
            *from = rest;
        };
        take(&mut right, 1, &mut merged);
        'merging: {
            if right.is_empty() || left.len() == 1 {
                break 'merging;
            }
            let mut gallop = self.gallop;
            loop {
                let (mut left_wins, mut right_wins) = (0, 0);
                while left_wins.max(right_wins) < gallop {
                    if (self.less)(right[0], left[0])? {
                        take(&mut right, 1, &mut merged);
                        (left_wins, right_wins) = (0, right_wins + 1);
                        if right.is_empty() {
                            break 'merging;
                        }
                    } else {
                        take(&mut left, 1, &mut merged);
                        (left_wins, right_wins) = (left_wins + 1, 0);
                        if left.len() == 1 {
                            break 'merging;
                        }
                    }
                }
                gallop += 1;
                loop {
                    gallop = (gallop - 1).max(1);
                    self.gallop = gallop;
                    left_wins = self.after_equals(right[0], left, 0)?;
                    take(&mut left, left_wins, &mut merged);
                    // None is left where the comparison contradicts itself.
                    if left_wins > 0 && left.len() <= 1 {
                        break 'merging;
                    }
                    take(&mut right, 1, &mut merged);
                    if right.is_empty() {
                        break 'merging;
                    }
                    right_wins = self.before_equals(left[0], right, 0)?;
                    take(&mut right, right_wins, &mut merged);
                    if right.is_empty() {
                        break 'merging;
                    }
                    take(&mut left, 1, &mut merged);
                    if left.len() == 1 {
                        break 'merging;
                    }
                    if left_wins < GALLOP && right_wins < GALLOP {
                        break;
                    }
                }
                gallop += 1;
                self.gallop = gallop;
            }
        }
        // At most one side has more than its last.
        if left.len() == 1 {
            merged.extend_from_slice(right);
            merged.extend_from_slice(left);
        } else {
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        Ok(merged)
    }

    /// Merges from the end; the first of the right goes to the start in any case.
    fn merge_down(&mut self, mut left: &[Value<'a>], mut right: &[Value<'a>]) -> Result<Vec<Value<'a>>, E> {
        // The last comes first in here.
        let mut merged = Vec::with_capacity(left.len() + right.len());
        let take = |from: &mut &[Value<'a>], count: usize, merged: &mut Vec<Value<'a>>| {
            let (rest, taken) = from.split_at(from.len() - count);
            merged.extend(taken.iter().rev());
            *from = rest;
        };
        take(&mut left, 1, &mut merged);
        'merging: {
            if left.is_empty() || right.len() == 1 {
                break 'merging;
            }
            let mut gallop = self.gallop;
            loop {
                let (mut left_wins, mut right_wins) = (0, 0);
                while left_wins.max(right_wins) < gallop {
                    if (self.less)(right[right.len() - 1], left[left.len() - 1])? {
                        take(&mut left, 1, &mut merged);
                        (left_wins, right_wins) = (left_wins + 1, 0);
                        if left.is_empty() {
                            break 'merging;
                        }
                    } else {
                        take(&mut right, 1, &mut merged);
                        (left_wins, right_wins) = (0, right_wins + 1);
                        if right.len() == 1 {
                            break 'merging;
                        }
                    }
                }
                gallop += 1;
                loop {
                    gallop = (gallop - 1).max(1);
                    self.gallop = gallop;
                    left_wins = left.len() - self.after_equals(right[right.len() - 1], left, left.len() - 1)?;
                    take(&mut left, left_wins, &mut merged);
                    if left.is_empty() {
                        break 'merging;
                    }
                    take(&mut right, 1, &mut merged);
                    if right.len() == 1 {
                        break 'merging;
                    }
                    right_wins = right.len() - self.before_equals(left[left.len() - 1], right, right.len() - 1)?;
                    take(&mut right, right_wins, &mut merged);
                    // None is left where the comparison contradicts itself.
                    if right_wins > 0 && right.len() <= 1 {
                        break 'merging;
                    }
                    take(&mut left, 1, &mut merged);
                    if left.is_empty() {
                        break 'merging;
                    }
                    if left_wins < GALLOP && right_wins < GALLOP {
                        break;
                    }
                }
                gallop += 1;
                self.gallop = gallop;
            }
        }
        if right.len() == 1 {
            merged.extend(left.iter().rev());
            merged.extend_from_slice(right);
        } else {
            merged.extend(right.iter().rev());
            merged.extend(left.iter().rev());
        }
        merged.reverse();
        Ok(merged)
    }
}
