//! How to move about: the line under the chart, and the list of all keys and gestures that `?` opens.

use super::el::{El, el};
use crate::dom::is_mac;
use crate::state::{Session, Texts};

/// The line for those who have a mouse, or for those who touch: the style sheet shows one of them.
pub(super) fn hint(session: Session) -> El {
    let texts = session.texts;
    // Screen readers hear what the keys do when they come to the chart.
    el("p")
        .class("hint")
        .attr("aria-hidden", "true")
        .child(el("span").class("by-mouse").text(&Texts::fill(texts.hint, &[modifier()])))
        .child(el("span").class("by-touch").text(texts.hint_touch))
}

/// The list of keys and gestures, closed.
pub(super) fn help(session: Session) -> El {
    let texts = session.texts;
    let rows = texts.help.iter().map(|(keys, what)| {
        let keys = Texts::fill(keys, &[modifier()]);
        let keys = keys.split(' ').map(|key| el("kbd").text(key));
        el("tr").child(el("th").attr("scope", "row").children(keys)).child(el("td").text(what))
    });
    let close = El::button("close")
        .attr("aria-label", texts.close)
        .attr("popovertarget", "keys")
        .attr("popovertargetaction", "hide")
        .attr("autofocus", "")
        .text("×");
    el("div")
        .attr("id", "keys")
        .class("help")
        .attr("popover", "auto")
        .attr("role", "dialog")
        .attr("aria-label", texts.help_title)
        .child(close)
        .child(el("h3").text(texts.help_title))
        .child(el("table").child(el("tbody").children(rows)))
}

/// The button that opens the list, and closes it.
pub(super) fn help_button(session: Session) -> El {
    El::button("help-button")
        .attr("popovertarget", "keys")
        .attr("aria-label", session.texts.help_title)
        .attr("title", session.texts.help_title)
        .attr("aria-keyshortcuts", "?")
        .text("?")
}

/// The key that with the wheel zooms.
fn modifier() -> &'static str {
    if is_mac() { "⌘" } else { "Ctrl" }
}
