//! A news timeline for web pages.
//!
//! The folders follow the data on its way from bytes to pixels, and a folder imports only from those above it:
//!
//! * [`time`]: when something happened, and the time axis.
//! * [`archive`]: what was reported: articles, events, actors, countries.
//! * [`read`]: bytes → [`archive::Archive`], forgiving, with a report of every repair.
//! * [`query`]: which events match a filter, and how many would.
//! * [`layout`]: which marks are drawn where.

pub mod archive;
pub mod layout;
pub mod query;
pub mod read;
pub mod time;
