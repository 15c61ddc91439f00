//! The list view: all matching events under their months. Only the rows in view exist as elements.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event as DomEvent, HtmlElement, KeyboardEvent};

use super::axis::px;
use super::card::{Place, card_of};
use super::el::{El, el};
use super::list::{focus, focused_in};
use super::row::{click, row};
use super::status::no_match;
use crate::archive::EventIdx;
use crate::clamp::clamp;
use crate::dom::{Part, capitalised, observe_size};
use crate::layout::{Agenda, AgendaRow, Gap, Heights, Section};
use crate::state::reactive::{Derived, Var, keep, react, untrack};
use crate::state::{Opened, Session, Shared};
use crate::time::{EventDate, Precision};

/// As in style/list.css.
const WIDE: Heights = Heights { heading: 40.0, event: 54.0 };
const NARROW: Heights = Heights { heading: 40.0, event: 72.0 };
/// How far beyond what is seen rows exist, and in what steps they follow the scrolling, in px.
const MARGIN_PX: f64 = 600.0;
const STEP_PX: f64 = 200.0;

/// The headings of the list.
const MONTHS: Precision = Precision::Month;

/// Before how many events the list begins at its beginning, though the visible time does not.
const FEW: u32 = 8;

/// What is scrolled to.
#[derive(Clone, Copy, PartialEq)]
struct Seen {
    top_px: f64,
    height_px: f64,
}

/// The event whose card is open under its row, and the room that the card takes: none until its height is known.
#[derive(Clone, Copy, PartialEq)]
struct Open {
    event: EventIdx,
    gap: Gap,
}

#[derive(Clone, Copy)]
struct List {
    session: Session,
    agenda: Derived<Shared<Agenda>>,
    /// The last row that was opened, and how high it is with its card, in px.
    measured: Var<(EventIdx, f64)>,
    open: Derived<Option<Open>>,
    seen: Var<Seen>,
    /// The event at the top: what stays in place when others come and go.
    top_event: Var<EventIdx>,
}

/// The list. The way into its part.
#[inline(never)]
pub(super) fn agenda_view(session: Session) -> El {
    let agenda = Derived::new(move || Shared::new(session.agenda(MONTHS)));
    let seen = Var::new(Seen { top_px: 0.0, height_px: 800.0 });
    let start_ms = session.viewing().viewport().get_untracked().start_ms;
    let first = |archive: &crate::archive::Archive| archive.start_ms().partition_point(|&ms| ms < start_ms);
    let top_event = session.peek_archive(first).and_then(|at| u32::try_from(at).ok()).unwrap_or_default();
    let top_event = match session.opened().get_untracked() {
        Some(Opened::Event(idx)) => idx,
        // So few are rather seen than passed over.
        _ if top_event < FEW => 0,
        _ => top_event,
    };
    let measured = Var::new((0, 0.0));
    let open = Derived::new(move || match session.opened().get() {
        Some(Opened::Event(event)) if !session.narrow().get() => {
            let agenda = agenda.get();
            let position = agenda.events.iter().position(|&other| other == event)?;
            let after_px = agenda.top_px(AgendaRow::Event(position), &WIDE) + WIDE.event;
            let (of, row_px) = measured.get();
            let height_px = if of == event { (row_px - WIDE.event).max(0.0) } else { 0.0 };
            Some(Open { event, gap: Gap { after_px, height_px } })
        }
        _ => None,
    });
    let list = List { session, agenda, measured, open, seen, top_event: Var::new(top_event) };
    // As high as all rows together from the outset: were the room after them set after them, the list would be too short to be
    // scrolled to its end meanwhile, and WebKit heeds that.
    let rows = el("div")
        .class("rows")
        .style_with("min-height", move || px(list.height_px()))
        .style_with("padding-top", move || px(list.before_px()))
        .each(move || list.rows(), move |row| list.draw(*row));
    let scroller = el("div")
        .class("agenda")
        .attr("part", "list")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", session.texts().list())
        .child(rows)
        .dynamic(move || session.matching().get().is_clear().then(|| no_match(session)));
    let node = scroller.html().clone();
    list.keep_place(&node);
    let scrolled = node.clone();
    scroller
        .on("scroll", move |_| list.scrolled(&scrolled))
        .on("click", move |event| click(session, &event))
        .on("keydown", move |event| list.key_down(&node, &event))
}

impl List {
    fn heights(self) -> Heights {
        if self.session.narrow().get() { NARROW } else { WIDE }
    }

    fn gap(self) -> Gap {
        self.open.get().map(|open| open.gap).unwrap_or_default()
    }

