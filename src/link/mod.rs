//! The state of a timeline as a part of a page's address.
//!
//! A link holds what differs from how the page shows the timeline, in the address' fragment:
//! `#nt:country=IR,RU&from=2016-09`. [`fragment`] says which part of a fragment is a timeline's, [`Link`] what is in
//! it, `escape` how texts are written. Knows no browser and no archive: the names in a link may be none of the data's.

mod escape;
pub mod fragment;
mod state;
#[cfg(test)]
mod tests;

pub use state::{Link, Reading, rounded};
