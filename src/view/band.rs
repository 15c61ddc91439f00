//! The band that is drawn over a stretch of time before it is shown.

use super::axis::px;
use super::el::{El, el};
use crate::state::reactive::Var;

/// Between the two places, in px, in whichever order.
pub(super) fn band(between: Var<Option<(f64, f64)>>) -> El {
    let edges = move || between.get().unwrap_or_default();
    el("div")
        .class("band")
        .attr("part", "band")
        .flag("hidden", move || between.with(Option::is_none))
        .style_with("left", move || px(edges().0.min(edges().1)))
        .style_with("width", move || px((edges().0 - edges().1).abs()))
}
