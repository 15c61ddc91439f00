//! Events of schema.org, and which articles report them.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Found, Node, first, get, name, picture, place, text};
use crate::read::formats::dates::Order;
use crate::read::formats::html;
use crate::read::formats::sink::{About, Sink};
use crate::read::item::{Event, Item, When};

/// The events that articles say they are about, or that say which articles are about them, by the articles' positions.
pub(super) fn by_article<'v>(found: &Found<'v>) -> BTreeMap<usize, Vec<Node<'v>>> {
    let mut reported: BTreeMap<usize, Vec<Node<'v>>> = BTreeMap::new();
    let mut known = FxHashSet::default();
    for (article, event) in reports(found) {
        if known.insert((article, std::ptr::from_ref(event))) {
            reported.entry(article).or_default().push(event);
        }
    }
    reported
}

/// The events that no article reports.
pub(super) fn of_no_article<'v>(found: &Found<'v>) -> Vec<Node<'v>> {
    let reported: FxHashSet<*const _> = reports(found).map(|(_, event)| std::ptr::from_ref(event)).collect();
    let events = found.events.iter().copied();
    events.filter(|event| !reported.contains(&std::ptr::from_ref(*event))).collect()
}

fn reports<'v>(found: &Found<'v>) -> impl Iterator<Item = (usize, Node<'v>)> {
    let positions: FxHashMap<*const _, usize> =
        found.articles.iter().enumerate().map(|(at, article)| (std::ptr::from_ref(*article), at)).collect();
    let about = found.articles.iter().enumerate().flat_map(|(at, article)| {
        let things = found.all(article, "about").chain(found.all(article, "mentions"));
        things.filter(|thing| super::is_event(thing)).map(move |event| (at, event))
    });
    let subjects = found.events.iter().flat_map(move |event| {
        let articles: Vec<usize> = found
            .all(event, "subjectOf")
            .filter_map(|article| positions.get(&std::ptr::from_ref(article)).copied())
            .collect();
        articles.into_iter().map(|at| (at, *event))
    });
    about.chain(subjects)
}

/// Takes an event that no article reports, as one of its own.
pub(super) fn take_alone<'v>(node: Node<'v>, found: &Found<'v>, latest: &str, sink: &mut Sink<'_, '_>) {
    sink.begin(&html::text(name(node)));
    let Some(event) = read(node, found, latest, sink) else { return };
    let id = node.field("@id").text();
    let url = match super::address(get(node, "url")) {
        "" if id.starts_with("http") => id,
        url => url,
    };
    let item = Item {
        url: url.into(),
        title: event.title.clone(),
        source: found.all(node, "publisher").map(name).next().unwrap_or_default().into(),
        summary: html::summary(first(node, &["description"])).text,
        image: picture(node, found),
        events: vec![event],
        ..Item::default()
    };
    sink.put(item);
}

/// An event; nothing if it has no name or no date.
pub(super) fn read<'v>(
    node: Node<'v>,
    found: &Found<'v>,
    latest: &str,
    sink: &mut Sink<'_, '_>,
) -> Option<Event<'v>> {
    let title = html::text(first(node, &["name", "headline"]));
    let start_given = first(node, &["startDate", "doorTime"]);
    let start = sink.date("startDate", start_given, Order::Unknown);
    let end = sink.date("endDate", first(node, &["endDate"]), Order::Unknown);
    if title.trim().is_empty() {
        sink.skip("name", "", "is missing; left out");
        return None;
    }
    if start.is_empty() && end.is_empty() {
        sink.skip("startDate", "", "is missing; left out");
        return None;
    }
    let status = match first(node, &["eventStatus"]).rsplit('/').next().unwrap_or_default() {
        "EventCancelled" => "cancelled",
        "EventPostponed" => "postponed",
        // It is said of what took place as well.
        "EventScheduled" | "EventRescheduled" | "EventMovedOnline"
            if latest.is_empty() || *start > *latest =>
        {
            "scheduled"
        }
        _ => "",
    };
    let keywords: Vec<&str> = ["keywords", "genre"]
        .iter()
        .flat_map(|field| get(node, field).items())
        .flat_map(|item| name(item).split(','))
        .collect();
    let mut about: About<'v> = sink.tags(keywords);
    found.all(node, "location").for_each(|node| place(node, &mut about));
    let actors = ["organizer", "performer", "performers", "attendee", "attendees", "actor", "actors"];
    let actors = actors.iter().flat_map(|field| found.all(node, field)).map(name);
    let kind = match about.kind {
        Some(kind) => kind,
        // Of a type of its own: `sc:Ceasefire`, `ElectionEvent`.
        None => own_kind(node, sink),
    };
    let id = node.field("@id").text();
    Some(Event {
        id: if id.is_empty() { text(get(node, "identifier")) } else { id }.into(),
        title,
        date: When::span(start, end),
        kind: kind.into(),
        actors: actors.filter(|name| !name.is_empty()).map(Into::into).collect(),
        countries: about.countries,
        place: about.place,
        status: status.into(),
        ..Event::default()
    })
}

fn own_kind(node: Node<'_>, sink: &mut Sink<'_, '_>) -> &'static str {
    let mut kinds = super::types(node)
        .filter_map(|kind| sink.vocabulary.kind(kind.strip_suffix("Event").unwrap_or(kind)));
    kinds.next().unwrap_or_default()
}
