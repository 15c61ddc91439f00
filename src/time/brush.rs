//! Where does the brush stand on the overview, and what does a hand or a key on it do to the view?
//!
//! Must not know elements. The overview is a viewport of its own, called the strip, and the brush stands on it for the
//! time in view.

use super::civil::MINUTE_MS;
use super::extent::Extent;
use super::viewport::Viewport;
use crate::clamp::clamp;

/// The least width of a brush, in px: a minute among years can still be seen and taken hold of.
pub const LEAST_PX: f64 = 14.0;

/// What a hand is on.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The brush itself: it is moved.
    Body,
    /// Its start: what is in view becomes longer or shorter.
    Start,
    /// Its end.
    End,
    /// Time outside of it: a new brush is drawn.
    Beside,
}

/// Where the brush stands on the strip, in px: inside of it, and [`LEAST_PX`] wide where the strip is.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Brush {
    /// Its left edge.
    pub start_px: f64,
    /// Its right edge.
    pub end_px: f64,
}

impl Brush {
    /// The brush for the time in view.
    pub fn new(view: &Viewport, strip: &Viewport) -> Brush {
        let width_px = strip.width_px;
        let [start_px, end_px] = edges(view, strip);
        let (middle_px, half_px) =
            ((start_px + end_px) / 2.0, ((end_px - start_px) / 2.0).max(LEAST_PX / 2.0));
        let half_px = half_px.min(width_px / 2.0);
        let middle_px = clamp(middle_px, half_px, width_px - half_px);
        Brush { start_px: middle_px - half_px, end_px: middle_px + half_px }
    }

    /// What a hand at `x_px` is on if it reaches so far for an edge. A brush over the whole strip cannot be moved:
    /// there a new one is drawn.
    pub fn grip(&self, x_px: f64, reach_px: f64, strip: &Viewport) -> Grip {
        // A third of a narrow brush is left for each.
        let inside_px = reach_px.min((self.end_px - self.start_px) / 3.0);
        let is_whole = self.start_px < 1.0 && self.end_px > strip.width_px - 1.0;
        if x_px < self.start_px - reach_px || x_px > self.end_px + reach_px {
            Grip::Beside
        } else if x_px < self.start_px + inside_px {
            Grip::Start
        } else if x_px > self.end_px - inside_px {
            Grip::End
        } else if is_whole {
            Grip::Beside
        } else {
            Grip::Body
        }
    }
}

impl Grip {
    /// The view after a hand has carried it over the strip, to the right by `dx_px`.
    #[must_use]
    pub fn drag(self, view: &Viewport, strip: &Viewport, dx_px: f64) -> Viewport {
        let [start_px, end_px] = edges(view, strip);
        let moved = |x_px: f64| strip.scale().time_from_x(clamp(x_px + dx_px, 0.0, strip.width_px));
        match self {
            Grip::Body => view.pan_ms((dx_px * strip.ms_per_px()).round() as i64),
            // An edge that passes the other one becomes that.
            Grip::Start => between(view, moved(start_px), view.end_ms),
            Grip::End => between(view, view.start_ms, moved(end_px)),
            Grip::Beside => *view,
        }
    }

    /// The view after a key has moved it by a share, below 1, of the time in view; a negative one is earlier.
    #[must_use]
    pub fn step(self, view: &Viewport, share: f64) -> Viewport {
        // Never by nothing, and an edge never past the other.
        let by_ms = (view.span_ms() as f64 * share).round() as i64;
        let least = |span_ms: i64| span_ms.max(MINUTE_MS);
        match self {
            Grip::Start => {
                let span_ms = least(view.span_ms().saturating_sub(by_ms));
                between(view, view.end_ms.saturating_sub(span_ms), view.end_ms)
            }
            Grip::End => {
                let span_ms = least(view.span_ms().saturating_add(by_ms));
                between(view, view.start_ms, view.start_ms.saturating_add(span_ms))
            }
            Grip::Body | Grip::Beside => view.pan_ms(by_ms),
        }
    }

