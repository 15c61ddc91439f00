//! Which of many extents may meet a window.
//!
//! The least start and the greatest end of each block of 64 let whole blocks be skipped. The extents may come in any
//! order, best in about that of time; a single long one spoils its own block only.

use std::ops::Range;

use super::Window;

const BLOCK: usize = 64;

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Zones {
    /// Start (inclusive) and end (exclusive) of each block, epoch milliseconds.
    blocks: Vec<(i64, i64)>,
}

impl Zones {
    /// `extents`: start (inclusive) and end (exclusive), epoch milliseconds.
    pub(crate) fn new(extents: impl ExactSizeIterator<Item = (i64, i64)>) -> Self {
        let mut blocks: Vec<(i64, i64)> = Vec::with_capacity(extents.len().div_ceil(BLOCK));
        for (at, (start, end)) in extents.enumerate() {
            match blocks.last_mut() {
                Some(block) if at % BLOCK != 0 => *block = (start.min(block.0), end.max(block.1)),
                _ => blocks.push((start, end)),
            }
        }
        Self { blocks }
    }

    /// Positions in `range`, ascending, of whole blocks: of every extent that meets the window, and of some that do not.
    pub(crate) fn candidates(&self, range: Range<usize>, window: Window) -> impl Iterator<Item = usize> {
        let first = range.start / BLOCK;
        let last = range.end.div_ceil(BLOCK);
        self.blocks
            .iter()
            .enumerate()
            .take(last)
            .skip(first)
            .filter(move |(_, block)| window.meets(block.0, block.1))
            .flat_map(move |(at, _)| (at * BLOCK).max(range.start)..((at + 1) * BLOCK).min(range.end))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn none_that_meets_is_missed(
            extents in prop::collection::vec((-900..900_i64, 1..300_i64), 0..300),
            from in 0..300_usize, len in 0..300_usize, start_ms in -1000..1000_i64, length in 1..500_i64
        ) {
            let extents: Vec<(i64, i64)> = extents.iter().map(|(start, length)| (*start, start + length)).collect();
            let range = from.min(extents.len())..(from + len).min(extents.len());
            let window = Window { start_ms, end_ms: start_ms + length };
            let zones = Zones::new(extents.iter().copied());
            let found: Vec<usize> = zones.candidates(range.clone(), window).collect();
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(found.iter().all(|at| range.contains(at)));
            for at in range {
                prop_assert!(!window.meets(extents[at].0, extents[at].1) || found.contains(&at));
            }
        }
    }

    #[test]
    fn a_long_extent_spoils_its_own_block_only() {
        let extents = (0..6400).map(|at| (at, if at == 0 { 10_000 } else { at + 1 }));
        let zones = Zones::new(extents.collect::<Vec<_>>().into_iter());
        let window = Window { start_ms: 6000, end_ms: 6001 };
        assert_eq!(zones.candidates(0..6400, window).count(), 128);
    }
}
