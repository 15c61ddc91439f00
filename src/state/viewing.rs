//! Where the reader looks: the viewport and how it moves, and the columns from which marks are laid out.

use std::cell::RefCell;

use fixedbitset::FixedBitSet;
use send_wrapper::SendWrapper;

use super::reactive::{Derived, Var};
use super::{LanesBy, Shared};
use crate::archive::{Archive, Facet};
use crate::clamp::clamp;
use crate::dom::{Animation, prefers_reduced_motion};
use crate::layout::{self, Arrangement, Events, Lane, Shape, Style, Window, quantise};
use crate::sort::sorted_positions;
use crate::time::{EventDate, Extent, Viewport};

/// The least distance of two ticks of the axis, in px.
pub(super) const MIN_TICK_PX: f64 = 38.0;
/// The share of the view that is left free on either side when all is shown.
pub(super) const PADDING: f64 = 0.04;
/// In how many strides the window crosses a view.
const STRIDES: i64 = 8;
/// How many views the stage carries: lengths on it stay exact to a fraction of a pixel.
const STAGE_VIEWS: i64 = 64;
/// How long a zoom or a jump takes, in ms.
pub(super) const MOVE_MS: f64 = 200.0;
/// How long a drag carries on after it is let go, in ms.
const COAST_MS: f64 = 600.0;
/// How many lanes are shown before the reader asks for all.
const FIRST_LANES: usize = 8;
/// How many lanes there are at most; further values share one.
const MOST_LANES: usize = 40;

/// The viewport, its movement, and what it prepares beyond its edges.
#[derive(Clone, Copy)]
pub(crate) struct Viewing {
    pub(crate) viewport: Var<Viewport>,
    /// The zoom for which marks are laid out: a little further out than the viewport's, the same over several zooms.
    pub(super) step: Derived<f64>,
    /// The time for which marks exist: the view and a margin on either side. It moves on in strides, so that panning
    /// within one lays out nothing.
    pub(crate) window: Derived<Extent>,
    /// The time from 0 to 100 per cent on the stage: marks stand in shares of it, before and after, too. It stays while
    /// the zoom does, save for the longest of journeys, so that panning moves no mark on the stage.
    pub(crate) stage: Derived<Extent>,
    /// What the reader may not leave altogether.
    pub(crate) bounds: Var<Option<Extent>>,
    /// The stretch of the view that is being marked out to be shown, in px, in the order in which it is drawn.
    pub(crate) band: Var<Option<(f64, f64)>>,
    /// The last movement, if nothing else has happened since, and where it leads.
    animation: Var<Shared<SendWrapper<RefCell<Option<Movement>>>>>,
}

/// A movement of the view.
struct Movement {
    _animation: Animation,
    goal: Viewport,
}

impl Viewing {
    pub(super) fn new() -> Viewing {
        let viewport = Var::new(Viewport::new(Extent::new(0, 86_400_000), 0.0));
        let step = Derived::new(move || quantise(viewport.get().ms_per_px()));
        let span_ms = move || clamp(step.get() * viewport.get().width_px.max(1.0), 1.0, 1e17) as i64;
        let window = Derived::new(move || {
            let stride_ms = (span_ms() / STRIDES).max(1);
            let first = viewport.get().start_ms.div_euclid(stride_ms).saturating_sub(1);
            let start_ms = first.saturating_mul(stride_ms);
            Extent::new(
                start_ms,
                start_ms.saturating_add(stride_ms.saturating_mul(STRIDES.saturating_add(3))),
            )
        });
        let stage = Derived::new(move || {
            let span_ms = span_ms();
            let far_ms = span_ms.saturating_mul(STAGE_VIEWS);
            let start_ms = viewport.get().start_ms.div_euclid(far_ms).saturating_mul(far_ms);
            Extent::new(start_ms, start_ms.saturating_add(span_ms))
        });
        Viewing {
            viewport,
            step,
            window,
            stage,
            bounds: Var::new(None),
            band: Var::new(None),
            animation: Var::new(Shared::new(SendWrapper::new(RefCell::new(None)))),
        }
    }

    /// Moves at once.
    pub(crate) fn jump(&self, to: Viewport) {
        self.stop();
        self.place(to);
    }

    /// Stops a movement where it is.
    pub(crate) fn stop(&self) {
        self.animation.with_untracked(|running| running.replace(None));
    }

    fn place(&self, to: Viewport) {
        let to = self.within_bounds(to);
        if to != self.viewport.get_untracked() {
            self.viewport.set(to);
        }
    }

    fn within_bounds(&self, to: Viewport) -> Viewport {
        self.bounds.get_untracked().map_or(to, |bounds| to.clamp_to(bounds))
    }

    /// Where the view is, or where the movement under way leads: what one more step starts from.
    fn goal(&self) -> Viewport {
        let goal =
            self.animation.with_untracked(|running| running.borrow().as_ref().map(|running| running.goal));
        goal.unwrap_or_else(|| self.viewport.get_untracked())
    }

    /// Moves there within a moment, or at once for readers who want no movement.
    pub(crate) fn glide(&self, to: Viewport) {
        self.animate(to, MOVE_MS);
    }

    /// Carries on with the speed of a drag that was let go, in px per ms to the right, and comes to rest. Not for readers
    /// who want no movement.
    pub(crate) fn coast(&self, speed: f64) {
        if !prefers_reduced_motion() {
            // Three: the steepness at which the movement starts.
            let way_px = -speed * COAST_MS / 3.0;
            self.animate(self.viewport.get_untracked().pan_px(way_px), COAST_MS);
        }
    }

