//! The timeline on paper: not the part that is in view but every matching event, as a list with the addresses in full,
//! under the heading and the filters that are on.
//!
//! It is made when the page is about to be printed, and gone afterwards.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::Owner;
use web_sys::{Element, EventTarget};

use super::el::{El, el, set_class};
use crate::archive::{Archive, Event, Facet};
use crate::dom::Listener;
use crate::state::reactive::keep;
use crate::state::{Session, Texts};
use crate::time::EventDate;

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
        let handler = move |event: web_sys::Event| {
            if let Ok(mut print) = print.try_borrow_mut() {
                print(event.type_() == "beforeprint");
            }
        };
        keep(Listener::new(window, name, Box::new(handler)));
    }
}

fn paper(session: Session, archive: &Archive) -> El {
    let matching = session.matching().get_untracked();
    let events = matching.ones().take(MOST).filter_map(|idx| archive.event(u32::try_from(idx).ok()?));
    let items = events.map(|event| entry(session, archive, event));
    let more = matching.count_ones(..).checked_sub(MOST).filter(|more| *more > 0);
    let more = more.map(|more| Texts::fill(session.texts().not_printed(), &[&session.number(more)]));
    el("section")
        .class("print")
        .attr("part", "print")
        .child(el("ol").children(items))
        .child(el("p").text(&more.unwrap_or_default()))
}

/// A passage in the quotation marks of the language, unless it has some of its own.
fn quotation(passage: &str) -> El {
    el(if passage.contains('“') || passage.contains('"') { "span" } else { "q" })
        .attr("dir", "auto")
        .text(passage)
}

/// An event in full. The style writes out the addresses of its articles.
fn entry(session: Session, archive: &Archive, event: Event<'_>) -> El {
    let texts = session.texts();
    let line = |class: &str, parts: Vec<String>| {
        let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        (!words.is_empty()).then(|| el("p").class(class).attr("dir", "auto").text(&words))
    };
    let status = texts.status(event.status()).unwrap_or_default().to_owned();
    let when = vec![session.date_in_words(event.date()), texts.kind(event.kind()), status];
    let mut who = vec![event.place().to_owned()];
    for facet in [Facet::Actor, Facet::Country] {
        let names = &archive.facet(facet).names;
        who.extend(event.values(facet).iter().map(|&value| session.value_name(facet, names.get(value))));
    }
    let quote =
        event.reports().iter().map(|report| archive.text(report.quote)).find(|quote| !quote.is_empty());
    let reports = event.reports().iter().filter_map(|report| {
        let article = archive.article(report.article)?;
        let source = article.source.map(|source| archive.facet(Facet::Source).names.get(source));
        let published = article.published.map(|published| session.date_in_short(&EventDate::At(published)));
        let about = vec![source.unwrap_or_default().to_owned(), published.unwrap_or_default()];
        let address = archive.text(article.url);
        let link =
            el("a").attr("dir", "auto").attr("data-address", address).text(archive.text(article.headline));
        let link = if address.is_empty() { link } else { link.attr("href", address) };
        Some(el("li").child(link).children(line("", about)))
    });
    el("li")
        .children(line("when", when))
        .child(el("h3").attr("dir", "auto").text(event.title()))
        .children(line("place", who))
        .children(quote.map(|quote| el("blockquote").child(quotation(quote))))
        .child(el("ul").class("reports").children(reports))
}
