//! One mark: a point, a bar or a cluster.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::axis::{percent, px};
use super::el::{El, el, set_attr, set_class, set_style, set_text};
use super::row::about;
use crate::archive::{Archive, Event, Facet, Status, kind};
use crate::clamp::clamp;
use crate::layout::{Mark, MarkKey, MarkKind};
pub(super) use crate::read::link::of_event as href;
use crate::state::{Opened, Session, Texts};
use crate::time::Viewport;

/// How wide a symbol is, in px.
const SYMBOL_PX: f64 = 14.0;
/// What a bar's symbol and ends take at least from a label that moves inside, in px.
const BAR_ENDS_PX: f64 = 34.0;

/// A mark and where it stands: shares of the stage, px from its lane's top.
#[derive(Clone, PartialEq)]
pub(super) struct Placed {
    pub(super) mark: Mark,
    pub(super) anchor: f64,
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) top_px: f64,
}

impl Placed {
    /// A mark on the stage.
    pub(super) fn on_stage(session: Session, mark: &Mark, lane_top_px: f64) -> Placed {
        Placed {
            anchor: session.share(mark.anchor_ms),
            start: clamp(session.share(mark.start_ms), -FAR, FAR),
            end: clamp(session.share(mark.end_ms), -FAR, FAR),
            top_px: mark.y_px - lane_top_px,
            mark: mark.clone(),
        }
    }

    /// Its place as declarations of style.
    fn css(&self, session: Session) -> String {
        let top = px(self.top_px);
        let width = || percent(self.end - self.start);
        match &self.mark.kind {
            MarkKind::Cluster { count, shares } => {
                let column = px(f64::from(self.mark.column_px));
                let shares = shares_css(session, *count, shares);
                format!("top:{top};left:{};--column:{column};--shares:{shares}", percent(self.anchor))
            }
            MarkKind::Bar { .. } => format!("top:{top};left:{};width:{}", percent(self.start), width()),
            MarkKind::Point { whisker: true, .. } if self.end > self.start => {
                let at = percent((self.anchor - self.start) / (self.end - self.start));
                format!("top:{top};left:{};width:{};--at:{at}", percent(self.start), width())
            }
            _ => format!("top:{top};left:{}", percent(self.anchor)),
        }
    }
}

/// Beyond so many stages an end of a bar is out of sight, and a browser out of numbers.
const FAR: f64 = 2.0;

/// The identity of a mark as an attribute.
pub(super) fn mark_name(key: &MarkKey) -> String {
    match key {
        MarkKey::Event { lane_key, event } => format!("e{lane_key}.{event}"),
        MarkKey::Cluster { lane_key, exp, cell } => format!("c{lane_key}.{exp}.{cell}"),
        MarkKey::Pinned { lane_key } => format!("p{lane_key}"),
    }
}

/// Makes the element of a mark; [`update`] and [`complete`] fill it.
pub(super) fn make(mark: &Mark) -> El {
    let made = match mark.event() {
        Some(_) => el("a").attr("part", "event").attr("draggable", "false"),
        None => El::button("cluster").attr("part", "cluster"),
    };
    made.attr("tabindex", "-1")
}

/// Whether the element of one mark can become that of another.
pub(super) fn is_of_one_make(one: &Mark, other: &Mark) -> bool {
    one.event().is_none() == other.event().is_none()
}

/// Whether a mark's label and name are those of another.
pub(super) fn says_the_same(one: &Mark, other: &Mark) -> bool {
    one.kind == other.kind
        && one.label_px == other.label_px
        && one.label_inside == other.label_inside
        && one.detail_px == other.detail_px
}

