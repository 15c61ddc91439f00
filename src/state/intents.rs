//! What a reader can do: the session's intents, and what they need to know.

use super::session::{Opened, Wanted};
use super::{Session, ground};
use crate::archive::{Archive, Event, EventIdx};
use crate::layout::{Agenda, Arrangement, Events, Mark, MarkKey, Window};
use crate::query;
use crate::time::viewport::MIN_SPAN_MS;
use crate::time::{EventDate, Extent, Precision};

impl Session {
    /// Shows all matching events; all events if none matches.
    pub(crate) fn fit(self, animate: bool) {
        if let Some(extent) = self.whole().get_untracked().or(self.viewing().bounds().get_untracked()) {
            self.viewing().fit(extent, animate);
        }
    }

    /// The matching events under headings for their months, or for more at once.
    pub(crate) fn agenda(self, headings: Precision) -> Agenda {
        let events: Vec<u32> =
            self.matching().get().ones().filter_map(|idx| u32::try_from(idx).ok()).collect();
        let list = |archive: &Archive| {
            let dates: Vec<&EventDate> =
                events.iter().filter_map(|&idx| archive.event(idx).map(Event::date)).collect();
            Agenda::new(&events, &dates, headings)
        };
        self.with_archive(list).unwrap_or_default()
    }

    /// The matching event before or after one in time.
    pub(crate) fn neighbour(self, idx: EventIdx, forward: bool) -> Option<EventIdx> {
        let matching = self.matching().get();
        let next = if forward {
            matching.ones().find(|&other| other > idx as usize)
        } else {
            matching.ones().take_while(|&other| other < idx as usize).last()
        };
        next.and_then(|idx| u32::try_from(idx).ok())
    }

    /// The events that a mark stands for.
    pub(crate) fn members(self, key: &MarkKey) -> Vec<EventIdx> {
        self.with_layout(|arrangement, events, view| arrangement.members(events, key, view))
            .unwrap_or_default()
    }

    /// Opens a cluster: zooms in where that brings its events apart, else lists them.
    pub(crate) fn open_cluster(self, key: MarkKey) {
        let target = self
            .with_layout(|arrangement, events, view| {
                let finest = MIN_SPAN_MS as f64 / self.viewing().viewport().get_untracked().width_px.max(1.0);
                let separable = arrangement.separable(events, &key, view, finest);
                arrangement.extent_of(events, &key, view).filter(|_| separable)
            })
            .flatten();
        match target {
            Some(window) => self.viewing().fit(Extent::new(window.start_ms, window.end_ms), true),
            None => self.opened().set(Some(Opened::Cluster(key))),
        }
    }

    /// Moves the focus from a cluster to the first of its events, once the view has come to rest.
    pub(crate) fn focus_first_of(self, key: MarkKey) {
        let Some(&first) = self.members(&key).first() else { return };
        let (session, lane_key) = (self, key.lane_key());
        self.viewing().when_still(move || {
            if session.opened().get_untracked().is_none() {
                session.focus_event(lane_key, first);
            }
        });
    }

    /// Tells the page that a reader opens an event; whether the widget is to open the card itself.
    pub(crate) fn select(self, idx: EventIdx) -> bool {
        self.ask_page().with_untracked(|ask| ask.borrow().as_ref().is_none_or(|ask| ask(idx)))
    }

    /// Closes the card; the focus returns to its mark.
    pub(crate) fn close_card(self) {
        let opened = self.opened().get_untracked();
        self.opened().set(None);
        self.previewed().set(None);
        let marks = self.marks().get_untracked();
        let mark = match opened {
            Some(Opened::Event(idx)) => {
                marks.iter().find(|mark| self.stands_for_event(mark, idx)).map(|mark| mark.key)
            }
            Some(Opened::Cluster(key)) => Some(key),
            None => None,
        };
        self.wants_focus().set(mark.map(Wanted::Mark));
    }

    /// Moves the focus to a mark that exists, and the view if it is outside.
    pub(crate) fn focus_mark(self, key: MarkKey) {
        let marks = self.marks().get_untracked();
        if let Some(mark) = marks.iter().find(|mark| mark.key == key) {
            let at = Extent::new(mark.anchor_ms, mark.anchor_ms);
            let view = self.viewing().viewport().get_untracked().extent();
            let in_view = mark.start_ms < view.end_ms && mark.end_ms > view.start_ms;
            if !in_view {
                self.viewing().reveal(at);
            }
        }
        self.wants_focus().set(Some(Wanted::Mark(key)));
    }

