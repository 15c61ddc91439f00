//! The chart by keyboard: one stop of the Tab key, arrows from mark to mark; and the keys that work in the whole widget.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, ScrollIntoViewOptions};

use super::axis::px;
use super::el::{el, set_style};
pub(super) use super::list::focus;
use super::mark::mark_name;
use crate::layout::{Mark, MarkKey};
use crate::state::Session;
use crate::state::reactive::react;

/// How far one press of plus or minus zooms.
const ZOOM: f64 = 2.0;

/// Where keys are typed, choose something, or have nothing to do with the timeline.
const ELSEWHERE: &str = "select, textarea, input:not([type=checkbox]), dialog, dialog *";

/// The key that was pressed, if no other is held but Shift.
pub(super) fn plain_key(event: &Event) -> Option<String> {
    let event = event.dyn_ref::<KeyboardEvent>()?;
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
    (!modified).then(|| event.key())
}

/// Handles a key that was pressed anywhere in the widget.
pub(super) fn anywhere(session: Session, help: &HtmlElement, event: &Event) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    // A value of a facet has its own minus.
    if event.default_prevented() || target.is_some_and(|target| target.matches(ELSEWHERE).unwrap_or(false)) {
        return;
    }
    match plain_key(event).unwrap_or_default().as_str() {
        "+" | "=" => session.viewing().zoom(ZOOM),
        "-" | "_" => session.viewing().zoom(1.0 / ZOOM),
        "0" => session.fit(true),
        "?" => help.click(),
        _ => return,
    }
    event.prevent_default();
}

/// Handles a key that was pressed on the plot or a mark.
pub(super) fn key_down(session: Session, event: &Event) {
    match plain_key(event).unwrap_or_default().as_str() {
        "ArrowRight" => step(session, true),
        "ArrowLeft" => step(session, false),
        "ArrowDown" => change_lane(session, true),
        "ArrowUp" => change_lane(session, false),
        "Home" => end(session, false),
        "End" => end(session, true),
        "Escape" if session.viewing().band().with_untracked(Option::is_some) => {
            session.viewing().band().set(None);
        }
        "Escape" if session.opened().get_untracked().is_some() => session.opened().set(None),
        _ => return,
    }
    event.prevent_default();
}

/// The focused mark, if it is still there; else the first in view.
fn current(session: Session) -> Option<Mark> {
    let focused = session.focused().get_untracked();
    let marks = session.marks().get_untracked();
    marks.iter().find(|mark| Some(mark.key) == focused).cloned()
}

fn first_in_view(session: Session) -> Option<MarkKey> {
    let view = session.viewing().viewport().get_untracked().extent();
    let marks = session.marks().get_untracked();
    let first = marks.iter().find(|mark| view.contains(mark.anchor_ms));
    first.or(marks.first()).map(|mark| mark.key)
}

/// Goes to the lane's event before or after the current one; from a cluster, on from its first or last.
fn step(session: Session, forward: bool) {
    let Some(mark) = current(session) else {
        return match first_in_view(session) {
            Some(key) => session.focus_mark(key),
            None => end(session, forward),
        };
    };
    let lanes = session.lanes().get_untracked();
    let Some(lane) = lanes.get(mark.lane) else { return };
    let members = session.members(&mark.key);
    let is_member = |event: &u32| members.binary_search(event).is_ok();
    let next = if forward {
        lane.events.iter().rposition(is_member).and_then(|at| at.checked_add(1))
    } else {
        lane.events.iter().position(is_member).and_then(|at| at.checked_sub(1))
    };
    if let Some(&event) = next.and_then(|at| lane.events.get(at)) {
        session.focus_event(lane.key, event);
    }
}

fn end(session: Session, last: bool) {
    let lanes = session.lanes().get_untracked();
    let lane = current(session).map_or(0, |mark| mark.lane);
    let Some(lane) = lanes.get(lane).or(lanes.first()) else { return };
    let event = if last { lane.events.last() } else { lane.events.first() };
    if let Some(&event) = event {
        session.focus_event(lane.key, event);
    }
}

/// Goes to the mark of another lane that is nearest in time.
fn change_lane(session: Session, down: bool) {
    let Some(mark) = current(session) else {
        if let Some(key) = first_in_view(session) {
            session.focus_mark(key);
        }
        return;
    };
    let marks = session.marks().get_untracked();
    let view = session.viewing().viewport().get_untracked().extent();
    let beyond = |other: &&Mark| if down { other.lane > mark.lane } else { other.lane < mark.lane };
    let visible = |other: &&Mark| other.start_ms < view.end_ms && other.end_ms > view.start_ms;
    let nearest = marks
        .iter()
        .filter(beyond)
        .filter(visible)
        .min_by_key(|other| (other.lane.abs_diff(mark.lane), other.anchor_ms.abs_diff(mark.anchor_ms)));
    if let Some(nearest) = nearest {
        session.focus_mark(nearest.key);
    }
}

/// Puts the focus where the session wants it, as soon as that mark is there.
pub(super) fn keep_focus(session: Session, plot: &HtmlElement) {
    let (plot, spot) = (plot.clone(), el("i").node().clone());
    spot.unchecked_ref::<HtmlElement>().style().set_css_text(SPOT);
    _ = plot.append_child(&spot);
    react(move || {
        let Some(wanted) = session.wants_focus().get() else { return };
        let marks = session.marks().get();
        // Once the movement has brought it into being.
        let found = marks.iter().find(|mark| session.stands_for(mark, &wanted));
        let Some(key) = found.map(|mark| mark.key) else {
            if session.viewing().is_still() {
                // It will not come: later something else may have the focus.
                session.wants_focus().set(None);
            }
            // Meanwhile the mark that had it may leave the page: keys must not be lost.
            return focus(&plot);
        };
        let (plot, spot, selector) =
            (plot.clone(), spot.clone(), format!("[data-mark=\"{}\"]", mark_name(&key)));
        session.at_next_frame(move || {
            // By now another may be wanted: keys are faster than frames.
            if session.wants_focus().get_untracked() != Some(wanted) {
                return;
            }
            let mark = plot.query_selector(&selector).ok().flatten();
            if let Some(mark) = mark.and_then(|mark| mark.dyn_into::<HtmlElement>().ok()) {
                focus(&mark);
                scroll_to(&plot, &spot, &mark);
                session.focused().set(Some(key));
                session.wants_focus().set(None);
            }
        });
    });
}

/// Stands in the plot at the height of a mark, with room for the axis above it and another mark below: the mark itself may be longer than the
/// plot, and what clips it would be scrolled, too.
const SPOT: &str =
    "position:absolute;inset-inline:0;height:24px;pointer-events:none;scroll-margin:70px 0 24px";

/// Scrolls page and frames no further than needed to see a mark.
fn scroll_to(plot: &Element, spot: &Element, mark: &Element) {
    let top_px = mark.get_bounding_client_rect().top() - plot.get_bounding_client_rect().top();
    set_style(spot, "top", &px(top_px));
    let options = ScrollIntoViewOptions::new();
    for axis in ["block", "inline"] {
        _ = js_sys::Reflect::set(&options, &axis.into(), &"nearest".into());
    }
    spot.scroll_into_view_with_scroll_into_view_options(&options);
}
