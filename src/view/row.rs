//! One event as a row: in the list, and along the line of a narrow host.

use wasm_bindgen::JsCast;
use web_sys::{Event as DomEvent, MouseEvent, PointerEvent};

use super::el::{El, el};
use super::mark::{href, spoken, traits};
use super::search::marked;
use crate::archive::{Archive, Event, EventIdx, Facet, kind};
use crate::layout::section_of;
use crate::state::{Opened, Session};
use crate::time::{Civil, Endpoint, EventDate, Moment, Precision};

/// How many names of countries and actors a row tells.
const NAMES: usize = 4;

/// The day under its month, and the event as a link to its article.
pub(super) fn row(session: Session, archive: &Archive, event: Event<'_>) -> [El; 2] {
    let day = el("span").class("day").attr("aria-hidden", "true").text(&day_in_month(session, event.date()));
    let title = marked(session, el("span").class("title").attr("dir", "auto"), event.title());
    let link = el("a")
        .attr("part", "event")
        .class(&format!("event k{} {}", kind::look(event.kind()), traits(event)))
        .attr("data-event-id", event.id())
        .attr("data-idx", &event.idx().to_string())
        .attr("aria-label", &spoken(session, event))
        .maybe("href", href(archive, event).as_deref())
        .attr("tabindex", "-1")
        .child(el("span").class("symbol").attr("aria-hidden", "true"))
        .child(title)
        .child(el("small").attr("dir", "auto").text(&about(session, archive, event)));
    [day, link]
}

/// "13", "12–19": what the heading over the row leaves open; empty where the date says no more.
fn day_in_month(session: Session, date: &EventDate) -> String {
    let month = section_of(date).extent;
    let day = |moment: &Moment| {
        let known = moment.precision >= Precision::Day && month.contains(moment.extent.start_ms);
        known.then(|| session.number(Civil::from_ms(moment.extent.start_ms).day as usize))
    };
    let range = |start: &Moment, end: &Moment| match (day(start), day(end)) {
        (Some(start), Some(end)) if start != end => format!("{start}–{end}"),
        (Some(start), None) => format!("{start} –"),
        (start, _) => start.unwrap_or_default(),
    };
    match date {
        EventDate::At(moment) => day(moment).unwrap_or_default(),
        EventDate::Within { start, end } => range(start, end),
        EventDate::Span { start: Endpoint::Known(start), end: Endpoint::Known(end) } => range(start, end),
        EventDate::Span { start: Endpoint::Known(start), .. } => {
            day(start).map(|day| format!("{day} –")).unwrap_or_default()
        }
        EventDate::Span { end: Endpoint::Known(end), .. } => {
            day(end).map(|day| format!("– {day}")).unwrap_or_default()
        }
        EventDate::Span { .. } => String::new(),
    }
}

/// The date where it is more than a day, the status, countries and actors.
fn about(session: Session, archive: &Archive, event: Event<'_>) -> String {
    let date = event.date();
    let is_plain_day =
        matches!(date, EventDate::At(moment) if moment.precision == Precision::Day && !moment.is_qualified());
    let when = (!is_plain_day).then(|| session.date_in_short(date));
    let status = session.texts.status(event.status()).map(str::to_owned);
    let mut names: Vec<String> = Vec::new();
    for facet in [Facet::Country, Facet::Actor] {
        for &value in event.values(facet) {
            let name = session.value_name(facet, archive.facet(facet).names.get(value));
            // A country may be an actor.
            if names.len() < NAMES && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let names = (!names.is_empty()).then(|| names.join(", "));
    [when, status, names].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The event whose row a click is on.
fn clicked(event: &DomEvent) -> Option<EventIdx> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    target.closest("[data-idx]").ok()??.get_attribute("data-idx")?.parse().ok()
}

/// A plain click opens the event's card, or closes it; with a modifier, or where the page wants it, the link is followed.
pub(super) fn click(session: Session, event: &DomEvent) {
    let (Some(idx), Some(click)) = (clicked(event), event.dyn_ref::<MouseEvent>()) else { return };
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    if modified || session.follow_links.get_untracked() {
        return;
    }
    event.prevent_default();
    let opened = Some(Opened::Event(idx));
    if session.opened.get_untracked() == opened {
        session.opened.set(None);
    } else if session.select(idx) {
        session.card_wants_focus.set(by_keyboard(click));
        session.opened.set(opened);
    }
}

/// What browsers make of Enter: a click without a count, or one of no pointer.
pub(super) fn by_keyboard(click: &MouseEvent) -> bool {
    let pointer = click.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_type);
    click.detail() == 0 || pointer.is_some_and(|pointer| pointer.is_empty())
}
