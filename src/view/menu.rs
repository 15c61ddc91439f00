//! What a reader takes along: the link to what is seen, the events as files, a print.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::el::{El, el};
use crate::dom::{Part, after_ms, copy, download};
use crate::out::Out;
use crate::state::reactive::Var;
use crate::state::{Export, Session, export};

/// How long it is said that a link is copied, in ms.
const SAID_MS: i32 = 2500;
/// What stands beside the formats.
const PRINT: &str = "print";

/// Copies the link to what is seen. Where the browser refuses, the link stands in a field to be copied from.
pub(super) fn copy_link(session: Session) -> El {
    let texts = session.texts();
    // Empty is copied, a link is to be copied by hand.
    let said = Var::new(None::<String>);
    let press = move |_| {
        let (link, life) = (session.address(), session.life());
        copy(&link.clone(), move |copied| {
            if !life.is_alive() {
                return;
            }
            said.set(Some(if copied { String::new() } else { link }));
            if copied {
                after_ms(SAID_MS, move || {
                    if life.is_alive() && said.get_untracked().is_some_and(|said| said.is_empty()) {
                        said.set(None);
                    }
                });
            }
        });
    };
    let words = move || match said.get().as_deref() {
        Some("") => texts.link_copied().to_owned(),
        _ => String::new(),
    };
    let field = move || {
        let link = said.get().filter(|link| !link.is_empty())?;
        let field = el("input")
            .attr("readonly", "")
            .attr("dir", "ltr")
            .attr("aria-label", texts.link_to_copy())
            .attr("value", &link)
            .on("blur", move |_| said.set(None))
            .on("keydown", move |event| {
                if key(&event) == "Escape" {
                    said.set(None);
                }
            });
        let input = field.html().clone();
        session.at_next_frame(move || {
            _ = input.focus();
            input.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::select);
        });
        Some(field)
    };
    el("span")
        .class("copy-link")
        .child(El::button("button").text(texts.copy_link()).on("click", press))
        .child(el("span").class("said").attr("role", "status").text_with(words))
        .dynamic(field)
}

/// The menu of all else. The browser opens and closes it, and tells so.
pub(super) fn more(session: Session) -> El {
    let texts = session.texts();
    let button = El::button("button icon more-button")
        .attr("popovertarget", "more")
        .attr("aria-haspopup", "menu")
        .attr("aria-label", texts.more())
        .attr("title", texts.more())
        .text("⋯");
    let mut menu = el("div")
        .attr("id", "more")
        .attr("popover", "")
        .attr("role", "menu")
        .attr("aria-label", texts.more())
        .class("menu")
        .on("toggle", |event| {
            if let Some(menu) = element(event.current_target()) {
                focus(menu.first_element_child().filter(|_| menu.matches(":popover-open").unwrap_or(false)));
            }
        })
        .on("keydown", |event| walk(&event))
        .on("click", move |event| {
            if let Some(chosen) = element(event.target()).and_then(|item| item.get_attribute("data-format")) {
                leave(&event);
                match Export::from_name(&chosen) {
                    Some(format) => session.with_part(Part::Export, move || save(session, format)),
                    // Once the menu is closed.
                    None => after_ms(0, || _ = web_sys::window().map(|window| window.print())),
                }
            }
        });
    let files = Export::ALL.map(|format| (format.name(), texts.export(format)));
    for (name, words) in files.into_iter().chain([(PRINT, texts.print())]) {
        let item = El::button("")
            .attr("role", "menuitem")
            .attr("tabindex", "-1")
            .attr("data-format", name)
            .text(words);
        menu = menu.child(item);
    }
    el("span").child(button).child(menu)
}

fn key(event: &Event) -> String {
    event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default()
}

fn element(target: Option<EventTarget>) -> Option<HtmlElement> {
    target?.dyn_into().ok()
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        _ = element.focus();
    }
}

/// Closes the menu; the focus returns to its button. Browsers see to that only outside of shadow trees.
fn leave(event: &Event) {
    if let Some(menu) = element(event.current_target()) {
        focus(menu.previous_element_sibling());
        _ = menu.hide_popover();
    }
}

/// Arrow keys move among the menu's items.
fn walk(event: &Event) {
    let Some(menu) = element(event.current_target()) else { return };
    let item = element(event.target());
    let (first, last) = (menu.first_element_child(), menu.last_element_child());
    let to = match &*key(event) {
        "ArrowDown" => item.and_then(|item| item.next_element_sibling()).or(first),
        "ArrowUp" => item.and_then(|item| item.previous_element_sibling()).or(last),
        "Home" => first,
        "End" => last,
        "Escape" | "Tab" => return leave(event),
        _ => return,
    };
    event.prevent_default();
    focus(to);
}

/// Saves the matching events as a file named after the timeline.
fn save(session: Session, format: Export) {
    let Some(text) = export(session, format) else { return };
    let title = session.peek_archive(|archive| archive.title().to_owned()).unwrap_or_default();
    // Letters of all scripts, which file systems take, and none of the marks that some do not.
    let mut name = Out::default();
    let mut between = "";
    for ch in title.chars().take(60) {
        if ch.is_ascii_alphanumeric() || !ch.is_ascii() {
            name.add(&[std::mem::take(&mut between)]);
            name.ch(ch);
        } else if !name.0.is_empty() {
            between = "-";
        }
    }
    name.add(&[if name.0.is_empty() { "timeline." } else { "." }, format.name()]);
    // Spreadsheets take a file without the mark for one of an old encoding.
    let mark = if format == Export::Table { "\u{feff}" } else { "" };
    // A browser that saves no files says so itself.
    _ = download(&name.0, format.media_type(), &[mark, &text].concat());
}
