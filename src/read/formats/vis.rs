//! Items and groups of vis-timeline (<https://visjs.github.io/vis-timeline/docs/timeline/>).

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::dates::{self, Order};
use super::html;
use super::sink::{Sink, first, names, text};
use crate::read::item::{Event, Item, Text, When};
use crate::read::json::Value;

/// Reads a list of items, or a record of `items` and `groups`.
pub(super) fn read(root: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("item", true);
    let items = if root.is_record() { root.field("items") } else { root };
    // Numbers and texts are the same here, as they are meant to be there.
    let groups = root.field("groups").items().iter();
    let groups: FxHashMap<&str, Text<'_>> = groups
        .map(|group| (text(group, "id"), html::text(first(group, &["content", "title"]))))
        .filter(|(id, _)| !id.is_empty())
        .collect();
    for item in items.items() {
        let inside = html::summary(text(item, "content"));
        let tooltip = html::text(text(item, "title"));
        let title = if inside.text.trim().is_empty() { tooltip.clone() } else { inside.text };
        sink.begin(&title);
        if !item.is_record() {
            sink.skip("", item.text(), "is not a record; left out");
            continue;
        }
        let start = date(text(item, "start"), "start", sink);
        if start.is_empty() {
            sink.skip("start", "", "is missing; left out");
            continue;
        }
        if title.trim().is_empty() {
            sink.skip("content", "", "is missing; left out");
            continue;
        }
        let end = date(text(item, "end"), "end", sink);
        let group = text(item, "group");
        let group = groups.get(group).cloned().unwrap_or_else(|| html::text(group));
        let kind = text(item, "kind");
        let kind = if kind.is_empty() { group } else { kind.into() };
        let link = first(item, &["url", "link", "href"]);
        let article = Item {
            url: if link.is_empty() { inside.link.into() } else { link.into() },
            title: title.clone(),
            source: text(item, "source").into(),
            summary: html::cut(tooltip),
            events: vec![Event {
                id: text(item, "id").into(),
                title,
                date: When::span(start, end),
                kind: sink.vocabulary.stated(kind),
                actors: names(either(item, "actors", "actor")),
                countries: names(either(item, "countries", "country")),
                ..Event::default()
            }],
            ..Item::default()
        };
        sink.event(article);
    }
}

/// A date in ISO or ASP.NET form, or milliseconds since 1970, whatever the number.
fn date<'v>(given: &'v str, field: &'static str, sink: &mut Sink<'_, '_>) -> Text<'v> {
    let digits = given.trim_start_matches('-');
    let is_number = digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(date) = given.parse().ok().filter(|_| is_number).and_then(dates::from_ms) {
        return Cow::Owned(date);
    }
    sink.date(field, given, Order::Unknown)
}

fn either<'v, 'd>(item: &'v Value<'d>, name: &str, other: &str) -> &'v Value<'d> {
    match item.field(name) {
        Value::Missing => item.field(other),
        value => value,
    }
}
