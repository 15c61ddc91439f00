//! Which values of a facet are listed, and in which order?

use std::cmp::Ordering;

use super::fold::{Decompose, strip};
use super::{Choice, FacetCounts, NOT_STATED};
use crate::archive::{Archive, Facet, Names, Span, Text, country};
use crate::sort::{sort_positions, sorted_positions};

/// The values of a facet with the names that a reader sees: a value's number is its index in the archive, and the number
/// after the last stands for "not stated" if an event states none.
#[derive(Debug, Default)]
pub struct Listing {
    names: Vec<String>,
    folded: Text,
    spans: Vec<Span>,
    /// Each value's place by name.
    places: Vec<u32>,
}

impl Listing {
    /// The values of a facet. `name` tells the name that a reader sees.
    pub fn new(
        archive: &Archive,
        facet: Facet,
        name: &dyn Fn(&str) -> String,
        decompose: Decompose<'_>,
    ) -> Listing {
        let column = archive.facet(facet);
        let mut names: Vec<String> = column.names.iter().map(name).collect();
        let is_unstated = |event: usize| column.values.get(event).is_empty();
        if !names.is_empty() && (0..archive.len()).any(is_unstated) {
            names.push(name(NOT_STATED));
        }
        let mut lines = String::new();
        for name in &names {
            lines.extend(name.chars().map(|ch| if ch == '\n' { ' ' } else { ch }));
            lines.push('\n');
        }
        let (mut folded, mut one) = (Text::default(), String::new());
        let spans: Vec<Span> = decompose(&lines)
            .split_terminator('\n')
            .map(|line| {
                one.clear();
                strip(line, &mut one);
                folded.push(&one)
            })
            .collect();
        let text = |value: u32| spans.get(value as usize).map_or("", |span| folded.get(*span));
        let by_name = sorted_positions(names.len(), &mut |a, b| text(a).cmp(text(b)));
        let mut places = vec![0; by_name.len()];
        for (place, &value) in (0..).zip(&by_name) {
            if let Some(of) = places.get_mut(value as usize) {
                *of = place;
            }
        }
        Listing { names, folded, spans, places }
    }

    /// How many values there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name that a reader sees.
    pub fn name(&self, value: u32) -> &str {
        self.names.get(value as usize).map_or("", String::as_str)
    }

    /// The first `most` values by count, then name; those that are `first` before all others.
    pub fn first(&self, names: &Names, counts: &FacetCounts, first: &Choice, most: usize) -> Vec<u32> {
        let order = self.order(names, counts, first);
        let mut best: Vec<u32> = Vec::with_capacity(most.saturating_add(1));
        for value in 0..u32::try_from(self.len()).unwrap_or(u32::MAX) {
            let is_behind = |other: &u32| order(*other, value).is_lt();
            if best.len() < most || !best.last().is_none_or(is_behind) {
                best.insert(best.partition_point(is_behind), value);
                best.truncate(most);
            }
        }
        best
    }

    /// All values whose name has `wanted` in it, folded, in the order of [`Listing::first`]. A country is also found
    /// by its code and its English name.
    pub fn all(&self, names: &Names, counts: &FacetCounts, first: &Choice, wanted: &str) -> Vec<u32> {
        let code = if wanted.is_empty() { String::new() } else { country::canonical(wanted) };
        let has = |text: &str| {
            let mut windows = text.as_bytes().windows(wanted.len().max(1));
            wanted.is_empty() || windows.any(|window| window == wanted.as_bytes())
        };
        let count = u32::try_from(self.len()).unwrap_or(u32::MAX);
        let mut found: Vec<u32> = (0..count)
            .filter(|&value| has(self.folded(value)) || (!code.is_empty() && names.get(value) == code))
            .collect();
        let order = self.order(names, counts, first);
        sort_positions(&mut found, &mut { order });
        found
    }

    fn folded(&self, value: u32) -> &str {
        self.spans.get(value as usize).map_or("", |span| self.folded.get(*span))
    }

    fn order(&self, names: &Names, counts: &FacetCounts, first: &Choice) -> impl Fn(u32, u32) -> Ordering {
        let firsts: Vec<u32> = first
            .include
            .iter()
            .chain(first.exclude.iter())
            .filter_map(|value| match value {
                NOT_STATED => u32::try_from(names.len()).ok(),
                _ => names.find(value),
            })
            .collect();
        move |a, b| {
            let later = |value: u32| !firsts.contains(&value);
            later(a)
                .cmp(&later(b))
                .then_with(|| counts.count(b).cmp(&counts.count(a)))
                .then_with(|| self.places.get(a as usize).cmp(&self.places.get(b as usize)))
        }
    }
}
