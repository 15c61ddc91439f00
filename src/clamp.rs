//! Numbers kept between two others: `f64::clamp` panics with words that would weigh on the download, as they bring
//! the formatting of floating-point numbers, which nothing else needs.

/// The number nearest to `value` from `least` to `most`, both inclusive; `least` for what is not a number.
pub(crate) fn clamp(value: f64, least: f64, most: f64) -> f64 {
    value.max(least).min(most)
}
