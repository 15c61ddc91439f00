//! Which marks are drawn where: lanes, rows, clusters, labels, and the overview's histogram.
//!
//! Two steps. [`Stack::new`] looks at every event once per choice of events and lanes: how high each lane is, and which
//! row each bar has; no zoom changes that. An [`Arrangement`] then decides, per zoom step and tile of time, which row each
//! event stands in or which cluster it is folded into. It goes by a grid that is fixed to time and never sees the window, so
//! that nothing jumps while panning, and it looks only at tiles that a window asks for.
//!
//! Knows plain columns of numbers only (save for `columns`, which makes them, and the list's headings in `agenda`): no article, no
//! calendar, no element.

mod agenda;
mod anchored;
mod arrangement;
mod bars;
mod columns;
mod density;
mod flow;
mod lane;
mod mark;
#[cfg(test)]
mod measure;
mod pills;
mod rows;
mod scale;
mod share;
mod stack;
mod style;
#[cfg(test)]
mod tests;
mod tile;
mod zones;

pub use agenda::{Agenda, AgendaRow, Gap, Heights, Section, headings_of, section_of};
pub use arrangement::Arrangement;
pub use columns::Columns;
pub use density::{Histogram, histogram};
pub use flow::{Group, Track, groups, tracks};
pub use lane::{Lane, NOT_STATED, REST, lanes};
pub use mark::{Mark, MarkKey, MarkKind};
pub use scale::{quantise, quantise_coarsely};
pub use stack::{LaneBox, Stack};
pub use style::Style;

/// How an event took place, as far as drawing is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// One moment of some precision: a symbol at the middle of its extent.
    Point,
    /// It lasted: a bar over its extent.
    Span,
}

/// How a span's bar ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// Its start is not known to the day.
    pub fades_in: bool,
    /// Its end is not known to the day.
    pub fades_out: bool,
    /// It is still going on.
    pub open: bool,
}

/// The events' columns. An event is its position in them; they are sorted by start, then end, then identity.
///
/// Columns are meant to be equally long; where one is shorter, what it lacks counts as zero (a point, an empty label).
#[derive(Clone, Copy)]
pub struct Events<'a> {
    /// Starts of the outer extents, epoch milliseconds, inclusive; ascending.
    pub start_ms: &'a [i64],
    /// Ends of the outer extents, epoch milliseconds, exclusive; an end not after its start counts as one millisecond
    /// after it.
    pub end_ms: &'a [i64],
    /// Point or span.
    pub shape: &'a [Shape],
    /// How bars end.
    pub ends: &'a [Ends],
    /// Kind, a small number, for the clusters' shares.
    pub kind: &'a [u16],
    /// Width of an event's title, in whole pixels, rounded up.
    pub label_px: &'a dyn Fn(u32) -> u16,
    /// Weight of the title when two labels compete for room; more is more important.
    pub importance: &'a [u8],
}

/// A half-open interval of time that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Epoch milliseconds, inclusive.
    pub start_ms: i64,
    /// Epoch milliseconds, exclusive.
    pub end_ms: i64,
}

impl Window {
    /// Everything, save the very last millisecond that can be written.
    pub const ALL: Self = Self { start_ms: i64::MIN, end_ms: i64::MAX };

    /// Whether the half-open interval from `start_ms` to `end_ms` has a moment in this window.
    #[must_use]
    pub fn meets(&self, start_ms: i64, end_ms: i64) -> bool {
        start_ms < self.end_ms && end_ms > self.start_ms
    }
}

impl Default for Events<'_> {
    fn default() -> Self {
        Self {
            start_ms: &[],
            end_ms: &[],
            shape: &[],
            ends: &[],
            kind: &[],
            label_px: &|_| 0,
            importance: &[],
        }
    }
}

impl Events<'_> {
    pub(crate) fn start(&self, event: u32) -> i64 {
        self.start_ms.get(event as usize).copied().unwrap_or(0)
    }

    pub(crate) fn ends(&self, event: u32) -> Ends {
        self.ends.get(event as usize).copied().unwrap_or_default()
    }

    /// Exclusive, and after the start.
    pub(crate) fn end(&self, event: u32) -> i64 {
        let start = self.start(event);
        self.end_ms.get(event as usize).map_or(start, |end| *end).max(start.saturating_add(1))
    }

    /// The middle of the extent.
    pub(crate) fn middle(&self, event: u32) -> i64 {
        let start = self.start(event);
        start.saturating_add_unsigned(self.end(event).abs_diff(start) / 2)
    }

    /// Where its mark stands.
    #[must_use]
    pub fn anchor(&self, event: u32) -> i64 {
        if self.is_span(event) { self.start(event) } else { self.middle(event) }
    }

    pub(crate) fn is_span(&self, event: u32) -> bool {
        self.shape.get(event as usize) == Some(&Shape::Span)
    }

    pub(crate) fn kind(&self, event: u32) -> u16 {
        self.kind.get(event as usize).copied().unwrap_or(0)
    }

    /// The length of the extent, at least one.
    pub(crate) fn duration(&self, event: u32) -> u64 {
        self.end(event).abs_diff(self.start(event))
    }

    /// The width that the title takes as a label.
    pub(crate) fn label_px(&self, event: u32, style: &Style) -> u16 {
        (self.label_px)(event).min(style.label_max_px as u16)
    }

    pub(crate) fn importance(&self, event: u32) -> u8 {
        self.importance.get(event as usize).copied().unwrap_or(0)
    }
}