    /// The rows that exist, named, with the heading of the first even where that is far above: it sticks to the top.
    fn rows(self) -> Vec<(String, AgendaRow)> {
        let agenda = self.agenda.get();
        let rows = self.in_reach(&agenda);
        let first = match rows.first() {
            Some(&AgendaRow::Event(position)) => Some(AgendaRow::Heading(agenda.section_at(position))),
            _ => None,
        };
        let named = |row: AgendaRow| {
            let name = match row {
                AgendaRow::Heading(section) => {
                    let moment = agenda.sections.get(section).map(|section| section.moment);
                    let count = agenda.sections.get(section).map_or(0, |section| section.count);
                    moment.map(|moment| {
                        format!("{} {} {count}", moment.extent.start_ms, moment.precision as u8)
                    })
                }
                AgendaRow::Event(position) => agenda.events.get(position).map(|event| format!("e{event}")),
            };
            (name.unwrap_or_default(), row)
        };
        first.into_iter().chain(rows).map(named).collect()
    }

    fn in_reach(self, agenda: &Agenda) -> Vec<AgendaRow> {
        let seen = self.seen.get();
        let from_px = ((seen.top_px - MARGIN_PX) / STEP_PX).floor() * STEP_PX;
        let to_px = from_px + seen.height_px + 2.0 * MARGIN_PX + STEP_PX;
        let gap = self.gap();
        agenda.rows(gap.unshift(from_px.max(0.0)), gap.unshift(to_px), &self.heights())
    }

    /// How high the whole list is, in px.
    fn height_px(self) -> f64 {
        let heights = self.heights();
        self.gap().shift(self.agenda.with(|agenda| agenda.height_px(&heights)))
    }

    /// How much of it lies before the rows that exist, in px.
    fn before_px(self) -> f64 {
        let (agenda, heights) = (self.agenda.get(), self.heights());
        let Some(&first) = self.in_reach(&agenda).first() else { return 0.0 };
        let heading = if matches!(first, AgendaRow::Event(_)) { heights.heading } else { 0.0 };
        (self.gap().shift(agenda.top_px(first, &heights)) - heading).max(0.0)
    }

    fn draw(self, row: AgendaRow) -> El {
        let agenda = self.agenda.get_untracked();
        match row {
            AgendaRow::Heading(at) => match agenda.sections.get(at) {
                Some(section) => heading(self.session, section),
                None => el("div"),
            },
            AgendaRow::Event(position) => match agenda.events.get(position) {
                Some(&event) => self.event(event, position),
                None => el("div"),
            },
        }
    }

    fn event(self, idx: EventIdx, position: usize) -> El {
        let session = self.session;
        let count = self.agenda.with(|agenda| agenda.events.len());
        let cells = session
            .peek_archive(|archive| archive.event(idx).map(|event| row(session, archive, event, MONTHS)));
        let is_open = move || session.opened().get() == Some(Opened::Event(idx)) && !session.narrow().get();
        let article = el("article");
        let node = article.node().clone();
        let life = session.life();
        let measured = Rc::new(move |_, row_px| {
            if life.is_alive() {
                self.measured.set((idx, row_px));
            }
        });
        article
            .class("row")
            .class_when("on", move || session.opened().get() == Some(Opened::Event(idx)))
            .attr("aria-posinset", &position.saturating_add(1).to_string())
            .attr("aria-setsize", &count.to_string())
            .children(cells.flatten().into_iter().flatten())
            .dynamic(move || {
                let is_open = is_open() && session.has(Part::Card);
                is_open.then(|| {
                    keep(observe_size(&node, measured.clone()));
                    card_of(session, idx, Place::InList)
                })
            })
    }

    fn scrolled(self, scroller: &HtmlElement) {
        let top_px = f64::from(scroller.scroll_top());
        self.seen.set(Seen { top_px, height_px: f64::from(scroller.client_height()) });
        let (agenda, heights, gap) = untrack(|| (self.agenda.get(), self.heights(), self.gap()));
        let from_px = gap.unshift(top_px + heights.heading);
        let rows = agenda.rows(from_px, from_px + heights.heading + heights.event, &heights);
        let first = rows.iter().find_map(|row| match row {
            AgendaRow::Event(position) => agenda.events.get(*position),
            AgendaRow::Heading(_) => None,
        });
        self.top_event.set(first.copied().unwrap_or_default());
    }

    /// Keeps what is looked at in its place: the event at the top when the list changes, which also begins at it; the row
    /// that is opened when a card opens, closes or grows.
    fn keep_place(self, scroller: &HtmlElement) {
        let scroller = scroller.clone();
        let mut before = None;
        react(move || {
            let (agenda, heights, open) = (self.agenda.get(), self.heights(), self.open.get());
            let card_before = match before.replace((agenda.clone(), heights, open)) {
                Some((listed, of, open)) if listed == agenda && of == heights => Some(open),
                _ => None,
            };
            let top = self.top_event.get_untracked();
            let position = agenda.events.iter().position(|&event| event >= top);
            let scroller = scroller.clone();
            // Once the rows of now have given the list its height.
            self.session.at_next_frame(move || {
                // The list itself may be gone by then.
                if self.seen.try_get_untracked().is_none() {
                    return;
                }
                let to_px = match (card_before, position) {
                    (Some(before), _) => beside_card(&scroller, before, open),
                    (None, Some(position)) => {
                        let gap = open.map(|open| open.gap).unwrap_or_default();
                        let row_px = agenda.top_px(AgendaRow::Event(position), &heights);
                        gap.shift(row_px) - heights.heading
                    }
                    (None, None) => 0.0,
                };
                scroller.set_scroll_top(to_px as i32);
                self.scrolled(&scroller);
            });
        });
    }

