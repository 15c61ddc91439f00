//! The components, one visible region of the widget per file. They read memos of the session and call its intents.

mod axis;
mod card;
mod card_place;
mod chart;
mod chips;
mod facets;
mod gestures;
mod heading;
mod issues;
mod keyboard;
mod keyed;
mod lane;
mod mark;
mod status;
mod toolbar;
mod widget;

pub(crate) use widget::Widget;
