//! The events that pass, as sets of bits.

use fixedbitset::FixedBitSet;

use super::{Choice, Filter, NOT_STATED, Values};
use crate::archive::{Archive, Facet};
use crate::time::Extent;

/// Which events pass each part of a filter. A part that lets all pass is not stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    len: usize,
    facets: [Option<FixedBitSet>; 4],
    range: Option<FixedBitSet>,
}

impl Matches {
    /// Applies a filter. Cost is linear in the events, per facet in which something is chosen.
    pub fn new(archive: &Archive, filter: &Filter) -> Matches {
        Matches {
            len: archive.len(),
            facets: Facet::ALL.map(|facet| pass(archive, facet, filter.choice(facet))),
            range: filter.range().map(|range| in_range(archive, range)),
        }
    }

    /// The events that pass every part.
    pub fn all(&self) -> FixedBitSet {
        self.intersection(None)
    }

    /// The events that pass every part but one facet.
    pub fn all_but(&self, facet: Facet) -> FixedBitSet {
        self.intersection(Some(facet))
    }

    /// Whether nothing is chosen in a facet.
    pub fn is_open(&self, facet: Facet) -> bool {
        Facet::ALL.iter().zip(&self.facets).all(|(&other, pass)| other != facet || pass.is_none())
    }

    fn intersection(&self, without: Option<Facet>) -> FixedBitSet {
        let mut all = FixedBitSet::with_capacity(self.len);
        all.insert_range(..);
        let facets = Facet::ALL.iter().zip(&self.facets).filter(|(facet, _)| Some(**facet) != without);
        for part in facets.filter_map(|(_, pass)| pass.as_ref()).chain(&self.range) {
            all.intersect_with(part);
        }
        all
    }
}

/// The events that pass the choice in one facet; `None` if all do.
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

fn in_range(archive: &Archive, range: Extent) -> FixedBitSet {
    let mut pass = FixedBitSet::with_capacity(archive.len());
    for (idx, (&start_ms, &end_ms)) in archive.start_ms().iter().zip(archive.end_ms()).enumerate() {
        pass.set(idx, Extent::new(start_ms, end_ms).intersects(&range));
    }
    pass
}
