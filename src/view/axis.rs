//! The axis: contexts above, which stay in sight, and ticks below, with their lines through the lanes. And lengths in CSS.

use super::el::{El, el, set_class, set_style};
use crate::clamp::clamp;
use crate::state::Session;
use crate::time::{Context, Tick};

/// Before a label of the upper row, in px; `style/chart.css` says the same.
const PADDING_PX: f64 = 6.0;

/// The upper row: "September 2016". Each label stays at the view's start while its context reaches into the view.
pub(super) fn contexts(session: Session) -> El {
    let items = move || {
        let viewport = session.viewing().viewport().get();
        let scale = viewport.scale();
        let axis = session.axis().get();
        let fonts = session.fonts().get();
        let in_view = axis.contexts.iter().filter_map(|context| {
            let start_px = scale.x_from_time(context.start_ms).max(0.0);
            let end_px = scale.x_from_time(context.end_ms).min(viewport.width_px);
            let width_px = fonts.as_ref().map_or(0.0, |fonts| fonts.axis.px(&context.label) + PADDING_PX);
            // A part of a name would be another one.
            let is_whole = end_px - start_px >= width_px.min(viewport.width_px);
            let key = format!("{} {}", context.start_ms, context.label);
            (is_whole && end_px > start_px).then(|| (key, (context.clone(), start_px, end_px)))
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

/// The lower row. At the view's edges labels keep clear of them, as a part of one would be another one; the label of a tick that
/// is out of view is left out.
pub(super) fn ticks(session: Session) -> El {
    let label = |tick: &Tick| el("div").class("tick").text(&tick.label);
    at_ticks(session, label, move |tick| {
        let viewport = session.viewing().viewport().get();
        let fonts = session.fonts().get();
        let half_px = fonts.as_ref().map_or(0.0, |fonts| fonts.axis.px(&tick.label) / 2.0);
        let at_px = viewport.scale().x_from_time(tick.at_ms);
        let is_seen = at_px >= 0.0 && at_px <= viewport.width_px;
        is_seen.then(|| clamp(at_px, half_px, viewport.width_px - half_px) - at_px)
    })
}

/// The lines of the ticks through the lanes.
pub(super) fn tick_lines(session: Session) -> El {
    at_ticks(session, |_| el("div").class("tick-line"), |_| Some(0.0))
}

/// A tick, its place on the stage, and how far from it its label is moved, in px; `None`: it has none.
type Placed = (Tick, f64, Option<f64>);

/// Something at each tick, on a stage.
fn at_ticks(session: Session, make: fn(&Tick) -> El, moved: impl Fn(&Tick) -> Option<f64> + 'static) -> El {
    let items = move || {
        let axis = session.axis().get();
        let placed = axis.ticks.iter().map(|tick| {
            let key = format!("{} {} {}", tick.at_ms, tick.label, tick.strong);
            (key, (tick.clone(), session.share(tick.at_ms), moved(tick)))
        });
        placed.collect()
    };
    let make = move |(tick, ..): &Placed| {
        let made = make(tick);
        set_class(made.node(), "strong", tick.strong);
        made
    };
    let update = |tick: &El, now: &Placed, before: Option<&Placed>| {
        if before != Some(now) {
            set_style(tick.node(), "left", &percent(now.1));
            set_style(tick.node(), "--moved", &px(now.2.unwrap_or_default()));
            set_class(tick.node(), "out", now.2.is_none());
        }
    };
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
