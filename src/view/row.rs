//! One event as a row: in the list, and along the line of a narrow host.

use wasm_bindgen::JsCast;
use web_sys::{Event as DomEvent, MouseEvent, PointerEvent};

use super::el::{El, el};
use super::mark::{href, told, traits};
use super::search::marked;
use crate::archive::{Archive, Event, EventIdx, Facet, kind};
use crate::layout::section_of;
use crate::state::{Opened, Session};
use crate::time::{DateFormat, Endpoint, EventDate, Fields, Moment, Precision};

/// How many names of countries and actors a row tells.
const NAMES: usize = 4;

/// When it was, as far as the heading over it leaves that open, and the event as a link to its article.
pub(super) fn row(session: Session, archive: &Archive, event: Event<'_>, headings: Precision) -> [El; 2] {
    let (when, is_all) = when(session, event.date(), headings);
    let day = el("span").class("day").attr("aria-hidden", "true").text(&when);
    let title = marked(session, el("span").class("title").attr("dir", "auto"), event.title());
    let date = (!is_all).then(|| session.date_in_short(event.date()));
    let link = el("a")
        .attr("part", "event")
        .class(&["event k", &kind::look(event.kind()).to_string(), " ", &traits(event)].concat())
        .attr("data-event-id", event.id())
        .attr("data-idx", &event.idx().to_string())
        .maybe("href", href(archive, event).as_deref())
        .attr("tabindex", "-1")
        .child(el("span").class("symbol").attr("aria-hidden", "true"))
        .child(title)
        .child(el("span").class("unseen").text(&told(session, event)))
        .child(el("small").attr("dir", "auto").text(&about(session, archive, event, date)));
    [day, link]
}

/// "13", "12–19" under a month, "13 Oct" under a year, and whether that says all that is known.
fn when(session: Session, date: &EventDate, headings: Precision) -> (String, bool) {
    let section = section_of(date, headings);
    let within = |moment: &Moment| {
        section.extent.contains(moment.extent.start_ms) && moment.precision > section.precision
    };
    let words = |moment: &Moment| {
        let fields = match (section.precision, moment.precision) {
            (Precision::Month, _) => Fields::Day,
            (Precision::Year, Precision::Month) => Fields::MonthShort,
            (Precision::Year, precision) if precision > Precision::Month => Fields::MonthDayShort,
            (Precision::Year, _) => return String::new(),
            _ => Fields::Year,
        };
        session.intl().with_untracked(|intl| intl.format(moment.extent.start_ms, fields))
    };
    let is_plain = |moment: &Moment| {
        // Of a time the hour is still to be told, of a day in another century the month.
        let finest = if section.precision < Precision::Year { Precision::Year } else { Precision::Day };
        within(moment)
            && !moment.is_qualified()
            && moment.precision <= finest
            && moment.precision != Precision::Season
    };
    match date {
        EventDate::At(moment) if within(moment) => (words(moment), is_plain(moment)),
        EventDate::At(moment) => {
            (String::new(), !moment.is_qualified() && moment.precision == section.precision)
        }
        EventDate::Within { start, end }
        | EventDate::Span { start: Endpoint::Known(start), end: Endpoint::Known(end) }
            if within(start) && within(end) && section.precision == Precision::Month =>
        {
            let (from, to) = (words(start), words(end));
            let lasted = matches!(date, EventDate::Span { .. });
            let is_all = lasted && is_plain(start) && is_plain(end);
            (if from == to { from } else { [&from, "–", &to].concat() }, is_all)
        }
        EventDate::Within { start, end }
        | EventDate::Span { start: Endpoint::Known(start), end: Endpoint::Known(end) }
            if within(start) && section.extent.contains(end.extent.start_ms) =>
        {
            (words(start), false)
        }
        EventDate::Within { start, .. } | EventDate::Span { start: Endpoint::Known(start), .. }
            if within(start) =>
        {
            (words(start) + " –", false)
        }
        EventDate::Span { start: _, end: Endpoint::Known(end) } if within(end) => {
            (["– ", &words(end)].concat(), false)
        }
        _ => (String::new(), false),
    }
}

/// The date if the column of dates does not say it, the status, countries and actors, the source.
pub(super) fn about(session: Session, archive: &Archive, event: Event<'_>, date: Option<String>) -> String {
    let status = session.texts().status(event.status()).map(str::to_owned);
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
    let source = event.values(Facet::Source).first().filter(|_| !session.narrow().get_untracked());
    let source = source.map(|&source| archive.facet(Facet::Source).names.get(source).to_owned());
    [date, status, names, source].into_iter().flatten().collect::<Vec<_>>().join(" · ")
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
    if modified || session.follow_links().get_untracked() {
        return;
    }
    event.prevent_default();
    let opened = Some(Opened::Event(idx));
    if session.opened().get_untracked() == opened {
        session.opened().set(None);
    } else if session.select(idx) {
        session.card_wants_focus().set(by_keyboard(click));
        session.opened().set(opened);
    }
}

/// What browsers make of Enter: a click without a count, or one of no pointer.
pub(super) fn by_keyboard(click: &MouseEvent) -> bool {
    let pointer = click.dyn_ref::<PointerEvent>().map(PointerEvent::pointer_type);
    click.detail() == 0 || pointer.is_some_and(|pointer| pointer.is_empty())
}
