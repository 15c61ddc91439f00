//! RSS 0.9 to 2.0 and Atom 1.0 (<https://www.rssboard.org/rss-specification>, <https://www.rfc-editor.org/rfc/rfc4287>).

use std::borrow::Cow;

use super::dates::Order;
use super::html;
use super::json_feed::headline;
use super::sink::{Sink, first, text, trimmed};
use super::timelinejs::is_picture;
use super::xml::Element;
use crate::read::item::{Item, Picture, Text};
use crate::read::json::Value;
use crate::read::link;

/// Reads a feed.
pub(super) fn read(root: Element<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("item", false);
    // RSS 1.0 has its items beside the channel.
    let channel = root.first("channel").unwrap_or(root);
    let title = channel.first("title").map(title_of).unwrap_or_default();
    sink.title(&title);
    let language = match channel.text_of(&["language", "dc:language"]) {
        "" => root.attribute("xml:lang"),
        language => language,
    };
    sink.language(language);
    let base = base_of(root, sink.foreign.options.base_url);
    let base = base_of(channel, &base);
    let beside = root.children().filter(|_| !channel.is(root));
    for item in
        channel.children().chain(beside).filter(|child| matches!(plain(child.name()), "item" | "entry"))
    {
        take(item, &title, &base, sink);
    }
}

/// A name without the prefix that some write before those of Atom and RSS.
fn plain(name: &str) -> &str {
    match name.split_once(':') {
        Some(("atom" | "rss", name)) => name,
        _ => name,
    }
}

/// How many names there are of what an item has once.
const ONCE: usize = 15;

/// The number of such a name.
fn number_of(name: &str) -> Option<usize> {
    Some(match name.as_bytes() {
        b"title" => 0,
        b"source" => 1,
        b"guid" => 2,
        b"id" => 3,
        // Where its text may be.
        b"description" => 4,
        b"summary" => 5,
        b"content:encoded" => 6,
        b"content" => 7,
        // When it was published, or changed.
        b"pubDate" => 8,
        b"published" => 9,
        b"dc:date" => 10,
        b"date" => 11,
        b"issued" => 12,
        b"updated" => 13,
        b"modified" => 14,
        _ => return None,
    })
}

/// What is in an item.
#[derive(Default)]
struct Parts<'e> {
    /// Of each name the first, by its number.
    once: [Option<Element<'e>>; ONCE],
    /// The page that Atom names.
    href: &'e str,
    /// The page that RSS names.
    link: &'e str,
    categories: Vec<&'e str>,
    has_media: bool,
}

impl<'e> Parts<'e> {
    fn of(item: Element<'e>) -> Parts<'e> {
        let mut parts = Parts::default();
        for child in item.children() {
            let name = child.name();
            if let Some(part) = number_of(name).and_then(|at| parts.once.get_mut(at)) {
                part.get_or_insert(child);
                continue;
            }
            match name.as_bytes() {
                b"category" | b"dc:subject" => {
                    let names = [child.attribute("label"), child.attribute("term"), trimmed(child.text())];
                    parts.categories.push(first_of(names));
                }
                b"media:thumbnail" | b"media:content" | b"media:group" | b"enclosure" => {
                    parts.has_media = true;
                }
                _ if plain(name) == "link" => {
                    if parts.href.is_empty() && matches!(child.attribute("rel"), "" | "alternate") {
                        parts.href = child.attribute("href");
                    }
                    parts.link = first_of([parts.link, trimmed(child.text())]);
                }
                _ => {}
            }
        }
        parts
    }
}

/// The first text that is not empty.
fn first_of<const N: usize>(texts: [&str; N]) -> &str {
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// The text of the first element that has one.
fn text_of<'e, const N: usize>(elements: [Option<Element<'e>>; N]) -> &'e str {
    first_of(elements.map(|element| element.map_or("", |element| trimmed(element.text()))))
}

/// The text of the first element that has one, with that in its children.
fn body_of<'e, const N: usize>(elements: [Option<Element<'e>>; N]) -> Text<'e> {
    let found = elements.into_iter().flatten().map(Element::whole_text);
    found.into_iter().find(|text| !trimmed(text).is_empty()).unwrap_or_default()
}

