//! When something happened, and the time axis.
//!
//! Times are milliseconds since 1970-01-01T00:00 of *civil* time in the proleptic Gregorian calendar (every
//! day has 24 hours). A civil date is the same day in every zone; a zoned time becomes the reader's civil time
//! when it is read ([`EventDate::parse`] takes the reader's [`Zone`]).

pub mod civil;
pub mod date;
pub mod extent;
pub mod interval;
mod moment;
pub mod scale;
pub mod viewport;

pub use civil::{Civil, DAY_MS, HOUR_MS, MAX_MS, MIN_MS, MINUTE_MS, SECOND_MS};
pub use date::{Endpoint, EventDate};
pub use extent::Extent;
pub use interval::{Interval, Unit};
pub use moment::{DateError, Moment, Precision, Zone};
pub use scale::Scale;
pub use viewport::Viewport;
