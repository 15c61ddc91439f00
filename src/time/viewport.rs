//! Which stretch of time is in view, and how does it move?
//!
//! Must not know what is drawn. A viewport is a value: each move gives a new one.

use super::civil::{DAY_MS, MAX_MS, MEAN_YEAR_MS, MIN_MS, MINUTE_MS};
use super::extent::Extent;
use super::scale::Scale;
use crate::clamp::clamp;

/// The least time in view.
pub const MIN_SPAN_MS: i64 = MINUTE_MS;
/// The most time that a reader zooms out to: 10 000 years. What is fitted into view may be longer.
pub const MAX_SPAN_MS: i64 = 10_000 * MEAN_YEAR_MS;
/// The most time in view: all that is handled.
const WHOLE_MS: i64 = MAX_MS - MIN_MS;

/// The share of the view that [`Viewport::reveal`] keeps free beside what it brings in.
const MARGIN: f64 = 0.06;

/// The stretch of time in view and its width.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Viewport {
    /// The time at its left edge (at the top of a vertical axis).
    pub start_ms: i64,
    /// The time at its right edge, exclusive.
    pub end_ms: i64,
    /// Its width (the height of a vertical axis).
    pub width_px: f64,
}

impl Viewport {
    /// A viewport of at least [`MIN_SPAN_MS`] about the middle of `extent`, inside the calendar's range and at least one
    /// pixel wide.
    pub fn new(extent: Extent, width_px: f64) -> Viewport {
        let span = extent.duration_ms().clamp(MIN_SPAN_MS, WHOLE_MS);
        if span == extent.duration_ms() {
            Viewport::starting(extent.start_ms, span, width_px)
        } else {
            Viewport::about(extent.middle_ms(), span, width_px)
        }
    }

    /// A viewport that shows all of `extent` with the share `padding` of it free on either side. One day gets its
    /// week, a minute or less its day, so that a single event has surroundings.
    pub fn fit(extent: Extent, width_px: f64, padding: f64) -> Viewport {
        let duration = match extent.duration_ms() {
            short if short <= MINUTE_MS => DAY_MS,
            DAY_MS => 7 * DAY_MS,
            duration => duration,
        };
        let padding = if padding.is_finite() { clamp(padding, 0.0, 10.0) } else { 0.0 };
        let span = (duration as f64 * (1.0 + 2.0 * padding)).round() as i64;
        Viewport::about(extent.middle_ms(), span.clamp(MIN_SPAN_MS, WHOLE_MS), width_px)
    }

    /// Between its edges.
    pub fn extent(&self) -> Extent {
        Extent::new(self.start_ms, self.end_ms)
    }

    /// The time between two places in view, in px, whichever comes first; what is outside counts as the edge.
    pub fn between(&self, a_px: f64, b_px: f64) -> Extent {
        let time = |x_px| self.scale().time_from_x(clamp(x_px, 0.0, self.width_px));
        // Where thousands of years are in view, a pixel is not exact to the millisecond.
        Extent::new(time(a_px), time(b_px)).clamp(&self.extent())
    }

    /// How much time is in view.
    pub fn span_ms(&self) -> i64 {
        self.end_ms.saturating_sub(self.start_ms).max(1)
    }

    /// How long a pixel lasts.
    pub fn ms_per_px(&self) -> f64 {
        self.span_ms() as f64 / width(self.width_px)
    }

    /// The scale of which pixel 0 is the left edge.
    pub fn scale(&self) -> Scale {
        Scale { origin_ms: self.start_ms, ms_per_px: self.ms_per_px() }
    }

    /// Moved over the data: a positive distance shows what is later.
    #[must_use]
    pub fn pan_px(&self, dx_px: f64) -> Viewport {
        self.pan_ms((dx_px * self.ms_per_px()).round() as i64)
    }

    /// Moved over the data: a positive time shows what is later.
    #[must_use]
    pub fn pan_ms(&self, by_ms: i64) -> Viewport {
        Viewport::starting(self.start_ms.saturating_add(by_ms), self.span_ms(), self.width_px)
    }

