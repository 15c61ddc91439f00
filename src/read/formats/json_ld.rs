//! Articles and events of schema.org as JSON-LD (<https://schema.org/NewsArticle>, <https://schema.org/Event>).
//!
//! No general reader of JSON-LD: it takes the context for schema.org's, and resolves references within the document.

mod event;

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::dates::Order;
use super::html;
use super::places;
use super::sink::{About, Sink, trimmed};
use crate::read::item::{Item, Picture, Text};
use crate::read::json::Value;

/// A record of the document.
type Node<'v> = &'v Value<'v>;

/// The records that are found.
#[derive(Default)]
struct Found<'v> {
    by_id: FxHashMap<&'v str, Node<'v>>,
    articles: Vec<Node<'v>>,
    events: Vec<Node<'v>>,
    /// The records that were visited.
    seen: FxHashSet<*const Value<'v>>,
}

/// Fields that hold further records.
const INSIDE: [&str; 12] = [
    "@graph",
    "itemListElement",
    "item",
    "hasPart",
    "mainEntity",
    "subEvent",
    "subEvents",
    "liveBlogUpdate",
    "blogPost",
    "dataFeedElement",
    "subjectOf",
    "event",
];

/// Reads a document.
pub(super) fn read<'v>(root: &'v Value<'v>, sink: &mut Sink<'_, '_>) {
    sink.records("record", false);
    let mut found = Found::default();
    index(root, &mut found.by_id);
    visit(root, &mut found, 0);
    if root.is_record() && !is_article(root) && !is_event(root) {
        sink.title(text(get(root, "name")));
    }
    // The latest word of the file: what is planned after it is still to come.
    let latest = found
        .articles
        .iter()
        .flat_map(|article| ["datePublished", "dateModified"].map(|name| text(get(article, name))));
    let latest =
        latest.filter(|date| date.starts_with(|ch: char| ch.is_ascii_digit())).max().unwrap_or_default();
    let mut reported = event::by_article(&found);
    for (at, article) in found.articles.iter().enumerate() {
        let events = reported.remove(&at).unwrap_or_default();
        take_article(article, &events, &found, latest, sink);
    }
    for node in event::of_no_article(&found) {
        event::take_alone(node, &found, latest, sink);
    }
}

/// The names under which records are referred to.
fn index<'v>(value: &'v Value<'v>, by_id: &mut FxHashMap<&'v str, Node<'v>>) {
    match value {
        Value::List(items) => items.iter().for_each(|item| index(item, by_id)),
        Value::Record(fields) => {
            let id = value.field("@id").text();
            // What says nothing but its id is a reference.
            if !id.is_empty() && fields.len() > 1 {
                by_id.entry(id).or_insert(value);
            }
            fields.iter().for_each(|(_, value)| index(value, by_id));
        }
        _ => {}
    }
}

/// How many records may lie in each other, by reference, too.
const MAX_DEPTH: usize = 200;

/// Collects articles and events, in the order of the file.
fn visit<'v>(value: &'v Value<'v>, found: &mut Found<'v>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    let depth = depth.saturating_add(1);
    for item in value.items() {
        let node = found.resolve(item);
        if !node.is_record() || !found.seen.insert(std::ptr::from_ref(node)) {
            continue;
        }
        if is_article(node) {
            found.articles.push(node);
        } else if is_event(node) {
            found.events.push(node);
        }
        let Value::Record(fields) = node else { continue };
        for (name, value) in fields {
            let name = name.strip_prefix(PREFIX).unwrap_or(name);
            if INSIDE.contains(&name) {
                visit(value, found, depth);
            } else if matches!(name, "about" | "mentions") {
                for thing in value.items() {
                    if is_event(found.resolve(thing)) {
                        visit(thing, found, depth);
                    }
                }
            }
        }
    }
}

