//! The whole widget: which of its faces is shown.

use std::rc::Rc;

use send_wrapper::SendWrapper;
use web_sys::Element;

use super::agenda::agenda_view;
use super::card::card_sheet;
use super::chart::chart;
use super::chips::chips;
use super::el::{El, el};
use super::facets::facets;
use super::heading::heading;
use super::help::{help, hint};
use super::issues::{issues_note, link_note, part_note};
use super::keyboard::anywhere;
use super::line::line;
use super::overview::overview;
use super::print::keep_printable;
use super::search::slash;
use super::sheet::sheet;
use super::status::{failed, newer, no_events, waiting};
use super::toolbar::toolbar;
use crate::archive::Archive;
use crate::dom::{Fonts, Listener, Part, observe_size, page_fonts};
use crate::state::reactive::{Derived, keep, react};
use crate::state::{Load, Session, Shared, Texts, View};

/// Below this width there is one column, as in style/narrow.css.
pub(crate) const NARROW_PX: f64 = 640.0;

#[derive(Clone, Copy, PartialEq)]
enum Face {
    Waiting,
    Failed,
    NoEvents,
    /// Of what there is so far.
    Beginning,
    Timeline,
}

/// The root element of the widget.
pub(crate) fn widget(session: Session) -> Element {
    let face = Derived::new(move || match session.load().get() {
        Load::Ready if session.with_archive(Archive::is_empty).unwrap_or(true) => Face::NoEvents,
        Load::Ready => Face::Timeline,
        Load::Partly { .. } => Face::Beginning,
        Load::Failed(_) => Face::Failed,
        Load::Idle | Load::Fetching { .. } | Load::Reading => Face::Waiting,
    });
    let shown = move || {
        Some(match face.get() {
            Face::Waiting => waiting(session),
            Face::Failed => failed(session),
            Face::NoEvents => el("div")
                .child(heading(session))
                .child(newer(session))
                .child(no_events(session))
                .child(issues_note(session)),
            Face::Beginning | Face::Timeline => timeline(session),
        })
    };
    let widget = el("div").class("widget").dynamic(shown);
    let life = session.life();
    let changed = Rc::new(move |width_px, _| {
        if life.is_alive() {
            set_room(session, width_px);
        }
    });
    keep(observe_size(widget.node(), changed));
    keep_fonts(session, widget.node());
    keep_printable(session, widget.node());
    widget.node().clone()
}

/// Measures texts in the fonts that the widget has on its page, and anew when the page has loaded others.
fn keep_fonts(session: Session, widget: &Element) {
    let widget = widget.clone();
    let know = move || session.fonts().set(Some(Shared::new(SendWrapper::new(Fonts::new(&widget)))));
    session.at_next_frame(know.clone());
    if let Some(fonts) = page_fonts() {
        keep(Listener::new(&fonts, "loadingdone", Box::new(move |_| know())));
    }
}

/// Takes on the width that there is: a narrow widget shows its filters when they are asked for.
fn set_room(session: Session, width_px: f64) {
    let narrow = width_px < NARROW_PX;
    if width_px > 0.0 && session.narrow().get_untracked() != narrow {
        session.facets_open().set(!narrow);
        session.narrow().set(narrow);
    }
    let has_no_width = session.viewing().viewport().get_untracked().width_px <= 0.0;
    if narrow || (has_no_width && session.view().get_untracked() == View::List) {
        // There is no plot that would tell it.
        session.set_width(width_px);
    }
}

fn timeline(session: Session) -> El {
    let (help_button, help) = help(session);
    let foot = el("footer")
        .class("foot")
        .child(hint(session))
        .child(help_button.clone())
        .child(help)
        .child(link_note(session))
        .child(part_note(session))
        .child(issues_note(session));
    let shown = move || {
        Some(match (session.view().get(), session.narrow().get()) {
            (View::Timeline, false) => chart(session),
            _ if !session.has(Part::Rows) => el("div").class("coming").attr("aria-busy", "true"),
            (View::List, _) => agenda_view(session),
            (View::Timeline, true) => line(session),
        })
    };
    // Once there was one it stays: a dialog gives the focus back only while it is in the page.
    react(move || {
        if session.opened().get().is_some() || session.previewed().get().is_some() {
            session.wants_card().set(true);
        }
    });
    let wants_sheet = move || session.wants_card().get() && session.narrow().get() && session.has(Part::Card);
    // The list has all matching events, whatever time is in view.
    let strip = el("div").class("strip").flag("hidden", move || session.view().get() == View::List);
    let main = el("div").class("main").dynamic(shown).child(strip.child(overview(session))).child(foot);
    let head =
        el("header").class("head").child(heading(session)).child(newer(session)).child(toolbar(session));
    let body = el("div").class("body").dynamic(move || Some(filters(session))).child(main);
    let is_partly = move || matches!(session.load().get(), Load::Partly { .. });
    el("div")
        .attr_with("aria-busy", move || is_partly().then(|| "true".to_owned()))
        .class_when("as-list", move || session.view().get() == View::List)
        .class_when("folded", move || {
            session.narrow().get() || !session.facets_open().get() || !session.has_values()
        })
        .on("pointerdown", move |_| session.look())
        .on("keydown", move |event| {
            session.look();
            slash(session, &event);
        })
        .on("keydown", move |event| anywhere(session, help_button.html(), &event))
        .child(head)
        .child(chips(session))
        .child(body)
        .dynamic(move || wants_sheet().then(|| card_sheet(session)))
}

/// The facets: a column beside the events, or a sheet where there is no room for one.
fn filters(session: Session) -> El {
    if !session.narrow().get() {
        return facets(session);
    }
    let done = El::button("button done")
        .text_with(move || {
            let shown = session.matching().get().count_ones(..);
            Texts::fill(session.texts().done(), &[&session.events_in_words(shown)])
        })
        .on("click", move |_| session.facets_open().set(false));
    let close = El::button("close")
        .attr("aria-label", session.texts().close())
        .attr("autofocus", "")
        .text("×")
        .on("click", move |_| session.facets_open().set(false));
    // Else it would open, and take the focus, while it goes: where there is room for a column that is open.
    let is_open = move || session.narrow().get() && session.facets_open().get();
    let head = el("h3").text(session.texts().filters());
    sheet(session.texts().filters(), is_open, move || session.facets_open().set(false))
        .child(el("div").class("in-sheet").children([head, close, facets(session), done]))
}