    fn key_down(self, scroller: &HtmlElement, event: &DomEvent) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
            return;
        }
        let agenda = self.agenda.get_untracked();
        let Some(last) = agenda.events.len().checked_sub(1) else { return };
        let current =
            focused_row(scroller).and_then(|idx| agenda.events.iter().position(|&event| event == idx));
        let to = match (event.key().as_str(), current) {
            ("ArrowDown" | "ArrowRight", Some(at)) => at.saturating_add(1).min(last),
            ("ArrowUp" | "ArrowLeft", Some(at)) => at.saturating_sub(1),
            ("ArrowDown" | "ArrowRight" | "ArrowUp" | "ArrowLeft", None) => {
                let top = self.top_event.get_untracked();
                agenda.events.iter().position(|&event| event >= top).unwrap_or(last)
            }
            ("Home", _) => 0,
            ("End", _) => last,
            ("Escape", _) if self.session.opened().get_untracked().is_some() => {
                self.session.opened().set(None);
                return event.prevent_default();
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(&idx) = agenda.events.get(to) {
            self.reveal(scroller, &agenda, to);
            focus_row(self.session, scroller, idx);
        }
    }

    /// Scrolls no further than needed to see a row.
    fn reveal(self, scroller: &HtmlElement, agenda: &Agenda, position: usize) {
        let (heights, gap) = untrack(|| (self.heights(), self.gap()));
        let row_px = gap.shift(agenda.top_px(AgendaRow::Event(position), &heights));
        let top_px = f64::from(scroller.scroll_top());
        scroller.set_scroll_top(revealed(scroller, top_px, row_px, heights.event) as i32);
        self.scrolled(scroller);
    }
}

/// Where a list that is scrolled to `top_px` is to be scrolled to so that a row is seen, below the heading that sticks to
/// the top; of what is higher than the list, its beginning. All in px.
fn revealed(scroller: &HtmlElement, top_px: f64, row_px: f64, height_px: f64) -> f64 {
    let first_px = (row_px - WIDE.heading).max(0.0);
    let last_px = clamp(row_px + height_px - f64::from(scroller.client_height()), 0.0, first_px);
    clamp(top_px, last_px, first_px)
}

/// Where the list is to be scrolled to once a card has opened, closed or grown: the row that is opened stays where it is, else the
/// first one; the card is seen as soon as its height is known.
fn beside_card(scroller: &HtmlElement, before: Option<Open>, now: Option<Open>) -> f64 {
    let gap_of = |open: Option<Open>| open.map(|open| open.gap).unwrap_or_default();
    let (old, new) = (gap_of(before), gap_of(now));
    let (top_px, height_px) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
    let row_px = now.map(|open| open.gap.after_px - WIDE.event);
    let is_seen = |px: &f64| (top_px..top_px + height_px).contains(&old.shift(*px));
    let stays_px = row_px.filter(is_seen).unwrap_or_else(|| old.unshift(top_px + WIDE.heading));
    let top_px = top_px + new.shift(stays_px) - old.shift(stays_px);
    let is_new = before.map(|open| open.event) != now.map(|open| open.event) || old.height_px == 0.0;
    match row_px {
        Some(row_px) if is_new => revealed(scroller, top_px, row_px, WIDE.event + new.height_px),
        _ => top_px,
    }
}

/// A month with the number of its events.
pub(super) fn heading(session: Session, section: &Section) -> El {
    let words = session.date_in_words(&EventDate::At(section.moment));
    heading_of(session, &capitalised(&words), section.count)
}

/// A heading over so many events.
pub(super) fn heading_of(session: Session, words: &str, count: usize) -> El {
    el("h3")
        .class("month")
        .child(el("span").text(words))
        .child(el("small").text(&session.events_in_words(count)))
}

/// The event whose row, or card under it, has the focus.
fn focused_row(scroller: &HtmlElement) -> Option<EventIdx> {
    let focused = focused_in(scroller)?.closest(".row").ok()??.query_selector("[data-idx]").ok()??;
    focused.get_attribute("data-idx")?.parse().ok()
}

/// Puts the focus on a row as soon as it is there.
pub(super) fn focus_row(session: Session, list: &HtmlElement, idx: EventIdx) {
    let list = list.clone();
    session.at_next_frame(move || {
        let link = list.query_selector(&format!("[data-idx=\"{idx}\"]")).ok().flatten();
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            focus(&link);
        }
    });
}
