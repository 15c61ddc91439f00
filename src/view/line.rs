//! The timeline where it is narrow: the events of the visible time one below the other, along a line.
//!
//! `layout::flow` says which stand together in a row and what lasts beside them.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::agenda::{focus_row, heading};
use super::el::{El, el, set_style};
use super::row::{by_keyboard, click, row};
use super::status::no_match;
use crate::archive::{Archive, EventIdx, Facet, kind};
use crate::layout::{Agenda, Group, Section, Track, groups, tracks};
use crate::state::reactive::{Derived, Var};
use crate::state::{Session, Shared, View};
use crate::time::viewport::MIN_SPAN_MS;
use crate::time::{DAY_MS, DateFormat, EventDate, Extent, Fields};

/// How many rows there are at most.
const ROWS: usize = 60;
/// How many events of one moment are shown apart; the list has them all.
const APART: usize = 200;

/// A row, ready to be drawn.
#[derive(Clone, PartialEq)]
enum Row {
    Month(Section),
    Event { idx: EventIdx, beside: Vec<Beside> },
    Cluster { members: Shared<Vec<EventIdx>>, beside: Vec<Beside> },
}

/// What lasts beside a row, by the look of its kind.
#[derive(Clone, PartialEq)]
struct Beside {
    look: u8,
    track: Track,
}

/// The line with its rows.
pub(super) fn line(session: Session) -> El {
    let agenda = Derived::new(move || Shared::new(session.agenda()));
    // The first event of a cluster that time cannot bring apart.
    let unfolded = Var::new(None::<EventIdx>);
    let rows = Derived::new(move || Shared::new(rows(session, &agenda.get(), unfolded.get())));
    let list = el("div").class("rows");
    let node = list.html().clone();
    let list = list.each(
        move || rows.get().iter().map(|row| (name(row), row.clone())).collect(),
        move |row| draw(session, row, unfolded, &node),
    );
    let all = El::button("link all")
        .flag("hidden", move || {
            let view = session.viewing.viewport.get().extent();
            session.whole.get().is_none_or(|all| view.start_ms <= all.start_ms && view.end_ms >= all.end_ms)
        })
        .text(session.texts.fit_title)
        .on("click", move |_| session.fit(false));
    el("section")
        .class("line")
        .attr("part", "chart")
        .attr("aria-label", session.texts.chart)
        .children([all, list])
        .dynamic(move || session.matching.get().is_clear().then(|| no_match(session)))
        .on("click", move |event| click(session, &event))
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
        Row::Month(section) => {
            format!(
                "m{} {} {}",
                section.moment.extent.start_ms, section.moment.precision as u8, section.count
            )
        }
        Row::Event { idx, beside: tracks } => format!("e{idx} {}", beside(tracks)),
        Row::Cluster { members, beside: tracks } => {
            let ends = [members.first(), members.last()].map(|idx| idx.copied().unwrap_or_default());
            format!("c{ends:?} {} {}", members.len(), beside(tracks))
        }
    }
}