    /// Moves the view to an event, and the focus to what stands for it in a lane.
    pub(crate) fn focus_event(self, lane_key: u32, event: EventIdx) {
        self.bring_into_view(event);
        self.wants_focus().set(Some(Wanted::Event { lane_key, event }));
    }

    /// Moves the focus from a mark that is gone to what stands now for its event, or for one at its place, unless that has left the
    /// view or something else is about to take the focus.
    pub(crate) fn focus_heir(self, gone: &Mark) {
        let view = self.viewing().viewport().get_untracked().extent();
        if !view.contains(gone.anchor_ms) || self.wants_focus().get_untracked().is_some() {
            return;
        }
        let (lane_key, marks) = (gone.key.lane_key(), self.marks().get_untracked());
        let of_lane = marks.iter().filter(|mark| mark.key.lane_key() == lane_key);
        let nearest = of_lane.min_by_key(|mark| mark.anchor_ms.abs_diff(gone.anchor_ms));
        let event = gone.event().or_else(|| self.members(&nearest?.key).first().copied());
        self.wants_focus().set(event.map(|event| Wanted::Event { lane_key, event }));
    }

    /// Whether a mark is what is wanted.
    pub(crate) fn stands_for(self, mark: &Mark, wanted: &Wanted) -> bool {
        match wanted {
            Wanted::Mark(key) => mark.key == *key,
            Wanted::Event { lane_key, event } => {
                mark.key.lane_key() == *lane_key && self.stands_for_event(mark, *event)
            }
        }
    }

    /// Whether a mark is an event's, or a cluster that it is folded into.
    pub(crate) fn stands_for_event(self, mark: &Mark, idx: EventIdx) -> bool {
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
    pub(crate) fn set_width(self, width_px: f64) {
        let viewport = self.viewing().viewport().get_untracked();
        if width_px <= 0.0 || (viewport.width_px - width_px).abs() < 0.5 {
            return;
        }
        let first = viewport.width_px <= 0.0;
        self.viewing().jump(viewport.resize(width_px));
        self.viewing().settle();
        if first {
            self.show_first();
        }
    }

    /// Takes it that the page knows where the view goes: what the page itself does it is not told.
    pub(crate) fn page_knows_view(self) {
        let goal = self.viewing().goal();
        // Without a width nothing has been shown, and the first view is nobody's doing anyway.
        if goal.width_px > 0.0 {
            self.told_range().set(Some(goal.extent()));
        }
    }

    /// Shows what the embedder asked for, else most of the events.
    pub(crate) fn show_first(self) {
        match self.first_view().get_untracked() {
            Some(extent) => {
                self.viewing().show(extent);
            }
            None => {
                let matching = self.matching().get_untracked();
                let view = self.peek_archive(|archive| query::first_view(archive, &matching)).flatten();
                if let Some(extent) = view.or(self.viewing().bounds().get_untracked()) {
                    self.viewing().fit(extent, false);
                }
            }
        }
        let viewport = self.viewing().viewport().get_untracked();
        self.linking().range().set((viewport.width_px > 0.0).then(|| viewport.extent()));
        if let Some(extent) = self.linking().resumed().get_untracked() {
            self.viewing().show(extent);
        }
    }

    fn with_layout<T>(self, read: impl FnOnce(&Arrangement, &Events<'_>, Window) -> T) -> Option<T> {
        let view = ground::window(self.viewing().viewport().get_untracked().extent());
        let arrangement = self.arrangement().get_untracked();
        Some(self.ground().get_untracked()?.with_events(|events| read(&arrangement, events, view)))
    }

    /// Brings an event into view and opens its card.
    pub(crate) fn open_event(self, idx: EventIdx) {
        self.bring_into_view(idx);
        self.opened().set(Some(Opened::Event(idx)));
    }

    /// Moves the view as little as possible so that something of an event is seen.
    fn bring_into_view(self, idx: EventIdx) {
        let Some(date) = self.peek_archive(|archive| archive.event(idx).map(|event| *event.date())).flatten()
        else {
            return;
        };
        let extent = self.peek_archive(|archive| archive.extent(idx)).unwrap_or_default();
        let view = self.viewing().viewport().get_untracked().extent();
        let at = Extent::new(date.anchor_ms(), date.anchor_ms());
        let is_seen = if date.is_point() { view.intersects(&at) } else { view.intersects(&extent) };
        if !is_seen {
            self.viewing().reveal(at);
        }
    }
}
