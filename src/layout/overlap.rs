//! Which of many extents, sorted by start, end after a given moment.
//!
//! The greatest end of each block of 64 lets whole blocks be skipped; unlike one running maximum, a single long extent
//! at the front spoils its own block only.

const BLOCK: usize = 64;

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Overlap {
    greatest_end_ms: Vec<i64>,
}

impl Overlap {
    /// `ends_ms`: in the order of the extents' starts.
    pub(crate) fn new(ends_ms: impl ExactSizeIterator<Item = i64>) -> Self {
        let mut greatest_end_ms = Vec::with_capacity(ends_ms.len().div_ceil(BLOCK));
        for (at, end) in ends_ms.enumerate() {
            match greatest_end_ms.last_mut() {
                Some(greatest) if at % BLOCK != 0 => *greatest = end.max(*greatest),
                _ => greatest_end_ms.push(end),
            }
        }
        Self { greatest_end_ms }
    }

    /// Positions below `below`, ascending, in blocks of which some extent ends after `after_ms`: every extent that does,
    /// and some that do not.
    pub(crate) fn candidates(&self, below: usize, after_ms: i64) -> impl Iterator<Item = usize> {
        self.greatest_end_ms
            .iter()
            .take(below.div_ceil(BLOCK))
            .enumerate()
            .filter(move |(_, end)| **end > after_ms)
            .flat_map(move |(block, _)| block * BLOCK..((block + 1) * BLOCK).min(below))
    }
}
