//! Putting entries in order by a comparison that may contradict itself, as those of mixed values do.

/// Runs up to this length are made by insertion; JavaScript engines merge longer ones.
const RUN: usize = 32;

/// The indexes up to `count`, put in a stable order: `is_before` says which of two must come first. For short lists the
/// result is that of V8's `sort` even where the comparison is no order at all.
pub fn sorted(count: usize, is_before: &dyn Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.chunks_mut(RUN).for_each(|run| insert(run, is_before));
    let (mut width, mut merged) = (RUN, Vec::with_capacity(count));
    while width < count {
        merged.clear();
        for pair in order.chunks(width * 2) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            merge(left, right, is_before, &mut merged);
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

/// Finds the run that is there, turns it around if it descends, and inserts what is behind it.
fn insert(list: &mut [usize], is_before: &dyn Fn(usize, usize) -> bool) {
    if list.len() < 2 {
        return;
    }
    let descends = is_before(list[1], list[0]);
    let mut run = 2;
    while run < list.len() && is_before(list[run], list[run - 1]) == descends {
        run += 1;
    }
    if descends {
        list[..run].reverse();
    }
    for next in run..list.len() {
        let entry = list[next];
        let (mut low, mut high) = (0, next);
        while low < high {
            let middle = low + (high - low) / 2;
            match is_before(entry, list[middle]) {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        list[low..=next].rotate_right(1);
    }
}

fn merge(left: &[usize], right: &[usize], is_before: &dyn Fn(usize, usize) -> bool, merged: &mut Vec<usize>) {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let next = if is_before(**b, **a) { right.next() } else { left.next() };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn long_lists_are_sorted_and_stable() {
        let keys: Vec<usize> = (0..1000).map(|index| index * 7919 % 101).collect();
        let order = sorted(keys.len(), &|a, b| keys[a] < keys[b]);
        assert!(order.windows(2).all(|pair| (keys[pair[0]], pair[0]) < (keys[pair[1]], pair[1])));
    }

    #[test]
    fn a_comparison_without_sense_ends() {
        for count in [0, 1, 31, 100] {
            let mut order = sorted(count, &|_, _| true);
            order.sort_unstable();
            assert_eq!(order, (0..count).collect::<Vec<_>>());
        }
    }
}
