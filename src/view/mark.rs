//! One mark: a point, a bar or a cluster.

use web_sys::Element;

use super::axis::{cqw, percent, px};
use super::el::{El, el, set_attr, set_class, set_style};
use crate::archive::{Archive, Event, Facet, Status, kind};
use crate::layout::{Mark, MarkKey, MarkKind};
pub(super) use crate::read::link::of_event as href;
use crate::state::{Session, Texts};
use crate::time::{Endpoint, EventDate, Viewport};

/// What a bar's symbol and ends take from its label, in px.
const BAR_ENDS_PX: f64 = 34.0;

/// A mark and where it stands: shares of the stage, px from its lane's top.
#[derive(PartialEq)]
pub(super) struct Placed {
    pub(super) mark: Mark,
    pub(super) anchor: f64,
    pub(super) start: f64,
    pub(super) width: f64,
    pub(super) top_px: f64,
}

impl Placed {
    /// A mark on the stage.
    pub(super) fn on_stage(session: &Session, mark: &Mark, lane_top_px: f64) -> Placed {
        let (start, end) = (session.share(mark.start_ms), session.share(mark.end_ms));
        Placed {
            anchor: session.share(mark.anchor_ms),
            start,
            width: end - start,
            top_px: mark.y_px - lane_top_px,
            mark: mark.clone(),
        }
    }
}

/// The identity of a mark as an attribute.
pub(super) fn mark_name(key: &MarkKey) -> String {
    match key {
        MarkKey::Event { lane_key, event } => format!("e{lane_key}.{event}"),
        MarkKey::Cluster { lane_key, exp, cell } => format!("c{lane_key}.{exp}.{cell}"),
        MarkKey::Pinned { lane_key } => format!("p{lane_key}"),
    }
}

/// Makes a mark. [`update`] gives it its place.
pub(super) fn make(session: Session, placed: &Placed) -> El {
    let made = match placed.mark.event() {
        Some(idx) => session
            .peek_archive(|archive| archive.event(idx).map(|event| make_event(session, archive, event)))
            .flatten()
            .unwrap_or_else(|| el("span")),
        None => make_cluster(),
    };
    made.attr("data-mark", &mark_name(&placed.mark.key)).attr("tabindex", "-1")
}

/// Brings a mark up to date; `before` is how it was.
pub(super) fn update(session: Session, node: &El, placed: &Placed, before: Option<&Placed>) {
    if before == Some(placed) {
        return;
    }
    let mark = &placed.mark;
    let node = node.node();
    set_style(node, "top", &px(placed.top_px));
    match &mark.kind {
        MarkKind::Cluster { count, shares } => {
            set_style(node, "left", &percent(placed.anchor));
            update_cluster(session, node, *count, shares, mark.is_pinned());
        }
        MarkKind::Bar { event } => {
            set_class(node, "bar", true);
            set_style(node, "left", &percent(placed.start));
            set_style(node, "width", &percent(placed.width));
            update_label(session, node, *event, mark);
        }
        MarkKind::Point { event, whisker } => {
            set_class(node, "bar", false);
            set_style(node, "left", &percent(placed.anchor));
            set_style(node, "width", "auto");
            update_whisker(node, placed, *whisker);
            update_label(session, node, *event, mark);
        }
    }
}

/// A line over the time within which a moment lies, as wide as that time is on the stage.
fn update_whisker(node: &Element, placed: &Placed, shown: bool) {
    let known = node.query_selector(".whisker").ok().flatten();
    if !shown {
        return known.map(|whisker| whisker.remove()).unwrap_or_default();
    }
    let whisker = known.unwrap_or_else(|| {
        let whisker = el("span").class("whisker").attr("aria-hidden", "true").node().clone();
        _ = node.append_child(&whisker);
        whisker
    });
    // The mark has no width of its own to be a share of: the stage's, which is a container, is the unit.
    set_style(&whisker, "width", &(cqw(placed.width)));
}