    fn animate(&self, to: Viewport, duration_ms: f64) {
        let from = self.viewport.get_untracked();
        if prefers_reduced_motion() || from.width_px <= 0.0 {
            return self.jump(to);
        }
        let (viewing, to) = (*self, self.within_bounds(to));
        let animation = Animation::new(Box::new(move |elapsed_ms| {
            let t = clamp(elapsed_ms / duration_ms, 0.0, 1.0);
            let eased = 1.0 - (1.0 - t).powi(3);
            viewing.place(if t < 1.0 { Viewport::lerp(&from, &to, eased) } else { to });
            t < 1.0
        }));
        self.animation
            .with_untracked(|running| running.replace(Some(Movement { _animation: animation, goal: to })));
    }

    /// Shows a whole extent, with some room on either side.
    pub(crate) fn fit(&self, extent: Extent, animate: bool) {
        let to = Viewport::fit(extent, self.viewport.get_untracked().width_px, PADDING);
        if animate { self.glide(to) } else { self.jump(to) }
    }

    /// Shows just this extent, at once.
    pub(crate) fn show(&self, extent: Extent) {
        self.jump(Viewport::new(extent, self.viewport.get_untracked().width_px));
    }

    /// Brings an extent into view by the least movement.
    pub(crate) fn reveal(&self, extent: Extent) {
        let from = self.viewport.get_untracked();
        let to = from.reveal(extent);
        if to != from {
            self.glide(to);
        }
    }

    /// Zooms about the middle; a factor above 1 zooms in.
    pub(crate) fn zoom(&self, factor: f64) {
        self.zoom_about(self.viewport.get_untracked().width_px / 2.0, factor);
    }

    /// Zooms about a place in view, in px; a factor above 1 zooms in. What is asked on the way adds up.
    pub(crate) fn zoom_about(&self, x_px: f64, factor: f64) {
        self.glide(self.goal().zoom_about(x_px, factor));
    }

    /// Shows what was marked out, if that was not given up.
    pub(crate) fn show_band(&self) {
        if let Some((a_px, b_px)) = self.band.get_untracked() {
            self.band.set(None);
            let view = self.viewport.get_untracked();
            self.glide(Viewport::new(view.between(a_px, b_px), view.width_px));
        }
    }
}

/// What the layout wants to know of every event, once per archive.
pub(super) struct Columns {
    /// The events in the order in which the layout sweeps over them.
    order: Vec<u32>,
    shape: Vec<Shape>,
    kind: Vec<u16>,
    label_chars: Vec<u16>,
    importance: Vec<u8>,
}

impl Columns {
    pub(super) fn new(archive: &Archive) -> Columns {
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let kinds = archive.facet(Facet::Kind);
        let mut columns = Columns {
            order: Vec::new(),
            shape: archive
                .events()
                .map(|event| match event.date() {
                    EventDate::Span { .. } => Shape::Span,
                    EventDate::At(_) | EventDate::Within { .. } => Shape::Point,
                })
                .collect(),
            kind: archive
                .events()
                .map(|event| {
                    event
                        .values(Facet::Kind)
                        .first()
                        .map_or(short(kinds.names.len()), |&kind| short(kind as usize))
                })
                .collect(),
            label_chars: archive.events().map(|event| short(event.title().chars().count())).collect(),
            importance: archive.events().map(crate::archive::Event::importance).collect(),
        };
        columns.order = columns.events(archive).by_middle();
        columns
    }

    pub(super) fn events<'a>(&'a self, archive: &'a Archive) -> Events<'a> {
        Events {
            start_ms: archive.start_ms(),
            end_ms: archive.end_ms(),
            shape: &self.shape,
            kind: &self.kind,
            label_chars: &self.label_chars,
            importance: &self.importance,
        }
    }
}

/// Arranges all marks for a zoom.
pub(super) fn arrange(events: &Events<'_>, lanes: &[Lane], ms_per_px: f64) -> Arrangement {
    let (max_rows, bar_rows) = match lanes.len() {
        0 | 1 => (14, 12),
        2..=4 => (7, 6),
        5..=8 => (5, 4),
        _ => (4, 3),
    };
    let style = Style { bar_rows, ..Style::default() };
    layout::arrange(events, lanes, ms_per_px, max_rows, &style)
}

/// The lanes of the matching events.
pub(super) fn lanes(
    archive: &Archive,
    columns: &Columns,
    matching: &FixedBitSet,
    by: LanesBy,
    all: bool,
) -> Vec<Lane> {
    let events = columns.order.iter().copied().filter(|&event| matching.contains(event as usize));
    let LanesBy::Facet(facet) = by else {
        return vec![Lane { key: layout::REST, events: events.collect() }];
    };
    let column = archive.facet(facet);
    // Among lanes of equal count, the order of names.
    let by_name =
        sorted_positions(column.names.len(), &mut |a, b| column.names.get(a).cmp(column.names.get(b)));
    let mut rank = vec![0; by_name.len()];
    for (place, &value) in (0..).zip(&by_name) {
        if let Some(rank) = rank.get_mut(value as usize) {
            *rank = place;
        }
    }
    let values = |event: u32| column.values.get(event as usize).iter().copied();
    let most = if all || facet == Facet::Kind { MOST_LANES } else { FIRST_LANES };
    layout::lanes(events, values, &rank, most, true)
}

/// A window of the layout.
pub(super) fn window(extent: Extent) -> Window {
    Window { start_ms: extent.start_ms, end_ms: extent.end_ms }
}