/// Brings a mark's identity, place and look up to date; `before` is what its element showed.
pub(super) fn update(session: Session, node: &Element, placed: &Placed, before: Option<&Placed>) {
    if before == Some(placed) {
        return;
    }
    let mark = &placed.mark;
    let css = placed.css(session);
    if before.is_none_or(|before| before.css(session) != css) {
        node.unchecked_ref::<HtmlElement>().style().set_css_text(&css);
    }
    if before.is_none_or(|before| before.mark.key != mark.key) {
        set_attr(node, "data-mark", Some(&mark_name(&mark.key)));
    }
    match &mark.kind {
        MarkKind::Cluster { count, .. } => {
            if before.is_none_or(|before| before.mark.count() != *count) {
                set_attr(node, "data-count", Some(&count.to_string()));
                set_text(node, &compact(*count));
            }
            if mark.is_pinned() {
                set_class(node, "pinned", true);
            }
        }
        MarkKind::Bar { event } | MarkKind::Point { event, .. } => {
            let is_new = before.is_none_or(|before| before.mark.event() != Some(*event));
            if is_new || before.is_some_and(|before| before.mark.kind != mark.kind) {
                session.peek_archive(|archive| update_event(session, archive, node, placed, *event, is_new));
                if is_new && before.is_some() {
                    // What the element said of another event.
                    node.set_text_content(None);
                    set_attr(node, "aria-label", None);
                }
            }
        }
    }
}

fn update_event(
    session: Session,
    archive: &Archive,
    node: &Element,
    placed: &Placed,
    idx: u32,
    is_new: bool,
) {
    let Some(event) = archive.event(idx) else { return };
    let mut class = format!("mark k{} {}", kind::look(event.kind()), traits(event));
    match placed.mark.kind {
        MarkKind::Bar { .. } => class += " bar",
        MarkKind::Point { whisker: true, .. } if placed.end > placed.start => class += " lasting",
        _ => {}
    }
    if session.opened().get_untracked() == Some(Opened::Event(idx)) {
        class += " on";
    }
    node.set_class_name(&class);
    if is_new {
        set_attr(node, "data-event-id", Some(event.id()));
        set_attr(node, "href", href(archive, event).as_deref());
    }
}

/// Gives a mark its label, and the name by which it is spoken of.
pub(super) fn complete(session: Session, node: &Element, mark: &Mark) {
    let name = match &mark.kind {
        MarkKind::Cluster { count, shares } => Some(cluster_name(session, *count, shares, mark.is_pinned())),
        MarkKind::Bar { event } | MarkKind::Point { event, .. } => {
            update_label(session, node, *event, mark);
            let spoken = |archive: &Archive| archive.event(*event).map(|event| spoken(session, event));
            session.peek_archive(spoken).flatten()
        }
    };
    set_attr(node, "aria-label", name.as_deref());
}

fn update_label(session: Session, node: &Element, event: u32, mark: &Mark) {
    let known = node.first_element_child();
    if mark.label_px == 0 {
        return known.map(|label| label.remove()).unwrap_or_default();
    }
    let title = |archive: &Archive| archive.event(event).map(|event| event.title().to_owned());
    let title = session.peek_archive(title).flatten().unwrap_or_default();
    let is_cut = session.fonts().with_untracked(|fonts| {
        fonts.as_ref().is_some_and(|fonts| fonts.label.px(&title) > f64::from(mark.label_px))
    });
    let mut class = "label".to_owned();
    for (name, is_on) in [(" inside", mark.label_inside), (" cut", is_cut)] {
        class += if is_on { name } else { "" };
    }
    // The second line, where there is room for one: drawn by the style, since screen readers have all of it in the mark's name.
    let detail = |archive: &Archive| {
        let event = archive.event(event).filter(|_| mark.detail_px > 0)?;
        Some(about(session, archive, event, Some(session.date_in_short(event.date()))))
    };
    let detail = session.peek_archive(detail).flatten();
    let mut css = if is_cut { format!("max-width:{};", px(f64::from(mark.label_px))) } else { String::new() };
    if detail.is_some() {
        css += &format!("--detail:{}", px(f64::from(mark.detail_px)));
    }
    // Every question to the page counts, where there are hundreds of labels: what a new one has not needs not be taken away.
    let is_new = known.is_none();
    let label = known.unwrap_or_else(|| {
        let label = el("span").attr("part", "label").attr("dir", "auto").text(&title).node().clone();
        _ = node.append_child(&label);
        label
    });
    label.set_class_name(&class);
    if !is_new || !css.is_empty() {
        label.unchecked_ref::<HtmlElement>().style().set_css_text(&css);
    }
    if !is_new || detail.is_some() {
        set_attr(&label, "data-detail", detail.as_deref());
    }
    let viewport = session.viewing().viewport().get_untracked();
    if mark.label_inside || is_out(&viewport, mark) {
        keep_label_in_view(session, &viewport, &label, mark);
    }
}

