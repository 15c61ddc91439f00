//! The list view: all matching events under their months. Only the rows in view exist as elements.

use wasm_bindgen::JsCast;
use web_sys::{Event as DomEvent, FocusOptions, HtmlElement, KeyboardEvent};

use super::axis::px;
use super::card::{Place, card_of};
use super::el::{El, el};
use super::list::focused_in;
use super::row::{click, row};
use super::status::no_match;
use crate::archive::EventIdx;
use crate::dom::Part;
use crate::layout::{Agenda, AgendaRow, Heights, Section};
use crate::state::reactive::{Derived, Var, react};
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

#[derive(Clone, Copy)]
struct List {
    session: Session,
    agenda: Derived<Shared<Agenda>>,
    seen: Var<Seen>,
    /// The event at the top: what stays in place when others come and go.
    top_event: Var<EventIdx>,
}

/// The list. The way into its part.
#[inline(never)]
pub(super) fn agenda_view(session: Session) -> El {
    let agenda = Derived::new(move || Shared::new(session.agenda(MONTHS)));
    let seen = Var::new(Seen { top_px: 0.0, height_px: 800.0 });
    let start_ms = session.viewing.viewport.get_untracked().start_ms;
    let first = |archive: &crate::archive::Archive| archive.start_ms().partition_point(|&ms| ms < start_ms);
    let top_event = session.peek_archive(first).and_then(|at| u32::try_from(at).ok()).unwrap_or_default();
    // So few are rather seen than passed over.
    let top_event = if top_event < FEW { 0 } else { top_event };
    let list = List { session, agenda, seen, top_event: Var::new(top_event) };
    let rows = el("div").class("rows").each(move || list.rows(), move |row| list.draw(*row));
    let before = el("div").style_with("height", move || px(list.span().0));
    let after = el("div").style_with("height", move || px(list.span().1));
    let scroller = el("div")
        .class("agenda")
        .attr("part", "list")
        .attr("role", "region")
        .attr("tabindex", "0")
        .attr("aria-label", session.texts.list)
        .children([before, rows, after])
        .dynamic(move || session.matching.get().is_clear().then(|| no_match(session)));
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
        if self.session.narrow.get() { NARROW } else { WIDE }
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
        agenda.rows(from_px.max(0.0), to_px, &self.heights())
    }

    /// How much of the list lies before and after the rows that exist, in px.
    fn span(self) -> (f64, f64) {
        let (agenda, heights) = (self.agenda.get(), self.heights());
        let rows = self.in_reach(&agenda);
        let (Some(&first), Some(&last)) = (rows.first(), rows.last()) else { return (0.0, 0.0) };
        let heading = if matches!(first, AgendaRow::Event(_)) { heights.heading } else { 0.0 };
        let below = match last {
            AgendaRow::Heading(_) => heights.heading,
            AgendaRow::Event(_) => heights.event,
        };
        let end_px = agenda.top_px(last, &heights) + below;
        ((agenda.top_px(first, &heights) - heading).max(0.0), (agenda.height_px(&heights) - end_px).max(0.0))
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
        let is_open = move || session.opened.get() == Some(Opened::Event(idx)) && !session.narrow.get();
        el("article")
            .class("row")
            .class_when("on", move || session.opened.get() == Some(Opened::Event(idx)))
            .attr("aria-posinset", &position.saturating_add(1).to_string())
            .attr("aria-setsize", &count.to_string())
            .children(cells.flatten().into_iter().flatten())
            .dynamic(move || {
                (is_open() && session.has(Part::Card)).then(|| card_of(session, idx, Place::InList))
            })
    }

    fn scrolled(self, scroller: &HtmlElement) {
        let top_px = f64::from(scroller.scroll_top());
        // A row that is scrolled far away takes the focus along: keys must not be lost.
        let has_focus = |scroller: &HtmlElement| focused_in(scroller).is_some();
        if has_focus(scroller) {
            let scroller = scroller.clone();
            self.session.at_next_frame(move || {
                if !has_focus(&scroller) {
                    focus(&scroller);
                }
            });
        }
        self.seen.set(Seen { top_px, height_px: f64::from(scroller.client_height()) });
        let heights = self.heights();
        self.agenda.with(|agenda| {
            let from_px = top_px + heights.heading;
            let rows = agenda.rows(from_px, from_px + heights.heading + heights.event, &heights);
            let first = rows.iter().find_map(|row| match row {
                AgendaRow::Event(position) => agenda.events.get(*position),
                AgendaRow::Heading(_) => None,
            });
            self.top_event.set(first.copied().unwrap_or_default());
        });
    }

    /// Keeps the event at the top in its place when the list changes, and begins at it.
    fn keep_place(self, scroller: &HtmlElement) {
        let scroller = scroller.clone();
        react(move || {
            let (agenda, heights) = (self.agenda.get(), self.heights());
            let top = self.top_event.get_untracked();
            let position = agenda.events.iter().position(|&event| event >= top);
            let scroller = scroller.clone();
            // Once the rows of now have given the list its height.
            self.session.at_next_frame(move || {
                // The list itself may be gone by then.
                if self.seen.try_get_untracked().is_none() {
                    return;
                }
                let row = position.map_or(0.0, |position| {
                    agenda.top_px(AgendaRow::Event(position), &heights) - heights.heading
                });
                scroller.set_scroll_top(row as i32);
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
            ("Escape", _) if self.session.opened.get_untracked().is_some() => {
                self.session.opened.set(None);
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

    /// Scrolls no further than needed to see a row, below the heading that sticks to the top.
    fn reveal(self, scroller: &HtmlElement, agenda: &Agenda, position: usize) {
        let heights = self.heights();
        let row_px = agenda.top_px(AgendaRow::Event(position), &heights);
        let (top_px, height_px) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
        let to_px = if row_px - heights.heading < top_px {
            row_px - heights.heading
        } else if row_px + heights.event > top_px + height_px {
            row_px + heights.event - height_px
        } else {
            return;
        };
        scroller.set_scroll_top(to_px.max(0.0) as i32);
        self.scrolled(scroller);
    }
}

/// A month with the number of its events.
pub(super) fn heading(session: Session, section: &Section) -> El {
    heading_of(session, &session.date_in_words(&EventDate::At(section.moment)), section.count)
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

fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element.focus_with_options(&options);
}