impl<'v> Found<'v> {
    /// The record itself, where there is but a reference.
    fn resolve(&self, value: Node<'v>) -> Node<'v> {
        let id = value.field("@id").text();
        let is_reference = !id.is_empty() && matches!(value, Value::Record(fields) if fields.len() == 1);
        if is_reference { self.by_id.get(id).copied().unwrap_or(value) } else { value }
    }

    /// The records of a field.
    fn all(&self, node: Node<'v>, name: &str) -> impl Iterator<Item = Node<'v>> {
        get(node, name).items().iter().map(|item| self.resolve(item))
    }
}

/// What some write before the names of schema.org.
const PREFIX: &str = "schema:";

/// A field, with or without schema.org's prefix.
fn get<'v>(node: Node<'v>, name: &str) -> Node<'v> {
    match node.field(name) {
        Value::Missing => match node {
            Value::Record(fields) => {
                let len = name.len().saturating_add(PREFIX.len());
                let has_name =
                    |key: &str| key.len() == len && key.strip_prefix(PREFIX).is_some_and(|key| key == name);
                fields.iter().find(|(key, _)| has_name(key)).map_or(node.field(name), |(_, value)| value)
            }
            _ => node.field(name),
        },
        value => value,
    }
}

/// A text, or that of a literal with a language, or the first of a list.
fn text<'v>(value: Node<'v>) -> &'v str {
    match value {
        Value::Text(text) => trimmed(text),
        Value::List(items) => items.first().map_or("", |first| text(first)),
        Value::Record(_) => value.field("@value").text().trim(),
        Value::Missing => "",
    }
}

/// A text, or the name of a thing.
fn name<'v>(value: Node<'v>) -> &'v str {
    let own = text(value);
    if own.is_empty() { text(get(value, "name")) } else { own }
}

/// The first text of several fields.
fn first<'v>(node: Node<'v>, names: &[&str]) -> &'v str {
    names.iter().map(|name| text(get(node, name))).find(|text| !text.is_empty()).unwrap_or_default()
}

/// An address: a text or a reference.
fn address<'v>(value: Node<'v>) -> &'v str {
    let first = value.items().first().unwrap_or(value);
    match first {
        Value::Record(_) => {
            [first.field("@id").text(), text(get(first, "url")), text(get(first, "contentUrl"))]
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        }
        value => text(value),
    }
}

fn types<'v>(node: Node<'v>) -> impl Iterator<Item = &'v str> {
    let types = match node.field("@type") {
        Value::Missing => node.field("type"),
        types => types,
    };
    types.items().iter().map(|kind| {
        let kind = kind.text();
        let prefix = kind.bytes().rposition(|byte| matches!(byte, b'/' | b'#' | b':'));
        prefix.and_then(|at| kind.get(at.saturating_add(1)..)).unwrap_or(kind)
    })
}

fn is_article(node: Node<'_>) -> bool {
    types(node).any(|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
}

fn is_event(node: Node<'_>) -> bool {
    let others = ["Festival", "EventSeries", "Hackathon"];
    types(node).any(|kind| kind.ends_with("Event") || others.contains(&kind))
}

fn is_country(node: Node<'_>) -> bool {
    types(node).any(|kind| kind == "Country")
}

fn is_place(node: Node<'_>) -> bool {
    types(node).any(|kind| matches!(kind, "Place" | "City" | "State" | "AdministrativeArea" | "Country"))
}

/// Where something is, and in which country.
fn place<'v>(node: Node<'v>, about: &mut About<'v>) {
    if types(node).any(|kind| kind == "VirtualLocation") {
        return;
    }
    let given = get(node, "address");
    let country = get(given, "addressCountry");
    let country = [name(country), text(get(country, "@id"))].into_iter().find(|text| !text.is_empty());
    let label = match name(node) {
        "" => [text(given), text(get(given, "addressLocality"))].into_iter().find(|text| !text.is_empty()),
        name => Some(name),
    };
    match (country, label) {
        (Some(country), _) => about.countries.push(country.into()),
        (None, Some(label)) if is_country(node) => about.countries.push(label.into()),
        // “Lakeside, Iceland”.
        (None, Some(label)) => {
            about.countries.extend(label.rsplit(',').next().and_then(places::country).map(Cow::Borrowed));
        }
        _ => {}
    }
    if let (true, Some(label)) = (about.place.is_empty() && !is_country(node), label) {
        about.place = label.into();
    }
}

