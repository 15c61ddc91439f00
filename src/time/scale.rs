//! Which pixel is a time, and which time a pixel?
//!
//! Must not know calendars.

/// A linear scale from time to pixels. A step that is not a positive number counts as 1.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Scale {
    /// The time at pixel 0.
    pub origin_ms: i64,
    /// How long a pixel lasts.
    pub ms_per_px: f64,
}

impl Scale {
    /// The pixel of a time; exact for times near the origin, wherever that is.
    pub fn x_from_time(&self, ms: i64) -> f64 {
        // Subtracting before the conversion keeps minutes apart also 10 000 years from the epoch.
        ms.saturating_sub(self.origin_ms) as f64 / self.step()
    }

    /// The time at a pixel, to the nearest millisecond; not a number counts as pixel 0.
    pub fn time_from_x(&self, x_px: f64) -> i64 {
        self.origin_ms.saturating_add((x_px * self.step()).round() as i64)
    }

    fn step(&self) -> f64 {
        if self.ms_per_px.is_finite() && self.ms_per_px > 0.0 { self.ms_per_px } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bad_steps_still_give_numbers() {
        for ms_per_px in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let scale = Scale { origin_ms: 5, ms_per_px };
            assert!((scale.x_from_time(7) - 2.0).abs() < 1e-9);
            assert_eq!(scale.time_from_x(2.0), 7);
            assert_eq!(scale.time_from_x(f64::NAN), 5);
            assert_eq!(scale.time_from_x(f64::INFINITY), i64::MAX);
        }
    }

    proptest! {
        #[test]
        fn there_and_back(origin_ms in -8_000_000_000_000_000..8_000_000_000_000_000_i64,
                          ms_per_px in 1.0..1e12_f64, x in -1e4..1e4_f64) {
            let scale = Scale { origin_ms, ms_per_px };
            let back = scale.x_from_time(scale.time_from_x(x));
            prop_assert!((back - x).abs() <= 0.5 / ms_per_px + 1e-6);
        }
    }
}
