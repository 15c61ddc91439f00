//! One reader's session with one instance of the widget.

use std::cell::RefCell;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use send_wrapper::SendWrapper;

use super::reactive::{Derived, Var};
use super::viewing::{self, Viewing};
use super::{LanesBy, Load, Shared, Texts};
use crate::archive::{Archive, EventIdx, Facet};
use crate::dom::{Intl, at_next_frame};
use crate::layout::{Arrangement, Events, Lane, Mark, MarkKey, Window};
use crate::query::{self, FacetCounts, Filter, Matches, counts};
use crate::read::Reading;
use crate::time::viewport::MIN_SPAN_MS;
use crate::time::{Axis, EventDate, Extent, Phrases, Viewport, short_words, words};

/// What a card is open for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opened {
    /// An event.
    Event(EventIdx),
    /// A cluster that zooming cannot separate.
    Cluster(MarkKey),
}

/// A mark that is to take the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// This very mark.
    Mark(MarkKey),
    /// Whatever stands for an event in a lane.
    Event { lane_key: u32, event: EventIdx },
}

/// Answers whether the widget itself is to open an event's card.
pub(crate) type AskPage = Box<dyn Fn(EventIdx) -> bool>;

/// The signals and memos of a session. Copying it copies handles.
#[derive(Clone, Copy)]
pub(crate) struct Session {
    /// The absolute address of the data.
    pub(crate) url: Var<Option<String>>,
    /// Data that was handed over instead of an address.
    pub(crate) inline: Var<Option<Arc<str>>>,
    /// Counts up to load again.
    pub(crate) attempt: Var<u32>,
    pub(crate) load: Var<Load>,
    pub(crate) reading: Var<Option<Shared<Reading>>>,
    pub(crate) filter: Var<Filter>,
    pub(crate) lanes_by: Var<LanesBy>,
    /// Whether the reader wants lanes beyond the first ones.
    pub(crate) all_lanes: Var<bool>,
    /// The view that the embedder wants first.
    pub(crate) first_view: Var<Option<Extent>>,
    /// The card that stays open.
    pub(crate) opened: Var<Option<Opened>>,
    /// The event under the pointer or the focus.
    pub(crate) previewed: Var<Option<EventIdx>>,
    /// The mark that the keyboard is at.
    pub(crate) focused: Var<Option<MarkKey>>,
    /// What the focus is to be on as soon as it is drawn.
    pub(crate) wants_focus: Var<Option<Wanted>>,
    /// The id of the event that is to be opened as soon as it is there.
    pub(crate) wanted_id: Var<Option<String>>,
    /// The filter that the page knows of.
    pub(crate) told_filter: Var<Filter>,
    /// The range that the page knows of.
    pub(crate) told_range: Var<Option<Extent>>,
    /// Whether the next card is to take the focus: it was opened by keyboard.
    pub(crate) card_wants_focus: Var<bool>,
    /// Whether the pointer that was just released had dragged.
    pub(crate) dragged: Var<bool>,
    /// Asks the page whether the widget itself is to open an event's card.
    pub(crate) ask_page: Var<Shared<SendWrapper<RefCell<Option<AskPage>>>>>,
    /// Whether the facets are shown.
    pub(crate) facets_open: Var<bool>,
    /// Whether a plain click follows the link.
    pub(crate) follow_links: Var<bool>,
    pub(crate) intl: Var<Shared<SendWrapper<Intl>>>,
    pub(crate) texts: &'static Texts,
    pub(crate) viewing: Viewing,
    pub(crate) matches: Derived<Option<Shared<Matches>>>,
    pub(crate) matching: Derived<Shared<FixedBitSet>>,
    pub(crate) lanes: Derived<Shared<Vec<Lane>>>,
    pub(crate) arrangement: Derived<Shared<Arrangement>>,
    pub(crate) marks: Derived<Shared<Vec<Mark>>>,
    /// Marks that stand for what reaches into the view from outside, at the view's start.
    pub(crate) pinned: Derived<Vec<Mark>>,
    pub(crate) axis: Derived<Shared<Axis>>,
    columns: Derived<Option<Shared<viewing::Columns>>>,
}

