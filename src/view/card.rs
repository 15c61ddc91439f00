//! The card: one event in full, or the events of a cluster; the article's invitation.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

use super::axis::px;
use super::card_place::{CARD_PX, HEIGHT_PX, place};
use super::el::{El, el};
use super::mark::href;
use super::search::marked;
use super::sheet::sheet;
use crate::archive::{Archive, Event, EventIdx, Facet, Image, Report, kind};
use crate::dom::{Part, copy, observe_size};
use crate::layout::MarkKey;
use crate::read::link;
use crate::state::reactive::{Derived, Var, keep};
use crate::state::{Opened, Session, Texts, citation_of};
use crate::time::EventDate;

/// How many events of a cluster are listed.
const LISTED: usize = 100;

/// What the card shows: what is opened, else what is under the pointer.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    Opened(EventIdx),
    Preview(EventIdx),
    Cluster(MarkKey),
}

/// Where a card stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Place {
    /// Over the chart, beside its mark.
    OverChart,
    /// Under its row in the list.
    InList,
    /// In a sheet over the page.
    InSheet,
}

/// The card over the chart, if there is one; else nothing. A way into this part.
#[inline(never)]
pub(super) fn card(session: Session) -> El {
    let shown = Derived::new(move || match session.opened().get() {
        Some(Opened::Event(idx)) => Some(Shown::Opened(idx)),
        Some(Opened::Cluster(key)) => Some(Shown::Cluster(key)),
        None => session.previewed().get().map(Shown::Preview),
    });
    el("div").class("over").dynamic(move || shown.get().map(|shown| draw(session, shown)))
}

fn draw(session: Session, shown: Shown) -> El {
    let height_px = Var::new(HEIGHT_PX);
    let spot = Derived::new(move || match shown {
        Shown::Opened(idx) | Shown::Preview(idx) => {
            place(session, height_px.get(), |mark| session.stands_for_event(mark, idx))
        }
        Shown::Cluster(key) => place(session, height_px.get(), |mark| mark.key == key),
    });
    let at_mark = |card: El| {
        let node = card.html().clone();
        let measure = move |_, _| height_px.set(f64::from(node.offset_height()));
        keep(observe_size(card.node(), Rc::new(measure)));
        card.style_with("left", move || px(spot.get().0))
            .style_with("top", move || px(spot.get().1))
            .style_with("width", || px(CARD_PX))
    };
    match shown {
        Shown::Preview(idx) => {
            let card = at_mark(blank(session, "card floating preview"))
                .attr("aria-hidden", "true")
                .attr("inert", "");
            event_card(session, card, idx, true)
        }
        Shown::Opened(idx) => at_mark(card_of(session, idx, Place::OverChart)),
        Shown::Cluster(key) => {
            let card = at_mark(blank(session, "card floating"));
            pinned(session, cluster_card(session, card, &key), Place::OverChart)
        }
    }
}

/// The card of an opened event. A way into this part.
#[inline(never)]
pub(super) fn card_of(session: Session, idx: EventIdx, place: Place) -> El {
    let class = match place {
        Place::OverChart => "card floating",
        Place::InList => "card in-list",
        Place::InSheet => "card in-sheet",
    };
    pinned(session, event_card(session, blank(session, class), idx, false), place)
}

/// The card of an opened event as a sheet, where it is narrow. A way into this part.
#[inline(never)]
pub(super) fn card_sheet(session: Session) -> El {
    let opened = move || match session.opened().get() {
        Some(Opened::Event(idx)) if session.narrow().get() => Some(idx),
        _ => None,
    };
    let sheet = sheet(session.texts().card(), move || opened().is_some(), move || session.opened().set(None));
    sheet.dynamic(move || opened().map(|idx| card_of(session, idx, Place::InSheet)))
}

fn blank(session: Session, class: &str) -> El {
    el("div")
        .class(class)
        .attr("part", "card")
        .attr("role", "group")
        .attr("aria-label", session.texts().card())
}

/// A card that stays until it is closed, by Escape, too.
fn pinned(session: Session, card: El, place: Place) -> El {
    let card = card.attr("tabindex", "-1").child(close(session, place));
    let element = card.html().clone();
    if session.card_wants_focus().get_untracked() {
        session.card_wants_focus().set(false);
        let element = element.clone();
        session.at_next_frame(move || _ = element.focus());
    }
    // A sheet is closed by the browser.
    if place == Place::InSheet {
        return card.attr("autofocus", "");
    }
    card.on("keydown", move |event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
            event.stop_propagation();
            leave(session, place, &element);
        }
    })
}

/// Closes a card; the focus returns to what opened it.
fn leave(session: Session, place: Place, card: &Element) {
    if place == Place::OverChart {
        return session.close_card();
    }
    let row = card.closest(".row").ok().flatten();
    session.opened().set(None);
    let link = row.and_then(|row| row.query_selector("[data-idx]").ok().flatten());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        _ = link.focus();
    }
}