fn update_label(session: Session, node: &Element, event: u32, mark: &Mark) {
    let known = node.query_selector("[part=label]").ok().flatten();
    if mark.label_px <= 0.0 {
        return known.map(|label| label.remove()).unwrap_or_default();
    }
    let label = known.unwrap_or_else(|| {
        let title = |archive: &Archive| archive.event(event).map(|event| event.title().to_owned());
        let title = session.peek_archive(title).flatten().unwrap_or_default();
        let label =
            el("span").attr("part", "label").attr("dir", "auto").class("label").text(&title).node().clone();
        _ = node.append_child(&label);
        label
    });
    set_class(&label, "inside", mark.label_inside);
    set_style(&label, "max-width", &px(f64::from(mark.label_px)));
    if mark.label_inside {
        keep_label_in_view(&session.viewing.viewport.get_untracked(), node, mark);
    }
}

/// Moves the label inside a bar that begins before the view to the view's start.
pub(super) fn keep_label_in_view(viewport: &Viewport, node: &Element, mark: &Mark) {
    let scale = viewport.scale();
    let before_px = -scale.x_from_time(mark.start_ms);
    let room_px = scale.x_from_time(mark.end_ms) - f64::from(mark.label_px) - BAR_ENDS_PX;
    let in_view_px = before_px.min(before_px + room_px).max(0.0);
    set_style(node, "--in-view", &px(in_view_px));
}

fn make_event(session: Session, archive: &Archive, event: Event<'_>) -> El {
    el("a")
        .attr("part", "event")
        .class(&format!("mark k{} {}", kind::look(event.kind()), traits(event)))
        .attr("data-event-id", event.id())
        .maybe("href", href(archive, event).as_deref())
        .attr("aria-label", &spoken(session, event))
        .attr("draggable", "false")
}

/// How an event's mark differs from a plain one.
pub(super) fn traits(event: Event<'_>) -> String {
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

/// What a screen reader says: title, date, kind, status.
fn spoken(session: Session, event: Event<'_>) -> String {
    [event.title(), &told(session, event)].concat()
}

/// What follows the title: ", Thursday 13 October 2016, Talks, disputed".
pub(super) fn told(session: Session, event: Event<'_>) -> String {
    let (date, kind) = (session.date_in_words(event.date()), session.texts.kind(event.kind()));
    let status = session.texts.status(event.status());
    [", ", &date, ", ", &kind, if status.is_some() { ", " } else { "" }, status.unwrap_or_default()].concat()
}

fn make_cluster() -> El {
    El::button("cluster")
        .attr("part", "cluster")
        .child(el("span").class("number").attr("aria-hidden", "true"))
        .child(el("span").class("shares").attr("aria-hidden", "true"))
}

fn update_cluster(session: Session, node: &Element, count: u32, shares: &[(u16, u32)], pinned: bool) {
    let kind_name = |kind: u16| {
        let name = |archive: &Archive| archive.facet(Facet::Kind).names.get(u32::from(kind)).to_owned();
        session.peek_archive(name).unwrap_or_default()
    };
    let number = |value: u32| session.intl.with_untracked(|intl| intl.number(value as usize));
    let kinds: Vec<String> = shares
        .iter()
        .map(|&(kind, count)| format!("{} {}", number(count), session.texts.kind(&kind_name(kind))))
        .collect();
    let template = if pinned { session.texts.cluster_here } else { session.texts.cluster };
    let label = Texts::fill(template, &[&number(count), &kinds.join(", ")]);
    if node.get_attribute("aria-label").as_ref() == Some(&label) {
        return;
    }
    set_attr(node, "aria-label", Some(&label));
    set_attr(node, "data-count", Some(&count.to_string()));
    set_class(node, "pinned", pinned);
    let child = |class: &str| node.query_selector(class).ok().flatten();
    if let Some(text) = child(".number") {
        text.set_text_content(Some(&compact(count)));
    }
    if let Some(bar) = child(".shares") {
        bar.set_text_content(None);
        for &(kind, of_kind) in shares {
            let part = el("i").class(&format!("k{}", kind::look(&kind_name(kind))));
            set_style(part.node(), "width", &percent(f64::from(of_kind) / f64::from(count.max(1))));
            _ = bar.append_child(part.node());
        }
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
