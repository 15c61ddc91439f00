//! The reader's session: what is loaded, asked for and looked at, as signals; and what follows from it, as memos.
//!
//! State flows one way: archive + filter → matching events → lanes → arrangement → marks. Components read memos and
//! call the intents of [`Session`]. No element of the page is known here.

mod export;
mod face;
mod filtering;
mod fresh;
mod ground;
mod handle;
mod intents;
mod lanes_by;
mod link;
mod load;
mod overview;
mod pages;
mod parts;
pub(crate) mod reactive;
mod session;
mod shared;
mod speech;
mod texts;
mod viewing;
#[cfg(test)]
mod work_tests;

pub(crate) use export::{Export, citation_of, export};
pub(crate) use face::View;
pub(crate) use fresh::{Newer, keep_fresh};
pub(crate) use lanes_by::LanesBy;
pub(crate) use link::keep_link;
pub(crate) use load::{Failure, Load, keep_loading};
pub(crate) use parts::Asked;
pub(crate) use session::{Opened, Session};
pub(crate) use shared::Shared;
pub(crate) use texts::Texts;
