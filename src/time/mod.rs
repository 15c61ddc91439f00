//! When something happened, and the time axis.
//!
//! Times are milliseconds since 1970-01-01T00:00 of *civil* time in the proleptic Gregorian calendar (every
//! day has 24 hours). A civil date is the same day in every zone; a zoned time becomes the reader's civil time
//! when it is read ([`EventDate::parse`] takes the reader's [`Zone`]).

pub mod brush;
pub mod civil;
pub mod date;
#[cfg(test)]
mod date_tests;
pub mod edtf;
pub mod extent;
pub mod format;
pub mod interval;
mod moment;
pub mod scale;
mod strip;
mod tick_label;
pub mod ticks;
pub mod viewport;
pub mod words;

pub use brush::{Brush, Grip};
pub use civil::{Civil, DAY_MS, HOUR_MS, MAX_MS, MIN_MS, MINUTE_MS, SECOND_MS};
pub use date::{Endpoint, EventDate};
pub use edtf::edtf;
pub use extent::Extent;
pub use format::{DateFormat, English, Fields};
pub use interval::{Interval, Unit};
pub use moment::{DateError, Moment, Precision, Zone};
pub use scale::Scale;
pub use strip::strip_labels;
pub use ticks::{Axis, Context, Tick, axis};
pub use viewport::Viewport;
pub use words::{Phrases, short_words, words};
