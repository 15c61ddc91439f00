//! What the session says in the reader's language: names, numbers, dates.

use send_wrapper::SendWrapper;

use super::{LanesBy, Session, Shared, Texts};
use crate::archive::Facet;
use crate::dom::Intl;
use crate::layout::{NOT_STATED, REST};
use crate::time::{DAY_MS, DateFormat, EventDate, Fields, short_words, words};

impl Session {
    /// Speaks another language from now on, given by its BCP 47 tag.
    pub(crate) fn set_language(self, tag: &str) {
        self.intl().set(Shared::new(SendWrapper::new(Intl::new(tag))));
    }

    /// A date in words, with the precision that it has.
    pub(crate) fn date_in_words(self, date: &EventDate) -> String {
        self.intl().with_untracked(|intl| words(date, &***intl, &self.texts().phrases))
    }

    /// A date in few words.
    pub(crate) fn date_in_short(self, date: &EventDate) -> String {
        self.intl().with_untracked(|intl| short_words(date, &***intl, &self.texts().phrases))
    }

    /// From one time to another, which is the last, as closely as suits a view of so many ms.
    pub(crate) fn range_in_words(self, first_ms: i64, last_ms: i64, view_ms: i64) -> String {
        let fields = match view_ms / DAY_MS {
            0..3 => Fields::DateTimeShort,
            3..730 => Fields::Date,
            730..20_000 => Fields::YearMonth,
            _ => Fields::Year,
        };
        self.intl().with(|intl| intl.range(first_ms, last_ms, fields))
    }

    /// A whole number in the reader's language.
    pub(crate) fn number(self, value: usize) -> String {
        self.intl().with(|intl| intl.number(value))
    }

    /// "1 event", "27 events".
    pub(crate) fn events_in_words(self, count: usize) -> String {
        match count {
            1 => self.texts().event_one().to_owned(),
            _ => Texts::fill(self.texts().events(), &[&self.intl().with(|intl| intl.number(count))]),
        }
    }

    /// The name of a facet's value as the reader sees it.
    pub(crate) fn value_name(self, facet: Facet, value: &str) -> String {
        match facet {
            _ if value.is_empty() => self.texts().not_stated().to_owned(),
            Facet::Kind => self.texts().kind(value),
            Facet::Country => self.intl().with(|intl| intl.country(value)),
            Facet::Actor | Facet::Source => value.to_owned(),
        }
    }

    /// The value that a lane stands for, as the archive has it; `None` for the lane of all others.
    pub(crate) fn lane_value(self, facet: Facet, key: u32) -> Option<String> {
        match key {
            REST => None,
            NOT_STATED => Some(String::new()),
            _ => self.with_archive(|archive| archive.facet(facet).names.get(key).to_owned()),
        }
    }

    /// The name of the lane of a key.
    pub(crate) fn lane_name(self, key: u32) -> String {
        let LanesBy::Facet(facet) = self.lanes_by().get() else {
            return self.texts().all_events().to_owned();
        };
        if let Some(value) = self.lane_value(facet, key) {
            return self.value_name(facet, &value);
        }
        let shown = self.lanes().with(|lanes| lanes.iter().filter(|lane| lane.key < NOT_STATED).count());
        let all = self.with_archive(|archive| archive.facet(facet).names.len()).unwrap_or_default();
        let others = self.intl().with(|intl| intl.number(all.saturating_sub(shown)));
        Texts::fill(self.texts().others(), &[&others])
    }
}
