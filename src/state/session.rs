//! One reader's session with one instance of the widget.

use std::cell::RefCell;
use std::sync::Arc;

use fixedbitset::FixedBitSet;
use send_wrapper::SendWrapper;

use super::filtering::Filtering;
use super::ground::{self, Ground};
use super::handle::handle;
use super::link::Linking;
use super::reactive::{Derived, Var};
use super::viewing::{self, Viewing};
use super::{Asked, LanesBy, Load, Newer, Shared, Texts, View};
use crate::archive::{Archive, EventIdx, Facet};
use crate::dom::{Begun, Fonts, Intl, Measured, Part, at_next_frame};
use crate::layout::{Arrangement, Columns, Lane, LaneBox, Mark, MarkKey, Stack};
use crate::query::{self, Filter};
use crate::read::{Format, Reading};
use crate::time::{self, Axis, Extent};

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

handle! {
/// The signals and memos of a session.
pub(crate) struct Session -> Signals {
    /// The absolute address of the data.
    pub(crate) url: Var<Option<String>>,
    /// Data that was handed over instead of an address.
    pub(crate) inline: Var<Option<Arc<str>>>,
    /// The format of the data; `None` to find out.
    pub(crate) format: Var<Option<Format>>,
    /// How large the data may be, in bytes.
    pub(crate) max_bytes: Var<u64>,
    /// What tells the data's version from others, if anything does.
    pub(crate) version: Var<Option<String>>,
    /// After how many seconds new data is asked for; 0 is never.
    pub(crate) refresh_s: Var<u32>,
    /// Counts up to ask for new data at once.
    pub(crate) refreshes: Var<u32>,
    /// New data that is not shown yet.
    pub(crate) newer: Var<Option<Newer>>,
    /// A request for the data that was begun before the widget ran.
    pub(crate) begun: Var<Shared<SendWrapper<RefCell<Option<Begun>>>>>,
    /// Counts up to load again.
    pub(crate) attempt: Var<u32>,
    pub(crate) load: Var<Load>,
    pub(crate) reading: Var<Option<Shared<Reading>>>,
    pub(crate) filter: Var<Filter>,
    /// As what the events are shown.
    pub(crate) view: Var<View>,
    /// Whether the host is too narrow for an axis across it.
    pub(crate) narrow: Var<bool>,
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
    /// Whether the search field is to take the focus.
    pub(crate) search_wants_focus: Var<bool>,
    /// The parts of the module that were asked for and are not there.
    pub(crate) asked: Var<Vec<(Part, Asked)>>,
    /// Whether a card has been wanted.
    pub(crate) wants_card: Var<bool>,
    /// Whether a plain click follows the link.
    pub(crate) follow_links: Var<bool>,
    pub(crate) intl: Var<Shared<SendWrapper<Intl>>>,
    pub(crate) texts: &'static Texts,
    pub(crate) viewing: Viewing,
    pub(crate) filtering: Filtering,
    pub(crate) linking: Linking,
    pub(crate) matching: Derived<Shared<FixedBitSet>>,
    /// From the first to the last matching event.
    pub(crate) whole: Derived<Option<Extent>>,
    pub(crate) lanes: Derived<Shared<Vec<Lane>>>,
    /// The lanes with their heights; no zoom changes them.
    pub(crate) stack: Derived<Shared<Arc<Stack>>>,
    pub(crate) arrangement: Derived<Shared<Arrangement>>,
    pub(crate) marks: Derived<Shared<Vec<Mark>>>,
    /// Marks that stand for what reaches into the view from outside, at the view's start.
    pub(crate) pinned: Derived<Vec<Mark>>,
    pub(crate) axis: Derived<Shared<Axis>>,
    pub(super) columns: Derived<Option<Shared<Columns>>>,
    pub(super) ground: Derived<Option<Shared<Ground>>>,
    /// How far the lanes are scrolled, in strides.
    scrolled: Var<f64>,
    /// The part of the lanes that exists, from and to, in px from the top of the first: all unless there are many.
    pub(crate) reach: Derived<(f64, f64)>,
    /// How often the chart was asked to look which part of it is on the screen.
    pub(crate) looks: Var<u32>,
    /// Which part that was: from and to, in px from the chart's top.
    pub(crate) on_screen: Var<(f64, f64)>,
    /// What texts are measured with, once the widget stands on the page.
    pub(crate) fonts: Var<Option<Shared<SendWrapper<Fonts>>>>,
}
}

