//! Where the reader looks: the viewport, how it moves, and what is prepared for it.

use std::cell::RefCell;

use send_wrapper::SendWrapper;

use super::Shared;
use super::handle::handle;
use super::reactive::{Derived, Var};
use crate::clamp::clamp;
use crate::dom::{Animation, after_ms, prefers_reduced_motion};
use crate::layout::{quantise, quantise_coarsely};
use crate::time::{Extent, Viewport};

/// The least distance of two ticks of the axis, in px.
pub(super) const MIN_TICK_PX: f64 = 38.0;
/// The share of the view that is left free on either side when all is shown.
pub(super) const PADDING: f64 = 0.04;
/// In how many strides the window crosses a view.
const STRIDES: i64 = 8;
/// The stage is at least 2^3 views long, and at most 2^6 times this: lengths on it stay exact to a fraction of a pixel.
const STAGE_VIEWS_EXP: u32 = 3;
const STAGE_EXP: u32 = 6;
/// How long a frame of the screen is shown, in ms.
const FRAME_MS: f64 = 1000.0 / 60.0;
/// How long a zoom or a jump takes, in ms.
const MOVE_MS: f64 = 200.0;
/// How long a drag carries on after it is let go, in ms.
const COAST_MS: f64 = 600.0;

handle! {
/// The viewport, its movement, and what it prepares beyond its edges.
pub(crate) struct Viewing -> Movement {
    pub(crate) viewport: Var<Viewport>,
    /// The zoom for which marks are laid out: a little further out than the viewport's. While the zoom changes it is
    /// held over a doubling.
    pub(super) step: Var<f64>,
    /// Whether the zoom is at rest.
    pub(crate) at_rest: Var<bool>,
    /// Counts the changes of the zoom.
    pub(crate) changes: Var<u32>,
    /// The time for which marks exist: the view and a margin on either side. It moves on in strides, so that panning
    /// within one lays out nothing.
    pub(crate) window: Derived<Extent>,
    /// The time from 0 to 100 per cent on the stage: marks stand in shares of it, before and after, too. It stays over
    /// many zooms and views, so that moving about changes the place of no mark on the stage.
    pub(crate) stage: Derived<Extent>,
    /// What the reader may not leave altogether.
    pub(crate) bounds: Var<Option<Extent>>,
    /// The stretch of the view that is being marked out to be shown, in px, in the order in which it is drawn.
    pub(crate) band: Var<Option<(f64, f64)>>,
    /// Where the movement under way leads.
    leads_to: Var<Option<Viewport>>,
    animation: Var<Shared<SendWrapper<RefCell<Option<Animation>>>>>,
}
}

