//! SIMILE Timeline: events as JSON or XML (<https://simile-widgets.org/wiki/Timeline_EventSources>), and items of Exhibit.
//!
//! Its events have a start and an end, each of which may be known by two bounds only.

use std::borrow::Cow;

use super::dates::{self, Order};
use super::html;
use super::sink::{Sink, first, text};
use super::xml::Document;
use crate::read::item::{Event, Item, Picture, Text, When};
use crate::read::json::Value;

/// Reads events.
pub(super) fn read(root: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("event", true);
    let wiki = text(root, "wikiURL");
    let events = match root.field("events") {
        Value::Missing => root.field("items"),
        events => events,
    };
    for event in events.items() {
        // JSON says “instant” by either of two names, the older of which means the opposite of what it says.
        let is = |name: &str| first(event, &[name]);
        let is_instant =
            is("isDuration") == "true" || matches!(first(event, &["durationEvent", "de"]), "false");
        let field = |names: &[&str]| first(event, names);
        let given = Given {
            id: field(&["eventID", "eid", "id"]),
            title: field(&["title", "t", "label", "caption"]),
            description: field(&["description", "d"]),
            start: field(&["start", "s", "date"]),
            latest_start: field(&["latestStart", "ls"]),
            earliest_end: field(&["earliestEnd", "ee"]),
            end: field(&["end", "e"]),
            link: field(&["link", "url"]),
            image: field(&["image", "imageURL"]),
            kind: field(&["kind", "type", "classname", "c"]),
            is_instant,
        };
        take(given, wiki, sink);
    }
}

/// Reads events in XML, which are instants unless they say otherwise.
pub(super) fn read_xml(document: &mut Document<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("event", true);
    while document.read(|_| false).is_some() {}
    let Some(root) = document.root() else { return };
    let wiki = root.attribute("wiki-url");
    for event in root.all("event") {
        let field = |name: &str| event.attribute(name);
        let lasts = |name: &str| event.attribute(name).eq_ignore_ascii_case("true");
        let given = Given {
            id: first_of([field("eventID"), field("id")]),
            title: field("title"),
            description: event.text(),
            start: field("start"),
            latest_start: field("latestStart"),
            earliest_end: field("earliestEnd"),
            end: field("end"),
            link: field("link"),
            image: field("image"),
            kind: field("classname"),
            is_instant: !lasts("isDuration") && !lasts("durationEvent"),
        };
        take(given, wiki, sink);
    }
}

fn first_of(texts: [&str; 2]) -> &str {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// What an event says.
struct Given<'v> {
    id: &'v str,
    title: &'v str,
    description: &'v str,
    start: &'v str,
    latest_start: &'v str,
    earliest_end: &'v str,
    end: &'v str,
    link: &'v str,
    image: &'v str,
    kind: &'v str,
    is_instant: bool,
}

fn take(given: Given<'_>, wiki: &str, sink: &mut Sink<'_, '_>) {
    let inside = html::summary(given.description);
    let title = html::text(given.title);
    sink.begin(&title);
    let mut date = |field, given| sink.date(field, given, Order::MonthFirst);
    let (start, end) = (date("start", given.start), date("end", given.end));
    let (latest_start, earliest_end) =
        (date("latestStart", given.latest_start), date("earliestEnd", given.earliest_end));
    if start.is_empty() {
        return sink.skip("start", "", "is missing; left out");
    }
    if title.trim().is_empty() {
        return sink.skip("title", "", "is missing; left out");
    }
    let link = match (given.link, wiki) {
        ("", "") => inside.link.into(),
        ("", wiki) => {
            Cow::Owned(format!("{}/{}", wiki.trim_end_matches('/'), title.trim().replace(' ', "_")))
        }
        (link, _) => Cow::Borrowed(link),
    };
    let article = Item {
        url: link,
        title: title.clone(),
        summary: inside.text,
        image: Picture { url: given.image.into(), ..Picture::default() },
        events: vec![Event {
            id: given.id.into(),
            title,
            date: when(given.is_instant, start, latest_start, earliest_end, end),
            kind: sink.vocabulary.stated(given.kind.into()),
            ..Event::default()
        }],
        ..Item::default()
    };
    sink.event(article);
}

/// An instant between bounds, or a stretch of time whose ends are about known.
fn when<'v>(
    is_instant: bool,
    start: Text<'v>,
    latest_start: Text<'v>,
    earliest_end: Text<'v>,
    end: Text<'v>,
) -> When<'v> {
    let last = [&end, &latest_start].into_iter().find(|date| !date.is_empty() && **date != start);
    if end.is_empty() || is_instant {
        return match last {
            // It happened once, at a time that is not known better.
            Some(last) => When::Within(Cow::Owned(format!("{start}/{last}"))),
            None => When::At(start),
        };
    }
    let about = |date: Text<'v>, other: &str| {
        if other.is_empty() || *date == *other { date } else { doubtful(&date).map_or(date, Cow::Owned) }
    };
    When::span(about(start, &latest_start), about(end, &earliest_end))
}

/// A date as an approximate one, to the day at most.
fn doubtful(date: &str) -> Option<String> {
    let day = match date.split_once('T') {
        // With a zone it may be another day where it is read.
        Some((day, _)) => dates::days_from(day, 0)?,
        None => date.to_owned(),
    };
    Some(day.trim_end_matches(['~', '?', '%']).to_owned() + "~")
}