/// What a view is wide before its width is known, in px.
const NO_WIDTH_PX: f64 = 1.0;
/// The frame that all lanes scroll in is no higher, in px; `style/chart.css` says the same.
const FRAME_PX: f64 = 720.0;
/// How far the frame is scrolled until other lanes are made, in px.
const SCROLL_PX: f64 = 400.0;

impl Session {
    /// A session in the current owner.
    pub(crate) fn new(intl: Intl, texts: &'static Texts) -> Session {
        let reading = Var::new(None::<Shared<Reading>>);
        let filter = Var::new(Filter::default());
        let lanes_by = Var::new(LanesBy::Facet(Facet::Kind));
        let all_lanes = Var::new(false);
        let intl = Var::new(Shared::new(SendWrapper::new(intl)));
        let viewing = Viewing::new();
        let filtering = Filtering::new(reading, filter);
        let matching = filtering.matching();
        let whole = Derived::new(move || {
            let matching = matching.get();
            reading.get().and_then(|reading| query::extent(&reading.archive, &matching))
        });
        let columns =
            Derived::new(move || reading.get().map(|reading| Shared::new(Columns::new(&reading.archive))));
        let fonts = Var::new(None::<Shared<SendWrapper<Fonts>>>);
        let ground = Derived::new(move || {
            let (reading, columns) = (reading.get()?, columns.get()?);
            Some(Shared::new(Ground { reading, columns, fonts: fonts.get() }))
        });
        let lanes = Derived::new(move || {
            let Some(ground) = ground.get() else { return Shared::new(Vec::new()) };
            Shared::new(ground.lanes(&matching.get(), lanes_by.get(), all_lanes.get()))
        });
        let width_px = Derived::new(move || viewing.viewport().get().width_px);
        let stack = Derived::new(move || {
            let width_px = width_px.get();
            // Without a width nothing is shown.
            let ground = ground.get().filter(|_| width_px > NO_WIDTH_PX);
            let stack = ground.map(|ground| ground.stack(&matching.get(), &lanes.get(), width_px));
            Shared::new(Arc::new(stack.unwrap_or_default()))
        });
        let arrangement = Derived::new(move || {
            Shared::new(Arrangement::new(Arc::clone(&stack.get()), viewing.step().get()))
        });
        let scrolled = Var::new(0.0);
        let reach = Derived::new(move || {
            if !all_lanes.get() {
                return (f64::NEG_INFINITY, f64::INFINITY);
            }
            let top_px = scrolled.get() * SCROLL_PX;
            (top_px - SCROLL_PX, top_px + FRAME_PX + 2.0 * SCROLL_PX)
        });
        let marks = Derived::new(move || {
            let (arrangement, window) = (arrangement.get(), ground::window(viewing.window().get()));
            let (from_px, to_px) = reach.get();
            let marks = ground.get().map(|ground| {
                ground.with_events(|events| arrangement.standing(events, window, from_px..to_px))
            });
            Shared::new(marks.unwrap_or_default())
        });
        let pinned = Derived::new(move || {
            let (arrangement, view) = (arrangement.get(), ground::window(viewing.viewport().get().extent()));
            let (from_px, to_px) = reach.get();
            let pinned = ground
                .get()
                .map(|ground| ground.with_events(|events| arrangement.pinned(events, view, from_px..to_px)));
            pinned.unwrap_or_default()
        });
        let axis = Derived::new(move || {
            if width_px.get() <= NO_WIDTH_PX {
                return Shared::new(Axis::default());
            }
            let (intl, fonts) = (intl.get(), fonts.get());
            let format = Measured { intl: &intl, fonts: fonts.as_deref().map(|fonts| &**fonts) };
            Shared::new(time::axis(
                viewing.window().get(),
                viewing.step().get(),
                viewing::MIN_TICK_PX,
                &format,
            ))
        });
        Session::of(Signals {
            url: Var::new(None),
            inline: Var::new(None),
            format: Var::new(None),
            max_bytes: Var::new(64_000_000),
            version: Var::new(None),
            refresh_s: Var::new(0),
            refreshes: Var::new(0),
            newer: Var::new(None),
            begun: Var::new(Shared::new(SendWrapper::new(RefCell::new(None)))),
            attempt: Var::new(0),
            load: Var::new(Load::Idle),
            reading,
            filter,
            view: Var::new(View::default()),
            narrow: Var::new(false),
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
            search_wants_focus: Var::new(false),
            asked: Var::new(Vec::new()),
            wants_card: Var::new(false),
            follow_links: Var::new(false),
            intl,
            texts,
            viewing,
            filtering,
            linking: Linking::new(),
            matching,
            whole,
            lanes,
            stack,
            arrangement,
            marks,
            pinned,
            axis,
            columns,
            ground,
            fonts,
            scrolled,
            reach,
            looks: Var::new(0),
            on_screen: Var::new((f64::NEG_INFINITY, f64::INFINITY)),
        })
    }

