//! How to move about: the line under the chart, and the list of all keys and gestures that `?` opens.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::el::{El, el};
use crate::dom::is_mac;
use crate::state::{Session, Texts};

/// The line for those who have a mouse, or for those who touch: the style sheet shows one of them.
pub(super) fn hint(session: Session) -> El {
    let texts = session.texts();
    // Screen readers hear what the keys do when they come to the chart.
    el("p")
        .class("hint")
        .attr("aria-hidden", "true")
        .child(el("span").class("by-mouse").text(&Texts::fill(texts.hint(), &[modifier()])))
        .child(el("span").class("by-touch").text(texts.hint_touch()))
}

/// The button that opens the list of keys and gestures, and the list. When it is closed the focus returns to where it was:
/// browsers see to that for a dialog, even in a shadow tree, but not for a popover there.
pub(super) fn help(session: Session) -> (El, El) {
    let texts = session.texts();
    let rows = texts.help.iter().map(|(keys, what)| {
        let keys = Texts::fill(keys, &[modifier()]);
        let keys = keys.split(' ').map(|key| el("kbd").text(key));
        el("tr").child(el("th").attr("scope", "row").children(keys)).child(el("td").text(what))
    });
    let close = el("button").class("close").attr("aria-label", texts.close()).text("×");
    let list = el("dialog")
        .class("help")
        .attr("aria-label", texts.help_title())
        .attr("closedby", "any")
        .child(el("form").attr("method", "dialog").child(close))
        .child(el("h3").text(texts.help_title()))
        .child(el("table").child(el("tbody").children(rows)));
    let dialog: HtmlDialogElement = list.node().clone().unchecked_into();
    let button = El::button("help-button")
        .attr("aria-label", texts.help_title())
        .attr("title", texts.help_title())
        .attr("aria-keyshortcuts", "?")
        .attr("aria-haspopup", "dialog")
        .text("?")
        // It fails only where it is open already.
        .on("click", move |_| drop(dialog.show_modal()));
    (button, list)
}

/// The key that with the wheel zooms.
fn modifier() -> &'static str {
    if is_mac() { "⌘" } else { "Ctrl" }
}
