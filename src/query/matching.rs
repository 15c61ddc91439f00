//! The events that pass, as sets of bits: one set for each part of a filter.
//!
//! A part that lets all pass has no set. Whoever keeps the sets need only work out anew what changed.

use fixedbitset::FixedBitSet;

use super::{Choice, NOT_STATED, Values};
use crate::archive::{Archive, Facet};
use crate::time::Extent;

/// The events that are in every set; all `len` events if there is no set.
pub fn intersection(len: usize, sets: &[&FixedBitSet]) -> FixedBitSet {
    let mut all = FixedBitSet::with_capacity(len);
    all.insert_range(..);
    for set in sets {
        all.intersect_with(set);
    }
    all
}

/// The events that pass the choice in one facet; `None` if all do. Linear in the events and their values.
pub fn pass(archive: &Archive, facet: Facet, choice: &Choice) -> Option<FixedBitSet> {
    if choice.is_empty() {
        return None;
    }
    let column = archive.facet(facet);
    // Per value: is it wanted, is it unwanted. Values that the archive does not have match nothing.
    let flags = |values: &Values| {
        let mut flags = vec![false; column.names.len()];
        for idx in values.iter().filter_map(|value| column.names.find(value)) {
            if let Some(flag) = flags.get_mut(idx as usize) {
                *flag = true;
            }
        }
        flags
    };
    let (wanted, unwanted) = (flags(&choice.include), flags(&choice.exclude));
    let any = |flags: &[bool], values: &[u32]| {
        values.iter().any(|&value| flags.get(value as usize).copied().unwrap_or_default())
    };
    let none_wanted = choice.include.contains(NOT_STATED);
    let none_unwanted = choice.exclude.contains(NOT_STATED);
    let mut pass = FixedBitSet::with_capacity(archive.len());
    for idx in 0..archive.len() {
        let values = column.values.get(idx);
        let wanted = choice.include.is_empty() || any(&wanted, values) || (none_wanted && values.is_empty());
        let unwanted = any(&unwanted, values) || (none_unwanted && values.is_empty());
        pass.set(idx, wanted && !unwanted);
    }
    Some(pass)
}

/// The events of which something lies in a range, half open: what ends when the range starts is outside.
pub fn in_range(archive: &Archive, range: Extent) -> FixedBitSet {
    let mut pass = FixedBitSet::with_capacity(archive.len());
    for (idx, (&start_ms, &end_ms)) in archive.start_ms().iter().zip(archive.end_ms()).enumerate() {
        pass.set(idx, Extent::new(start_ms, end_ms).intersects(&range));
    }
    pass
}