/// Whether a mark has left the view at its start, to which its label may still reach.
pub(super) fn is_out(viewport: &Viewport, mark: &Mark) -> bool {
    let end_ms = if matches!(mark.kind, MarkKind::Bar { .. }) { mark.end_ms } else { mark.anchor_ms };
    viewport.scale().x_from_time(end_ms) < -SYMBOL_PX / 2.0
}

/// Moves the label inside a bar that begins before the view to the view's start, and hides one whose mark is out of view. Whether
/// it had to be moved or hidden.
pub(super) fn keep_label_in_view(
    session: Session,
    viewport: &Viewport,
    label: &Element,
    mark: &Mark,
) -> bool {
    if !mark.label_inside {
        let is_out = is_out(viewport, mark);
        set_class(label, "out", is_out);
        return is_out;
    }
    let scale = viewport.scale();
    // Where the element begins, which is not always where the bar does.
    let stage = session.viewing().stage().get_untracked();
    let stage_px = stage.duration_ms() as f64 / viewport.ms_per_px();
    let start_px = clamp(session.share(mark.start_ms), -FAR, FAR) * stage_px;
    let before_px = -scale.x_from_time(stage.start_ms) - start_px;
    let room_px =
        scale.x_from_time(mark.end_ms) - f64::from(mark.label_px) - BAR_ENDS_PX.max(mark.ends_px.into());
    let in_view_px = before_px.min(before_px + room_px).max(0.0);
    set_style(label, "translate", &px(in_view_px));
    in_view_px > 0.0
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
    if date.fades_in() {
        traits.push("soft-start");
    }
    if date.is_ongoing() {
        traits.push("ongoing");
    } else if date.fades_out() {
        traits.push("soft-end");
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
    let (date, kind) = (session.date_in_words(event.date()), session.texts().kind(event.kind()));
    let status = session.texts().status(event.status());
    [", ", &date, ", ", &kind, if status.is_some() { ", " } else { "" }, status.unwrap_or_default()].concat()
}

fn kind_name(session: Session, kind: u16) -> String {
    let name = |archive: &Archive| archive.facet(Facet::Kind).names.get(u32::from(kind)).to_owned();
    session.peek_archive(name).unwrap_or_default()
}

fn cluster_name(session: Session, count: u32, shares: &[(u16, u32)], pinned: bool) -> String {
    let number = |value: u32| session.intl().with_untracked(|intl| intl.number(value as usize));
    let kinds: Vec<String> = shares
        .iter()
        .map(|&(kind, count)| {
            format!("{} {}", number(count), session.texts().kind(&kind_name(session, kind)))
        })
        .collect();
    let template = if pinned { session.texts().cluster_here() } else { session.texts().cluster() };
    Texts::fill(template, &[&number(count), &kinds.join(", ")])
}

/// The kinds' colours as stops of a gradient, one after the other; what is not listed has that of lines.
fn shares_css(session: Session, count: u32, shares: &[(u16, u32)]) -> String {
    let mut css = String::new();
    let mut until = 0.0;
    for &(kind, of_kind) in shares {
        let from = percent(until);
        until += f64::from(of_kind) / f64::from(count.max(1));
        css += &format!("var(--k{}) {from} {},", kind::look(&kind_name(session, kind)), percent(until));
    }
    css + "var(--line) 0"
}

/// A count that fits into a pill: 9999, then 10k.
fn compact(count: u32) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..1_000_000 => format!("{}k", count / 1000),
        _ => format!("{}M", count / 1_000_000),
    }
}
