//! How many events each value of a facet has.

use fixedbitset::FixedBitSet;

use super::Matches;
use crate::archive::{Archive, Facet};
use crate::sort::sorted_positions;

/// The counts of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// Per value, by its index.
    pub values: Vec<u32>,
    /// Events with no value.
    pub not_stated: u32,
}

/// The counts of a facet's values under a filter. Linear in the events and their values.
pub fn counts(archive: &Archive, matches: &Matches, facet: Facet) -> FacetCounts {
    count_in(archive, &matches.all_but(facet), facet)
}

/// The counts of a facet's values among some events.
fn count_in(archive: &Archive, events: &FixedBitSet, facet: Facet) -> FacetCounts {
    let column = archive.facet(facet);
    let mut counts = FacetCounts { values: vec![0; column.names.len()], not_stated: 0 };
    for idx in events.ones() {
        let values = column.values.get(idx);
        if values.is_empty() {
            counts.not_stated = counts.not_stated.saturating_add(1);
        }
        for &value in values {
            if let Some(count) = counts.values.get_mut(value as usize) {
                *count = count.saturating_add(1);
            }
        }
    }
    counts
}

impl FacetCounts {
    /// The values with their counts in the order in which they are listed: by count, then by name. `name` tells the
    /// name that a reader sees.
    pub fn ordered(&self, name: impl Fn(u32) -> String) -> Vec<(u32, u32)> {
        let names: Vec<String> = (0..).zip(&self.values).map(|(value, _)| name(value)).collect();
        let key = |value: u32| (std::cmp::Reverse(self.count(value)), names.get(value as usize));
        let order = sorted_positions(names.len(), &mut |a, b| key(a).cmp(&key(b)));
        order.into_iter().map(|value| (value, self.count(value))).collect()
    }

    /// The count of a value.
    pub fn count(&self, value: u32) -> u32 {
        self.values.get(value as usize).copied().unwrap_or_default()
    }
}
