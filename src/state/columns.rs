//! The events as the layout wants them: columns, lanes, and the lanes stacked.

use fixedbitset::FixedBitSet;

use send_wrapper::SendWrapper;

use super::{LanesBy, Shared};
use crate::archive::{Archive, Facet};
use crate::dom::TextWidths;
use crate::layout::{self, Events, Lane, Shape, Stack, Style, Window};
use crate::read::Reading;
use crate::sort::sorted_positions;
use crate::time::{EventDate, Extent};

/// How many lanes are shown before the reader asks for all.
const FIRST_LANES: usize = 8;
/// How many lanes there are at most; further values share one.
const MOST_LANES: usize = 40;
/// The share of the events that need not be in view when most of them are.
const OUTSIDE: usize = 8;
const DAY_MS: i64 = 86_400_000;

/// What the layout wants to know of every event, once per archive.
pub(crate) struct Columns {
    /// The events in the order in which the layout sweeps over them.
    order: Vec<u32>,
    shape: Vec<Shape>,
    kind: Vec<u16>,
    importance: Vec<u8>,
}

impl Columns {
    pub(super) fn new(archive: &Archive) -> Columns {
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let kinds = archive.facet(Facet::Kind);
        let mut columns = Columns {
            order: Vec::new(),
            shape: archive
                .events()
                .map(|event| match event.date() {
                    EventDate::Span { .. } => Shape::Span,
                    EventDate::At(_) | EventDate::Within { .. } => Shape::Point,
                })
                .collect(),
            kind: archive
                .events()
                .map(|event| {
                    event
                        .values(Facet::Kind)
                        .first()
                        .map_or(short(kinds.names.len()), |&kind| short(kind as usize))
                })
                .collect(),
            importance: archive.events().map(crate::archive::Event::importance).collect(),
        };
        columns.order = columns.events(archive, &|_| 0).by_middle();
        columns
    }

    /// `label_px`: the width of an event's title.
    pub(super) fn events<'a>(&'a self, archive: &'a Archive, label_px: &'a dyn Fn(u32) -> u16) -> Events<'a> {
        Events {
            start_ms: archive.start_ms(),
            end_ms: archive.end_ms(),
            shape: &self.shape,
            kind: &self.kind,
            label_px,
            importance: &self.importance,
        }
    }

    /// How much time a view takes that shows most of the matching events.
    fn home_ms(&self, events: &Events<'_>, matching: &FixedBitSet) -> i64 {
        let count = matching.count_ones(..);
        let outside = count / OUTSIDE;
        let mut middles =
            self.order.iter().filter(|event| matching.contains(**event as usize)).map(|event| {
                let at = *event as usize;
                let start_ms = events.start_ms.get(at).copied().unwrap_or_default();
                let end_ms = events.end_ms.get(at).copied().unwrap_or_default();
                Extent::new(start_ms, end_ms).middle_ms()
            });
        let first_ms = middles.nth(outside).unwrap_or_default();
        let between = count.saturating_sub(2 * outside).saturating_sub(2);
        let last_ms = middles.nth(between).unwrap_or(first_ms);
        last_ms.saturating_sub(first_ms).saturating_mul(4).saturating_div(3).max(DAY_MS)
    }
}

/// What marks are laid out from.
pub(crate) struct Ground {
    pub(super) reading: Shared<Reading>,
    pub(super) columns: Shared<Columns>,
    /// Nothing until the chart's font is known.
    pub(super) widths: Option<Shared<SendWrapper<TextWidths>>>,
}

impl Ground {
    /// Hands over the events, with the widths of their labels.
    pub(super) fn with_events<T>(&self, then: impl FnOnce(&Events<'_>) -> T) -> T {
        let archive = &self.reading.archive;
        let label_px = |event: u32| {
            let width_px = |widths: &TextWidths| archive.event(event).map(|event| widths.px(event.title()));
            // A hair too small would cost a whole label its last letters.
            self.widths.as_ref().and_then(|widths| width_px(widths)).map_or(0, |px| (px.ceil() + 1.0) as u16)
        };
        then(&self.columns.events(archive, &label_px))
    }

    /// Stacks the lanes of the matching events in a view of a width, in px.
    pub(super) fn stack(&self, matching: &FixedBitSet, lanes: &[Lane], width_px: f64) -> Stack {
        let (max_rows, bar_rows) = match lanes.len() {
            0 | 1 => (14, 12),
            2..=4 => (7, 6),
            5..=8 => (5, 4),
            _ => (4, 3),
        };
        let style = Style { bar_rows, ..Style::default() };
        self.with_events(|events| {
            let home_ms_per_px = self.columns.home_ms(events, matching) as f64 / width_px.max(1.0);
            Stack::new(events, lanes, home_ms_per_px, max_rows, &style)
        })
    }

    /// The lanes of the matching events.
    pub(super) fn lanes(&self, matching: &FixedBitSet, by: LanesBy, all: bool) -> Vec<Lane> {
        let (archive, columns) = (&self.reading.archive, &self.columns);
        let events = columns.order.iter().copied().filter(|&event| matching.contains(event as usize));
        let LanesBy::Facet(facet) = by else {
            return vec![Lane { key: layout::REST, events: events.collect() }];
        };
        let column = archive.facet(facet);
        // Among lanes of equal count, the order of names.
        let by_name =
            sorted_positions(column.names.len(), &mut |a, b| column.names.get(a).cmp(column.names.get(b)));
        let mut rank = vec![0; by_name.len()];
        for (place, &value) in (0..).zip(&by_name) {
            if let Some(rank) = rank.get_mut(value as usize) {
                *rank = place;
            }
        }
        let values = |event: u32| column.values.get(event as usize).iter().copied();
        let most = if all || facet == Facet::Kind { MOST_LANES } else { FIRST_LANES };
        layout::lanes(events, values, &rank, most, true)
    }
}

/// A window of the layout.
pub(super) fn window(extent: Extent) -> Window {
    Window { start_ms: extent.start_ms, end_ms: extent.end_ms }
}