    /// The view after it was taken to the strip's start or end. An edge goes to its own end only.
    #[must_use]
    pub fn to_end(self, view: &Viewport, strip: &Viewport, last: bool) -> Viewport {
        match (self, last) {
            (Grip::Start, false) => between(view, strip.start_ms, view.end_ms),
            (Grip::End, true) => between(view, view.start_ms, strip.end_ms),
            (Grip::Start | Grip::End, _) => *view,
            (_, false) => view.pan_ms(strip.start_ms.saturating_sub(view.start_ms)),
            (_, true) => view.pan_ms(strip.end_ms.saturating_sub(view.end_ms)),
        }
    }
}

/// Where the edges of the view are on the strip, in px, those outside at its ends.
fn edges(view: &Viewport, strip: &Viewport) -> [f64; 2] {
    [view.start_ms, view.end_ms].map(|ms| clamp(strip.scale().x_from_time(ms), 0.0, strip.width_px))
}

fn between(view: &Viewport, a_ms: i64, b_ms: i64) -> Viewport {
    Viewport::new(Extent::new(a_ms, b_ms), view.width_px)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::DAY_MS;
    use proptest::prelude::*;

    fn days(start: i64, end: i64, width_px: f64) -> Viewport {
        Viewport::new(Extent::new(start * DAY_MS, end * DAY_MS), width_px)
    }

    /// A strip of 100 days on 400 px.
    fn strip() -> Viewport {
        days(0, 100, 400.0)
    }

    fn in_days(view: Viewport) -> (f64, f64) {
        let day = |ms: i64| ms as f64 / DAY_MS as f64;
        (day(view.start_ms), day(view.end_ms))
    }

    #[test]
    fn a_brush_stands_over_the_time_in_view() {
        for (start, end, start_px, end_px) in [
            (10, 30, 40.0, 120.0),
            (0, 100, 0.0, 400.0),
            // Beyond the strip.
            (-50, 10, 0.0, 40.0),
            (90, 200, 360.0, 400.0),
            (-50, 200, 0.0, 400.0),
            // Narrow, in the middle and at both ends, and outside.
            (50, 51, 195.0, 209.0),
            (0, 1, 0.0, 14.0),
            (99, 100, 386.0, 400.0),
            (-9, -8, 0.0, 14.0),
            (300, 301, 386.0, 400.0),
        ] {
            let brush = Brush::new(&days(start, end, 800.0), &strip());
            assert_eq!((brush.start_px, brush.end_px), (start_px, end_px), "{start} to {end}");
        }
    }

    #[test]
    fn a_hand_finds_an_edge_from_both_sides_and_the_body_between() {
        let grips = |start, end, places: &[f64]| -> Vec<Grip> {
            let brush = Brush::new(&days(start, end, 800.0), &strip());
            places.iter().map(|x| brush.grip(*x, 8.0, &strip())).collect()
        };
        use Grip::{Beside, Body, End, Start};
        let places = [31.0, 33.0, 47.0, 49.0, 80.0, 111.0, 113.0, 127.0, 129.0];
        assert_eq!(grips(10, 30, &places), [Beside, Start, Start, Body, Body, Body, End, End, Beside]);
        // Of 14 px, from 195 to 209, a third each.
        assert_eq!(grips(50, 51, &[188.0, 199.0, 202.0, 205.0, 216.0]), [Start, Start, Body, End, End]);
        assert_eq!(grips(0, 100, &[1.0, 200.0, 399.0]), [Start, Beside, End]);
    }

    #[test]
    fn drags() {
        let view = days(10, 30, 800.0);
        for (grip, dx_px, expected) in [
            (Grip::Body, 40.0, (20.0, 40.0)),
            (Grip::Body, -80.0, (-10.0, 10.0)),
            (Grip::Start, 40.0, (20.0, 30.0)),
            (Grip::Start, -400.0, (0.0, 30.0)),
            (Grip::Start, 120.0, (30.0, 40.0)),
            (Grip::End, 40.0, (10.0, 40.0)),
            (Grip::End, 4_000.0, (10.0, 100.0)),
            (Grip::End, -100.0, (5.0, 10.0)),
            (Grip::Beside, 40.0, (10.0, 30.0)),
        ] {
            assert_eq!(in_days(grip.drag(&view, &strip(), dx_px)), expected, "{grip:?} by {dx_px}");
        }
        // An edge that is beyond the strip is carried from where it is seen.
        assert_eq!(in_days(Grip::Start.drag(&days(-50, 30, 800.0), &strip(), 40.0)), (10.0, 30.0));
    }

    #[test]
    fn keys() {
        let view = days(10, 30, 800.0);
        for (grip, share, expected) in [
            (Grip::Body, 0.1, (12.0, 32.0)),
            (Grip::Body, -0.5, (0.0, 20.0)),
            (Grip::Start, 0.1, (12.0, 30.0)),
            (Grip::Start, -0.5, (0.0, 30.0)),
            (Grip::End, 0.5, (10.0, 40.0)),
            (Grip::End, -0.1, (10.0, 28.0)),
        ] {
            assert_eq!(in_days(grip.step(&view, share)), expected, "{grip:?} by {share}");
        }
        for (grip, last, expected) in [
            (Grip::Body, false, (0.0, 20.0)),
            (Grip::Body, true, (80.0, 100.0)),
            (Grip::Start, false, (0.0, 30.0)),
            (Grip::Start, true, (10.0, 30.0)),
            (Grip::End, false, (10.0, 30.0)),
            (Grip::End, true, (10.0, 100.0)),
        ] {
            assert_eq!(in_days(grip.to_end(&view, &strip(), last)), expected, "{grip:?} {last}");
        }
    }

    fn any_grip() -> impl Strategy<Value = Grip> {
        prop_oneof![Just(Grip::Body), Just(Grip::Start), Just(Grip::End), Just(Grip::Beside)]
    }

    proptest! {
        #[test]
        fn a_brush_is_on_its_strip(a: i64, b: i64, c: i64, d: i64, width in 1.0..4_000.0_f64) {
            let strip = Viewport::new(Extent::new(a, b), width);
            let brush = Brush::new(&Viewport::new(Extent::new(c, d), 800.0), &strip);
            prop_assert!(0.0 <= brush.start_px && brush.end_px <= width + 1e-9, "{brush:?}");
            prop_assert!(brush.end_px - brush.start_px >= LEAST_PX.min(width) - 1e-9, "{brush:?}");
        }

        #[test]
        fn an_edge_follows_the_hand(start in 0..99_i64, length in 1..100_i64, dx in -500.0..500.0_f64) {
            let view = days(start, (start + length).min(100), 800.0);
            let moved = Grip::End.drag(&view, &strip(), dx);
            let hand_px = clamp(edges(&view, &strip())[1] + dx, 0.0, 400.0);
            let distance = |edge_ms: i64| (strip().scale().x_from_time(edge_ms) - hand_px).abs();
            prop_assert!(distance(moved.start_ms).min(distance(moved.end_ms)) < 0.01);
            prop_assert!(moved.start_ms == view.start_ms || moved.end_ms == view.start_ms
                || moved.span_ms() <= MINUTE_MS);
        }

        #[test]
        fn a_key_moves_one_edge(start in 0..99_i64, length in 1..100_i64, share in -0.9..0.9_f64) {
            let view = days(start, start + length, 800.0);
            prop_assert_eq!(Grip::Start.step(&view, share).end_ms, view.end_ms);
            prop_assert_eq!(Grip::End.step(&view, share).start_ms, view.start_ms);
            prop_assert_eq!(Grip::Body.step(&view, share).span_ms(), view.span_ms());
        }

        #[test]
        fn nothing_panics(grip in any_grip(), a: i64, b: i64, c: i64, d: i64, x: f64, share: f64, last: bool) {
            let (view, strip) =
                (Viewport::new(Extent::new(a, b), x), Viewport::new(Extent::new(c, d), share));
            Brush::new(&view, &strip).grip(x, share, &strip);
            for moved in [grip.drag(&view, &strip, x), grip.step(&view, share), grip.to_end(&view, &strip, last)] {
                prop_assert!(moved.start_ms < moved.end_ms);
            }
        }
    }
}
