//! JSON Feed 1.0 and 1.1 (<https://www.jsonfeed.org/version/1.1/>), with the extension `_timeline` for events, and RSS written as JSON.

use std::borrow::Cow;

use super::dates::Order;
use super::html;
use super::sink::{Sink, first, names, text};
use crate::read::item::{Event, Item, Picture, Text, When};
use crate::read::json::Value;

/// Reads a feed.
pub(super) fn read(feed: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("item", false);
    sink.title(&html::text(text(feed, "title")));
    sink.language(text(feed, "language"));
    let next = text(feed, "next_url");
    if !next.is_empty() && next != text(feed, "feed_url") {
        sink.foreign.next =
            crate::read::link::resolve(sink.foreign.options.base_url, next).map(Cow::into_owned);
    }
    let source = text(feed, "title");
    for item in feed.field("items").items() {
        let mut title = html::text(text(item, "title"));
        sink.begin(&title);
        if !item.is_record() {
            sink.skip("", item.text(), "is not a record; left out");
            continue;
        }
        let mut summary = html::summary(text(item, "summary")).text;
        if title.trim().is_empty() || summary.trim().is_empty() {
            let inside = html::summary(first(item, &["content_html", "content_text", "summary"])).text;
            if title.trim().is_empty() {
                title = headline(&inside);
            }
            if summary.trim().is_empty() {
                summary = inside;
            }
        }
        let given = first(item, &["date_published", "date_modified"]);
        if text(item, "date_published").is_empty() && !given.is_empty() {
            sink.note("date_published", "", "is missing; the day of the last change is shown");
        }
        let published = sink.date("date_published", given, Order::Unknown);
        // An id is often the address.
        let (id, link) = (text(item, "id"), first(item, &["url", "external_url"]));
        let is_address = id.starts_with("https://") || id.starts_with("http://");
        let url = if link.is_empty() && is_address { id } else { link };
        let tags = item.field("tags").items().iter().map(Value::text);
        let about = sink.tags(tags);
        let events = events(item, &title, &published, sink);
        let article = Item {
            id: id.into(),
            url: url.into(),
            title,
            source: source.into(),
            published,
            language: text(item, "language").into(),
            summary,
            image: Picture { url: first(item, &["image", "banner_image"]).into(), ..Picture::default() },
            events,
        };
        sink.article(article, about);
    }
}

/// The first words of a text, where a post has no title.
pub(super) fn headline<'v>(text: &Text<'v>) -> Text<'v> {
    const CHARACTERS: usize = 80;
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(CHARACTERS) else { return Cow::Owned(text.to_owned()) };
    let head = text.get(..end).unwrap_or_default();
    let end = head.rfind(char::is_whitespace).unwrap_or(end);
    Cow::Owned(format!("{} …", head.get(..end).unwrap_or_default().trim_end()))
}

/// The events of an item: a record, or a list of them. What they do not say is as in the item.
fn events<'v>(
    item: &'v Value<'_>,
    title: &Text<'v>,
    published: &Text<'v>,
    sink: &mut Sink<'_, '_>,
) -> Vec<Event<'v>> {
    let mut events = Vec::new();
    for event in item.field("_timeline").items().iter().filter(|event| event.is_record()) {
        let field = |name: &str| Text::from(text(event, name));
        let (start, end, date) = (field("start"), field("end"), field("date"));
        let within = field("within");
        let when = if !within.is_empty() {
            When::Within(within)
        } else if !date.is_empty() {
            When::At(sink.date("_timeline", text(event, "date"), Order::Unknown))
        } else if !start.is_empty() || !end.is_empty() {
            let bound = |sink: &mut Sink<'_, '_>, name| match text(event, name) {
                ".." => Text::from(".."),
                given => sink.date("_timeline", given, Order::Unknown),
            };
            When::span(to_precision(bound(sink, "start"), text(event, "precision")), bound(sink, "end"))
        } else {
            When::At(published.clone())
        };
        let own_title = text(event, "title");
        events.push(Event {
            id: field("id"),
            title: if own_title.is_empty() { title.clone() } else { own_title.into() },
            date: when,
            kind: sink.vocabulary.stated(field("kind")),
            actors: names(event.field("actors")),
            countries: names(event.field("countries")),
            place: field("place"),
            status: field("status"),
            quote: field("quote"),
            importance: field("importance"),
        });
    }
    events
}

/// A day, only as precise as it is said to be.
fn to_precision<'v>(date: Text<'v>, precision: &str) -> Text<'v> {
    let len = match precision {
        "year" => 4,
        "month" => 7,
        "day" => 10,
        _ => return date,
    };
    match date.get(..len) {
        Some(short) if date.is_ascii() && !date.starts_with('-') => Cow::Owned(short.to_owned()),
        _ => date,
    }
}
