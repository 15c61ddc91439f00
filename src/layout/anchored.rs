//! The order in which marks are placed: by anchor.
//!
//! One sorting for bars, points and whole columns: each kind of it would weigh on the download.

use std::cmp::Ordering;

use super::Events;
use crate::sort::sorted_positions;

/// An event at its anchor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchored {
    pub(crate) anchor_ms: i64,
    pub(crate) event: u32,
}

/// Sorts by anchor; of equal ones the longer first, so that what lasts stands on top. At one look if it is sorted.
pub(crate) fn sort(events: &Events, list: &mut Vec<Anchored>) {
    let order = |a: &Anchored, b: &Anchored| {
        a.anchor_ms
            .cmp(&b.anchor_ms)
            .then_with(|| events.end(b.event).cmp(&events.end(a.event)))
            .then(a.event.cmp(&b.event))
    };
    if !list.is_sorted_by(|a, b| order(a, b).is_le()) {
        let at = |position: u32| list.get(position as usize);
        let positions = sorted_positions(list.len(), &mut |a, b| match (at(a), at(b)) {
            (Some(a), Some(b)) => order(a, b),
            _ => Ordering::Equal,
        });
        *list = positions.into_iter().filter_map(|position| at(position).copied()).collect();
    }
}

impl Events<'_> {
    /// The events in the order that [`Stack::new`](super::Stack::new) is fastest with: by the middles of their extents, of
    /// equal ones the longer first.
    #[must_use]
    pub fn by_middle(&self) -> Vec<u32> {
        let mut order: Vec<Anchored> = (0..self.start_ms.len() as u32)
            .map(|event| Anchored { anchor_ms: self.middle(event), event })
            .collect();
        sort(self, &mut order);
        order.into_iter().map(|anchored| anchored.event).collect()
    }
}
