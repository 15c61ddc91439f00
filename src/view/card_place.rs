//! Where the card stands: beside its mark, within the chart.

use crate::clamp::clamp;
use crate::layout::{Mark, MarkKind};
use crate::state::Session;

/// The card's width.
pub(super) const CARD_PX: f64 = 334.0;
/// Between the mark and the card.
const GAP_PX: f64 = 20.0;
/// The height of the axis, above the lanes. `style/widget.css` says the same.
pub(super) const AXIS_PX: f64 = 46.0;
/// A card is seldom taller.
const HEIGHT_PX: f64 = 340.0;

/// Left and top of the card in the chart's main column, for a mark that `is_it`.
pub(super) fn place(session: Session, is_it: impl Fn(&Mark) -> bool) -> (f64, f64) {
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
    let below_px = AXIS_PX + mark.y_px - 24.0;
    let lowest_px = AXIS_PX + session.stack().with(|stack| stack.height_px) - HEIGHT_PX;
    // A card that cannot stand beside its mark stands under it.
    let beside = (right_px - x_px).abs() < 1.0 || (left_px - x_px).abs() < 1.0;
    let y_px = if beside { below_px.min(lowest_px.max(0.0)).max(0.0) } else { AXIS_PX + mark.y_px + 16.0 };
    (x_px, y_px)
}
