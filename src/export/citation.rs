//! What an article says of an event, in the form in which one cites it.

use super::{Excerpt, Words};
use crate::archive::{Event, Report};
use crate::out::Out;
use crate::time::EventDate;

/// “Headline”. Source, 13 October 2016. <https://news.example/> (Event, 12 October 2016)
///
/// What the data does not give is left out.
pub fn citation(excerpt: &Excerpt<'_>, event: Event<'_>, report: &Report, words: &Words<'_>) -> String {
    let Some(article) = excerpt.article(report) else { return String::new() };
    let published =
        article.published.map(|published| (words.date)(&EventDate::At(published))).unwrap_or_default();
    let mut out = Out::default();
    let mut sentence = Out::default();
    for piece in [excerpt.source(article), &published].into_iter().filter(|piece| !piece.is_empty()) {
        sentence.join(", ", piece);
    }
    for sentence in [excerpt.archive.text(article.headline), &sentence.0] {
        if !sentence.is_empty() {
            let is_ended = sentence.ends_with(['.', '?', '!', '…']);
            out.add(&[sentence, if is_ended { " " } else { ". " }]);
        }
    }
    out.add(&[excerpt.address(article), " (", event.title(), ", ", &(words.date)(event.date()), ")"]);
    out.0
}
