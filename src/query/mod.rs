//! Which events match a filter, and how many would if one more value were chosen.
//!
//! The rule of counts is crossfilter's: a value's count honours every other facet, the search and the range, but
//! not its own facet.

mod bound;
mod counts;
mod extent;
mod filter;
mod matching;
#[cfg(test)]
mod tests;
mod values;

pub use bound::{Bound, range, range_date};
pub use counts::{FacetCounts, counts};
pub use extent::{extent, first_view};
pub use filter::{Choice, Filter, NOT_STATED};
pub use matching::{Matches, pass};
pub use values::Values;
