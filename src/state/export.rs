//! What a reader takes away: the matching events as a text of some format.

use super::reactive::untrack;
use super::{Session, Texts};
use crate::archive::EventIdx;
use crate::dom::{KINDS, zone_offset_min};
use crate::export::{self, Excerpt, Picture, Words, calendar, citation, json, table};
use crate::layout::LaneBox;

/// A format that events can be taken away in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Export {
    /// Article JSON.
    Json,
    /// Comma-separated values.
    Table,
    /// iCalendar.
    Calendar,
    /// SVG of the chart as it is seen.
    Picture,
}

impl Export {
    /// All formats, in the order in which they are offered.
    pub(crate) const ALL: [Export; 4] = [Export::Json, Export::Table, Export::Calendar, Export::Picture];

    /// The name, which is the ending of a file's name, too.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Export::Json => "json",
            Export::Table => "csv",
            Export::Calendar => "ics",
            Export::Picture => "svg",
        }
    }

    /// The format of that name.
    pub(crate) fn from_name(name: &str) -> Option<Export> {
        Export::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The media type of a file.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Export::Json => "application/json",
            Export::Table => "text/csv;charset=utf-8",
            Export::Calendar => "text/calendar;charset=utf-8",
            Export::Picture => "image/svg+xml",
        }
    }
}

/// The matching events in a format; `None` before there is data. The way into its part.
#[inline(never)]
pub(crate) fn export(session: Session, format: Export) -> Option<String> {
    let write = |excerpt: &Excerpt<'_>, words: &Words<'_>| match format {
        Export::Json => json(excerpt),
        Export::Table => table(excerpt),
        Export::Calendar => calendar(excerpt, words),
        Export::Picture => picture(session, excerpt, words),
    };
    with_excerpt(session, &write)
}

/// How an article is cited for an event; empty if there is none. The way into its part.
#[inline(never)]
pub(crate) fn citation_of(session: Session, idx: EventIdx, article: u32) -> String {
    let write = |excerpt: &Excerpt<'_>, words: &Words<'_>| {
        let event = excerpt.archive.event(idx)?;
        let report = event.reports().iter().find(|report| report.article == article)?;
        Some(citation(excerpt, event, report, words))
    };
    with_excerpt(session, &|excerpt, words| write(excerpt, words).unwrap_or_default()).unwrap_or_default()
}

fn picture(session: Session, excerpt: &Excerpt<'_>, words: &Words<'_>) -> String {
    let stack = session.stack().get_untracked();
    let lanes: Vec<(LaneBox, String)> =
        stack.lanes.iter().map(|lane| (lane.clone(), session.lane_name(lane.key))).collect();
    let mut marks = session.marks().get_untracked().to_vec();
    marks.extend(session.pinned().get_untracked());
    let title = excerpt.archive.title();
    let fonts = session.fonts().get_untracked();
    let picture = Picture {
        archive: excerpt.archive,
        title: if title.is_empty() { session.texts().untitled() } else { title },
        about: &session.events_in_words(excerpt.events.count_ones(..)),
        viewport: session.viewing().viewport().get_untracked(),
        axis: &session.axis().get_untracked(),
        lanes: &lanes,
        height_px: stack.height_px,
        marks: &marks,
        style: KINDS,
        font: fonts.as_ref().map_or("sans-serif", |fonts| &fonts.family),
        text_px: &|text| {
            fonts.as_ref().map_or(text.chars().count() as f64 * 6.6, |fonts| fonts.label.px(text))
        },
    };
    export::picture(&picture, words)
}

fn with_excerpt(session: Session, write: &dyn Fn(&Excerpt<'_>, &Words<'_>) -> String) -> Option<String> {
    let reading = session.reading().get_untracked()?;
    let excerpt = Excerpt {
        archive: &reading.archive,
        events: &session.matching().get_untracked(),
        zone: &zone_offset_min,
    };
    let words = Words {
        date: &|date| session.date_in_words(date),
        status: &|status| session.texts().status(status),
        left_out: &|count| {
            let count = session.intl().with_untracked(|intl| intl.number(count));
            Texts::fill(session.texts().not_in_calendar(), &[&count])
        },
    };
    Some(untrack(|| write(&excerpt, &words)))
}
