//! What marks are laid out from: the events with the widths of their labels, in lanes, and these stacked.

use fixedbitset::FixedBitSet;

use send_wrapper::SendWrapper;

use super::{LanesBy, Shared};
use crate::archive::Facet;
use crate::dom::Fonts;
use crate::layout::{self, Columns, Events, Lane, Stack, Style, Window};
use crate::read::Reading;
use crate::time::Extent;

/// How many lanes are shown before the reader asks for all.
const FIRST_LANES: usize = 8;
/// How many kinds have lanes before the reader asks for all.
const FIRST_KINDS: usize = 40;

/// What marks are laid out from.
pub(crate) struct Ground {
    pub(super) reading: Shared<Reading>,
    pub(super) columns: Shared<Columns>,
    /// Nothing until they are known.
    pub(super) fonts: Option<Shared<SendWrapper<Fonts>>>,
}

impl Ground {
    /// Hands over the events, with the widths of their labels.
    pub(super) fn with_events<T>(&self, then: impl FnOnce(&Events<'_>) -> T) -> T {
        let archive = &self.reading.archive;
        let label_px = |event: u32| {
            let width_px = |fonts: &Fonts| archive.event(event).map(|event| fonts.label.px(event.title()));
            // A hair too small would cost a whole label its last letters.
            self.fonts.as_ref().and_then(|fonts| width_px(fonts)).map_or(0, |px| (px.ceil() + 1.0) as u16)
        };
        then(&self.columns.events(archive, &label_px))
    }

    /// Stacks the lanes of the matching events in a view of a width, in px.
    pub(super) fn stack(&self, matching: &FixedBitSet, lanes: &[Lane], width_px: f64) -> Stack {
        let (max_rows, bar_rows) = match lanes.len() {
            0 | 1 => (14, 12),
            2..=4 => (7, 6),
            5..=8 => (5, 4),
            9..=40 => (4, 3),
            _ => (2, 1),
        };
        let style = Style { bar_rows, ..Style::default() };
        self.with_events(|events| {
            let home_ms_per_px = self.columns.home_ms(events, matching) as f64 / width_px.max(1.0);
            Stack::new(events, lanes, home_ms_per_px, max_rows, &style)
        })
    }

    /// The lanes of the matching events.
    pub(super) fn lanes(&self, matching: &FixedBitSet, by: LanesBy, all: bool) -> Vec<Lane> {
        let LanesBy::Facet(facet) = by else {
            return vec![Lane { key: layout::REST, events: self.columns.matching(matching).collect() }];
        };
        let most = match facet {
            _ if all => usize::MAX,
            Facet::Kind => FIRST_KINDS,
            _ => FIRST_LANES,
        };
        self.columns.by_facet(&self.reading.archive, matching, facet, most)
    }
}

/// A window of the layout.
pub(super) fn window(extent: Extent) -> Window {
    Window { start_ms: extent.start_ms, end_ms: extent.end_ms }
}
