//! The timeline where it is narrow: the events of the visible time one below the other, along a line.
//!
//! `layout::flow` says which stand together in a row and what lasts beside them.

use wasm_bindgen::JsCast;
use web_sys::{Event as DomEvent, HtmlElement, KeyboardEvent};

use super::agenda::{focus_row, heading, heading_of};
use super::el::{El, el, set_style};
use super::list::focused_in;
use super::row::{by_keyboard, click, row};
use super::status::no_match;
use crate::archive::{Archive, Event, EventIdx, Facet, kind};
use crate::layout::{Agenda, Group, Section, Track, groups, headings_of, tracks};
use crate::state::reactive::{Derived, Var};
use crate::state::{Session, Shared, Texts};
use crate::time::viewport::MIN_SPAN_MS;
use crate::time::{DateFormat, EventDate, Extent, Fields, Precision};

/// How many rows there are before events are put together.
const ROWS: usize = 60;
/// How many there may be once the reader has taken some apart.
const MOST_ROWS: usize = 240;
/// How many events are taken apart at once.
const APART: usize = 100;

/// A row, ready to be drawn.
#[derive(Clone, PartialEq)]
enum Row {
    /// So many events began before the visible time.
    Earlier(usize),
    Heading(Section),
    Event {
        idx: EventIdx,
        headings: Precision,
        beside: Vec<Beside>,
    },
    Cluster {
        members: Shared<Vec<EventIdx>>,
        headings: Precision,
        beside: Vec<Beside>,
    },
}

/// What lasts beside a row, by the look of its kind.
#[derive(Clone, PartialEq)]
struct Beside {
    look: u8,
    track: Track,
}

/// The line and what stands on it.
#[derive(Clone, Copy)]
struct Line {
    session: Session,
    rows: Derived<Shared<Vec<Row>>>,
    /// The first events of the clusters that the reader has taken apart.
    unfolded: Var<Vec<EventIdx>>,
}

/// The line with its rows. The way into its part.
#[inline(never)]
pub(super) fn line(session: Session) -> El {
    let headings = Derived::new(move || headings_of(session.viewing().viewport().get().extent()));
    let agenda = Derived::new(move || Shared::new(session.agenda(headings.get())));
    let unfolded = Var::new(Vec::new());
    let rows = Derived::new(move || {
        Shared::new(unfolded.with(|unfolded| rows(session, &agenda.get(), headings.get(), unfolded)))
    });
    let line = Line { session, rows, unfolded };
    let list = el("div").class("rows");
    let node = list.html().clone();
    let list = list.each(
        move || rows.get().iter().map(|row| (name(row), row.clone())).collect(),
        move |row| line.draw(row, &node),
    );
    let all = El::button("link all")
        .flag("hidden", move || {
            let view = session.viewing().viewport().get().extent();
            session.whole().get().is_none_or(|all| view.start_ms <= all.start_ms && view.end_ms >= all.end_ms)
        })
        .text(session.texts().fit_title())
        .on("click", move |_| session.fit(false));
    let node = list.html().clone();
    el("section")
        .class("line")
        .attr("part", "chart")
        .attr("tabindex", "0")
        .attr("aria-label", session.texts().chart())
        .children([all, list])
        .dynamic(move || session.matching().get().is_clear().then(|| no_match(session)))
        .on("click", move |event| click(session, &event))
        .on("keydown", move |event| key_down(&node, &event))
}

/// The arrows go from row to row.
fn key_down(list: &HtmlElement, event: &DomEvent) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let Ok(stops) = list.query_selector_all("[data-idx], [part=cluster]") else { return };
    let stop = |at: u32| stops.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let last = stops.length().saturating_sub(1);
    let current =
        focused_in(list).and_then(|focused| (0..=last).find(|&at| stop(at).as_ref() == Some(&focused)));
    let to = match (event.key().as_str(), current) {
        ("ArrowDown" | "ArrowRight", Some(at)) => at.saturating_add(1).min(last),
        ("ArrowUp" | "ArrowLeft", Some(at)) => at.saturating_sub(1),
        ("ArrowDown" | "ArrowRight" | "Home", _) => 0,
        ("End", _) => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(stop) = stop(to) {
        _ = stop.focus();
    }
}

