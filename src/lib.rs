//! A news timeline for web pages.
//!
//! The folders follow the data on its way from bytes to pixels, and a folder imports only from those above it:
//!
//! * [`time`]: when something happened, and the time axis.
//! * [`archive`]: what was reported: articles, events, actors, countries.
//! * [`read`]: bytes → [`archive::Archive`], forgiving, with a report of every repair.
//! * [`query`]: which events match a filter, and how many would.
//! * [`link`]: what a reader asked for, as a part of a page's address.
//! * [`layout`]: which marks are drawn where.
//! * [`export`]: the events as texts to take away.
//!
//! So far all is pure: no clock, no browser. With the feature `web` (on by default) follow
//!
//! * `dom`: the browser's interfaces, wrapped.
//! * `state`: the reader's session as signals and memos.
//! * `view`: the visible regions, one per file, on Leptos's reactive graph.
//! * `embed`: the custom element's Rust half, which `public/news-timeline.js` calls.

pub mod archive;
mod clamp;
pub mod export;
pub mod layout;
pub mod link;
mod out;
pub mod query;
pub mod read;
mod sort;
pub mod time;

#[cfg(feature = "web")]
mod dom;
#[cfg(feature = "web")]
pub mod embed;
#[cfg(feature = "web")]
mod state;
#[cfg(feature = "web")]
mod view;
