//! TimelineJS: JSON of version 3 (<https://timeline.knightlab.com/docs/json-format.html>) and 2, and the rows of its sheets.

use std::borrow::Cow;

use super::dates::{self, Order};
use super::html;
use super::json_feed::headline;
use super::sink::{Sink, first, text};
use crate::read::item::{Event, Item, Picture, Text, When};
use crate::read::json::Value;

/// What a slide says, in any of the forms.
#[derive(Clone, Debug, Default)]
pub(super) struct Slide<'v> {
    pub(super) id: &'v str,
    /// EDTF.
    pub(super) start: Text<'v>,
    pub(super) end: Text<'v>,
    pub(super) headline: &'v str,
    pub(super) text: &'v str,
    pub(super) group: Text<'v>,
    pub(super) media: &'v str,
    pub(super) caption: &'v str,
    pub(super) credit: &'v str,
    pub(super) thumbnail: &'v str,
    pub(super) alt: &'v str,
    pub(super) link: &'v str,
}

/// Reads a timeline.
pub(super) fn read(root: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.records("event", true);
    let version_2 = root.field("timeline");
    if version_2.is_record() {
        sink.title(&html::text(text(version_2, "headline")));
        for slide in version_2.field("date").items() {
            old_slide(slide, sink);
        }
        for era in version_2.field("era").items() {
            old_slide(era, sink);
        }
        return;
    }
    let title = root.field("title").field("text");
    let headline_text = html::text(text(title, "headline"));
    let words = html::text(text(title, "text"));
    sink.title(&if headline_text.trim().is_empty() { headline(&words) } else { headline_text });
    for slide in root.field("events").items() {
        new_slide(slide, sink, "");
    }
    for era in root.field("eras").items() {
        new_slide(era, sink, "era");
    }
}

fn new_slide(slide: &Value<'_>, sink: &mut Sink<'_, '_>, kind: &'static str) {
    let (words, media) = (slide.field("text"), slide.field("media"));
    sink.begin(&html::text(text(words, "headline")));
    if !slide.is_record() {
        return sink.skip("", slide.text(), "is not a record; left out");
    }
    let group = text(slide, "group");
    let slide = Slide {
        id: text(slide, "unique_id"),
        start: date(slide.field("start_date"), "start_date", sink),
        end: date(slide.field("end_date"), "end_date", sink),
        headline: text(words, "headline"),
        text: text(words, "text"),
        group: if group.is_empty() { kind.into() } else { html::text(group) },
        media: text(media, "url"),
        caption: text(media, "caption"),
        credit: text(media, "credit"),
        thumbnail: text(media, "thumbnail"),
        alt: text(media, "alt"),
        link: text(media, "link"),
    };
    take(slide, sink);
}

fn old_slide(slide: &Value<'_>, sink: &mut Sink<'_, '_>) {
    sink.begin(&html::text(text(slide, "headline")));
    if !slide.is_record() {
        return sink.skip("", slide.text(), "is not a record; left out");
    }
    let asset = slide.field("asset");
    let slide = Slide {
        start: old_date(text(slide, "startDate"), "startDate", sink),
        end: old_date(text(slide, "endDate"), "endDate", sink),
        headline: text(slide, "headline"),
        text: text(slide, "text"),
        group: first(slide, &["tag", "category"]).into(),
        media: text(asset, "media"),
        caption: text(asset, "caption"),
        credit: text(asset, "credit"),
        thumbnail: text(asset, "thumbnail"),
        ..Slide::default()
    };
    take(slide, sink);
}

/// A record of year, month, day and so on; also a text, which version 3 does not know, but people write.
fn date<'v>(date: &'v Value<'_>, field: &'static str, sink: &mut Sink<'_, '_>) -> Text<'v> {
    if date.is_record() {
        let names = ["year", "month", "day", "hour", "minute", "second", "millisecond"];
        return parts(names.map(|name| text(date, name)), field, sink);
    }
    sink.date(field, date.text(), Order::MonthFirst)
}

/// `2011,12,10,07,02,10`, `1869`.
fn old_date<'v>(given: &'v str, field: &'static str, sink: &mut Sink<'_, '_>) -> Text<'v> {
    if !given.contains(',') || given.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return sink.date(field, given, Order::MonthFirst);
    }
    let mut given_parts = given.split(',');
    let all = [(); 7].map(|()| given_parts.next().unwrap_or_default());
    parts(all, field, sink)
}

/// A date in parts; what is doubtful is noted.
pub(super) fn parts<'v>(parts: [&'v str; 7], field: &'static str, sink: &mut Sink<'_, '_>) -> Text<'v> {
    if parts.iter().all(|part| part.is_empty()) {
        return Cow::Borrowed("");
    }
    let Some((date, wrong)) = dates::from_parts(parts) else {
        sink.doubt_date(field, parts.first().unwrap_or(&""));
        return Cow::Borrowed("");
    };
    if let Some(wrong) = wrong.and_then(|at| parts.get(at)) {
        sink.note(field, wrong, "does not exist; the date is shown without it");
    }
    Cow::Owned(date)
}

/// Takes a slide as an article with one event.
pub(super) fn take(slide: Slide<'_>, sink: &mut Sink<'_, '_>) {
    let inside = html::summary(slide.text);
    let mut title = html::text(slide.headline);
    if title.trim().is_empty() {
        let caption = html::text(slide.caption);
        title = headline(if inside.text.trim().is_empty() { &caption } else { &inside.text });
    }
    if slide.start.is_empty() {
        return sink.skip("start_date", "", "is missing; left out");
    }
    if title.trim().is_empty() {
        return sink.skip("headline", "", "is missing, and there is no text; left out");
    }
    let is_address = is_address(slide.media);
    let is_picture = is_address && is_picture(slide.media);
    let picture = if is_picture { slide.media } else { slide.thumbnail };
    let link = [slide.link, &inside.link].into_iter().find(|link| is_web(link));
    let link = link.unwrap_or(if is_address && !is_picture { slide.media } else { "" });
    let caption = html::text(slide.caption);
    let article = Item {
        url: link.to_owned().into(),
        title: title.clone(),
        summary: inside.text,
        image: Picture {
            url: picture.into(),
            alt: if slide.alt.is_empty() { caption } else { slide.alt.into() },
            credit: html::text(slide.credit),
        },
        events: vec![Event {
            id: slide.id.into(),
            title,
            date: When::span(slide.start, slide.end),
            kind: sink.vocabulary.stated(slide.group),
            ..Event::default()
        }],
        ..Item::default()
    };
    sink.event(article);
}

/// Whether it may be an address, and is no markup.
fn is_address(text: &str) -> bool {
    !text.is_empty() && !text.contains(['<', ' ', '\n'])
}

/// Whether it leads to a page, and not to a mailbox or a script.
fn is_web(link: &str) -> bool {
    crate::read::link::resolve("https://x/", link).is_some()
}

/// Whether an address ends as those of pictures do.
pub(super) fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    // A page about a picture is named like it.
    matches!(end.as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg")
        && !url.contains("/wiki/")
}