/// Who and where an article is about.
fn about<'v>(article: Node<'v>, found: &Found<'v>, sink: &mut Sink<'_, '_>) -> About<'v> {
    let keywords = ["keywords", "articleSection", "genre"].map(|name| get(article, name));
    let keywords = keywords.iter().flat_map(|list| list.items()).flat_map(|item| name(item).split(','));
    let tags: Vec<&str> = keywords.map(str::trim).collect();
    let mut about: About<'v> = sink.tags(tags);
    for field in ["contentLocation", "spatialCoverage", "locationCreated"] {
        found.all(article, field).for_each(|node| place(node, &mut about));
    }
    for thing in found.all(article, "about").chain(found.all(article, "mentions")) {
        let label = name(thing);
        if label.is_empty() || is_event(thing) {
            continue;
        }
        let is_somebody = types(thing)
            .any(|kind| kind == "Person" || kind.ends_with("Organization") || kind.ends_with("Party"));
        if is_place(thing) || (!is_somebody && sink.vocabulary.place(label, places::country).is_some()) {
            place(thing, &mut about);
        } else if is_somebody || types(thing).next().is_none_or(|kind| kind == "Thing") {
            match sink.vocabulary.kind(label).filter(|_| !is_somebody) {
                Some(kind) => about.kind = about.kind.or(Some(kind)),
                None => about.actors.push(label.into()),
            }
        }
    }
    if about.place.is_empty() {
        about.place = first(article, &["dateline"]).trim_end_matches(['—', '–', '-', ' ']).into();
    }
    about
}

fn picture<'v>(node: Node<'v>, found: &Found<'v>) -> Picture<'v> {
    let Some(image) = found.all(node, "image").next() else { return Picture::default() };
    let url = match [text(get(image, "url")), text(get(image, "contentUrl"))]
        .into_iter()
        .find(|url| !url.is_empty())
    {
        Some(url) => url,
        None => address(image),
    };
    Picture {
        url: url.into(),
        alt: first(image, &["caption", "description"]).into(),
        credit: first(image, &["creditText"]).into(),
    }
}

fn take_article<'v>(
    article: Node<'v>,
    events: &[Node<'v>],
    found: &Found<'v>,
    latest: &str,
    sink: &mut Sink<'_, '_>,
) {
    let body = html::summary(first(article, &["articleBody", "text"]));
    let title = html::text(first(article, &["headline", "name", "alternativeHeadline"]));
    let title = if title.trim().is_empty() { super::json_feed::headline(&body.text) } else { title };
    sink.begin(&title);
    let given = first(article, &["datePublished", "dateCreated", "uploadDate", "dateModified"]);
    let published = sink.date("datePublished", given, Order::Unknown);
    let events = events.iter().filter_map(|event| event::read(event, found, latest, sink)).collect();
    let url = address(get(article, "url"));
    let url = if url.is_empty() { address(get(article, "mainEntityOfPage")) } else { url };
    let id = article.field("@id").text();
    let url = if url.is_empty() && !id.starts_with("_:") { id } else { url };
    let description = html::summary(first(article, &["description", "abstract"])).text;
    let publisher = found.all(article, "publisher").map(name).next().unwrap_or_default();
    let item = Item {
        id: id.into(),
        url: url.into(),
        title,
        source: publisher.into(),
        published,
        language: language(get(article, "inLanguage")),
        summary: if description.trim().is_empty() { body.text } else { description },
        image: picture(article, found),
        events,
    };
    let about = about(article, found, sink);
    sink.article(item, about);
}

fn language<'v>(value: Node<'v>) -> Text<'v> {
    Cow::Borrowed(match text(value) {
        "" => first(value, &["alternateName", "name"]),
        text => text,
    })
}
