//! The archive: articles, and the columns of their events.

use super::blocks::Blocks;
use super::event::EventRow;
use super::positions::Positions;
use super::{Article, Event, EventIdx, Facet, FacetColumn, Report, Span, Text};
use crate::time::Extent;

/// All that was read: articles and their events, which are sorted by start, end and id.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    pub(super) text: Text,
    pub(super) title: Span,
    pub(super) language: Span,
    pub(super) articles: Vec<Article>,
    pub(super) rows: Blocks<EventRow>,
    pub(super) start_ms: Vec<i64>,
    pub(super) end_ms: Vec<i64>,
    pub(super) reports: Vec<Report>,
    pub(super) kinds: FacetColumn,
    pub(super) actors: FacetColumn,
    pub(super) countries: FacetColumn,
    pub(super) sources: FacetColumn,
    pub(super) ids: Positions,
}

impl Archive {
    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.text.get(span)
    }

    /// The archive's title; empty if the file gave none.
    pub fn title(&self) -> &str {
        self.text(self.title)
    }

    /// BCP 47 tag of the archive's language; empty if not given.
    pub fn language(&self) -> &str {
        self.text(self.language)
    }

    /// All articles, in the file's order.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The article at a position.
    pub fn article(&self, idx: u32) -> Option<&Article> {
        self.articles.get(idx as usize)
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The event at a position in the order of time.
    pub fn event(&self, idx: EventIdx) -> Option<Event<'_>> {
        self.rows.get(idx as usize).map(|row| Event { archive: self, row, idx })
    }

    /// All events in the order of time.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        (0..).zip(self.rows.iter()).map(|(idx, row)| Event { archive: self, row, idx })
    }

    /// The event of an id.
    pub fn find(&self, id: &str) -> Option<EventIdx> {
        self.ids.find(id, &mut |idx| self.rows.get(idx as usize).is_some_and(|row| self.text(row.id) == id))
    }

    /// The values of a facet.
    pub fn facet(&self, facet: Facet) -> &FacetColumn {
        match facet {
            Facet::Kind => &self.kinds,
            Facet::Actor => &self.actors,
            Facet::Country => &self.countries,
            Facet::Source => &self.sources,
        }
    }

    /// The starts of all events, ascending.
    pub fn start_ms(&self) -> &[i64] {
        &self.start_ms
    }

    /// The ends of all events (exclusive), in the order of [`Archive::start_ms`].
    pub fn end_ms(&self) -> &[i64] {
        &self.end_ms
    }

    /// The time that an event takes up.
    pub fn extent(&self, idx: EventIdx) -> Extent {
        let at = |column: &[i64]| column.get(idx as usize).copied().unwrap_or_default();
        Extent::new(at(&self.start_ms), at(&self.end_ms))
    }

    /// Which articles report an event.
    pub fn reports(&self, idx: EventIdx) -> &[Report] {
        let idx = idx as usize;
        let end = |idx: usize| self.rows.get(idx).map_or(0, |row| row.reports_end as usize);
        self.reports.get(idx.checked_sub(1).map_or(0, end)..end(idx)).unwrap_or(&[])
    }
}
