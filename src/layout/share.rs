//! Which kinds the events of a cluster are of.
//!
//! Kinds are small numbers: counting them is one addition per event.

use crate::sort::sorted_positions;

/// Counts kinds; kept from cluster to cluster, so that counting costs no allocation.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// By kind; zero between two countings.
    counts: Vec<u32>,
}

impl Tally {
    /// The four most frequent kinds with their counts, most frequent first, equal ones by number.
    pub(crate) fn shares(&mut self, kinds: impl Iterator<Item = u16>) -> Vec<(u16, u32)> {
        let mut shares: Vec<(u16, u32)> = Vec::new();
        for kind in kinds {
            let slot = usize::from(kind);
            if self.counts.len() <= slot {
                self.counts.resize(slot + 1, 0);
            }
            if let Some(count) = self.counts.get_mut(slot) {
                if *count == 0 {
                    shares.push((kind, 0));
                }
                *count += 1;
            }
        }
        for (kind, count) in &mut shares {
            if let Some(counted) = self.counts.get_mut(usize::from(*kind)) {
                *count = std::mem::take(counted);
            }
        }
        let at = |at: u32| shares.get(at as usize).copied().unwrap_or_default();
        let order = sorted_positions(shares.len(), &mut |a, b| {
            let (a, b) = (at(a), at(b));
            b.1.cmp(&a.1).then(a.0.cmp(&b.0))
        });
        order.into_iter().take(4).map(at).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_come_first_and_nothing_is_left_behind() {
        let mut tally = Tally::default();
        let kinds = [9, 1, 1, 2, 2, 65_535, 7, 7, 7];
        for _ in 0..2 {
            assert_eq!(tally.shares(kinds.into_iter()), [(7, 3), (1, 2), (2, 2), (9, 1)]);
        }
        assert_eq!(tally.shares([].into_iter()), []);
    }
}
