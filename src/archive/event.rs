//! One event of an archive.

use super::{Archive, Facet, Span};
use crate::time::{EventDate, Extent};

/// The position of an event in the order of time.
pub type EventIdx = u32;

/// Whether what is reported took place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It happened.
    #[default]
    Happened,
    /// It is planned.
    Scheduled,
    /// It was planned and will not take place.
    Cancelled,
    /// It was planned and put off.
    Postponed,
    /// Whether or how it happened is disputed.
    Disputed,
}

impl Status {
    /// All statuses.
    pub const ALL: [Status; 5] =
        [Status::Happened, Status::Scheduled, Status::Cancelled, Status::Postponed, Status::Disputed];

    /// The name in the data.
    pub fn name(self) -> &'static str {
        match self {
            Status::Happened => "happened",
            Status::Scheduled => "scheduled",
            Status::Cancelled => "cancelled",
            Status::Postponed => "postponed",
            Status::Disputed => "disputed",
        }
    }

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// That an article reports an event.
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// The article's position in [`Archive::articles`].
    pub article: u32,
    /// The passage that reports the event, verbatim; empty if not given.
    pub quote: Span,
}

/// What one row of the columns holds besides facets and extents.
#[derive(Clone, Debug)]
pub(super) struct EventRow {
    pub(super) id: Span,
    pub(super) title: Span,
    pub(super) place: Span,
    pub(super) date: EventDate,
    pub(super) status: Status,
    pub(super) importance: u8,
    /// Where its reports end in [`Archive::reports`]; they start where those of the event before end.
    pub(super) reports_end: u32,
}

/// One event of an archive: a cheap view of its row.
#[derive(Clone, Copy)]
pub struct Event<'a> {
    pub(super) archive: &'a Archive,
    pub(super) row: &'a EventRow,
    pub(super) idx: EventIdx,
}

impl<'a> Event<'a> {
    /// Its position in the order of time.
    pub fn idx(self) -> EventIdx {
        self.idx
    }

    /// Its identity: the same for the same file, always.
    pub fn id(self) -> &'a str {
        self.archive.text(self.row.id)
    }

    /// What happened, in a few words.
    pub fn title(self) -> &'a str {
        self.archive.text(self.row.title)
    }

    /// Where it happened; empty if not given.
    pub fn place(self) -> &'a str {
        self.archive.text(self.row.place)
    }

    /// When it happened.
    pub fn date(self) -> &'a EventDate {
        &self.row.date
    }

    /// Whether it happened.
    pub fn status(self) -> Status {
        self.row.status
    }

    /// 1 (a detail) to 5 (a turning point); 3 where the file says nothing.
    pub fn importance(self) -> u8 {
        self.row.importance
    }

    /// The kind's name; empty if not stated.
    pub fn kind(self) -> &'a str {
        let kinds = self.archive.facet(Facet::Kind);
        self.values(Facet::Kind).first().map_or("", |&kind| kinds.names.get(kind))
    }

    /// Its values in a facet.
    pub fn values(self, facet: Facet) -> &'a [u32] {
        self.archive.facet(facet).values.get(self.idx as usize)
    }

    /// The time it takes up on the axis; what still went on lasts until it was last reported.
    pub fn extent(self) -> Extent {
        self.archive.extent(self.idx)
    }

    /// Which articles report it, at least one.
    pub fn reports(self) -> &'a [Report] {
        self.archive.reports(self.idx)
    }
}
