//! What the layout wants to know of every event of an archive.

use fixedbitset::FixedBitSet;

use super::{Ends, Events, Lane, Shape, lanes};
use crate::archive::{Archive, Facet};
use crate::time::{DAY_MS, EventDate};

impl Ends {
    /// Those of a date.
    pub fn of(date: &EventDate) -> Ends {
        Ends { fades_in: date.fades_in(), fades_out: date.fades_out(), open: date.is_ongoing() }
    }
}

/// The share of the events that need not be in view when most of them are.
const OUTSIDE: usize = 8;

/// The columns of an archive that it does not hold itself, and the order in which the layout sweeps over its events.
#[derive(Debug)]
pub struct Columns {
    /// The events by the middles of their extents, as [`Events::by_middle`] says.
    pub order: Vec<u32>,
    shape: Vec<Shape>,
    ends: Vec<Ends>,
    kind: Vec<u16>,
    importance: Vec<u8>,
}

impl Columns {
    /// The columns of an archive. As fast as sorting is.
    #[must_use]
    pub fn new(archive: &Archive) -> Columns {
        let kinds = archive.facet(Facet::Kind);
        let short = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
        let mut columns = Columns {
            order: Vec::new(),
            shape: Vec::with_capacity(archive.len()),
            ends: Vec::with_capacity(archive.len()),
            kind: Vec::with_capacity(archive.len()),
            importance: Vec::with_capacity(archive.len()),
        };
        for event in archive.events() {
            let date = event.date();
            columns.shape.push(if date.is_point() { Shape::Point } else { Shape::Span });
            columns.ends.push(Ends::of(date));
            // One more for the events of no kind.
            let kind = event.values(Facet::Kind).first().copied();
            columns.kind.push(short(kind.unwrap_or(kinds.names.len() as u32)));
            columns.importance.push(event.importance());
        }
        columns.order = columns.events(archive, &|_| 0).by_middle();
        columns
    }

    /// The events of the same archive. `label_px`: the width of an event's title.
    #[must_use]
    pub fn events<'a>(&'a self, archive: &'a Archive, label_px: &'a dyn Fn(u32) -> u16) -> Events<'a> {
        Events {
            start_ms: archive.start_ms(),
            end_ms: archive.end_ms(),
            shape: &self.shape,
            ends: &self.ends,
            kind: &self.kind,
            label_px,
            importance: &self.importance,
        }
    }

    /// The matching events, as the layout sweeps over them.
    pub fn matching<'a>(&'a self, matching: &'a FixedBitSet) -> impl Iterator<Item = u32> + Clone + 'a {
        self.order.iter().copied().filter(|event| matching.contains(*event as usize))
    }

    /// The lanes of the matching events by the values of a facet: the `most` that most events have, then those without
    /// a value, then one for the other values. Among lanes of equal count the order of names.
    #[must_use]
    pub fn by_facet(
        &self,
        archive: &Archive,
        matching: &FixedBitSet,
        facet: Facet,
        most: usize,
    ) -> Vec<Lane> {
        let column = archive.facet(facet);
        let names = &column.names;
        let values = |event: u32| column.values.get(event as usize).iter().copied();
        let by_name = |a: u32, b: u32| names.get(a).cmp(names.get(b));
        lanes(self.matching(matching), values, names.len(), &by_name, most, true)
    }

    /// How much time a view takes that shows most of the matching events, in ms; a day at least.
    #[must_use]
    pub fn home_ms(&self, events: &Events<'_>, matching: &FixedBitSet) -> i64 {
        let count = matching.count_ones(..);
        let outside = count / OUTSIDE;
        let mut middles = self.matching(matching).map(|event| events.middle(event));
        let first_ms = middles.nth(outside).unwrap_or_default();
        let between = count.saturating_sub(2 * outside).saturating_sub(2);
        let last_ms = middles.nth(between).unwrap_or(first_ms);
        last_ms.saturating_sub(first_ms).saturating_mul(4).saturating_div(3).max(DAY_MS)
    }
}
