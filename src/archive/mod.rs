//! What was reported: articles, the events in them, and the actors, countries and sources they name.
//!
//! An [`Archive`] is immutable. Its events are columns sorted by time; names are interned, so that filters and
//! lanes work on small integers. It knows neither where it was read from nor what a reader looks at.

mod article;
mod blocks;
mod builder;
mod columns;
pub mod country;
mod event;
mod facet;
mod finish;
pub mod kind;
mod lists;
mod names;
mod positions;
mod text;

pub use article::{Article, Image};
pub use builder::{ActorEntry, ArticleDraft, Builder, EventDraft, ImageDraft, Merge};
pub use columns::Archive;
pub use event::{Event, EventIdx, Report, Status};
pub use facet::{Facet, FacetColumn};
pub use lists::Lists;
pub use names::Names;
pub use text::{Span, Text, clean};