impl Viewing {
    pub(super) fn new() -> Viewing {
        let viewport = Var::new(Viewport::new(Extent::new(0, 86_400_000), 0.0));
        let span_ms = move || {
            let viewport = viewport.get();
            clamp(quantise(viewport.ms_per_px()) * viewport.width_px.max(1.0), 1.0, 1e17) as i64
        };
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
            let doublings = span_ms().ilog2().saturating_add(STAGE_VIEWS_EXP).div_ceil(STAGE_EXP);
            let length_ms = 1_i64 << doublings.saturating_mul(STAGE_EXP).min(60);
            let start_ms = viewport.get().start_ms.div_euclid(length_ms).saturating_mul(length_ms);
            Extent::new(start_ms, start_ms.saturating_add(length_ms))
        });
        Viewing::of(Movement {
            viewport,
            step: Var::new(1.0),
            at_rest: Var::new(true),
            changes: Var::new(0),
            window,
            stage,
            bounds: Var::new(None),
            band: Var::new(None),
            leads_to: Var::new(None),
            animation: Var::new(Shared::new(SendWrapper::new(RefCell::new(None)))),
        })
    }

    /// Moves at once.
    pub(crate) fn jump(self, to: Viewport) {
        self.stop();
        self.place(to);
    }

    /// Stops a movement where it is.
    pub(crate) fn stop(self) {
        self.leads_to().set(None);
        self.animation().with_untracked(|running| running.replace(None));
    }

    fn place(self, to: Viewport) {
        let to = self.within_bounds(to);
        let from = self.viewport().get_untracked();
        if to != from {
            self.hold_step(&to);
            self.viewport().set(to);
        }
    }

    /// Lays out for a zoom that may still change: anew only where the marks would come too near to each other, or be
    /// twice as far apart as they need to be.
    fn hold_step(self, to: &Viewport) {
        let (step, ms_per_px) = (self.step().get_untracked(), to.ms_per_px());
        // On its way a zoom passes scales for which there are marks already: there it does not come to rest.
        if self.at_rest().get_untracked() && step.total_cmp(&quantise(ms_per_px)).is_eq() {
            return;
        }
        self.at_rest().set(false);
        if ms_per_px > step || ms_per_px <= step / 2.0 {
            self.step().set(quantise_coarsely(ms_per_px));
        }
        self.changes().update(|changes| *changes = changes.wrapping_add(1));
    }

    /// Lays out for just the zoom that there is.
    pub(crate) fn settle(self) {
        self.step().set(quantise(self.viewport().get_untracked().ms_per_px()));
        self.at_rest().set(true);
    }

    /// Calls `then` as soon as no movement is under way; not at all if a movement never ends.
    pub(crate) fn when_still(self, then: impl Fn() + 'static) {
        let (viewing, leads_to) = (self, self.leads_to());
        after_ms(0, move || match leads_to.try_get_untracked() {
            Some(Some(_)) => viewing.when_still(then),
            Some(None) => then(),
            None => {}
        });
    }

    /// Whether no movement is under way.
    pub(crate) fn is_still(self) -> bool {
        self.leads_to().with_untracked(Option::is_none)
    }

    fn within_bounds(self, to: Viewport) -> Viewport {
        self.bounds().get_untracked().map_or(to, |bounds| to.clamp_to(bounds))
    }

    /// Where the view is, or where the movement under way leads: what one more step starts from.
    pub(crate) fn goal(self) -> Viewport {
        self.leads_to().get_untracked().unwrap_or_else(|| self.viewport().get_untracked())
    }

    /// Moves there within a moment, or at once for readers who want no movement.
    pub(crate) fn glide(self, to: Viewport) {
        self.animate(to, MOVE_MS);
    }

    /// Carries on with the speed of a drag that was let go, in px per ms to the right, and comes to rest. Not for readers
    /// who want no movement.
    pub(crate) fn coast(self, speed: f64) {
        if !prefers_reduced_motion() {
            // Three: the steepness at which the movement starts.
            let way_px = -speed * COAST_MS / 3.0;
            self.animate(self.viewport().get_untracked().pan_px(way_px), COAST_MS);
        }
    }

    fn animate(self, to: Viewport, duration_ms: f64) {
        let from = self.viewport().get_untracked();
        if prefers_reduced_motion() || from.width_px <= 0.0 {
            return self.jump(to);
        }
        let (viewing, to) = (self, self.within_bounds(to));
        let goes_on = self.leads_to().get_untracked().is_some();
        self.leads_to().set(Some(to));
        // One that follows on another has had its first frame already: else a wheel that turns on would hold the view.
        let before_ms = if goes_on { FRAME_MS } else { 0.0 };
        let animation = Animation::new(Box::new(move |elapsed_ms| {
            let t = clamp((elapsed_ms + before_ms) / duration_ms, 0.0, 1.0);
            let eased = 1.0 - (1.0 - t).powi(3);
            viewing.place(if t < 1.0 { Viewport::lerp(&from, &to, eased) } else { to });
            if t >= 1.0 {
                viewing.leads_to().set(None);
                viewing.settle();
            }
            t < 1.0
        }));
        self.animation().with_untracked(|running| running.replace(Some(animation)));
    }

    /// Shows a whole extent, with some room on either side.
    pub(crate) fn fit(self, extent: Extent, animate: bool) {
        let to = Viewport::fit(extent, self.viewport().get_untracked().width_px, PADDING);
        if animate {
            return self.glide(to);
        }
        self.jump(to);
        self.settle();
    }

    /// Shows just this extent, at once.
    pub(crate) fn show(self, extent: Extent) {
        self.jump(Viewport::new(extent, self.viewport().get_untracked().width_px));
        self.settle();
    }

    /// Brings an extent into view by the least movement.
    pub(crate) fn reveal(self, extent: Extent) {
        let from = self.viewport().get_untracked();
        let to = from.reveal(extent);
        if to != from {
            self.glide(to);
        }
    }

    /// Zooms about the middle; a factor above 1 zooms in.
    pub(crate) fn zoom(self, factor: f64) {
        self.zoom_about(self.viewport().get_untracked().width_px / 2.0, factor);
    }

    /// Zooms about a place in view, in px; a factor above 1 zooms in. What is asked on the way adds up.
    pub(crate) fn zoom_about(self, x_px: f64, factor: f64) {
        self.glide(self.goal().zoom_about(x_px, factor));
    }

    /// Shows what was marked out, if that was not given up.
    pub(crate) fn show_band(self) {
        if let Some((a_px, b_px)) = self.band().get_untracked() {
            self.band().set(None);
            let view = self.viewport().get_untracked();
            self.glide(Viewport::new(view.between(a_px, b_px), view.width_px));
        }
    }
}
