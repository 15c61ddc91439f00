//! The timeline on paper: not the part that is in view but every matching event, as a list with the addresses in full,
//! under the heading and the filters that are on.
//!
//! It is made when the page is about to be printed, and gone afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::Owner;
use web_sys::{Element, Event, EventTarget};

use super::card::content;
use super::el::{El, el, set_class};
use crate::archive::Archive;
use crate::dom::Listener;
use crate::state::reactive::keep;
use crate::state::{Session, Texts};

/// How many events are printed at most: some hundred pages.
const MOST: usize = 3000;

/// Shows the list in `root` whenever the page is printed, from now on.
pub(super) fn keep_printable(session: Session, root: &Element) {
    let Some(window) = web_sys::window() else { return };
    let window: &EventTarget = &window;
    let (root, owner) = (root.clone(), Owner::current());
    let mut printed: Option<(Element, Owner)> = None;
    let print = move |is_on: bool| {
        if let Some((list, owner)) = printed.take() {
            list.remove();
            owner.unset_with_forced_cleanup();
        }
        set_class(&root, "printing", is_on);
        if is_on {
            let owner = owner.as_ref().map_or_else(Owner::new, |owner| owner.with(Owner::new));
            let list = owner.with(|| session.peek_archive(|archive| paper(session, archive)));
            printed = list.map(|list| {
                _ = root.append_child(list.node());
                (list.node().clone(), owner)
            });
        }
    };
    let print = Rc::new(RefCell::new(print));
    for name in ["beforeprint", "afterprint"] {
        let print = print.clone();
        let handler = move |event: Event| {
            if let Ok(mut print) = print.try_borrow_mut() {
                print(event.type_() == "beforeprint");
            }
        };
        keep(Listener::new(window, name, Box::new(handler)));
    }
}

fn paper(session: Session, archive: &Archive) -> El {
    let matching = session.matching.get_untracked();
    let events = matching.ones().take(MOST).filter_map(|idx| archive.event(u32::try_from(idx).ok()?));
    // As on a card in passing, of which the style writes out the addresses.
    let items = events.map(|event| el("li").children(content(session, archive, event, true)));
    let more = matching.count_ones(..).checked_sub(MOST).filter(|more| *more > 0);
    let more = more.map(|more| Texts::fill(session.texts.not_printed, &[&session.number(more)]));
    el("section")
        .class("print")
        .attr("part", "print")
        .child(el("ol").children(items))
        .child(el("p").text(&more.unwrap_or_default()))
}
