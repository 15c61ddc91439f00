//! The axis: contexts above, which stay in sight, and ticks below. And lengths in CSS.

use super::el::{El, el, set_style};
use crate::state::Session;
use crate::time::{Context, Tick};

/// The upper row: "September 2016". Each label stays at the view's start while its context reaches into the view.
pub(super) fn contexts(session: Session) -> El {
    let items = move || {
        let viewport = session.viewing.viewport.get();
        let scale = viewport.scale();
        let axis = session.axis.get();
        let in_view = axis.contexts.iter().filter_map(|context| {
            let start_px = scale.x_from_time(context.start_ms).max(0.0);
            let end_px = scale.x_from_time(context.end_ms).min(viewport.width_px);
            let key = format!("{} {}", context.start_ms, context.label);
            (end_px > start_px).then(|| (key, (context.clone(), start_px, end_px)))
        });
        in_view.collect()
    };
    let make = |(context, ..): &(Context, f64, f64)| {
        el("span").class("context").attr("dir", "auto").text(&context.label)
    };
    let update = |label: &El, (_, start_px, end_px): &(Context, f64, f64), _: Option<&_>| {
        set_style(label.node(), "left", &px(*start_px));
        set_style(label.node(), "width", &px(end_px - start_px));
    };
    el("div").class("contexts").attr("aria-hidden", "true").each_updated(items, make, update)
}

/// The lower row, on the stage: ticks and their rules.
pub(super) fn ticks(session: Session) -> El {
    let items = move || {
        let axis = session.axis.get();
        let placed = axis.ticks.iter().map(|tick| {
            let key = format!("{} {} {}", tick.at_ms, tick.label, tick.strong);
            (key, (tick.clone(), session.share(tick.at_ms)))
        });
        placed.collect()
    };
    let make = |(tick, _): &(Tick, f64)| {
        let class = if tick.strong { "tick strong" } else { "tick" };
        el("div").class(class).child(el("span").text(&tick.label))
    };
    let update =
        |tick: &El, (_, share): &(Tick, f64), _: Option<&_>| set_style(tick.node(), "left", &percent(*share));
    el("div").class("ticks").attr("aria-hidden", "true").each_updated(items, make, update)
}

/// A length in CSS, to a hundredth of a px.
pub(super) fn px(length: f64) -> String {
    fixed(length, 100, 2) + "px"
}

/// A share of the stage in CSS, to a hundred-thousandth of a per cent.
pub(super) fn percent(share: f64) -> String {
    fixed(share * 100.0, 100_000, 5) + "%"
}

/// A number with a fixed count of decimals: the standard formatting of floats alone is some kilobytes of WebAssembly.
fn fixed(value: f64, unit: u64, decimals: usize) -> String {
    let scaled = (value.abs() * unit as f64).round() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    format!("{sign}{}.{:0decimals$}", scaled / unit, scaled % unit)
}
