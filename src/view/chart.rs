//! The chart: axis, lanes, marks, the card over them; what pointer and keyboard do on it.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PointerEvent};

use super::axis::{contexts, percent, px, tick_lines, ticks};
use super::band::band;
use super::card::card;
use super::el::{El, el, set_class};
use super::lane::{lane_headings, lane_marks, lane_rules};
use super::mark::{
    Placed, complete as complete_mark, is_out, keep_label_in_view, make as make_mark, mark_name,
    update as update_mark,
};
use super::status::no_match;
use super::{gestures, keyboard};
use crate::dom::{Part, after_ms, civil_now_ms, observe_size};
use crate::layout::{MarkKey, REST};
use crate::state::reactive::{keep, react, spawn};
use crate::state::{LanesBy, Opened, Session, Texts};

/// A zoom that has not changed for this long has come to rest, in ms.
const REST_MS: i32 = 140;

/// How much room the word for today takes, in px.
const TODAY_PX: f64 = 60.0;

/// The timeline itself.
pub(super) fn chart(session: Session) -> El {
    let texts = session.texts();
    let axis = el("div").class("axis").attr("part", "axis").child(contexts(session));
    let stage_of_lanes = stage(session).child(tick_lines(session)).child(today(session));
    let window = el("div")
        .class("window")
        .child(axis.child(stage(session).child(ticks(session))))
        .child(lane_rules(session))
        .child(stage_of_lanes.child(lane_marks(session)));
    let plot = el("div")
        .class("plot")
        .attr("role", "group")
        .attr("tabindex", "0")
        .attr("aria-label", texts.chart())
        .attr("aria-describedby", "help")
        .child(window)
        .child(el("div").style_with("height", move || px(session.stack().with(|stack| stack.height_px))))
        .child(pinned(session))
        .child(band(session.viewing().band()))
        .dynamic(move || session.matching().get().is_clear().then(|| no_match(session)))
        .on("click", move |event| click(session, &event))
        .on("keydown", move |event| keyboard::key_down(session, &event))
        .on("focusin", move |event| preview(session, &event, true))
        .on("focusout", move |_| session.previewed().set(None))
        .on("pointerover", move |event| preview(session, &event, false))
        .on("pointerleave", move |_| session.previewed().set(None));
    gestures::on(session, plot.html());
    keyboard::keep_focus(session, plot.html());
    keep_opened_marked(session, plot.node());
    keep_labels_in_view(session, plot.node());
    know_screen(session, plot.node());
    settle_after_zoom(session);
    // The plot's width is the viewport's.
    let life = session.life();
    let changed = Rc::new(move |width_px, _| {
        if life.is_alive() {
            session.set_width(width_px);
        }
    });
    keep(observe_size(plot.node(), changed.clone()));
    // The first time as soon as it stands on the page: a frame sooner.
    let own = plot.node().clone();
    spawn(async move {
        session.on_screen().set(on_screen(&own));
        changed(f64::from(own.client_width()), 0.0);
    });
    let frame = el("div").class("lanes-frame").class_when("scrolls", move || session.all_lanes().get()).on(
        "scroll",
        move |event| {
            let frame = event.current_target().and_then(|frame| frame.dyn_into::<Element>().ok());
            session.scroll_to(frame.map_or(0.0, |frame| f64::from(frame.scroll_top())));
        },
    );
    el("section")
        .class("chart")
        .attr("part", "chart")
        .attr("aria-label", texts.chart())
        .child(
            frame.child(lane_headings(session)).child(plot).dynamic(move || {
                (session.wants_card().get() && session.has(Part::Card)).then(|| card(session))
            }),
        )
        .dynamic(move || lane_choice(session))
        .child(el("p").attr("id", "help").flag("hidden", || true).text(texts.chart_help()))
}

/// What moves with the view: a stretch of time, longer than the view, in which places are shares.
fn stage(session: Session) -> El {
    let viewport = session.viewing().viewport();
    let left = move || {
        let ahead_px = viewport.get().scale().x_from_time(session.viewing().stage().get().start_ms);
        format!("translateX({})", px(ahead_px))
    };
    let width = move || px(session.viewing().stage().get().duration_ms() as f64 / viewport.get().ms_per_px());
    el("div").class("stage").style_with("transform", left).style_with("width", width)
}

/// Finds out which of the lanes are on the screen, as a zoom begins and whenever something else may be about to change.
fn know_screen(session: Session, plot: &Element) {
    let plot = plot.clone();
    let look = move || session.on_screen().set(on_screen(&plot));
    let look_again = look.clone();
    react(move || {
        session.looks().get();
        look();
    });
    react(move || {
        if !session.viewing().at_rest().get() {
            look_again();
        }
    });
}

/// Which part of an element the window shows, if it is high enough: from and to, in px from its top.
fn on_screen(element: &Element) -> (f64, f64) {
    let top_px = element.get_bounding_client_rect().top();
    let window = web_sys::window();
    let height = window.and_then(|window| window.inner_height().ok()).and_then(|px| px.as_f64());
    (-top_px, height.unwrap_or(f64::INFINITY) - top_px)
}

/// Lays out for just the zoom that there is, once it has not changed for a while.
fn settle_after_zoom(session: Session) {
    let viewing = session.viewing();
    react(move || {
        let changes = viewing.changes();
        let change = changes.get();
        after_ms(REST_MS, move || {
            if changes.try_get_untracked() == Some(change) {
                viewing.settle();
            }
        });
    });
}

/// The line of now.
fn today(session: Session) -> El {
    let now_ms = civil_now_ms();
    el("div")
        .class("today")
        .flag("hidden", move || !session.viewing().window().get().contains(now_ms))
        .style_with("left", move || percent(session.share(now_ms)))
        .class_when("last", move || {
            let viewport = session.viewing().viewport().get();
            viewport.scale().x_from_time(now_ms) > viewport.width_px - TODAY_PX
        })
        .child(el("span").text(session.texts().today()))
}

