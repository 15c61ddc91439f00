//! How many events each value of a facet has.

use fixedbitset::FixedBitSet;

use crate::archive::{Archive, Facet};

/// The counts of a facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// Per value, by its index.
    pub values: Vec<u32>,
    /// Events with no value.
    pub not_stated: u32,
}

/// The counts of a facet's values among some events: those that pass every part of the filter but this facet. Linear in
/// the events and their values.
pub fn counts(archive: &Archive, events: &FixedBitSet, facet: Facet) -> FacetCounts {
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
    /// The count of a value; beyond the last one it is that of the events with no value.
    pub fn count(&self, value: u32) -> u32 {
        self.values.get(value as usize).copied().unwrap_or(self.not_stated)
    }
}
