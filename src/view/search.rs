//! The search: its field, its key, and where its words stand in a text.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::el::{El, el};
use super::list::focus_events;
use crate::dom::decompose;
use crate::query::highlight;
use crate::state::Session;
use crate::state::reactive::react;

/// The field, which may stand anywhere in the widget.
pub(super) fn search(session: Session) -> El {
    let texts = session.texts();
    let input = el("input")
        .attr("type", "search")
        .attr("part", "search")
        .attr("aria-label", texts.search_events())
        .attr("placeholder", texts.search_events())
        .attr("aria-keyshortcuts", "/")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .on("focus", move |_| session.prepare_search())
        .on("input", move |event| {
            if let Some(input) = text_field(&event) {
                session.search(&input.value());
            }
        })
        .on("keydown", move |event| escape(session, &event));
    let field = input.html().clone();
    react(move || {
        let q = session.filter().with(|filter| filter.q.clone());
        if let Some(field) = field.dyn_ref::<HtmlInputElement>().filter(|field| field.value() != q) {
            field.set_value(&q);
        }
    });
    let field = input.html().clone();
    react(move || {
        if session.search_wants_focus().get() {
            session.search_wants_focus().set(false);
            _ = field.focus();
        }
    });
    el("span").class("search").child(input)
}

/// Escape empties the field, then leaves it for the events.
fn escape(session: Session, event: &Event) {
    let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
    let Some(field) = text_field(event).filter(|_| is_escape) else { return };
    event.prevent_default();
    event.stop_propagation();
    if field.value().is_empty() {
        focus_events(&field);
    } else {
        session.search("");
    }
}

/// The field of text that an event is about; a checkbox is none.
fn text_field(event: &Event) -> Option<HtmlInputElement> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    (field.type_() != "checkbox").then_some(field)
}

/// `/` leads to the search from anywhere in the widget but a field of text.
pub(super) fn slash(session: Session, event: &Event) {
    let is_slash = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| {
        event.key() == "/" && !event.ctrl_key() && !event.meta_key() && !event.alt_key()
    });
    if is_slash && text_field(event).is_none() {
        event.prevent_default();
        session.search_wants_focus().set(true);
    }
}

/// Keeps a text in an element that has no other, the words that are searched for marked in it.
pub(super) fn marked(session: Session, within: El, text: &str) -> El {
    let (node, text) = (within.node().clone(), text.to_owned());
    react(move || {
        let wanted = session.filtering().wanted().get();
        if wanted.is_empty() {
            return node.set_text_content(Some(&text));
        }
        node.set_text_content(None);
        let pieces = highlight(&text, &wanted, &decompose);
        let pieces =
            pieces.iter().map(|(piece, is_hit)| el(if *is_hit { "mark" } else { "span" }).text(piece));
        El::of(&node).children(pieces);
    });
    within
}
