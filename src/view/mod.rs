//! The visible regions of the widget, one per file. They read memos of the session and call its intents.

mod agenda;
mod axis;
mod band;
mod brush;
mod card;
mod card_place;
mod chart;
mod chips;
mod el;
mod facet_list;
mod facets;
mod gestures;
mod heading;
mod help;
mod issues;
mod keyboard;
mod lane;
mod layer;
mod line;
mod list;
mod mark;
mod menu;
mod overview;
mod print;
mod row;
mod search;
mod sheet;
mod status;
mod toolbar;
mod widget;

pub(crate) use widget::{NARROW_PX, widget};