/// What reaches into the view from outside and has no room of its own.
fn pinned(session: Session) -> El {
    let marks = move || {
        let placed = session.pinned().get().into_iter().map(|mark| {
            // One event alone is a mark of another make than a pill.
            let key = format!("{} {}", mark_name(&mark.key), mark.event().is_some());
            let top_px = mark.y_px;
            (key, Placed { mark, anchor: 0.0, start: 0.0, end: 0.0, top_px })
        });
        placed.collect()
    };
    el("div").class("pinned-marks").each_updated(
        marks,
        |placed| make_mark(&placed.mark),
        move |node, placed, before| {
            update_mark(session, node.node(), placed, before);
            complete_mark(session, node.node(), &placed.mark);
        },
    )
}

/// Asks for the lanes that are joined in the last one.
fn lane_choice(session: Session) -> Option<El> {
    let LanesBy::Facet(facet) = session.lanes_by().get() else { return None };
    let more = session.all_lanes().get();
    let joined = session.lanes().with(|lanes| lanes.iter().any(|lane| lane.key == REST));
    if !more && !joined {
        return None;
    }
    let words = if more {
        session.texts().fewer_lanes().to_owned()
    } else {
        let all = session.with_archive(|archive| archive.facet(facet).names.len()).unwrap_or_default();
        Texts::fill(session.texts().all_lanes(), &[&session.number(all)])
    };
    let choice = El::button("link lane-choice").attr("aria-expanded", &more.to_string()).text(&words);
    Some(choice.on("click", move |_| session.all_lanes().update(|all| *all = !*all)))
}

/// Marks every mark of the event whose card is opened; one that is made later knows by itself.
fn keep_opened_marked(session: Session, plot: &Element) {
    let plot = plot.clone();
    react(move || {
        let opened = session.opened().get();
        for node in elements(&plot, ".mark.on") {
            set_class(&node, "on", false);
        }
        if let Some(Opened::Event(idx)) = opened {
            let id = session
                .peek_archive(|archive| archive.event(idx).map(|event| event.id().to_owned()))
                .flatten();
            for node in elements(&plot, ".mark") {
                if node.get_attribute("data-event-id") == id {
                    set_class(&node, "on", true);
                }
            }
        }
    });
}

/// Keeps the labels inside long bars in sight while the view moves, and hides those of which the mark has left it.
fn keep_labels_in_view(session: Session, plot: &Element) {
    let plot = plot.clone();
    // Those that were moved or hidden the last time may have to go back.
    let mut moved: Vec<MarkKey> = Vec::new();
    react(move || {
        let viewport = session.viewing().viewport().get();
        let marks = session.marks().get_untracked();
        let labelled = marks.iter().filter(|mark| mark.label_px > 0);
        let mut still = Vec::new();
        for mark in labelled {
            let was_moved = moved.contains(&mark.key);
            if !was_moved && mark.start_ms >= viewport.start_ms {
                continue;
            }
            if !mark.label_inside && was_moved == is_out(&viewport, mark) {
                // Most stay as they are.
                still.extend(was_moved.then_some(mark.key));
                continue;
            }
            let selector = format!("[data-mark=\"{}\"] .label", mark_name(&mark.key));
            if let Some(label) = plot.query_selector(&selector).ok().flatten()
                && keep_label_in_view(session, &viewport, &label, mark)
            {
                still.push(mark.key);
            }
        }
        moved = still;
    });
}

fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)).filter_map(|node| node.dyn_into().ok()).collect()
}

/// The mark that an event of the page happened on.
pub(super) fn mark_at(session: Session, event: &Event) -> Option<MarkKey> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let name = target.closest("[data-mark]").ok()??.get_attribute("data-mark")?;
    let (marks, pinned) = (session.marks().get_untracked(), session.pinned().get_untracked());
    marks.iter().chain(&pinned).map(|mark| mark.key).find(|key| mark_name(key) == name)
}

/// A plain click opens the card; with a modifier, or where the page wants it, the link is followed.
fn click(session: Session, event: &Event) {
    let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
    if session.dragged().get_untracked() {
        // The end of a drag is no click.
        session.dragged().set(false);
        return event.prevent_default();
    }
    // What browsers make of Enter: a click without a count, or one of no pointer.
    let pointer = event.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_type);
    let by_keyboard = event.detail() == 0 || pointer.is_some_and(|pointer| pointer.is_empty());
    match mark_at(session, event) {
        Some(MarkKey::Event { event: idx, .. }) => {
            let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
            if modified || session.follow_links().get_untracked() {
                return;
            }
            event.prevent_default();
            if session.select(idx) {
                session.opened().set(Some(Opened::Event(idx)));
                session.card_wants_focus().set(by_keyboard);
            }
        }
        Some(key) => {
            session.card_wants_focus().set(by_keyboard);
            if by_keyboard {
                // The cluster comes apart under the focus.
                let plot = event.current_target().and_then(|plot| plot.dyn_into::<HtmlElement>().ok());
                plot.map(|plot| plot.focus());
                session.focus_first_of(key);
            }
            session.open_cluster(key);
        }
        None => session.opened().set(None),
    }
}

/// Shows in passing what the pointer or the focus is on.
fn preview(session: Session, event: &Event, focus: bool) {
    let key = mark_at(session, event);
    if focus && key.is_some() {
        session.focused().set(key);
    }
    session.look();
    session.previewed().set(match key {
        Some(MarkKey::Event { event, .. }) => Some(event),
        _ => None,
    });
}
