//! The whole widget: which of its faces is shown.

use web_sys::Element;

use super::chart::chart;
use super::chips::chips;
use super::el::{El, el};
use super::facets::facets;
use super::heading::heading;
use super::help::{help, help_button, hint};
use super::issues::{issues_note, link_note};
use super::keyboard::anywhere;
use super::overview::overview;
use super::print::keep_printable;
use super::search::slash;
use super::status::{failed, no_events, waiting};
use super::toolbar::toolbar;
use crate::archive::Archive;
use crate::state::reactive::Derived;
use crate::state::{Load, Session};

#[derive(Clone, Copy, PartialEq)]
enum Face {
    Waiting,
    Failed,
    NoEvents,
    Timeline,
}

/// The root element of the widget.
pub(crate) fn widget(session: Session) -> Element {
    let face = Derived::new(move || match session.load.get() {
        Load::Ready if session.with_archive(Archive::is_empty).unwrap_or(true) => Face::NoEvents,
        Load::Ready => Face::Timeline,
        Load::Failed(_) => Face::Failed,
        Load::Idle | Load::Fetching { .. } | Load::Reading => Face::Waiting,
    });
    let shown = move || {
        Some(match face.get() {
            Face::Waiting => waiting(session),
            Face::Failed => failed(session),
            Face::NoEvents => {
                el("div").child(heading(session)).child(no_events(session)).child(issues_note(session))
            }
            Face::Timeline => timeline(session),
        })
    };
    let root = el("div").class("widget").dynamic(shown).node().clone();
    keep_printable(session, &root);
    root
}

fn timeline(session: Session) -> El {
    let help_button = help_button(session);
    let foot = el("footer")
        .class("foot")
        .child(hint(session))
        .child(help_button.clone())
        .child(help(session))
        .child(link_note(session))
        .child(issues_note(session));
    let main = el("div").class("main").child(chart(session)).child(overview(session)).child(foot);
    let head = el("header").class("head").child(heading(session)).child(toolbar(session));
    el("div")
        .class_when("folded", move || !session.facets_open.get())
        .on("keydown", move |event| slash(session, &event))
        .on("keydown", move |event| anywhere(session, help_button.html(), &event))
        .child(head)
        .child(chips(session))
        .child(el("div").class("body").child(facets(session)).child(main))
}
