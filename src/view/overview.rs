//! The overview: how many events of which kind there are along the whole time, and the brush over the time in view.
//!
//! Drawn anew only when other events match or its width changes; a movement of the view moves the brush alone.

use std::rc::Rc;

use super::axis::px;
use super::band::band;
use super::brush::{self, Hand};
use super::el::{El, el, set_style, svg};
use crate::dom::{Measured, civil_now_ms, observe_size};
use crate::state::Session;
use crate::state::reactive::{Derived, Var, keep};
use crate::time::{Brush, Grip, Viewport, strip_labels};

/// Height of the fullest column, in px. The style sheet says the same.
const COLUMNS_PX: u32 = 40;
/// The least distance of two labels, in px.
const LABEL_PX: f64 = 48.0;

/// The strip below the chart.
pub(super) fn overview(session: Session) -> El {
    let texts = session.texts();
    let width = Var::new(0.0);
    let strip = Derived::new(move || session.strip(width.get()));
    let marked = Var::new(None);
    let hand = Hand { session, strip, marked };
    // Where the view has come to rest: what is told at every step is heard at none.
    let rested = move || session.told_range().get().map(|extent| Viewport::new(extent, 1.0));
    let slider = move |grip: Grip, class: &'static str, name: &str| {
        el("div")
            .class(class)
            .attr("role", "slider")
            .attr("tabindex", "0")
            .attr("aria-label", name)
            .attr_with("aria-valuenow", move || Some(share(&strip.get()?, &rested()?, grip).to_string()))
            .attr_with("aria-valuetext", move || Some(in_words(session, &rested()?, grip)))
            .on("keydown", move |event| brush::key_down(hand, grip, &event))
    };
    let frame = el("div")
        .class("frame")
        .flag("hidden", move || strip.get().is_none())
        .style_with("inset", move || {
            let view = session.viewing().viewport().get();
            let Some(strip) = strip.get() else { return String::new() };
            let brush = Brush::new(&view, &strip);
            ["0 ", &px(strip.width_px - brush.end_px), " 0 ", &px(brush.start_px)].concat()
        })
        .child(slider(Grip::Body, "brush", texts.brush()).attr("part", "brush"))
        .child(slider(Grip::Start, "edge", texts.brush_start()))
        .child(slider(Grip::End, "edge last", texts.brush_end()));
    let columns = el("div").class("columns").child(columns(session, strip)).child(band(marked)).child(frame);
    brush::on(hand, columns.html());
    let life = session.life();
    keep(observe_size(
        columns.node(),
        Rc::new(move |width_px, _| {
            if life.is_alive() {
                width.set(width_px);
            }
        }),
    ));
    el("div")
        .class("overview")
        .attr("part", "overview")
        .attr("role", "group")
        .attr("aria-label", texts.overview())
        .child(columns)
        .child(labels(session, strip))
}

/// The columns, one area per kind, and the line of now.
fn columns(session: Session, strip: Derived<Option<Viewport>>) -> El {
    let draw = move || {
        let strip = strip.get()?;
        let areas = session.histogram(&strip).areas(strip.width_px as u32, COLUMNS_PX);
        let path = |(look, area): (usize, &String)| {
            svg("path").attr("class", &["k", &look.to_string()].concat()).attr("d", area)
        };
        let columns = svg("svg").children(areas.iter().enumerate().map(path));
        let now_ms = civil_now_ms();
        let now = strip.extent().contains(now_ms).then(|| {
            let now = el("i").class("now");
            set_style(now.node(), "left", &px(strip.scale().x_from_time(now_ms)));
            now
        });
        Some(el("div").child(columns).children(now))
    };
    el("div").attr("aria-hidden", "true").dynamic(draw)
}

/// One row of labels.
fn labels(session: Session, strip: Derived<Option<Viewport>>) -> El {
    let draw = move || {
        let strip = strip.get()?;
        let fonts = session.fonts().get();
        let labels = session.intl().with(|intl| {
            let format = Measured { intl, fonts: fonts.as_deref().map(|fonts| &**fonts) };
            strip_labels(&strip, LABEL_PX, &format)
        });
        let label = |(start_px, label): (f64, String)| {
            let label = el("span").text(&label);
            set_style(label.node(), "left", &px(start_px));
            label
        };
        Some(el("div").children(labels.into_iter().map(label)))
    };
    el("div").class("labels").attr("aria-hidden", "true").dynamic(draw)
}

/// Where a grip is on the strip, in hundredths.
fn share(strip: &Viewport, view: &Viewport, grip: Grip) -> u32 {
    let brush = Brush::new(view, strip);
    let at_px = if grip == Grip::End { brush.end_px } else { brush.start_px };
    (at_px / strip.width_px * 100.0).round() as u32
}

/// What is in view, or where it starts or ends.
fn in_words(session: Session, view: &Viewport, grip: Grip) -> String {
    let (first_ms, last_ms) = (view.start_ms, view.end_ms.saturating_sub(1));
    let (from_ms, to_ms) = match grip {
        Grip::Start => (first_ms, first_ms),
        Grip::End => (last_ms, last_ms),
        Grip::Body | Grip::Beside => (first_ms, last_ms),
    };
    session.range_in_words(from_ms, to_ms, view.span_ms())
}