fn name(row: &Row) -> String {
    let beside = |beside: &[Beside]| {
        beside
            .iter()
            .map(|b| {
                format!("{}{}{}{}", b.look, b.track.line, u8::from(b.track.starts), u8::from(b.track.ends))
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    match row {
        Row::Earlier(count) => format!("b{count}"),
        Row::Heading(section) => {
            format!(
                "m{} {} {}",
                section.moment.extent.start_ms, section.moment.precision as u8, section.count
            )
        }
        Row::Event { idx, headings, beside: tracks } => {
            format!("e{idx} {} {}", *headings as u8, beside(tracks))
        }
        Row::Cluster { members, beside: tracks, .. } => {
            let ends = [members.first(), members.last()].map(|idx| idx.copied().unwrap_or_default());
            format!("c{ends:?} {} {}", members.len(), beside(tracks))
        }
    }
}

fn rows(session: Session, agenda: &Agenda, headings: Precision, unfolded: &[EventIdx]) -> Vec<Row> {
    let view = session.viewing().viewport().get().extent();
    let list = |archive: &Archive| {
        // What is in view, and where a heading parts it: what began before first.
        let (mut events, mut sections, mut firsts) = (Vec::new(), Vec::new(), vec![0]);
        let extent = |idx: &EventIdx| archive.extent(*idx);
        let in_view = |idx: &EventIdx| extent(idx).intersects(&view);
        let is_span = |idx: EventIdx| {
            archive.event(idx).is_some_and(|event| matches!(event.date(), EventDate::Span { .. }))
        };
        let began_before = |idx: &EventIdx| extent(idx).start_ms < view.start_ms && is_span(*idx);
        events.extend(agenda.events.iter().copied().filter(|idx| in_view(idx) && began_before(idx)));
        let earlier = events.len();
        for section in &agenda.sections {
            let of_section = agenda.events.iter().skip(section.first).take(section.count).copied();
            let first = events.len();
            events.extend(of_section.filter(|idx| in_view(idx) && !began_before(idx)));
            let count = events.len().saturating_sub(first);
            if count > 0 {
                sections.push(Section { first, count, ..*section });
                firsts.push(first);
            }
        }
        let event = |at: usize| events.get(at).copied().unwrap_or_default();
        // Ascending, though a year's own events stand before its months'.
        let mut latest_ms = i64::MIN;
        let anchors: Vec<i64> = (0..events.len())
            .map(|at| {
                latest_ms = latest_ms.max(extent(&event(at)).start_ms);
                latest_ms
            })
            .collect();
        let importance = |at: usize| archive.event(event(at)).map_or(0, Event::importance);
        let groups = groups(&anchors, &firsts, &importance, ROWS);
        let groups = unfold(groups, |at| unfolded.contains(&event(at)));
        let lasts = |at: usize| is_span(event(at)).then(|| extent(&event(at)).end_ms);
        let tracks = tracks(&groups, &anchors, lasts);
        let mut sections = sections.iter().peekable();
        let mut rows: Vec<Row> = (earlier > 0).then_some(Row::Earlier(earlier)).into_iter().collect();
        for (group, tracks) in groups.into_iter().zip(tracks) {
            rows.extend(sections.next_if(|section| section.first <= group.start).map(|s| Row::Heading(*s)));
            // Of what began before, the year is told.
            let headings = if group.start < earlier { Precision::Millennium } else { headings };
            let look = |at: usize| archive.event(event(at)).map_or(0, |event| kind::look(event.kind()));
            let beside = tracks.into_iter().map(|track| Beside { look: look(track.event), track }).collect();
            rows.push(if group.len() == 1 {
                Row::Event { idx: event(group.start), headings, beside }
            } else {
                Row::Cluster { members: Shared::new(group.map(event).collect()), headings, beside }
            });
        }
        rows
    };
    session.with_archive(list).unwrap_or_default()
}

/// Takes apart the cluster that the reader opened.
fn unfold(groups: Vec<Group>, is_it: impl Fn(usize) -> bool) -> Vec<Group> {
    let mut rows = Vec::with_capacity(groups.len());
    for group in groups {
        if group.len() > 1 && is_it(group.start) {
            let apart = group.end.min(group.start.saturating_add(APART));
            rows.extend((group.start..apart).map(|at| at..at.saturating_add(1)));
            if apart < group.end {
                rows.push(apart..group.end);
            }
        } else {
            rows.push(group);
        }
    }
    rows
}

impl Line {
    fn draw(self, row: &Row, list: &HtmlElement) -> El {
        let session = self.session;
        match row {
            Row::Earlier(count) => heading_of(session, session.texts().earlier(), *count),
            Row::Heading(section) => heading(session, section),
            Row::Event { idx, headings, beside } => {
                let cells = |archive: &Archive| {
                    archive.event(*idx).map(|event| self::row(session, archive, event, *headings))
                };
                let cells = session.peek_archive(cells).flatten();
                el("article").class("row").children(stretches(beside)).children(cells.into_iter().flatten())
            }
            Row::Cluster { members, headings, beside } => {
                let cells = session.peek_archive(|archive| cluster(session, archive, members, *headings));
                let (members, list) = (members.clone(), list.clone());
                el("div")
                    .class("row")
                    .children(stretches(beside))
                    .children(cells.into_iter().flatten())
                    .on("click", move |event| self.open(&members, &list, &event))
            }
        }
    }

    /// Puts a cluster's events below each other; shows just its time where they are too many and time brings them apart.
    fn open(self, members: &[EventIdx], list: &HtmlElement, event: &DomEvent) {
        event.stop_propagation();
        let (Some(&first), Some(&last)) = (members.first(), members.last()) else { return };
        let viewing = self.session.viewing();
        let start = |idx: EventIdx| self.session.peek_archive(|archive| archive.extent(idx).start_ms);
        let (from_ms, to_ms) = (start(first).unwrap_or_default(), start(last).unwrap_or_default());
        let is_crowded = self.rows.with(|rows| rows.len()).saturating_add(members.len()) > MOST_ROWS;
        if is_crowded && to_ms.saturating_sub(from_ms) > MIN_SPAN_MS {
            viewing.fit(Extent::new(from_ms, to_ms.saturating_add(1)), false);
            list.scroll_into_view();
        } else if is_crowded {
            self.unfolded.set(vec![first]);
        } else {
            self.unfolded.update(|unfolded| unfolded.push(first));
        }
        if event.dyn_ref().is_some_and(by_keyboard) {
            focus_row(self.session, list, first);
        }
    }
}

/// What lasts: a stretch of the line, from the row where it starts to the one where it ends.
fn stretches(beside: &[Beside]) -> Vec<El> {
    let stretch = |beside: &Beside| {
        let ends = |is: bool, name: &'static str| if is { name } else { "" };
        let (starts, ends) = (ends(beside.track.starts, "starts"), ends(beside.track.ends, "ends"));
        let stretch =
            el("i").class(&format!("stretch k{} {starts} {ends}", beside.look)).attr("aria-hidden", "true");
        set_style(stretch.node(), "--line", &beside.track.line.to_string());
        stretch
    };
    beside.iter().map(stretch).collect()
}

/// When a cluster's events were, and the button that takes them apart.
fn cluster(session: Session, archive: &Archive, members: &[EventIdx], headings: Precision) -> [El; 2] {
    let count = session.number(members.len());
    let day = el("span").class("day").attr("aria-hidden", "true");
    let button = El::button("together")
        .attr("part", "cluster")
        .attr("tabindex", "-1")
        .attr("data-count", &members.len().to_string())
        .child(el("span").class("number").attr("aria-hidden", "true").text(&count))
        .child(el("span").class("title").text(&Texts::fill(session.texts().more_events(), &[&count])))
        .child(el("small").text(&kinds(session, archive, members)));
    [day.text(&time(session, archive, members, headings)), button]
}

/// "20–30" under a month, "Mar – May" under a year.
fn time(session: Session, archive: &Archive, members: &[EventIdx], headings: Precision) -> String {
    let start = |idx: Option<&EventIdx>| idx.map_or(0, |&idx| archive.extent(idx).start_ms);
    let fields = match headings {
        Precision::Month => Fields::Day,
        Precision::Year => Fields::MonthShort,
        _ => Fields::Year,
    };
    session.intl().with(|intl| {
        let [from, to] = [members.first(), members.last()].map(|idx| intl.format(start(idx), fields));
        if from == to { from } else { [&from, "–", &to].concat() }
    })
}

/// "Incident 4, Talks 3", the most frequent first.
fn kinds(session: Session, archive: &Archive, members: &[EventIdx]) -> String {
    let mut counts: Vec<(u32, usize)> = Vec::new();
    for event in members.iter().filter_map(|&idx| archive.event(idx)) {
        let Some(&kind) = event.values(Facet::Kind).first() else { continue };
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => counts.push((kind, 1)),
        }
    }
    let order = crate::sort::sorted_positions(counts.len(), &mut |a, b| {
        let of = |at: u32| counts.get(at as usize).copied().unwrap_or_default();
        of(b).1.cmp(&of(a).1).then(of(a).0.cmp(&of(b).0))
    });
    let names = archive.facet(Facet::Kind);
    let words = order.iter().filter_map(|&at| counts.get(at as usize)).map(|&(kind, count)| {
        [&session.value_name(Facet::Kind, names.names.get(kind)), " ", &session.number(count)].concat()
    });
    words.collect::<Vec<_>>().join(", ")
}
