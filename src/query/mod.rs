//! Which events match a filter, and how many would if one more value were chosen.
//!
//! The rule of counts is crossfilter's: a value's count honours every other facet, the search and the range, but
//! not its own facet.

mod bound;
mod counts;
mod extent;
mod filter;
mod fold;
mod listing;
mod matching;
mod search;
#[cfg(test)]
mod search_tests;
#[cfg(test)]
mod tests;
mod values;

pub use bound::{Bound, range, range_date};
pub use counts::{FacetCounts, counts};
pub use extent::{extent, first_view, reach};
pub use filter::{Choice, Filter, NOT_STATED};
pub use fold::{Decompose, fold, highlight, words};
pub use listing::Listing;
pub use matching::{in_range, intersection, pass};
pub use search::Index;
pub use values::Values;
