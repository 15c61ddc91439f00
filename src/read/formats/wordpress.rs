//! Posts of WordPress's REST interface, `wp/v2/posts?_embed` (<https://developer.wordpress.org/rest-api/reference/posts/>).

use std::borrow::Cow;

use super::dates::Order;
use super::html;
use super::sink::{About, Sink, first, names, text};
use crate::read::item::{Event, Item, Picture, Text, When};
use crate::read::json::Value;

/// Reads a page of posts: a list, or an envelope around it.
pub(super) fn read(root: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("post", false);
    let (posts, headers) =
        if root.is_record() { (root.field("body"), root.field("headers")) } else { (root, root) };
    let posts = if root.is_record() && !text(root, "link").is_empty() { root } else { posts };
    let count = posts.items().len();
    sink.foreign.next =
        next(sink.foreign.options.base_url, sink.foreign.page_no, count, text(headers, "X-WP-TotalPages"));
    for post in posts.items() {
        take(post, sink);
    }
}

/// Where the next page is: there is one if this one is full, or if an envelope says so.
fn next(url: &str, page: usize, count: usize, pages: &str) -> Option<String> {
    let is_interface = url.contains("/wp/v2/") || url.contains("rest_route=");
    let (path, query) = url.split('#').next()?.split_once('?').unwrap_or((url, ""));
    let given = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(key, _)| *key == name).find_map(|(_, value)| value.parse::<usize>().ok())
    };
    let first = given("page").unwrap_or(1);
    // `offset` has no pages.
    if !is_interface || count == 0 || given("offset").is_some() {
        return None;
    }
    let page = first.checked_add(page)?;
    let is_last = match pages.parse::<usize>() {
        Ok(pages) => page > pages,
        Err(_) => count < given("per_page").unwrap_or(10),
    };
    if is_last {
        return None;
    }
    let others = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("page="));
    let mut query: Vec<&str> = others.collect();
    let page = format!("page={page}");
    query.push(&page);
    Some(format!("{path}?{}", query.join("&")))
}

fn take(post: &Value<'_>, sink: &mut Sink<'_, '_>) {
    let title = html::text(text(post.field("title"), "rendered"));
    let title = if title.trim().is_empty() { html::text(text(post, "title")) } else { title };
    sink.begin(&title);
    if !post.is_record() {
        return sink.skip("", post.text(), "is not a record; left out");
    }
    let published = match (text(post, "date_gmt"), text(post, "date")) {
        ("", local) => sink.date("date", local, Order::Unknown),
        (utc, _) if utc.ends_with(['Z', 'z']) => sink.date("date_gmt", utc, Order::Unknown),
        (utc, _) => Cow::Owned(sink.date("date_gmt", utc, Order::Unknown).into_owned() + "Z"),
    };
    let embedded = post.field("_embedded");
    let mut about = About::default();
    for term in embedded.field("wp:term").items().iter().flat_map(Value::items) {
        let name = html::text(text(term, "name"));
        match text(term, "taxonomy") {
            "actor" | "actors" | "person" | "people" | "organization" | "organisation" | "party" => {
                about.actors.push(name);
            }
            "country" | "countries" => about.countries.push(name),
            _ => {
                let tag = sink.tags([&*name]);
                about.kind = about.kind.or(tag.kind);
                about.countries.extend(tag.countries);
            }
        }
    }
    let excerpt = first(post.field("excerpt"), &["rendered"]);
    let content = first(post.field("content"), &["rendered"]);
    let summary = html::summary(if excerpt.is_empty() { content } else { excerpt }).text;
    let media = embedded.field("wp:featuredmedia").items().first().unwrap_or(&Value::Missing);
    let medium = media.field("media_details").field("sizes").field("medium");
    let image = match text(medium, "source_url") {
        "" => text(media, "source_url"),
        medium => medium,
    };
    // A private picture is an error in place of one, without an address.
    let image = Picture {
        url: image.into(),
        alt: text(media, "alt_text").into(),
        credit: html::text(text(media.field("caption"), "rendered")),
    };
    let events = events(post, &title, &published, &about, sink);
    let item = Item {
        id: text(post, "id").into(),
        url: text(post, "link").into(),
        title,
        published,
        summary,
        image,
        events,
        ..Item::default()
    };
    sink.article(item, about);
}

/// What editors state in fields of their own: an event, if it is told apart by more than its tags.
fn events<'v>(
    post: &'v Value<'_>,
    title: &Text<'v>,
    published: &Text<'v>,
    about: &About<'v>,
    sink: &mut Sink<'_, '_>,
) -> Vec<Event<'v>> {
    let fields = [post.field("acf"), post.field("meta")];
    // PHP writes an empty record as an empty list.
    let field = |names: &[&str]| {
        let found = fields.iter().flat_map(|fields| names.iter().map(|name| fields.field(name)));
        found.into_iter().find(|value| {
            !value.items().is_empty()
                && !value.items().iter().all(|value| value.text().is_empty() && !value.is_record())
        })
    };
    let said = |names: &[&str]| field(names).map_or("", |value| value.text().trim());
    let (start, end) = (said(&["event_date", "date", "start", "start_date"]), said(&["end", "end_date"]));
    let within = said(&["within"]);
    let actors = field(&["actors", "actor"]).map(names).unwrap_or_default();
    let countries = field(&["countries", "country"]).map(names).unwrap_or_default();
    let kind = said(&["kind", "event_kind", "event_type"]);
    let place = said(&["place", "location"]);
    if [start, within, kind, place].iter().all(|text| text.is_empty())
        && actors.is_empty()
        && countries.is_empty()
    {
        return Vec::new();
    }
    let date = if !within.is_empty() {
        When::Within(within.into())
    } else if start.is_empty() {
        When::At(published.clone())
    } else {
        When::span(sink.date("date", start, Order::Unknown), sink.date("end", end, Order::Unknown))
    };
    let kind = if kind.is_empty() {
        Text::from(about.kind.unwrap_or("report"))
    } else {
        sink.vocabulary.stated(kind.into())
    };
    vec![Event {
        title: title.clone(),
        date,
        kind,
        actors: actors.into_iter().chain(about.actors.iter().cloned()).collect(),
        countries: countries.into_iter().chain(about.countries.iter().cloned()).collect(),
        place: place.into(),
        ..Event::default()
    }]
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn pages_follow_while_they_are_full() {
        let url = "https://wp.example/wp-json/wp/v2/posts?per_page=2&_embed";
        let two = Some("https://wp.example/wp-json/wp/v2/posts?per_page=2&_embed&page=2".to_owned());
        assert_eq!(next(url, 1, 2, ""), two);
        assert_eq!(next(url, 1, 1, ""), None);
        assert_eq!(next(url, 1, 1, "2"), two);
        assert_eq!(next(url, 2, 2, "2"), None);
        assert_eq!(next(&format!("{url}&page=4"), 1, 2, "").unwrap(), format!("{url}&page=5"));
        assert_eq!(next(&format!("{url}&offset=4"), 1, 2, ""), None);
        assert_eq!(next("https://wp.example/export.json", 1, 10, ""), None);
        assert_eq!(
            next("https://wp.example/?rest_route=/wp/v2/posts", 3, 10, "").unwrap(),
            "https://wp.example/?rest_route=/wp/v2/posts&page=4"
        );
    }
}
