//! What a reader takes away: the matching events as a text of some format.

use super::{Session, Texts};
use crate::archive::Event;
use crate::archive::Report;
use crate::dom::{STYLE, zone_offset_min};
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

impl Session {
    /// The matching events in a format; `None` before there is data.
    pub(crate) fn export(&self, format: Export) -> Option<String> {
        let write = |excerpt: &Excerpt<'_>, words: &Words<'_>| match format {
            Export::Json => json(excerpt),
            Export::Table => table(excerpt),
            Export::Calendar => calendar(excerpt, words),
            Export::Picture => self.picture(excerpt, words),
        };
        self.with_excerpt(&write)
    }

    fn picture(&self, excerpt: &Excerpt<'_>, words: &Words<'_>) -> String {
        let stack = self.stack.get_untracked();
        let lanes: Vec<(LaneBox, String)> =
            stack.lanes.iter().map(|lane| (lane.clone(), self.lane_name(lane.key))).collect();
        let mut marks = self.marks.get_untracked().to_vec();
        marks.extend(self.pinned.get_untracked());
        let title = excerpt.archive.title();
        let picture = Picture {
            archive: excerpt.archive,
            title: if title.is_empty() { self.texts.untitled } else { title },
            about: &self.events_in_words(excerpt.events.count_ones(..)),
            viewport: self.viewing.viewport.get_untracked(),
            axis: &self.axis.get_untracked(),
            lanes: &lanes,
            height_px: stack.height_px,
            marks: &marks,
            style: STYLE,
        };
        export::picture(&picture, words)
    }

    /// What an article says of an event, to be cited.
    pub(crate) fn citation(&self, event: Event<'_>, report: &Report) -> String {
        self.with_excerpt(&|excerpt, words| citation(excerpt, event, report, words)).unwrap_or_default()
    }

    fn with_excerpt(&self, write: &dyn Fn(&Excerpt<'_>, &Words<'_>) -> String) -> Option<String> {
        let reading = self.reading.get_untracked()?;
        let excerpt = Excerpt {
            archive: &reading.archive,
            events: &self.matching.get_untracked(),
            zone: &zone_offset_min,
        };
        let words = Words {
            date: &|date| self.date_in_words(date),
            status: &|status| self.texts.status(status),
            left_out: &|count| {
                let count = self.intl.with_untracked(|intl| intl.number(count));
                Texts::fill(self.texts.not_in_calendar, &[&count])
            },
        };
        Some(write(&excerpt, &words))
    }
}
