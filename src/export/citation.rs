//! What an article says of an event, in the form in which one cites it.

use super::{Excerpt, Words};
use crate::archive::{Event, Report};
use crate::time::EventDate;

/// “Headline”. Source, 13 October 2016. https://news.example/… (Event, 12 October 2016)
///
/// What the data does not give is left out.
pub fn citation(excerpt: &Excerpt<'_>, event: Event<'_>, report: &Report, words: &Words<'_>) -> String {
    let mut out = String::new();
    let Some(article) = excerpt.article(report) else { return out };
    let mut sentence = |parts: &[&str]| {
        let mut after = false;
        for part in parts.iter().filter(|part| !part.is_empty()) {
            out.push_str(if after { ", " } else { "" });
            out.push_str(part);
            after = true;
        }
        if after {
            out.push_str(if out.ends_with(['.', '?', '!', '…']) { " " } else { ". " });
        }
    };
    let published = article.published.map(|published| (words.date)(&EventDate::At(published)));
    sentence(&[excerpt.archive.text(article.headline)]);
    sentence(&[excerpt.source(article), &published.unwrap_or_default()]);
    out.push_str(excerpt.address(article));
    for part in [" (", event.title(), ", ", &(words.date)(event.date()), ")"] {
        out.push_str(part);
    }
    out
}
