//! Archive → text to take away: article JSON, a table, a calendar, a picture, a citation.
//!
//! One file per format. A format knows some events of an archive and what a reader's language says of them; where the
//! text goes it does not know.

mod calendar;
mod citation;
mod json;
mod picture;
mod table;
#[cfg(test)]
mod tests;

use fixedbitset::FixedBitSet;

pub use calendar::calendar;
pub use citation::citation;
pub use json::json;
pub use picture::{Picture, picture};
pub use table::table;

use crate::archive::{Archive, Article, Event, Facet, Report, Status};
use crate::time::{EventDate, Zone};

/// The events that are taken away.
#[derive(Clone, Copy)]
pub struct Excerpt<'a> {
    /// Where they are from.
    pub archive: &'a Archive,
    /// Which of its events they are.
    pub events: &'a FixedBitSet,
    /// The reader's offset from UTC at an instant: the one with which the archive was read.
    pub zone: Zone<'a>,
}

/// How the reader's language says what the data says in its own words.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// A date, with the precision that it has.
    pub date: &'a dyn Fn(&EventDate) -> String,
    /// The word for a status; `None` for what simply happened.
    pub status: &'a dyn Fn(Status) -> Option<&'static str>,
    /// That so many events are left out.
    pub left_out: &'a dyn Fn(usize) -> String,
}

impl<'a> Excerpt<'a> {
    /// Each event and what reports it, in the order of time. One loop for all formats.
    #[inline(never)]
    fn each(&self, then: &mut dyn FnMut(Event<'a>)) {
        let archive = self.archive;
        for idx in self.events.ones() {
            if let Some(event) = u32::try_from(idx).ok().and_then(|idx| archive.event(idx)) {
                then(event);
            }
        }
    }

    /// Each report of an event, and its article.
    #[inline(never)]
    fn each_report(&self, event: Event<'a>, then: &mut dyn FnMut(&'a Report, &'a Article)) {
        for report in event.reports() {
            if let Some(article) = self.archive.article(report.article) {
                then(report, article);
            }
        }
    }

    /// The article of a report.
    fn article(&self, report: &Report) -> Option<&'a Article> {
        self.archive.article(report.article)
    }

    /// The names of an event's values in a facet.
    #[inline(never)]
    fn names(&self, event: Event<'a>, facet: Facet) -> Vec<&'a str> {
        let names = &self.archive.facet(facet).names;
        event.values(facet).iter().map(|&value| names.get(value)).collect()
    }

    /// Who published an article; empty if not given.
    #[inline(never)]
    fn source(&self, article: &Article) -> &'a str {
        article.source.map_or("", |source| self.archive.facet(Facet::Source).names.get(source))
    }

    /// An article's address: the safe, absolute one, else the one that was given.
    fn address(&self, article: &Article) -> &'a str {
        match self.archive.text(article.url) {
            "" => self.archive.text(article.given_url),
            url => url,
        }
    }

    /// A date in EDTF.
    #[inline(never)]
    fn edtf(&self, date: &EventDate) -> String {
        crate::time::edtf(date, self.zone)
    }

    /// When an article was published, in EDTF; empty if not given.
    fn published(&self, article: &Article) -> String {
        article.published.map(|published| self.edtf(&EventDate::At(published))).unwrap_or_default()
    }
}