    /// Zoomed in by a factor above 1, out by one below, so that the time at `x_px` stays there. What is not a
    /// positive number changes nothing. Never out beyond [`MAX_SPAN_MS`]; a view that is longer gets no longer.
    #[must_use]
    pub fn zoom_about(&self, x_px: f64, factor: f64) -> Viewport {
        if !(factor.is_finite() && factor > 0.0 && x_px.is_finite()) {
            return *self;
        }
        let before = self.span_ms();
        let span = (before as f64 / factor).round() as i64;
        let span = span.clamp(MIN_SPAN_MS, MAX_SPAN_MS.max(before));
        let share = x_px / width(self.width_px);
        let shift = (share * before.saturating_sub(span) as f64).round() as i64;
        Viewport::starting(self.start_ms.saturating_add(shift), span, self.width_px)
    }

    /// Of another width, with the same time in view.
    #[must_use]
    pub fn resize(&self, width_px: f64) -> Viewport {
        Viewport { width_px: width(width_px), ..*self }
    }

    /// Moved as little as brings the extent into view with a margin; its start where it is longer than the view.
    /// A view that it fills stays.
    #[must_use]
    pub fn reveal(&self, extent: Extent) -> Viewport {
        let span = self.span_ms();
        let margin = (span as f64 * MARGIN) as i64;
        let first = self.start_ms.saturating_add(margin);
        let last = self.end_ms.saturating_sub(margin);
        let too_early = extent.start_ms.saturating_sub(first);
        let too_late = extent.end_ms.saturating_sub(last);
        if too_early >= 0 && too_late <= 0 || extent.start_ms <= self.start_ms && extent.end_ms >= self.end_ms
        {
            return *self;
        }
        if extent.duration_ms() > last.saturating_sub(first) || too_early < 0 {
            self.pan_ms(too_early)
        } else {
            self.pan_ms(too_late)
        }
    }

    /// Moved as little as keeps the data in sight: half the view shows a part of `bounds`, or all of `bounds` is in
    /// view where that is shorter.
    #[must_use]
    pub fn clamp_to(&self, bounds: Extent) -> Viewport {
        let span = self.span_ms();
        let kept = bounds.duration_ms().min(span / 2);
        let earliest = bounds.start_ms.saturating_add(kept).saturating_sub(span);
        let latest = bounds.end_ms.saturating_sub(kept);
        let start = self.start_ms.max(earliest).min(latest.max(earliest));
        Viewport::starting(start, span, self.width_px)
    }

    /// Part of the way from one to another, `t` from 0 to 1. The span changes by equal ratios in equal times, and
    /// the edges go along with it, so that a zoom about a point keeps the point.
    #[must_use]
    pub fn lerp(from: &Viewport, to: &Viewport, t: f64) -> Viewport {
        if t <= 0.0 || t.is_nan() {
            return *from;
        }
        if t >= 1.0 {
            return *to;
        }
        let (before, after) = (from.span_ms() as f64, to.span_ms() as f64);
        let ratio = after / before;
        let grown = power(ratio, t);
        // The share of the way by the growth of the span; by time where it hardly grows.
        let share = if (ratio - 1.0).abs() < 1e-6 { t } else { (grown - 1.0) / (ratio - 1.0) };
        let way = to.start_ms.saturating_sub(from.start_ms) as f64;
        let start = from.start_ms.saturating_add((way * share).round() as i64);
        let span = (before * grown).round() as i64;
        Viewport::starting(start, span.clamp(MIN_SPAN_MS, WHOLE_MS), to.width_px)
    }

    fn about(middle_ms: i64, span_ms: i64, width_px: f64) -> Viewport {
        Viewport::starting(middle_ms.saturating_sub(span_ms / 2), span_ms, width_px)
    }

    fn starting(start_ms: i64, span_ms: i64, width_px: f64) -> Viewport {
        let start_ms = start_ms.clamp(MIN_MS, MAX_MS.saturating_sub(span_ms));
        Viewport { start_ms, end_ms: start_ms.saturating_add(span_ms), width_px: width(width_px) }
    }
}

fn width(width_px: f64) -> f64 {
    if width_px.is_finite() { width_px.max(1.0) } else { 1.0 }
}