const ALL_LANES: std::ops::Range<f64> = 0.0..f64::INFINITY;

impl Session {
    /// A session in the current owner.
    pub(crate) fn new(intl: Intl) -> Session {
        let reading = Var::new(None::<Shared<Reading>>);
        let filter = Var::new(Filter::default());
        let lanes_by = Var::new(LanesBy::Facet(Facet::Kind));
        let all_lanes = Var::new(false);
        let intl = Var::new(Shared::new(SendWrapper::new(intl)));
        let viewing = Viewing::new();
        let matches = Derived::new(move || {
            let reading = reading.get()?;
            Some(Shared::new(filter.with(|filter| Matches::new(&reading.archive, filter))))
        });
        let matching = Derived::new(move || {
            Shared::new(matches.get().map_or_else(FixedBitSet::default, |matches| matches.all()))
        });
        let columns = Derived::new(move || {
            reading.get().map(|reading| Shared::new(viewing::Columns::new(&reading.archive)))
        });
        let lanes = Derived::new(move || {
            let (Some(reading), Some(columns)) = (reading.get(), columns.get()) else {
                return Shared::new(Vec::new());
            };
            let (by, all) = (lanes_by.get(), all_lanes.get());
            Shared::new(viewing::lanes(&reading.archive, &columns, &matching.get(), by, all))
        });
        let arrangement = Derived::new(move || {
            let (lanes, ms_per_px) = (lanes.get(), viewing.step.get());
            Shared::new(match (reading.get(), columns.get()) {
                (Some(reading), Some(columns)) => {
                    viewing::arrange(&columns.events(&reading.archive), &lanes, ms_per_px)
                }
                _ => viewing::arrange(&Events::default(), &[], ms_per_px),
            })
        });
        let marks = Derived::new(move || {
            let (arrangement, window) = (arrangement.get(), viewing::window(viewing.window.get()));
            let (Some(reading), Some(columns)) = (reading.get(), columns.get()) else {
                return Shared::new(Vec::new());
            };
            Shared::new(arrangement.standing(&columns.events(&reading.archive), window, ALL_LANES))
        });
        let pinned = Derived::new(move || {
            let (arrangement, view) = (arrangement.get(), viewing::window(viewing.viewport.get().extent()));
            let (Some(reading), Some(columns)) = (reading.get(), columns.get()) else { return Vec::new() };
            arrangement.pinned(&columns.events(&reading.archive), view, ALL_LANES)
        });
        let axis = Derived::new(move || {
            let intl = intl.get();
            Shared::new(crate::time::axis(
                viewing.window.get(),
                viewing.step.get(),
                viewing::MIN_TICK_PX,
                &**intl,
            ))
        });
        Session {
            url: Var::new(None),
            inline: Var::new(None),
            attempt: Var::new(0),
            load: Var::new(Load::Idle),
            reading,
            filter,
            lanes_by,
            all_lanes,
            first_view: Var::new(None),
            opened: Var::new(None),
            previewed: Var::new(None),
            focused: Var::new(None),
            wants_focus: Var::new(None),
            wanted_id: Var::new(None),
            told_filter: Var::new(Filter::default()),
            told_range: Var::new(None),
            card_wants_focus: Var::new(false),
            dragged: Var::new(false),
            ask_page: Var::new(Shared::new(SendWrapper::new(RefCell::new(None)))),
            facets_open: Var::new(true),
            follow_links: Var::new(false),
            intl,
            texts: &Texts::ENGLISH,
            viewing,
            matches,
            matching,
            lanes,
            arrangement,
            marks,
            pinned,
            axis,
            columns,
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

    /// Whether the session goes on: its signals may be read.
    pub(crate) fn is_alive(&self) -> bool {
        self.load.try_get_untracked().is_some()
    }

    /// Calls `then` at the next frame, unless the session has ended by then.
    pub(crate) fn at_next_frame(&self, then: impl FnOnce() + 'static) {
        let session = *self;
        at_next_frame(move || {
            if session.is_alive() {
                then();
            }
        });
    }

    /// Speaks another language from now on, given by its BCP 47 tag.
    pub(crate) fn set_language(&self, tag: &str) {
        self.intl.set(Shared::new(SendWrapper::new(Intl::new(tag))));
    }

    /// A date in words, with the precision that it has.
    pub(crate) fn date_in_words(&self, date: &EventDate) -> String {
        self.intl.with_untracked(|intl| words(date, &***intl, &Phrases::ENGLISH))
    }

    /// A date in few words.
    pub(crate) fn date_in_short(&self, date: &EventDate) -> String {
        self.intl.with_untracked(|intl| short_words(date, &***intl, &Phrases::ENGLISH))
    }

    /// A whole number in the reader's language.
    pub(crate) fn number(&self, value: usize) -> String {
        self.intl.with(|intl| intl.number(value))
    }

    /// Loads the data once more.
    pub(crate) fn load_again(&self) {
        self.attempt.update(|attempt| *attempt = attempt.wrapping_add(1));
    }

    /// "1 event", "27 events".
    pub(crate) fn events_in_words(&self, count: usize) -> String {
        match count {
            1 => self.texts.event_one.to_owned(),
            _ => Texts::fill(self.texts.events, &[&self.intl.with(|intl| intl.number(count))]),
        }
    }

    /// Where a time stands on the stage: 0 is its start, 1 its end.
    pub(crate) fn share(&self, ms: i64) -> f64 {
        let stage = self.viewing.stage.get();
        let from_start = ms.saturating_sub(stage.start_ms) as f64;
        from_start / stage.duration_ms().max(1) as f64
    }

    /// Chooses a value of a facet, or takes it back.
    pub(crate) fn toggle(&self, facet: Facet, value: &str) {
        self.filter.update(|filter| filter.choice_mut(facet).toggle(value));
    }

    /// Forgets every choice.
    pub(crate) fn clear_filters(&self) {
        self.filter.set(Filter::default());
    }

    /// Shows all matching events; all events if none matches.
    pub(crate) fn fit(&self, animate: bool) {
        if let Some(extent) = self.matching_extent().or(self.viewing.bounds.get_untracked()) {
            self.viewing.fit(extent, animate);
        }
    }

    /// From the first to the last matching event.
    pub(crate) fn matching_extent(&self) -> Option<Extent> {
        let matching = self.matching.get_untracked();
        self.peek_archive(|archive| query::extent(archive, &matching)).flatten()
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

    /// The events that a mark stands for.
    pub(crate) fn members(&self, key: &MarkKey) -> Vec<EventIdx> {
        self.with_layout(|arrangement, events, view| arrangement.members(events, key, view))
            .unwrap_or_default()
    }

    /// Opens a cluster: zooms in where that brings its events apart, else lists them.
    pub(crate) fn open_cluster(&self, key: MarkKey) {
        let target = self
            .with_layout(|arrangement, events, view| {
                let finest = MIN_SPAN_MS as f64 / self.viewing.viewport.get_untracked().width_px.max(1.0);
                let separable = arrangement.separable(events, &key, view, finest);
                arrangement.extent_of(events, &key, view).filter(|_| separable)
            })
            .flatten();
        match target {
            Some(window) => self.viewing.fit(Extent::new(window.start_ms, window.end_ms), true),
            None => self.opened.set(Some(Opened::Cluster(key))),
        }
    }

    /// Tells the page of a reader's selection; whether the widget is to open the card itself.
    pub(crate) fn select(&self, idx: EventIdx) -> bool {
        self.ask_page.with_untracked(|ask| ask.borrow().as_ref().is_none_or(|ask| ask(idx)))
    }

    /// Closes the card; the focus returns to its mark.
    pub(crate) fn close_card(&self) {
        let opened = self.opened.get_untracked();
        self.opened.set(None);
        self.previewed.set(None);
        let marks = self.marks.get_untracked();
        let mark = match opened {
            Some(Opened::Event(idx)) => {
                marks.iter().find(|mark| self.stands_for_event(mark, idx)).map(|mark| mark.key)
            }
            Some(Opened::Cluster(key)) => Some(key),
            None => None,
        };
        self.wants_focus.set(mark.map(Wanted::Mark));
    }

    /// Moves the focus to a mark that exists, and the view if it is outside.
    pub(crate) fn focus_mark(&self, key: MarkKey) {
        let marks = self.marks.get_untracked();
        if let Some(mark) = marks.iter().find(|mark| mark.key == key) {
            let at = Extent::new(mark.anchor_ms, mark.anchor_ms);
            let view = self.viewing.viewport.get_untracked().extent();
            let in_view = mark.start_ms < view.end_ms && mark.end_ms > view.start_ms;
            if !in_view {
                self.viewing.reveal(at);
            }
        }
        self.wants_focus.set(Some(Wanted::Mark(key)));
    }

    /// Moves the view to an event, and the focus to what stands for it in a lane.
    pub(crate) fn focus_event(&self, lane_key: u32, event: EventIdx) {
        self.bring_into_view(event);
        self.wants_focus.set(Some(Wanted::Event { lane_key, event }));
    }

    /// Whether a mark is what is wanted.
    pub(crate) fn stands_for(&self, mark: &Mark, wanted: &Wanted) -> bool {
        match wanted {
            Wanted::Mark(key) => mark.key == *key,
            Wanted::Event { lane_key, event } => {
                let lane = match mark.key {
                    MarkKey::Event { lane_key, .. }
                    | MarkKey::Cluster { lane_key, .. }
                    | MarkKey::Pinned { lane_key } => lane_key,
                };
                lane == *lane_key && self.stands_for_event(mark, *event)
            }
        }
    }

    /// Whether a mark is an event's, or a cluster that it is folded into.
    pub(crate) fn stands_for_event(&self, mark: &Mark, idx: EventIdx) -> bool {
        match mark.event() {
            Some(event) => event == idx,
            None => {
                let extent = self.peek_archive(|archive| archive.extent(idx)).unwrap_or_default();
                let near = mark.start_ms <= extent.end_ms && mark.end_ms >= extent.start_ms;
                near && self.members(&mark.key).contains(&idx)
            }
        }
    }

    /// Takes on the plot's width, in px. The first one shows what the embedder or the data ask for.
    pub(crate) fn set_width(&self, width_px: f64) {
        let viewport = self.viewing.viewport.get_untracked();
        if width_px <= 0.0 || (viewport.width_px - width_px).abs() < 0.5 {
            return;
        }
        let first = viewport.width_px <= 0.0;
        self.viewing.jump(viewport.resize(width_px));
        if first {
            self.show_first();
        }
    }

    /// Shows what the embedder asked for, else most of the events.
    pub(crate) fn show_first(&self) {
        match self.first_view.get_untracked() {
            Some(extent) => {
                self.viewing.jump(Viewport::new(extent, self.viewing.viewport.get_untracked().width_px))
            }
            None => {
                let matching = self.matching.get_untracked();
                let view = self.peek_archive(|archive| query::first_view(archive, &matching)).flatten();
                if let Some(extent) = view.or(self.viewing.bounds.get_untracked()) {
                    self.viewing.fit(extent, false);
                }
            }
        }
    }

    fn with_layout<T>(&self, read: impl FnOnce(&Arrangement, &Events<'_>, Window) -> T) -> Option<T> {
        let (reading, columns) = (self.reading.get_untracked()?, self.columns.get_untracked()?);
        let view = viewing::window(self.viewing.viewport.get_untracked().extent());
        Some(read(&self.arrangement.get_untracked(), &columns.events(&reading.archive), view))
    }

    /// Brings an event into view and opens its card.
    pub(crate) fn open_event(&self, idx: EventIdx) {
        self.bring_into_view(idx);
        self.opened.set(Some(Opened::Event(idx)));
    }

    /// Moves the view as little as possible so that something of an event is seen.
    fn bring_into_view(&self, idx: EventIdx) {
        let Some(date) = self.peek_archive(|archive| archive.event(idx).map(|event| *event.date())).flatten()
        else {
            return;
        };
        let extent = self.peek_archive(|archive| archive.extent(idx)).unwrap_or_default();
        let view = self.viewing.viewport.get_untracked().extent();
        let at = Extent::new(date.anchor_ms(), date.anchor_ms());
        let is_seen = if date.is_point() { view.intersects(&at) } else { view.intersects(&extent) };
        if !is_seen {
            self.viewing.reveal(at);
        }
    }
}