fn rows(session: Session, agenda: &Agenda, unfolded: Option<EventIdx>) -> Vec<Row> {
    let view = session.viewing.viewport.get().extent();
    session
        .with_archive(|archive| {
            let in_view = |position: &usize| {
                agenda.events.get(*position).is_some_and(|&idx| archive.extent(idx).intersects(&view))
            };
            let positions: Vec<usize> = (0..agenda.events.len()).filter(in_view).collect();
            let event = |at: usize| {
                positions
                    .get(at)
                    .and_then(|&position| agenda.events.get(position))
                    .copied()
                    .unwrap_or_default()
            };
            // Ascending, though a year's own events stand before its months'.
            let mut latest_ms = view.start_ms;
            let anchors: Vec<i64> = (0..positions.len())
                .map(|at| {
                    latest_ms = latest_ms.max(archive.extent(event(at)).start_ms);
                    latest_ms
                })
                .collect();
            let groups = unfold(groups(&anchors, ROWS), |at| unfolded == Some(event(at)));
            let lasts = |at: usize| {
                let idx = event(at);
                let is_span =
                    archive.event(idx).is_some_and(|event| matches!(event.date(), EventDate::Span { .. }));
                is_span.then(|| archive.extent(idx).end_ms)
            };
            let tracks = tracks(&groups, &anchors, lasts);
            let mut rows = Vec::new();
            let mut month = None;
            for (group, tracks) in groups.into_iter().zip(tracks) {
                let section = positions.get(group.start).map(|&position| agenda.section_at(position));
                if section != month {
                    let section = section.and_then(|at| agenda.sections.get(at));
                    rows.extend(section.map(|section| Row::Month(Section { count: 0, ..*section })));
                    month = positions.get(group.start).map(|&position| agenda.section_at(position));
                }
                if let Some(Row::Month(section)) = rows.iter_mut().rfind(|row| matches!(row, Row::Month(_))) {
                    section.count = section.count.saturating_add(group.len());
                }
                let look = |at: usize| archive.event(event(at)).map_or(0, |event| kind::look(event.kind()));
                let beside =
                    tracks.into_iter().map(|track| Beside { look: look(track.event), track }).collect();
                rows.push(if group.len() == 1 {
                    Row::Event { idx: event(group.start), beside }
                } else {
                    Row::Cluster { members: Shared::new(group.map(event).collect()), beside }
                });
            }
            rows
        })
        .unwrap_or_default()
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

fn draw(session: Session, row: &Row, unfolded: Var<Option<EventIdx>>, list: &HtmlElement) -> El {
    match row {
        Row::Month(section) => heading(session, section),
        Row::Event { idx, beside } => {
            let cells = session
                .peek_archive(|archive| archive.event(*idx).map(|event| self::row(session, archive, event)));
            el("article")
                .class("row")
                .children(stretches(beside))
                .children(cells.flatten().into_iter().flatten())
        }
        Row::Cluster { members, beside } => {
            let button = cluster(session, members);
            let (members, list) = (members.clone(), list.clone());
            let open = move |event: web_sys::Event| {
                event.stop_propagation();
                let keyboard = event.dyn_ref().is_some_and(by_keyboard);
                open(session, &members, unfolded);
                if let (true, Some(&first)) = (keyboard, members.first()) {
                    focus_row(session, &list, first);
                }
            };
            el("div").class("row").children(stretches(beside)).child(button.on("click", open))
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

fn cluster(session: Session, members: &[EventIdx]) -> El {
    let words = session.events_in_words(members.len());
    let about = session
        .peek_archive(|archive| {
            [time(session, archive, members), kinds(session, archive, members)].join(" · ")
        })
        .unwrap_or_default();
    El::button("together")
        .attr("part", "cluster")
        .attr("data-count", &members.len().to_string())
        .child(el("span").class("number").attr("aria-hidden", "true").text(&session.number(members.len())))
        .child(el("span").class("title").text(&words))
        .child(el("small").text(&about))
}

/// "Mar – May 2011", "3 – 9 May 2011".
fn time(session: Session, archive: &Archive, members: &[EventIdx]) -> String {
    let starts = members.iter().map(|&idx| archive.extent(idx).start_ms);
    let (from_ms, to_ms) = (starts.clone().min().unwrap_or_default(), starts.max().unwrap_or_default());
    let fields =
        if to_ms.saturating_sub(from_ms) > 60 * DAY_MS { Fields::YearMonthShort } else { Fields::DateShort };
    session.intl.with(|intl| intl.range(from_ms, to_ms, fields))
}

/// "4 Incident, 3 Talks", the most frequent first.
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
        format!("{} {}", session.number(count), session.value_name(Facet::Kind, names.names.get(kind)))
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Shows just a cluster's time where that brings its events apart, else puts them below each other as they are.
fn open(session: Session, members: &[EventIdx], unfolded: Var<Option<EventIdx>>) {
    let (Some(&first), Some(&last)) = (members.first(), members.last()) else { return };
    let start =
        |idx: EventIdx| session.peek_archive(|archive| archive.extent(idx).start_ms).unwrap_or_default();
    let view = session.viewing.viewport.get_untracked().extent();
    let (from_ms, to_ms) = (start(first).max(view.start_ms), start(last).max(view.start_ms));
    if to_ms.saturating_sub(from_ms) > MIN_SPAN_MS {
        session.viewing.fit(Extent::new(from_ms, to_ms.saturating_add(1)), false);
    } else if members.len() > APART && unfolded.get_untracked().is_some() {
        session.view.set(View::List);
    } else {
        unfolded.set(Some(first));
    }
}