/// `base` to the power of `t`, 0 ≤ t < 1, from the square roots that the binary digits of `t` name: WebAssembly has
/// an instruction for roots and would need a library for powers.
fn power(base: f64, t: f64) -> f64 {
    let (mut result, mut root, mut rest) = (1.0, base, t);
    for _ in 0..32 {
        root = root.sqrt();
        rest *= 2.0;
        if rest >= 1.0 {
            rest -= 1.0;
            result *= root;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::civil::day_ms;
    use proptest::prelude::*;

    fn any_viewport() -> impl Strategy<Value = Viewport> {
        (MIN_MS..MAX_MS, MIN_SPAN_MS..WHOLE_MS, 0..40_u32, 1.0..4_000.0_f64).prop_map(
            |(start, span, halved, width)| {
                let span = (span >> halved).max(MIN_SPAN_MS);
                Viewport::new(Extent { start_ms: start, end_ms: start.saturating_add(span) }, width)
            },
        )
    }

    fn check(view: &Viewport) {
        assert!((MIN_SPAN_MS..=WHOLE_MS).contains(&(view.end_ms - view.start_ms)), "{view:?}");
        assert!(MIN_MS <= view.start_ms && view.end_ms <= MAX_MS, "{view:?}");
        assert!(view.width_px >= 1.0 && view.ms_per_px() > 0.0);
    }

    fn at_the_edge(view: &Viewport) -> bool {
        view.start_ms == MIN_MS || view.end_ms == MAX_MS
    }

    #[test]
    fn a_single_event_has_surroundings() {
        let at = |duration| Viewport::fit(Extent::new(1_000, 1_000 + duration), 800.0, 0.0);
        assert_eq!(at(0).span_ms(), DAY_MS);
        assert_eq!(at(MINUTE_MS).span_ms(), DAY_MS);
        assert_eq!(at(DAY_MS).span_ms(), 7 * DAY_MS);
        assert_eq!(at(30 * DAY_MS).span_ms(), 30 * DAY_MS);
        assert_eq!(at(DAY_MS).extent().middle_ms(), 1_000 + DAY_MS / 2);
    }

    #[test]
    fn zoom_ends_at_a_minute_and_at_ten_thousand_years() {
        let mut view = Viewport::fit(Extent::new(0, DAY_MS), 800.0, 0.1);
        for _ in 0..100 {
            view = view.zoom_about(400.0, 1.5);
        }
        assert_eq!(view.span_ms(), MIN_SPAN_MS);
        for _ in 0..100 {
            view = view.zoom_about(400.0, 0.5);
        }
        assert_eq!(view.span_ms(), MAX_SPAN_MS);
    }

    #[test]
    fn what_is_longer_than_ten_thousand_years_is_shown_whole() {
        let whole = Extent::new(day_ms(-17_000, 1, 1).unwrap(), day_ms(2017, 1, 1).unwrap());
        let view = Viewport::fit(whole, 800.0, 0.04);
        assert_eq!(whole.clamp(&view.extent()), whole);
        assert_eq!(Viewport::new(whole, 800.0).extent(), whole);
        assert_eq!(view.zoom_about(400.0, 0.5), view);
        assert!(view.zoom_about(400.0, 2.0).span_ms() < view.span_ms());
        let all = Viewport::fit(Extent::new(i64::MIN, i64::MAX), 800.0, 1.0);
        assert_eq!(all.extent(), Extent::new(MIN_MS, MAX_MS));
    }

    #[test]
    fn powers() {
        for base in [0.001_f64, 0.5, 1.0, 3.0, 1e9] {
            for step in 0..100 {
                let t = f64::from(step) / 100.0;
                assert!((power(base, t) / base.powf(t) - 1.0).abs() < 1e-6);
            }
        }
    }

    proptest! {
        #[test]
        fn the_time_under_the_pointer_stays(view in any_viewport(), share in 0.0..1.0_f64, factor in 0.01..100.0_f64) {
            let x = share * view.width_px;
            let zoomed = view.zoom_about(x, factor);
            check(&zoomed);
            if !at_the_edge(&zoomed) {
                let time = view.scale().time_from_x(x);
                prop_assert!((zoomed.scale().x_from_time(time) - x).abs() <= 0.5);
                let back = zoomed.zoom_about(x, zoomed.span_ms() as f64 / view.span_ms() as f64);
                prop_assert!(view.span_ms() > MAX_SPAN_MS || at_the_edge(&back) || (back.start_ms - view.start_ms).abs() <= 2);
            }
        }

        #[test]
        fn what_is_between_two_places_is_in_view(view in any_viewport(), a: f64, b in -100.0..5_000.0_f64) {
            let between = view.between(a, b);
            prop_assert_eq!(between.clamp(&view.extent()), between);
            prop_assert_eq!(between, view.between(b, a));
            if (0.0..=view.width_px).contains(&b) {
                let edge_px = view.scale().x_from_time(view.between(b, view.width_px).start_ms);
                prop_assert!((edge_px - b).abs() <= 0.5 + 0.5 / view.ms_per_px());
            }
        }

        #[test]
        fn a_pan_moves_the_data_by_its_pixels(view in any_viewport(), dx in -3_000.0..3_000.0_f64) {
            let moved = view.pan_px(dx);
            check(&moved);
            prop_assert_eq!(moved.span_ms(), view.span_ms());
            if !at_the_edge(&moved) {
                let off = (moved.scale().x_from_time(view.start_ms) + dx).abs();
                prop_assert!(off <= 0.5 + 0.5 / view.ms_per_px());
            }
        }

        #[test]
        fn what_is_revealed_is_in_view(view in any_viewport(), start in MIN_MS..MAX_MS, length in 0..MAX_SPAN_MS) {
            let extent = Extent::new(start, start.saturating_add(length));
            let shown = view.reveal(extent);
            check(&shown);
            prop_assert_eq!(shown.span_ms(), view.span_ms());
            prop_assert_eq!(shown.reveal(extent), shown);
            if !at_the_edge(&shown) {
                prop_assert!(shown.extent().contains(start) || extent.union(&shown.extent()) == extent);
                prop_assert!(length * 10 > shown.span_ms() * 8 || extent.clamp(&shown.extent()) == extent);
            }
        }

        #[test]
        fn the_data_stays_in_sight(view in any_viewport(), start in -1_000_000_000_000..1_000_000_000_000_i64,
                                   length in 0..MAX_SPAN_MS) {
            let bounds = Extent::new(start, start + length);
            let kept = view.clamp_to(bounds);
            check(&kept);
            prop_assert_eq!(kept.span_ms(), view.span_ms());
            prop_assert!(bounds.clamp(&kept.extent()).duration_ms() >= length.min(kept.span_ms() / 2));
            prop_assert_eq!(kept.clamp_to(bounds), kept);
        }

        #[test]
        fn a_zoom_on_the_way_keeps_its_point(view in any_viewport(), share in 0.0..1.0_f64,
                                             factor in 0.01..100.0_f64, t in 0.0..1.0_f64) {
            let x = share * view.width_px;
            let end = view.zoom_about(x, factor);
            let between = Viewport::lerp(&view, &end, t);
            check(&between);
            prop_assert!(between.span_ms() >= view.span_ms().min(end.span_ms()) - 1);
            prop_assert!(between.span_ms() <= view.span_ms().max(end.span_ms()) + 1);
            prop_assert_eq!(Viewport::lerp(&view, &end, 0.0), view);
            prop_assert_eq!(Viewport::lerp(&view, &end, 1.0), end);
            if !at_the_edge(&end) && !at_the_edge(&between) {
                let time = view.scale().time_from_x(x);
                prop_assert!((between.scale().x_from_time(time) - x).abs() <= 1.0);
            }
        }

        #[test]
        fn nothing_panics(a: i64, b: i64, width: f64, x: f64, factor: f64, c: i64, d: i64) {
            let view = Viewport::new(Extent::new(a, b), width);
            check(&view);
            check(&Viewport::fit(Extent::new(a, b), width, factor));
            check(&view.zoom_about(x, factor));
            check(&view.pan_px(x));
            check(&view.reveal(Extent::new(c, d)));
            check(&view.clamp_to(Extent::new(c, d)));
            check(&view.resize(x));
            check(&Viewport::lerp(&view, &Viewport::new(Extent::new(c, d), width), factor));
        }
    }
}
