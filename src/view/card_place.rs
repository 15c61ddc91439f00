//! Where the card stands: beside its mark, within the chart and the window.

use crate::clamp::clamp;
use crate::layout::{Mark, MarkKind};
use crate::state::Session;

/// The card's width.
pub(super) const CARD_PX: f64 = 334.0;
/// Between the mark and the card.
const GAP_PX: f64 = 20.0;
/// The height of the axis, above the lanes. `style/widget.css` says the same.
pub(super) const AXIS_PX: f64 = 46.0;
/// A card is seldom taller: how high one is taken to be until it is known.
pub(super) const HEIGHT_PX: f64 = 340.0;
/// Between the card and the edge of the window.
const EDGE_PX: f64 = 8.0;

/// Left and top of a card of some height in the chart's main column, for a mark that `is_it`.
pub(super) fn place(session: Session, height_px: f64, is_it: impl Fn(&Mark) -> bool) -> (f64, f64) {
    let viewport = session.viewing().viewport().get();
    let marks = session.marks().get();
    let pinned = session.pinned().get();
    let width_px = viewport.width_px;
    // An event may have marks in several lanes: the one that was chosen, else one of its own, else its cluster.
    let focused = session.focused().get_untracked();
    let candidates = || marks.iter().chain(&pinned).filter(|mark| is_it(mark));
    let chosen = candidates().find(|mark| Some(mark.key) == focused);
    let own = || candidates().find(|mark| mark.event().is_some());
    let Some(mark) = chosen.or_else(own).or_else(|| candidates().next()) else {
        return ((width_px - CARD_PX).max(0.0), AXIS_PX);
    };
    let scale = viewport.scale();
    let (from_px, to_px) = match mark.kind {
        MarkKind::Bar { .. } => (scale.x_from_time(mark.start_ms), scale.x_from_time(mark.end_ms)),
        _ => (scale.x_from_time(mark.anchor_ms), scale.x_from_time(mark.anchor_ms)),
    };
    let (from_px, to_px) = (clamp(from_px, 0.0, width_px), clamp(to_px, 0.0, width_px));
    let right_px = to_px + GAP_PX;
    let left_px = from_px - GAP_PX - CARD_PX;
    let x_px = if right_px + CARD_PX <= width_px {
        right_px
    } else if left_px >= 0.0 {
        left_px
    } else {
        (from_px + GAP_PX).min(width_px - CARD_PX).max(0.0)
    };
    let chart_px = AXIS_PX + session.stack().with(|stack| stack.height_px);
    let mark_px = AXIS_PX + mark.y_px;
    // From a mark that nobody sees the page has yet to be scrolled.
    let (from_px, to_px) = session.on_screen().get_untracked();
    let is_seen = from_px <= mark_px && mark_px <= to_px;
    let (from_px, to_px) = if is_seen { (from_px + EDGE_PX, to_px - EDGE_PX) } else { (0.0, f64::INFINITY) };
    // The frame of all lanes clips what stands above it.
    let from_px = if session.all_lanes().get_untracked() { from_px.max(0.0) } else { from_px };
    // A card that cannot stand beside its mark stands under it, or over it where there is no room.
    let beside = (right_px - x_px).abs() < 1.0 || (left_px - x_px).abs() < 1.0;
    let y_px = if beside {
        mark_px - 24.0
    } else if mark_px + 16.0 + height_px <= to_px || mark_px - 16.0 - height_px < from_px {
        mark_px + 16.0
    } else {
        mark_px - 16.0 - height_px
    };
    let lowest_px = (chart_px - height_px).max(0.0).min(to_px - height_px);
    (x_px, y_px.min(lowest_px).max(from_px))
}
