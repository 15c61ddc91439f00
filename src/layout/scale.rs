//! From time to pixels, in steps of zoom, and the cells of time that clusters live in.
//!
//! Knows one scale at a time, and no window.

use std::f64::consts::SQRT_2;

use super::{Style, Window};
use crate::clamp::clamp;

/// Finest and coarsest scale: beyond these the arithmetic would leave its range.
const MIN_MS_PER_PX: f64 = 1e-6;
const MAX_MS_PER_PX: f64 = 1e16;

/// The steps of a doubling of the scale: the powers of 2^(1/4).
const STEPS: [f64; 4] = [1.0, 1.189_207_115_002_721, SQRT_2, 1.681_792_830_507_429];
/// By so much, in shares, a scale may be coarser than a step and still be of it: a step's own scale must stay what it is,
/// however it is rounded.
const TOLERANCE: f64 = 1e-7;
/// A tile is 2^3 cells.
const TILE_EXP: u8 = 3;
/// The longest cell and tile.
const MAX_EXP: u8 = 62;

/// The zoom step's coarsest scale: `ms_per_px` rounded up to the next power of 2^(1/4).
///
/// Marks arranged at it and drawn at a scale of the step are only further apart. Values that are no scale (zero,
/// negative, not a number, infinite) give the nearest that is one.
#[must_use]
pub fn quantise(ms_per_px: f64) -> f64 {
    let least = sane(ms_per_px) * (1.0 - TOLERANCE);
    let octave = octave(least);
    STEPS.iter().map(|step| octave * step).find(|step| *step >= least).unwrap_or(octave * 2.0)
}

/// The coarsest of the zoom steps that fold events into the same cells: what is enough while the zoom moves.
#[must_use]
pub fn quantise_coarsely(ms_per_px: f64) -> f64 {
    let least = sane(ms_per_px) * (1.0 - TOLERANCE);
    // With steps of four to the doubling, these end half-way between the powers of two: see `Scale::new`.
    let step = octave(least) * SQRT_2;
    if step < least { step * 2.0 } else { step }
}

/// The power of two at or below a scale, from its own exponent: logarithms would need a library.
fn octave(ms_per_px: f64) -> f64 {
    f64::from_bits(ms_per_px.to_bits() & f64::INFINITY.to_bits())
}

fn sane(ms_per_px: f64) -> f64 {
    if ms_per_px.is_nan() { 1.0 } else { clamp(ms_per_px, MIN_MS_PER_PX, MAX_MS_PER_PX) }
}

/// A scale with an origin near the events: pixels stay exact where times are large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    origin_ms: i64,
    px_per_ms: f64,
    pub(crate) ms_per_px: f64,
    /// A cell is 2^exp milliseconds long.
    pub(crate) exp: u8,
}

impl Scale {
    pub(crate) fn new(ms_per_px: f64, style: &Style) -> Self {
        let ms_per_px = sane(ms_per_px);
        // A cell must hold a pill and a hair of air; twice this at most, as cells double.
        let cell_px = (style.pill_px + 2.0).max(style.target_px);
        let cell_ms = (cell_px * ms_per_px).ceil() as u64;
        let exp = cell_ms.min(1 << MAX_EXP).next_power_of_two().trailing_zeros() as u8;
        Self { origin_ms: 0, px_per_ms: 1.0 / ms_per_px, ms_per_px, exp }
    }

    /// The same scale from another origin.
    pub(crate) fn from(&self, origin_ms: i64) -> Self {
        Self { origin_ms, ..*self }
    }

    /// Pixels from the origin.
    pub(crate) fn px(&self, time_ms: i64) -> f64 {
        let distance = time_ms.abs_diff(self.origin_ms) as f64 * self.px_per_ms;
        if time_ms < self.origin_ms { -distance } else { distance }
    }

    /// Pixels between two times, `start_ms` not after `end_ms`.
    pub(crate) fn width_px(&self, start_ms: i64, end_ms: i64) -> f64 {
        end_ms.abs_diff(start_ms) as f64 * self.px_per_ms
    }

    fn tile_exp(&self) -> u8 {
        self.exp.saturating_add(TILE_EXP).min(MAX_EXP)
    }

    /// The tile that a moment is in.
    pub(crate) fn tile(&self, time_ms: i64) -> i64 {
        time_ms >> self.tile_exp()
    }

    /// Start (inclusive) and end (exclusive, cut off at the end of time) of a tile; empty beyond the ends of time.
    pub(crate) fn tile_bounds(&self, tile: i64) -> Window {
        let length_ms = 1_i64 << self.tile_exp();
        let start_ms = tile.saturating_mul(length_ms);
        let is_in_time = tile.checked_mul(length_ms).is_some();
        Window { start_ms, end_ms: if is_in_time { start_ms.saturating_add(length_ms) } else { start_ms } }
    }

    /// The cell that a moment is in.
    pub(crate) fn cell(&self, time_ms: i64) -> i64 {
        time_ms >> self.exp
    }
}

/// Start (inclusive) and end (exclusive, cut off at the end of time) of a cell of 2^exp milliseconds.
pub(crate) fn cell_bounds(cell: i64, exp: u8) -> (i64, i64) {
    let start = cell << exp;
    (start, start.saturating_add(1_i64 << exp))
}

/// Start and end of a cell with half a cell on either side: a window that meets it shows the cell's cluster.
///
/// Half a cell, so that events no longer than a cell never reach beyond: they need no place elsewhere.
pub(crate) fn cell_reach(cell: i64, exp: u8) -> (i64, i64) {
    let (start, end) = cell_bounds(cell, exp);
    let half = (1_i64 << exp) / 2;
    (start.saturating_sub(half), end.saturating_add(half))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_are_quarters_of_a_doubling() {
        for (ms_per_px, step) in
            [(1.0, 1.0), (1.01, 1.189_207), (1.5, 1.681_793), (1000.0, 1024.0), (0.3, 0.353_553)]
        {
            assert!((quantise(ms_per_px) - step).abs() < 1e-6, "{ms_per_px}");
        }
    }

    #[test]
    fn cells_tile_time_up_to_its_ends() {
        for exp in [0, 1, 20, 62] {
            let scale = Scale { origin_ms: 0, px_per_ms: 1.0, ms_per_px: 1.0, exp };
            for time in [i64::MIN, i64::MIN + 1, -1, 0, 1, 12_345_678, i64::MAX - 1] {
                let (start, end) = cell_bounds(scale.cell(time), exp);
                assert!(start <= time && time < end);
            }
        }
    }

    proptest! {
        #[test]
        fn a_step_is_its_own_and_no_finer_than_asked(exponent in -19.0..53.0_f64) {
            let ms_per_px = exponent.exp2();
            let step = quantise(ms_per_px);
            prop_assert!(step >= ms_per_px * (1.0 - 1e-6) && step < ms_per_px * 1.19);
            prop_assert!((quantise(step) - step).abs() <= step * 1e-12);
        }

        #[test]
        fn a_cell_holds_a_pill_and_not_much_more(exponent in -5.0..50.0_f64) {
            let scale = Scale::new(quantise(exponent.exp2()), &Style::default());
            let cell_px = scale.width_px(0, 1_i64 << scale.exp);
            prop_assert!((44.0 - 1e-6..88.0 + 1e-6).contains(&cell_px), "{cell_px}");
        }
    }
}
