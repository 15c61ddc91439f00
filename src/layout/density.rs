//! How many events of which kind there are along time: the overview's histogram.

/// Counts per bin and kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    /// Number of kinds.
    pub kinds: usize,
    /// Bin by bin, within a bin kind by kind.
    pub counts: Vec<u32>,
}

impl Histogram {
    /// The bins in order, each the counts by kind.
    pub fn bins(&self) -> impl Iterator<Item = &[u32]> {
        self.counts.chunks_exact(self.kinds.max(1))
    }

    /// Events in the fullest bin: what the tallest column stands for.
    #[must_use]
    pub fn tallest(&self) -> u32 {
        self.bins().map(|bin| bin.iter().sum()).max().unwrap_or(0)
    }
}

/// Counts `(anchor_ms, kind)` in `bins` equal parts of the time from `start_ms` (inclusive) to `end_ms` (exclusive).
///
/// What lies outside is not counted; a kind of `kinds` or more counts as the last kind.
pub fn histogram(
    anchors: impl IntoIterator<Item = (i64, u16)>,
    start_ms: i64,
    end_ms: i64,
    bins: usize,
    kinds: usize,
) -> Histogram {
    let kinds = kinds.max(1);
    let mut counts = vec![0_u32; bins.saturating_mul(kinds)];
    let bins_per_ms = bins as f64 / end_ms.abs_diff(start_ms) as f64;
    for (anchor_ms, kind) in anchors {
        if anchor_ms < start_ms || anchor_ms >= end_ms {
            continue;
        }
        // Rounding may carry the last moment of a long range over the edge.
        let bin = ((anchor_ms.abs_diff(start_ms) as f64 * bins_per_ms) as usize).min(bins.saturating_sub(1));
        if let Some(count) = counts.get_mut(bin * kinds + usize::from(kind).min(kinds - 1)) {
            *count += 1;
        }
    }
    Histogram { kinds, counts }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn anchors_fall_into_their_bins() {
        let anchors = [(-1, 0), (0, 0), (9, 1), (10, 1), (19, 7), (20, 0), (10, 1)];
        let histogram = histogram(anchors, 0, 20, 2, 3);
        assert_eq!(histogram.bins().collect::<Vec<_>>(), [[1, 1, 0], [0, 2, 1]]);
        assert_eq!(histogram.tallest(), 3);
    }

    #[test]
    fn nothing_to_count_is_harmless() {
        for (start, end, bins, kinds) in [(0, 0, 4, 2), (5, -5, 4, 2), (0, 10, 0, 2), (0, 10, 4, 0)] {
            let histogram = histogram([(0, 1)], start, end, bins, kinds);
            assert_eq!(histogram.tallest(), u32::from(start < end && bins > 0));
        }
    }

    proptest! {
        #[test]
        fn each_event_in_the_range_counts_once(
            anchors in prop::collection::vec((any::<i64>(), 0..5_u16), 0..100),
            ends in any::<(i64, i64)>(), bins in 1..200_usize
        ) {
            let (start, end) = (ends.0.min(ends.1), ends.0.max(ends.1));
            let inside = anchors.iter().filter(|(ms, _)| (start..end).contains(ms)).count();
            let histogram = histogram(anchors, start, end, bins, 5);
            prop_assert_eq!(histogram.counts.len(), bins * 5);
            prop_assert_eq!(histogram.counts.iter().sum::<u32>() as usize, inside);
        }
    }
}
