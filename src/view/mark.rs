//! One mark: a point, a bar or a cluster.

use leptos::prelude::*;

use super::axis::percent;
use crate::archive::{Archive, Event, Facet, Status, kind};
use crate::layout::{Mark, MarkKey, MarkKind};
use crate::read::link;
use crate::state::{Session, Texts};
use crate::time::{Endpoint, EventDate, words};

/// A mark and where it stands: shares of the stage, px from its lane's top.
#[derive(Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) mark: Mark,
    pub(super) anchor: f64,
    pub(super) start: f64,
    pub(super) width: f64,
    pub(super) top_px: f64,
}

/// The identity of a mark as an attribute.
pub(super) fn mark_name(key: &MarkKey) -> String {
    match key {
        MarkKey::Event { lane_key, event } => format!("e{lane_key}.{event}"),
        MarkKey::Cluster { lane_key, exp, cell } => format!("c{lane_key}.{exp}.{cell}"),
        MarkKey::Pinned { lane_key } => format!("p{lane_key}"),
    }
}

/// Draws a mark. Its identity never changes; its place and its label's room do.
pub(super) fn draw(session: Session, key: &MarkKey, placed: &ArcRwSignal<Placed>) -> AnyView {
    let name = mark_name(key);
    match key {
        MarkKey::Event { event, .. } => {
            let drawn = session.peek_archive(|archive| {
                archive.event(*event).map(|event| draw_event(session, archive, event, name, placed))
            });
            drawn.flatten().into_any()
        }
        MarkKey::Cluster { .. } | MarkKey::Pinned { .. } => draw_cluster(session, name, placed).into_any(),
    }
}

fn draw_event(
    session: Session,
    archive: &Archive,
    event: Event<'_>,
    name: String,
    placed: &ArcRwSignal<Placed>,
) -> impl IntoView + use<> {
    let idx = event.idx();
    let is_bar = {
        let placed = placed.clone();
        move || placed.with(|placed| matches!(placed.mark.kind, MarkKind::Bar { .. }))
    };
    let whisker = {
        let placed = placed.clone();
        move || {
            let (start, width) = placed.with(|placed| {
                let whisker = matches!(placed.mark.kind, MarkKind::Point { whisker: true, .. });
                whisker.then_some((placed.start, placed.width))
            })?;
            let top = placed.with(|placed| placed.top_px);
            Some(view! {
                <span class="whisker" aria-hidden="true" style:left=percent(start) style:width=percent(width)
                    style:top=format!("{top}px")></span>
            })
        }
    };
    let left = {
        let (placed, is_bar) = (placed.clone(), is_bar.clone());
        move || {
            let bar = is_bar();
            placed.with(|placed| percent(if bar { placed.start } else { placed.anchor }))
        }
    };
    let width = {
        let (placed, is_bar) = (placed.clone(), is_bar.clone());
        move || is_bar().then(|| placed.with(|placed| percent(placed.width)))
    };
    let top = {
        let placed = placed.clone();
        move || placed.with(|placed| format!("{}px", placed.top_px))
    };
    let label_px = {
        let placed = placed.clone();
        Memo::new(move |_| placed.with(|placed| placed.mark.label_px))
    };
    let inside = {
        let placed = placed.clone();
        Memo::new(move |_| placed.with(|placed| placed.mark.label_inside))
    };
    let kind_look = kind::look(event.kind());
    let class = format!("mark k{kind_look} {}", traits(event));
    let title = event.title().to_owned();
    let label = spoken(session, event);
    view! {
        {whisker}
        <a
            part="event"
            class=class
            class:bar=is_bar.clone()
            class:on=move || session.is_opened(idx)
            data-event-id=event.id().to_owned()
            data-mark=name
            href=href(archive, event)
            aria-label=label
            tabindex="-1"
            draggable="false"
            style:left=left
            style:width=width
            style:top=top
        >
            <span class="symbol" aria-hidden="true"></span>
            <span class="label" part="label" dir="auto" class:inside=inside hidden=move || label_px.get() <= 0.0
                style:max-width=move || format!("{}px", label_px.get())>
                {title}
            </span>
        </a>
    }
}

