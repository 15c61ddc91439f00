//! How many events each value of a facet has.

use fixedbitset::FixedBitSet;

use super::Matches;
use crate::archive::{Archive, Facet};

/// The count of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueCount {
    /// The value's index in the facet; `None` for "not stated".
    pub value: Option<u32>,
    /// How many events have it and pass everything but the facet itself.
    pub count: u32,
}

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
    /// The values in the order in which they are listed: by count, then by name. `name` tells the name that a reader sees.
    pub fn ordered(&self, name: impl Fn(u32) -> String) -> Vec<ValueCount> {
        let mut named: Vec<(ValueCount, String)> = (0..)
            .zip(&self.values)
            .map(|(value, &count)| (ValueCount { value: Some(value), count }, name(value)))
            .collect();
        named.sort_by(|(a, a_name), (b, b_name)| b.count.cmp(&a.count).then_with(|| a_name.cmp(b_name)));
        named.into_iter().map(|(value, _)| value).collect()
    }
}