fn take<'e>(item: Element<'e>, source: &Text<'_>, base: &str, sink: &mut Sink<'_, '_>) {
    let parts = Parts::of(item);
    let [title, own_source, guid, id, description, summary, encoded, content, dates @ ..] = parts.once;
    let mut title = title.map(title_of).unwrap_or_default();
    sink.begin(&title);
    let base = base_of(item, base);
    let short = body_of([description, summary]);
    let mut summary_text = html::summary(trimmed(&short)).text;
    let body;
    if trimmed(&title).is_empty() || trimmed(&summary_text).is_empty() {
        body = body_of([encoded, content, description, summary]);
        let inside = html::summary(trimmed(&body)).text;
        if trimmed(&title).is_empty() {
            title = headline(&inside);
        }
        if trimmed(&summary_text).is_empty() {
            summary_text = inside;
        }
    }
    let published = sink.date("pubDate", text_of(dates), Order::Unknown);
    let about = sink.tags(parts.categories.iter().copied());
    let page = |text: &'e str| if text.starts_with("http") { text } else { "" };
    let permanent = guid.filter(|guid| guid.attribute("isPermaLink") != "false");
    // Its link, or its id if that is one.
    let address =
        first_of([parts.href, parts.link, page(text_of([permanent])), page(item.attribute("rdf:about"))]);
    let picture = if parts.has_media { picture(item) } else { "" };
    let article = Item {
        id: text_of([guid, id]).into(),
        url: link::resolve(&base, address).unwrap_or(Cow::Borrowed(address)),
        title,
        source: match text_of([own_source]) {
            "" => source.clone(),
            own => own.into(),
        },
        published,
        language: item.attribute("xml:lang").into(),
        summary: summary_text,
        image: Picture { url: link::resolve(&base, picture).unwrap_or_default(), ..Picture::default() },
        events: Vec::new(),
    };
    sink.article(article, about);
}

/// A title as text: Atom says what it is, RSS means HTML.
fn title_of<'e>(title: Element<'e>) -> Text<'e> {
    match title.whole_text() {
        text if title.attribute("type") == "text" => text,
        Cow::Borrowed(text) => html::text(trimmed(text)),
        Cow::Owned(text) => Cow::Owned(html::text(trimmed(&text)).into_owned()),
    }
}

/// The address against which those in an element are.
fn base_of<'b>(element: Element<'b>, around: &'b str) -> Cow<'b, str> {
    link::resolve(around, element.attribute("xml:base")).unwrap_or(Cow::Borrowed(around))
}

fn picture<'e>(item: Element<'e>) -> &'e str {
    let is_image = |element: &Element<'_>| {
        let (kind, medium) = (element.attribute("type"), element.attribute("medium"));
        let is_named = kind.is_empty() && medium.is_empty() && is_picture(element.attribute("url"));
        kind.starts_with("image/") || medium == "image" || is_named
    };
    let inside = || item.all("media:group").flat_map(Element::children).chain(item.children());
    let thumbnail = inside().find(|child| child.name() == "media:thumbnail");
    let content = || inside().filter(|child| child.name() == "media:content").find(is_image);
    let enclosure = || item.all("enclosure").find(is_image);
    thumbnail.or_else(content).or_else(enclosure).map(|found| found.attribute("url")).unwrap_or_default()
}

/// Reads a feed that was turned into JSON: `{"rss": {"channel": {"item": […]}}}`.
pub(super) fn read_json(channel: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("item", false);
    let source = html::text(text(channel, "title")).into_owned();
    sink.title(&source);
    sink.language(text(channel, "language"));
    for item in channel.field("item").items() {
        let inside = html::summary(first(item, &["description", "content:encoded"]));
        let title = html::text(text(item, "title"));
        let title = if title.trim().is_empty() { headline(&inside.text) } else { title };
        sink.begin(&title);
        let guid = match item.field("guid") {
            record @ Value::Record(_) => first(record, &["#value", "#text", "_", "$t"]),
            guid => guid.text(),
        };
        let link = text(item, "link");
        let is_address = link.is_empty() && guid.starts_with("http");
        let about = sink.tags(item.field("category").items().iter().map(Value::name));
        let article = Item {
            id: guid.into(),
            url: if is_address { guid } else { link }.into(),
            title,
            source: source.as_str().into(),
            published: sink.date("pubDate", text(item, "pubDate"), Order::Unknown),
            summary: inside.text,
            ..Item::default()
        };
        sink.article(article, about);
    }
}
