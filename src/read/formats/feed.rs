//! RSS 0.9 to 2.0 and Atom 1.0 (<https://www.rssboard.org/rss-specification>, <https://www.rfc-editor.org/rfc/rfc4287>).

use std::borrow::Cow;

use super::dates::Order;
use super::html;
use super::json_feed::headline;
use super::sink::{Sink, first, text};
use super::timelinejs::is_picture;
use super::xml::Element;
use crate::read::item::{Item, Picture, Text};
use crate::read::json::Value;
use crate::read::link;

/// Reads a feed.
pub(super) fn read(root: &Element<'_>, sink: &mut Sink<'_, '_>) {
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
    let base = base_of(channel, &base_of(root, sink.foreign.options.base_url));
    let beside = if std::ptr::eq(channel, root) { None } else { Some(root) };
    let items = channel.children.iter().chain(beside.into_iter().flat_map(|root| &root.children));
    for item in items.filter(|child| matches!(plain(child.name), "item" | "entry")) {
        take(item, &title, &base, sink);
    }
}

/// A name without the prefix that some write before those of Atom and RSS.
fn plain(name: &str) -> &str {
    name.strip_prefix("atom:").or_else(|| name.strip_prefix("rss:")).unwrap_or(name)
}

fn take(item: &Element<'_>, source: &Text<'_>, base: &str, sink: &mut Sink<'_, '_>) {
    let mut title = item.first("title").map(title_of).unwrap_or_default();
    sink.begin(&title);
    let base = base_of(item, base);
    let short = body_of(item, &["description", "summary"]);
    let mut summary = html::summary(short.trim()).text;
    let body;
    if title.trim().is_empty() || summary.trim().is_empty() {
        body = body_of(item, &["content:encoded", "content", "description", "summary"]);
        let inside = html::summary(body.trim()).text;
        if title.trim().is_empty() {
            title = headline(&inside);
        }
        if summary.trim().is_empty() {
            summary = inside;
        }
    }
    let given = item.text_of(&["pubDate", "published", "dc:date", "date", "issued"]);
    let changed = item.text_of(&["updated", "modified"]);
    let published = sink.date("pubDate", if given.is_empty() { changed } else { given }, Order::Unknown);
    let categories = item.children.iter().filter(|child| matches!(child.name, "category" | "dc:subject"));
    let categories: Vec<&str> = categories
        .map(|category| {
            [category.attribute("label"), category.attribute("term"), category.text.trim()]
                .into_iter()
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        })
        .collect();
    let about = sink.tags(categories);
    let guid = item.text_of(&["guid", "id"]);
    let address = address(item);
    let url = link::resolve(&base, address).unwrap_or_else(|| address.to_owned());
    let picture = picture(item);
    let article = Item {
        id: guid.into(),
        url: url.into(),
        title,
        source: match item.first("source").map(|source| source.text.trim()) {
            Some(own) if !own.is_empty() => own.into(),
            _ => source.clone(),
        },
        published,
        language: item.attribute("xml:lang").into(),
        summary,
        image: Picture {
            url: link::resolve(&base, picture).unwrap_or_default().into(),
            ..Picture::default()
        },
        events: Vec::new(),
    };
    sink.article(article, about);
}

/// The text of the first child of these names that has one, with that in its children.
fn body_of<'e>(item: &'e Element<'_>, names: &[&str]) -> Text<'e> {
    let found = names.iter().filter_map(|name| item.first(name)).map(Element::whole_text);
    found.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default()
}

/// A title as text: Atom says what it is, RSS means HTML.
fn title_of<'e>(title: &'e Element<'_>) -> Text<'e> {
    let text = title.whole_text();
    if title.attribute("type") == "text" {
        return text;
    }
    Cow::Owned(html::text(text.trim()).into_owned())
}

/// The address against which those in an element are.
fn base_of(element: &Element<'_>, around: &str) -> String {
    let given = element.attribute("xml:base");
    let base = if given.is_empty() { None } else { link::resolve(around, given) };
    base.unwrap_or_else(|| around.to_owned())
}

/// The page of an item: its link, or its id if that is one.
fn address<'e>(item: &'e Element<'_>) -> &'e str {
    let links = || item.children.iter().filter(|child| plain(child.name) == "link");
    let is_page = |link: &&Element<'_>| {
        let role = link.attribute("rel");
        role.is_empty() || role == "alternate"
    };
    let atom = links().filter(is_page).map(|link| link.attribute("href")).find(|href| !href.is_empty());
    let rss = || links().map(|link| link.text.trim()).find(|text| !text.is_empty());
    let guid = || {
        let guid = item.first("guid").filter(|guid| guid.attribute("isPermaLink") != "false");
        guid.map(|guid| guid.text.trim()).filter(|text| text.starts_with("http"))
    };
    let about = || Some(item.attribute("rdf:about")).filter(|about| about.starts_with("http"));
    atom.or_else(rss).or_else(guid).or_else(about).unwrap_or_default()
}

fn picture<'e>(item: &'e Element<'_>) -> &'e str {
    let is_image = |element: &&Element<'_>| {
        let (kind, medium) = (element.attribute("type"), element.attribute("medium"));
        let is_named = kind.is_empty() && medium.is_empty() && is_picture(element.attribute("url"));
        kind.starts_with("image/") || medium == "image" || is_named
    };
    let inside = || item.all("media:group").flat_map(|group| &group.children).chain(&item.children);
    let thumbnail = inside().find(|child| child.name == "media:thumbnail");
    let content = || inside().filter(|child| child.name == "media:content").find(is_image);
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