    /// Speaks with other words from now on. What is drawn already has to be drawn anew.
    pub(crate) fn set_texts(self, texts: &'static Texts) {
        self.0.put(Signals { texts, ..self.0.get() });
    }

    /// Something of the archive, tracked; `None` until it is loaded.
    pub(crate) fn with_archive<T>(self, read: impl FnOnce(&Archive) -> T) -> Option<T> {
        self.reading().get().map(|reading| read(&reading.archive))
    }

    /// Something of the archive now, untracked; `None` until it is loaded.
    pub(crate) fn peek_archive<T>(self, read: impl FnOnce(&Archive) -> T) -> Option<T> {
        self.reading().get_untracked().map(|reading| read(&reading.archive))
    }

    /// Whether events have anything to filter by.
    pub(crate) fn has_values(self) -> bool {
        let has_any =
            |archive: &Archive| Facet::ALL.iter().any(|&facet| !archive.facet(facet).names.is_empty());
        self.with_archive(has_any).unwrap_or_default()
    }

    /// A signal of this session, to be asked later whether it goes on: the handle itself may lead to another one by then.
    pub(crate) fn life(self) -> Var<Load> {
        self.load()
    }

    /// Calls `then` at the next frame, unless the session has ended by then.
    pub(crate) fn at_next_frame(self, then: impl FnOnce() + 'static) {
        let life = self.life();
        at_next_frame(move || {
            if life.is_alive() {
                then();
            }
        });
    }

    /// Loads the data once more.
    pub(crate) fn load_again(self) {
        self.attempt().update(|attempt| *attempt = attempt.wrapping_add(1));
    }

    /// Has the chart look which part of it is on the screen.
    pub(crate) fn look(self) {
        self.looks().update(|looks| *looks = looks.wrapping_add(1));
    }

    /// Takes on how far the lanes are scrolled, in px.
    pub(crate) fn scroll_to(self, top_px: f64) {
        self.look();
        let strides = (top_px / SCROLL_PX).floor();
        if self.scrolled().get_untracked().total_cmp(&strides).is_ne() {
            self.scrolled().set(strides);
        }
    }

    /// The lanes that exist, from top to bottom.
    pub(crate) fn lanes_in_reach(self) -> Vec<LaneBox> {
        let (stack, (from_px, to_px)) = (self.stack().get(), self.reach().get());
        let lanes =
            stack.lanes.iter().filter(|lane| lane.top_px < to_px && lane.top_px + lane.height_px > from_px);
        lanes.cloned().collect()
    }

    /// Where a time stands on the stage: 0 is its start, 1 its end.
    pub(crate) fn share(self, ms: i64) -> f64 {
        let stage = self.viewing().stage().get();
        let from_start = ms.saturating_sub(stage.start_ms) as f64;
        from_start / stage.duration_ms().max(1) as f64
    }
}
