//! RSS 0.9 to 2.0 and Atom 1.0 (<https://www.rssboard.org/rss-specification>, <https://www.rfc-editor.org/rfc/rfc4287>).

use std::borrow::Cow;

use super::dates::Order;
use super::html;
use super::json_feed::headline;
use super::sink::{Sink, first, text, trimmed};
use super::timelinejs::is_picture;
use super::xml::{Document, Element};
use crate::read::item::{Item, Picture, Text};
use crate::read::json::Value;
use crate::read::link;

/// What an item has from around it.
struct Head {
    title: String,
    base: String,
    /// The positions of what items lie right in: RSS 1.0 has them beside the channel.
    places: [usize; 2],
}

impl Head {
    fn of(root: Element<'_>, sink: &Sink<'_, '_>) -> Head {
        let channel = channel_of(root);
        let base = base_of(root, sink.foreign.options.base_url);
        Head {
            title: channel.first("title").map(title_of).unwrap_or_default().into_owned(),
            base: base_of(channel, &base).into_owned(),
            places: [root.position(), channel.position()],
        }
    }

    /// If nothing that follows the present item can change it.
    fn before_items(document: &Document<'_>, sink: &Sink<'_, '_>) -> Option<Head> {
        let (root, around) = (document.root()?, document.around()?);
        let channel = channel_of(root);
        let is_apart = channel.position() != root.position();
        let is_known = if around == channel.position() {
            channel.first("title").is_some() && (is_apart || root.name().ends_with("feed"))
        } else {
            // The channel has ended.
            is_apart && around == root.position()
        };
        is_known.then(|| Head::of(root, sink))
    }
}

/// What has the title, and most often the items.
fn channel_of(root: Element<'_>) -> Element<'_> {
    root.first("channel").unwrap_or(root)
}

/// Whether an element of that name is an item.
pub(super) fn is_item(name: &str) -> bool {
    matches!(plain(name), "item" | "entry")
}

/// Reads a feed, of which the first item has just been read, if it has any.
pub(super) fn read(document: &mut Document<'_>, mut item: Option<usize>, sink: &mut Sink<'_, '_>) {
    sink.records("item", false);
    // Where the title stands before the items, as nearly everywhere, one is taken after the other, and forgotten.
    let head = Head::before_items(document, sink);
    while let Some(at) = item {
        let around = document.around();
        let head = head.as_ref().filter(|head| around.is_some_and(|at| head.places.contains(&at)));
        if let (Some(head), Some(item)) = (head, document.element(at)) {
            take(item, head, sink);
            document.forget(at);
        }
        item = document.read(is_item);
    }
    let Some(root) = document.root() else { return };
    let (channel, head) = (channel_of(root), Head::of(root, sink));
    sink.title(&head.title);
    sink.language(match channel.text_of(&["language", "dc:language"]) {
        "" => root.attribute("xml:lang"),
        language => language,
    });
    let beside = root.children().filter(|_| channel.position() != root.position());
    for item in channel.children().chain(beside).filter(|child| is_item(child.name())) {
        take(item, &head, sink);
    }
}

/// A name without the prefix that some write before those of Atom and RSS.
fn plain(name: &str) -> &str {
    let prefix = match name.as_bytes() {
        [b'a', b't', b'o', b'm', b':', ..] => 5,
        [b'r', b's', b's', b':', ..] => 4,
        _ => 0,
    };
    name.get(prefix..).unwrap_or_default()
}

/// What an item has: once each, where its text may be, when it was published or changed; then tags, and media.
const NAMES: [u128; 21] = [
    key("title"),
    key("source"),
    key("guid"),
    key("id"),
    key("description"),
    key("summary"),
    key("content:encoded"),
    key("content"),
    key("pubDate"),
    key("published"),
    key("dc:date"),
    key("date"),
    key("issued"),
    key("updated"),
    key("modified"),
    key("category"),
    key("dc:subject"),
    key("media:thumbnail"),
    key("media:content"),
    key("media:group"),
    key("enclosure"),
];

/// How many of them it has once, and from where on they are media.
const ONCE: usize = 15;
const MEDIA: usize = 17;

/// A name as a number, so that one look tells whether it is another; 0 for those that are too long.
const fn key(name: &str) -> u128 {
    let mut bytes = name.as_bytes();
    let mut key = if bytes.len() < 16 { 1 } else { return 0 };
    while let [first, rest @ ..] = bytes {
        key = key << 8 | *first as u128;
        bytes = rest;
    }
    key
}

/// The number of such a name.
fn number_of(name: &str) -> usize {
    let key = key(name);
    NAMES.iter().position(|known| *known == key).unwrap_or(NAMES.len())
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
            match number_of(child.name()) {
                at @ ..ONCE => {
                    if let Some(part) = parts.once.get_mut(at) {
                        part.get_or_insert(child);
                    }
                }
                ONCE..MEDIA => {
                    let names = [child.attribute("label"), child.attribute("term"), trimmed(child.text())];
                    parts.categories.push(first_of(names));
                }
                at if at < NAMES.len() => parts.has_media = true,
                _ if plain(child.name()) == "link" => {
                    let rel = child.attribute("rel");
                    if parts.href.is_empty() && (rel.is_empty() || rel == "alternate") {
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

fn take<'e>(item: Element<'e>, head: &Head, sink: &mut Sink<'_, '_>) {
    let parts = Parts::of(item);
    let [title, own_source, guid, id, description, summary, encoded, content, dates @ ..] = parts.once;
    let mut title = title.map(title_of).unwrap_or_default();
    sink.begin(&title);
    let base = base_of(item, &head.base);
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
        source: first_of([text_of([own_source]), &head.title]).into(),
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
