//! What the overview shows: the whole time of the matching events, and how many of which kind there are along it.

use super::Session;
use super::viewing::PADDING;
use crate::archive::{Facet, kind};
use crate::layout::{Histogram, histogram};
use crate::time::Viewport;

/// Width of a column and the air after it, in px.
const COLUMN_PX: f64 = 8.0;

impl Session {
    /// The overview's stretch of time on so many px: what "Fit" shows. `None` if no event matches, or without a width.
    pub(crate) fn strip(self, width_px: f64) -> Option<Viewport> {
        let whole = self.whole().get().filter(|_| width_px >= 1.0)?;
        Some(Viewport::fit(whole, width_px, PADDING))
    }

    /// The matching events by time and look, each where its mark stands.
    pub(crate) fn histogram(self, strip: &Viewport) -> Histogram {
        let bins = ((strip.width_px / COLUMN_PX) as usize).max(1);
        let Some((reading, columns)) = self.reading().get().zip(self.columns().get()) else {
            return Histogram { kinds: 0, counts: Vec::new() };
        };
        let (events, matching) = (columns.events(&reading.archive, &|_| 0), self.matching().get());
        let names = &reading.archive.facet(Facet::Kind).names;
        // One more for the events of no kind.
        let looks: Vec<u16> =
            (0..=names.len() as u32).map(|kind| u16::from(kind::look(names.get(kind)))).collect();
        let anchors = matching.ones().map(|event| {
            let event = event as u32;
            let look = looks.get(usize::from(events.kind(event))).copied().unwrap_or_default();
            (events.anchor(event), look)
        });
        histogram(anchors, strip.start_ms, strip.end_ms, bins, kind::LOOKS)
    }
}