fn close(session: Session, place: Place) -> El {
    El::button("close").attr("aria-label", session.texts().close()).text("×").on("click", move |event| {
        let button = event.current_target().and_then(|button| button.dyn_into::<Element>().ok());
        if let Some(button) = button {
            leave(session, place, &button);
        }
    })
}

fn event_card(session: Session, card: El, idx: EventIdx, preview: bool) -> El {
    let texts = session.texts();
    let filled = session.peek_archive(|archive| match archive.event(idx) {
        Some(event) => card.clone().children(content(session, archive, event, preview)),
        None => card.clone(),
    });
    let card = filled.unwrap_or(card);
    if preview {
        return card;
    }
    let neighbours = el("nav")
        .class("neighbours")
        .attr("aria-label", texts.events_nav())
        .child(neighbour(session, idx, false))
        .child(neighbour(session, idx, true));
    card.child(neighbours)
}

/// The way to the event before or after this one.
fn neighbour(session: Session, idx: EventIdx, forward: bool) -> El {
    let texts = session.texts();
    let to = move || session.neighbour(idx, forward);
    let title = move || {
        let title = |archive: &Archive, to| archive.event(to).map(|event| event.title().to_owned());
        to().and_then(|to| session.peek_archive(|archive| title(archive, to)).flatten()).unwrap_or_default()
    };
    let (class, name) = if forward { ("link next", texts.next()) } else { ("link", texts.previous()) };
    El::button(class)
        .attr_with("aria-label", move || Some(format!("{name}: {}", title())))
        .flag("disabled", move || to().is_none())
        .child(el("span").attr("dir", "auto").text_with(title))
        .on("click", move |_| {
            if let Some(to) = session.neighbour(idx, forward).filter(|&to| session.select(to)) {
                session.card_wants_focus().set(true);
                session.open_event(to);
            }
        })
}

fn content(session: Session, archive: &Archive, event: Event<'_>, preview: bool) -> Vec<El> {
    let texts = session.texts();
    let when = session.date_in_words(event.date());
    let tag = choice(session, Facet::Kind, event.kind())
        .class(&format!("tag k{}", kind::look(event.kind())))
        .child(el("span").class("symbol").attr("aria-hidden", "true"))
        .text(&texts.kind(event.kind()));
    let badge = texts.status(event.status()).map(|status| el("span").class("badge").text(status));
    let mut parts = vec![
        el("p").class("when").child(tag).child(el("span").text(&when)).children(badge),
        marked(session, el("h3").attr("dir", "auto"), event.title()),
    ];
    if !event.place().is_empty() {
        parts.push(el("p").class("place").attr("dir", "auto").text(event.place()));
    }
    let pills = [Facet::Actor, Facet::Country].into_iter().flat_map(|facet| {
        let names = &archive.facet(facet).names;
        event.values(facet).iter().map(move |&value| pill(session, facet, names.get(value)))
    });
    parts.push(el("ul").class("pills").children(pills));
    let quote =
        event.reports().iter().map(|report| archive.text(report.quote)).find(|quote| !quote.is_empty());
    parts.extend(quote.map(|quote| marked(session, el("blockquote").attr("dir", "auto"), &quoted(quote))));
    if let (EventDate::Span { .. }, false) = (event.date(), preview) {
        let extent = event.extent();
        let meanwhile = El::button("link meanwhile").text(texts.meanwhile()).on("click", move |_| {
            session.close_card();
            session.only_at(extent);
        });
        parts.push(meanwhile);
    }
    let reports =
        event.reports().iter().filter_map(|report| article(session, archive, event.idx(), report, preview));
    parts.push(el("ul").class("reports").children(reports));
    parts
}

/// A passage in quotation marks, unless it has some of its own.
fn quoted(passage: &str) -> String {
    if passage.contains(['“', '”', '"', '«', '„']) {
        passage.to_owned()
    } else {
        format!("“{passage}”")
    }
}

/// A button, still without words, that filters by a value.
fn choice(session: Session, facet: Facet, value: &str) -> El {
    let name = session.value_name(facet, value);
    let value = value.to_owned();
    El::button("").attr("dir", "auto").attr("title", &Texts::fill(session.texts().filter_by(), &[&name])).on(
        "click",
        move |_| {
            session.choose(facet, &value);
            // What is left is under the sheet.
            if session.narrow().get_untracked() {
                session.opened().set(None);
            }
        },
    )
}

/// An actor or a country: filters by it.
fn pill(session: Session, facet: Facet, value: &str) -> El {
    el("li").child(choice(session, facet, value).text(&session.value_name(facet, value)))
}

