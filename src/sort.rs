//! One sorting for all: each kind of list that is sorted by its own would weigh some kilobytes on the download, and
//! so would the standard library's sorting, which is made for longer lists than a timeline's.

use std::cmp::Ordering;

/// How many are sorted by insertion.
const FEW: usize = 8;

/// Sorts positions. Equal ones keep the order of their numbers. A merge sort of what few by few are sorted by insertion; at one look if
/// all are sorted.
pub(crate) fn sort_positions(positions: &mut [u32], order: &mut dyn FnMut(u32, u32) -> Ordering) {
    let mut order = |a: &u32, b: &u32| order(*a, *b).then_with(|| a.cmp(b));
    if positions.len() > FEW && positions.is_sorted_by(|a, b| order(a, b).is_le()) {
        return;
    }
    for few in positions.chunks_mut(FEW) {
        for end in 2..=few.len() {
            // The last of these goes to its place among those before it, which are sorted.
            for at in (1..end).rev() {
                let Some([before, last]) = few.get_mut(at.saturating_sub(1)..=at) else { break };
                if order(before, last).is_le() {
                    break;
                }
                std::mem::swap(before, last);
            }
        }
    }
    if positions.len() <= FEW {
        return;
    }
    let mut merged: Vec<u32> = Vec::with_capacity(positions.len());
    let mut run = FEW;
    while run < positions.len() {
        merged.clear();
        for pair in positions.chunks(run.saturating_mul(2)) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let (Some((a, after_a)), Some((b, after_b))) = (left.split_first(), right.split_first()) {
                if order(a, b).is_le() {
                    merged.push(*a);
                    left = after_a;
                } else {
                    merged.push(*b);
                    right = after_b;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        for (to, from) in positions.iter_mut().zip(&merged) {
            *to = *from;
        }
        run = run.saturating_mul(2);
    }
}

/// Sorts positions by a number of each. Equal ones keep their order. A radix sort: linear, of long lists much faster.
pub(crate) fn sort_by_number(positions: &mut Vec<u32>, number: &mut dyn FnMut(u32) -> u64) {
    let mut keyed: Vec<(u64, u32)> = positions.iter().map(|at| (number(*at), *at)).collect();
    let mut sorted = keyed.clone();
    for shift in (0..u64::BITS).step_by(8) {
        let digit = |key: u64| (key >> shift & 0xff) as usize;
        let mut starts = [0_usize; 257];
        for (key, _) in &keyed {
            if let Some(count) = starts.get_mut(digit(*key).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        if starts.contains(&keyed.len()) {
            continue;
        }
        let mut sum: usize = 0;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        for item in &keyed {
            let Some(start) = starts.get_mut(digit(item.0)) else { continue };
            if let Some(slot) = sorted.get_mut(*start) {
                *slot = *item;
            }
            *start = start.saturating_add(1);
        }
        std::mem::swap(&mut keyed, &mut sorted);
    }
    positions.clear();
    positions.extend(keyed.iter().map(|(_, at)| *at));
}

/// The positions of `count` items in the order given.
pub(crate) fn sorted_positions(count: usize, order: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    sort_positions(&mut positions, order);
    positions
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(keys in proptest::collection::vec(0..20_u32, 0..70)) {
            let mut expected: Vec<u32> = (0..keys.len() as u32).collect();
            expected.sort_by_key(|&at| keys[at as usize]);
            let order = |a: u32, b: u32| keys[a as usize].cmp(&keys[b as usize]);
            prop_assert_eq!(sorted_positions(keys.len(), &mut { order }), &expected[..]);
            let mut by_number: Vec<u32> = (0..keys.len() as u32).collect();
            let factor = 0x0102_0408_1020_4081;
            sort_by_number(&mut by_number, &mut |at| u64::from(keys[at as usize]) * factor);
            prop_assert_eq!(&by_number, &expected);
            let mut backwards: Vec<u32> = (0..keys.len() as u32).rev().collect();
            sort_positions(&mut backwards, &mut { order });
            prop_assert_eq!(backwards, expected);
        }
    }
}
