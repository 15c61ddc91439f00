//! What a reader takes away: the matching events as a text of some format.

use super::{Session, Texts};
use crate::archive::Event;
use crate::archive::Report;
use crate::dom::zone_offset_min;
use crate::export::{Excerpt, Words, calendar, citation, json, table};

/// A format that events can be taken away in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Export {
    /// Article JSON.
    Json,
    /// Comma-separated values.
    Table,
    /// iCalendar.
    Calendar,
}

impl Export {
    /// All formats, in the order in which they are offered.
    pub(crate) const ALL: [Export; 3] = [Export::Json, Export::Table, Export::Calendar];

    /// The name, which is the ending of a file's name, too.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Export::Json => "json",
            Export::Table => "csv",
            Export::Calendar => "ics",
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
        };
        self.with_excerpt(&write)
    }

    /// What an article says of an event, to be cited.
    #[expect(dead_code, reason = "the card offers it")]
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
