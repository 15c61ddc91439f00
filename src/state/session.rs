//! One reader's session with one instance of the widget.

use std::rc::Rc;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use leptos::prelude::*;

use super::viewing::{self, Viewing};
use super::{LanesBy, Load, Shared, Texts};
use crate::archive::{Archive, EventIdx, Facet};
use crate::dom::Intl;
use crate::layout::{Arrangement, Lane, Mark, MarkKey};
use crate::query::{FacetCounts, Filter, Matches, counts};
use crate::read::Reading;
use crate::time::{Axis, Extent, Viewport};

/// What a card is open for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// An event.
    Event(EventIdx),
    /// A cluster that zooming cannot separate.
    Cluster(MarkKey),
}

/// The signals and memos of a session. Copying it copies handles.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// The absolute address of the data.
    pub(crate) url: RwSignal<Option<String>>,
    /// Data that was handed over instead of an address.
    pub(crate) inline: RwSignal<Option<Arc<str>>>,
    /// Counts up to load again.
    pub(crate) attempt: RwSignal<u32>,
    pub(crate) load: RwSignal<Load>,
    pub(crate) reading: RwSignal<Option<Shared<Reading>>>,
    pub(crate) filter: RwSignal<Filter>,
    pub(crate) lanes_by: RwSignal<LanesBy>,
    /// Whether the reader wants lanes beyond the first ones.
    pub(crate) all_lanes: RwSignal<bool>,
    /// The view that the embedder wants first.
    pub(crate) first_view: RwSignal<Option<Extent>>,
    /// The card that stays open.
    pub(crate) opened: RwSignal<Option<Opened>>,
    /// The event under the pointer or the focus.
    pub(crate) previewed: RwSignal<Option<EventIdx>>,
    /// The mark that the keyboard is at.
    pub(crate) focused: RwSignal<Option<MarkKey>>,
    /// Whether a plain click follows the link.
    pub(crate) follow_links: RwSignal<bool>,
    pub(crate) intl: RwSignal<Rc<Intl>, LocalStorage>,
    pub(crate) texts: &'static Texts,
    pub(crate) viewing: Viewing,
    pub(crate) matches: Memo<Option<Shared<Matches>>>,
    pub(crate) matching: Memo<Shared<FixedBitSet>>,
    pub(crate) lanes: Memo<Shared<Vec<Lane>>>,
    pub(crate) arrangement: Memo<Shared<Arrangement>>,
    pub(crate) marks: Memo<Shared<Vec<Mark>>>,
    pub(crate) axis: Memo<Shared<Axis>>,
}

impl Session {
    /// A session in the current owner. `now_ms` is the reader's civil time.
    pub(crate) fn new(intl: Rc<Intl>) -> Session {
        let reading = RwSignal::new(None::<Shared<Reading>>);
        let filter = RwSignal::new(Filter::default());
        let lanes_by = RwSignal::new(LanesBy::Facet(Facet::Kind));
        let all_lanes = RwSignal::new(false);
        let intl = RwSignal::new_local(intl);
        let viewing = Viewing::new();
        let matches = Memo::new(move |_| {
            let reading = reading.get()?;
            Some(Shared::new(filter.with(|filter| Matches::new(&reading.archive, filter))))
        });
        let matching =
            Memo::new(move |_| Shared::new(matches.get().map_or_else(FixedBitSet::default, |matches| matches.all())));
        let lanes = Memo::new(move |_| {
            let Some(reading) = reading.get() else { return Shared::new(Vec::new()) };
            Shared::new(viewing::lanes(&reading.archive, &matching.get(), lanes_by.get(), all_lanes.get()))
        });
        let columns = Memo::new(move |_| reading.get().map(|reading| Shared::new(viewing::Columns::new(&reading.archive))));
        let arrangement = Memo::new(move |_| {
            let Some(columns) = columns.get() else { return Shared::new(Arrangement::default()) };
            let reading = reading.get();
            let ms_per_px = viewing.step.get();
            let lanes = lanes.get();
            Shared::new(match &reading {
                Some(reading) => columns.arrange(&reading.archive, &lanes, ms_per_px),
                None => Arrangement::default(),
            })
        });
        let marks = Memo::new(move |_| {
            let (arrangement, window) = (arrangement.get(), viewing.window.get());
            let (Some(reading), Some(columns)) = (reading.get(), columns.get()) else { return Shared::new(Vec::new()) };
            Shared::new(columns.marks(&reading.archive, &arrangement, window))
        });
        let axis = Memo::new(move |_| {
            let intl = intl.get();
            Shared::new(crate::time::axis(viewing.window.get(), viewing.step.get(), viewing::MIN_TICK_PX, &*intl))
        });
        Session {
            url: RwSignal::new(None),
            inline: RwSignal::new(None),
            attempt: RwSignal::new(0),
            load: RwSignal::new(Load::Idle),
            reading,
            filter,
            lanes_by,
            all_lanes,
            first_view: RwSignal::new(None),
            opened: RwSignal::new(None),
            previewed: RwSignal::new(None),
            focused: RwSignal::new(None),
            follow_links: RwSignal::new(false),
            intl,
            texts: &Texts::ENGLISH,
            viewing,
            matches,
            matching,
            lanes,
            arrangement,
            marks,
            axis,
        }
    }

