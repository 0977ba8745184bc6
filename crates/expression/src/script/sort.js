// The sort of V8, as in builtins/array/merge.rs: () => (array, compare) => the array, sorted. Which elements are compared,
// and in which order, is part of the result where a comparison contradicts itself.
() => {
  'use strict';
  const GALLOP = 7;
  const { max, min } = Math;

  // The place up to which `before` holds: in steps that double, then by halves.
  const gallop = (length, hint, before) => {
    let last = 0, offset = 1, low, high;
    if (before(hint)) {
      const most = length - hint;
      while (offset < most && before(hint + offset)) (last = offset), (offset = offset * 2 + 1);
      (low = hint + last + 1), (high = hint + min(offset, most));
    } else {
      const most = hint + 1;
      while (offset < most && !before(hint - offset)) (last = offset), (offset = offset * 2 + 1);
      (low = hint + 1 - min(offset, most)), (high = hint - last);
    }
    while (low < high) {
      const middle = low + ((high - low) >> 1);
      if (before(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return (all, compare) => {
    const less = (left, right) => +compare(left, right) < 0;
    const beforeEquals = (key, list, start, end, hint) => gallop(end - start, hint, (at) => less(list[start + at], key));
    const afterEquals = (key, list, start, end, hint) => gallop(end - start, hint, (at) => !less(key, list[start + at]));
    const runs = [];
    let minGallop = GALLOP;

    const mergeUp = (target, left, right) => {
      let a = 0, b = 0;
      const takeLeft = (count) => { while (count-- > 0) all[target++] = left[a++]; };
      const takeRight = (count) => { while (count-- > 0) all[target++] = right[b++]; };
      takeRight(1);
      merging: if (b < right.length && left.length > 1) {
        let least = minGallop;
        for (;;) {
          let leftWins = 0, rightWins = 0;
          while (max(leftWins, rightWins) < least) {
            if (less(right[b], left[a])) {
              takeRight(1);
              (leftWins = 0), rightWins++;
              if (b === right.length) break merging;
            } else {
              takeLeft(1);
              leftWins++, (rightWins = 0);
              if (left.length - a === 1) break merging;
            }
          }
          least++;
          do {
            minGallop = least = max(1, least - 1);
            leftWins = afterEquals(right[b], left, a, left.length, 0);
            takeLeft(leftWins);
            if (leftWins > 0 && left.length - a <= 1) break merging;
            takeRight(1);
            if (b === right.length) break merging;
            rightWins = beforeEquals(left[a], right, b, right.length, 0);
            takeRight(rightWins);
            if (b === right.length) break merging;
            takeLeft(1);
            if (left.length - a === 1) break merging;
          } while (leftWins >= GALLOP || rightWins >= GALLOP);
          minGallop = ++least;
        }
      }
      if (left.length - a === 1) takeRight(right.length - b);
      takeLeft(left.length - a);
      takeRight(right.length - b);
    };

    const mergeDown = (target, left, right) => {
      let a = left.length, b = right.length;
      const takeLeft = (count) => { while (count-- > 0) all[--target] = left[--a]; };
      const takeRight = (count) => { while (count-- > 0) all[--target] = right[--b]; };
      takeLeft(1);
      merging: if (a > 0 && b > 1) {
        let least = minGallop;
        for (;;) {
          let leftWins = 0, rightWins = 0;
          while (max(leftWins, rightWins) < least) {
            if (less(right[b - 1], left[a - 1])) {
              takeLeft(1);
              leftWins++, (rightWins = 0);
              if (a === 0) break merging;
            } else {
              takeRight(1);
              (leftWins = 0), rightWins++;
              if (b === 1) break merging;
            }
          }
          least++;
          do {
            minGallop = least = max(1, least - 1);
            leftWins = a - afterEquals(right[b - 1], left, 0, a, a - 1);
            takeLeft(leftWins);
            if (a === 0) break merging;
            takeRight(1);
            if (b === 1) break merging;
            rightWins = b - beforeEquals(left[a - 1], right, 0, b, b - 1);
            takeRight(rightWins);
            if (rightWins > 0 && b <= 1) break merging;
            takeLeft(1);
            if (a === 0) break merging;
          } while (leftWins >= GALLOP || rightWins >= GALLOP);
          minGallop = ++least;
        }
      }
      if (b === 1) takeLeft(a);
      takeRight(b);
      takeLeft(a);
    };

    const mergeAt = (index) => {
      const [start, leftLength] = runs[index];
      const [middle, rightLength] = runs[index + 1];
      runs[index][1] += rightLength;
      runs.splice(index + 1, 1);
      const skipped = afterEquals(all[middle], all, start, middle, 0);
      if (skipped === leftLength) return;
      const kept = beforeEquals(all[middle - 1], all, middle, middle + rightLength, rightLength - 1);
      if (kept === 0) return;
      const left = all.slice(start + skipped, middle), right = all.slice(middle, middle + kept);
      if (left.length <= right.length) mergeUp(start + skipped, left, right);
      else mergeDown(middle + kept, left, right);
    };
    const length = (run) => runs[run][1];
    const smallerNeighbour = () => {
      const run = runs.length - 2;
      return run > 0 && length(run - 1) < length(run + 1) ? run - 1 : run;
    };
    const holds = (run) => run < 2 || length(run - 2) > length(run - 1) + length(run);

    let least = all.length, rest = 0;
    while (least >= 64) (rest |= least & 1), (least >>= 1);
    least += rest;
    for (let low = 0; all.length > 1 && low < all.length; ) {
      let high = low + 1;
      if (high < all.length) {
        const falls = less(all[high], all[low]);
        for (high++; high < all.length && less(all[high], all[high - 1]) === falls; ) high++;
        if (falls) for (let i = low, j = high - 1; i < j; i++, j--) [all[i], all[j]] = [all[j], all[i]];
      }
      const end = max(high, min(low + least, all.length));
      for (; high < end; high++) {
        const pivot = all[high];
        let left = low, right = high;
        while (left < right) {
          const middle = left + ((right - left) >> 1);
          if (less(pivot, all[middle])) right = middle;
          else left = middle + 1;
        }
        for (let at = high; at > left; at--) all[at] = all[at - 1];
        all[left] = pivot;
      }
      runs.push([low, end - low]);
      low = end;
      while (runs.length > 1) {
        const run = runs.length - 2;
        if (!holds(run + 1) || !holds(run)) mergeAt(smallerNeighbour());
        else if (length(run) <= length(run + 1)) mergeAt(run);
        else break;
      }
    }
    while (runs.length > 1) mergeAt(smallerNeighbour());
    return all;
  };
}