/// How an event's mark differs from a plain one.
fn traits(event: Event<'_>) -> String {
    let date = event.date();
    let mut traits = Vec::new();
    match event.status() {
        Status::Happened => {}
        Status::Scheduled => traits.push("hollow"),
        Status::Postponed | Status::Cancelled => traits.extend(["hollow", "off"]),
        Status::Disputed => traits.push("disputed"),
    }
    if let EventDate::Span { start, end } = date {
        if date.soft_start().is_some() || !matches!(start, Endpoint::Known(_)) {
            traits.push("soft-start");
        }
        if date.is_ongoing() {
            traits.push("ongoing");
        } else if date.soft_end().is_some() || !matches!(end, Endpoint::Known(_)) {
            traits.push("soft-end");
        }
    }
    if date.is_uncertain() {
        traits.push("unsure");
    }
    traits.join(" ")
}

/// The link to the first article that has one, at the passage.
pub(super) fn href(archive: &Archive, event: Event<'_>) -> Option<String> {
    event.reports().iter().find_map(|report| {
        let url = archive.text(archive.article(report.article)?.url);
        (!url.is_empty()).then(|| link::to_passage(url, archive.text(report.quote)))
    })
}

/// What a screen reader says: title, date, kind, status.
fn spoken(session: Session, event: Event<'_>) -> String {
    let date = session.intl.with_untracked(|intl| words(event.date(), &**intl, &crate::time::Phrases::ENGLISH));
    let kind = session.texts.kind(event.kind());
    let status = session.texts.status(event.status()).map(|status| format!(", {status}")).unwrap_or_default();
    format!("{}, {date}, {kind}{status}", event.title())
}

fn draw_cluster(session: Session, name: String, placed: &ArcRwSignal<Placed>) -> impl IntoView + use<> {
    let read = |placed: &ArcRwSignal<Placed>| {
        let placed = placed.clone();
        Memo::new(move |_| {
            placed.with(|placed| match &placed.mark.kind {
                MarkKind::Cluster { count, shares } => (*count, shares.clone()),
                _ => (0, Vec::new()),
            })
        })
    };
    let content = read(placed);
    let pinned = placed.with_untracked(|placed| placed.mark.is_pinned());
    let left = {
        let placed = placed.clone();
        move || placed.with(|placed| percent(placed.anchor))
    };
    let top = {
        let placed = placed.clone();
        move || placed.with(|placed| format!("{}px", placed.top_px))
    };
    let kind_name = move |kind: u16| {
        session.peek_archive(|archive| archive.facet(Facet::Kind).names.get(u32::from(kind)).to_owned()).unwrap_or_default()
    };
    let label = move || {
        let (count, shares) = content.get();
        let number = |value: u32| session.intl.with(|intl| intl.number(value as usize));
        let kinds: Vec<String> = shares
            .iter()
            .map(|&(kind, count)| format!("{} {}", number(count), session.texts.kind(&kind_name(kind))))
            .collect();
        let template = if pinned { session.texts.cluster_here } else { session.texts.cluster };
        Texts::fill(template, &[&number(count), &kinds.join(", ")])
    };
    let shares = move || {
        let (count, shares) = content.get();
        shares
            .into_iter()
            .map(|(kind, of_kind)| {
                let width = percent(f64::from(of_kind) / f64::from(count.max(1)));
                view! { <i class=format!("k{}", kind::look(&kind_name(kind))) style:width=width></i> }
            })
            .collect_view()
    };
    view! {
        <button
            type="button"
            part="cluster"
            class="cluster"
            class:pinned=pinned
            data-count=move || content.get().0.to_string()
            data-mark=name
            aria-label=label
            tabindex="-1"
            style:left=left
            style:top=top
        >
            <span aria-hidden="true">{move || compact(content.get().0)}</span>
            <span class="shares" aria-hidden="true">{shares}</span>
        </button>
    }
}

/// A count that fits into a pill: 9999, then 10k.
fn compact(count: u32) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..1_000_000 => format!("{}k", count / 1000),
        _ => format!("{}M", count / 1_000_000),
    }
}
