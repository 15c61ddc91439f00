//! One sorting for all: each kind of list that is sorted by its own would weigh some kilobytes on the download.

use std::cmp::Ordering;

/// Sorts positions. Equal ones keep the order of their numbers.
pub(crate) fn sort_positions(positions: &mut [u32], order: &mut dyn FnMut(u32, u32) -> Ordering) {
    let mut order = |a: &u32, b: &u32| order(*a, *b).then_with(|| a.cmp(b));
    if !positions.is_sorted_by(|a, b| order(a, b).is_le()) {
        positions.sort_unstable_by(order);
    }
}

/// The positions of `count` items in the order given.
pub(crate) fn sorted_positions(count: usize, order: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
    sort_positions(&mut positions, order);
    positions
}