    /// Something of the archive, tracked; `None` until it is loaded.
    pub(crate) fn with_archive<T>(&self, read: impl FnOnce(&Archive) -> T) -> Option<T> {
        self.reading.get().map(|reading| read(&reading.archive))
    }

    /// Something of the archive now, untracked; `None` until it is loaded.
    pub(crate) fn peek_archive<T>(&self, read: impl FnOnce(&Archive) -> T) -> Option<T> {
        self.reading.get_untracked().map(|reading| read(&reading.archive))
    }

    /// The counts of a facet's values.
    pub(crate) fn counts(&self, facet: Facet) -> FacetCounts {
        match (self.reading.get(), self.matches.get()) {
            (Some(reading), Some(matches)) => counts(&reading.archive, &matches, facet),
            _ => FacetCounts::default(),
        }
    }

    /// The name of a facet's value as the reader sees it.
    pub(crate) fn value_name(&self, facet: Facet, value: &str) -> String {
        match facet {
            _ if value.is_empty() => self.texts.not_stated.to_owned(),
            Facet::Kind => self.texts.kind(value),
            Facet::Country => self.intl.with(|intl| intl.country(value)),
            Facet::Actor | Facet::Source => value.to_owned(),
        }
    }

    /// Chooses a value of a facet, or takes it back.
    pub(crate) fn toggle(&self, facet: Facet, value: &str) {
        self.filter.update(|filter| filter.choice_mut(facet).toggle(value));
    }

    /// Forgets every choice.
    pub(crate) fn clear_filters(&self) {
        self.filter.set(Filter::default());
    }

    /// Shows all matching events.
    pub(crate) fn fit(&self, animate: bool) {
        if let Some(extent) = self.matching_extent() {
            self.viewing.fit(extent, animate);
        }
    }

    /// From the first to the last matching event.
    pub(crate) fn matching_extent(&self) -> Option<Extent> {
        let matching = self.matching.get_untracked();
        self.peek_archive(|archive| {
            let extents = matching.ones().filter_map(|idx| u32::try_from(idx).ok()).map(|idx| archive.extent(idx));
            extents.reduce(|all, extent| all.union(&extent))
        })
        .flatten()
    }

    /// The matching event before or after one in time.
    pub(crate) fn neighbour(&self, idx: EventIdx, forward: bool) -> Option<EventIdx> {
        let matching = self.matching.get();
        let next = if forward {
            matching.ones().find(|&other| other > idx as usize)
        } else {
            matching.ones().take_while(|&other| other < idx as usize).last()
        };
        next.and_then(|idx| u32::try_from(idx).ok())
    }

    /// Brings an event into view and opens its card.
    pub(crate) fn open_event(&self, idx: EventIdx) {
        if let Some(extent) = self.peek_archive(|archive| archive.extent(idx)) {
            self.viewing.reveal(extent);
        }
        self.opened.set(Some(Opened::Event(idx)));
    }
}