/// An article that reports the event.
fn article(session: Session, archive: &Archive, idx: EventIdx, report: &Report, preview: bool) -> Option<El> {
    let texts = session.texts();
    let article = archive.article(report.article)?;
    let url = link::to_passage(archive.text(article.url), archive.text(report.quote));
    let headline = match archive.text(article.headline) {
        "" => archive.text(article.given_url),
        headline => headline,
    };
    let link = if url.is_empty() {
        el("span")
    } else {
        // Paper shows the address, without the passage.
        el("a").attr("href", &url).attr("data-address", archive.text(article.url)).attr("rel", "noopener")
    };
    let headline = marked(session, link.class("headline").attr("dir", "auto"), headline);
    let source = article.source.map(|source| {
        let name = archive.facet(Facet::Source).names.get(source);
        choice(session, Facet::Source, name).class("source").text(name)
    });
    let published = article.published.map(|published| session.date_in_short(&EventDate::At(published)));
    let passage =
        (!url.is_empty() && !report.quote.is_empty()).then(|| texts.to_passage().to_owned() + "\u{a0}↗");
    let no_link = url.is_empty().then(|| texts.no_link().to_owned());
    let facts = [published, passage, no_link].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let between = if source.is_some() && !facts.is_empty() { " · " } else { "" };
    let line = el("small").attr("dir", "auto").children(source).text(between).text(&facts);
    let cite = (!preview).then(|| cite(session, idx, report.article));
    let about = el("div").child(headline).child(line).children(cite);
    let (picture, credit) = match article.image.filter(|_| !preview) {
        Some(image) => picture(archive, image),
        None => (None, None),
    };
    Some(el("li").attr("part", "article").children(picture).child(about.children(credit)))
}

/// Copies how an article is cited for an event; where the browser refuses, the words stand there to be copied.
fn cite(session: Session, idx: EventIdx, article: u32) -> El {
    let texts = session.texts();
    let button = El::button("link").text(texts.cite());
    let node = button.node().clone();
    button.on("click", move |_| {
        let node = node.clone();
        session.with_part(Part::Export, move || {
            let words = citation_of(session, idx, article);
            copy(&words.clone(), move |copied| {
                if copied {
                    node.set_text_content(Some(texts.cited()));
                } else if let Some(parent) = node.parent_element() {
                    node.remove();
                    El::of(&parent).child(el("small").attr("dir", "auto").text(&words));
                }
            });
        });
    })
}

/// An article's picture and who is to be named for it; both go if it cannot be loaded.
fn picture(archive: &Archive, image: Image) -> (Option<El>, Option<El>) {
    let credit = Some(archive.text(image.credit)).filter(|credit| !credit.is_empty());
    let credit = credit.map(|credit| el("small").class("credit").attr("dir", "auto").text(credit));
    let named = credit.clone();
    let picture = el("img")
        .attr("loading", "lazy")
        .attr("referrerpolicy", "no-referrer")
        .attr("alt", archive.text(image.alt))
        .on("error", move |event| {
            let broken = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
            for gone in broken.iter().chain(named.as_ref().map(El::node)) {
                gone.remove();
            }
        })
        .attr("src", archive.text(image.url));
    (Some(picture), credit)
}

fn cluster_card(session: Session, card: El, key: &MarkKey) -> El {
    let members = session.members(key);
    let items = session.peek_archive(|archive| {
        let events = members.iter().take(LISTED).filter_map(|&idx| archive.event(idx));
        events.map(|event| member(session, archive, event)).collect::<Vec<_>>()
    });
    let more = members.len().checked_sub(LISTED).filter(|more| *more > 0);
    let more = more.map(|more| {
        let words = Texts::fill(session.texts().and_more(), &[&session.number(more)]);
        el("p").class("more").text(&words)
    });
    card.child(el("h3").text(&session.events_in_words(members.len())))
        .child(el("ul").class("members").children(items.unwrap_or_default()))
        .children(more)
}

/// One event of a cluster: a link to its article that opens its card.
fn member(session: Session, archive: &Archive, event: Event<'_>) -> El {
    let idx = event.idx();
    let when = session.date_in_short(event.date());
    let open = move |event: web_sys::Event| {
        let Some(click) = event.dyn_ref::<MouseEvent>() else { return };
        let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        if !modified && !session.follow_links().get_untracked() {
            click.prevent_default();
            if session.select(idx) {
                session.card_wants_focus().set(true);
                session.open_event(idx);
            }
        }
    };
    let link = el("a")
        .class(&format!("k{}", kind::look(event.kind())))
        .maybe("href", href(archive, event).as_deref())
        .child(el("span").class("symbol").attr("aria-hidden", "true"))
        .child(marked(session, el("span").attr("dir", "auto"), event.title()))
        .child(el("small").text(&when))
        .on("click", open);
    el("li").child(link)
}
