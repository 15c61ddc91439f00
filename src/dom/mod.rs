//! The browser's interfaces in the form in which the widget uses them. No state of the widget, no markup.

mod clipboard;
mod clock;
mod download;
mod fetch;
mod frame;
mod history;
mod instance;
mod intl;
mod listener;
mod page;
mod part;
mod platform;
mod resize;
mod sheet;
mod text_width;

pub(crate) use clipboard::copy;
pub(crate) use clock::{civil_now_ms, now_ms, zone_offset_min};
pub(crate) use download::download;
pub(crate) use fetch::{Arriving, Asking, Begun, FetchError, Next, PIECE, Progress, fetch};
pub(crate) use frame::{Animation, after_ms, at_next_frame, pause, prefers_reduced_motion, sleep};
pub(crate) use history::{address_with, fragment, on_fragment_change, write_fragment};
pub(crate) use instance::{own_task, run_as, running};
pub(crate) use intl::{Intl, capitalised, decompose};
pub(crate) use listener::Listener;
pub(crate) use page::{is_hidden, page_url};
pub(crate) use part::{Part, fetch_part, fetched, is_here, parts_from};
pub(crate) use platform::is_mac;
pub(crate) use resize::observe_size;
pub(crate) use sheet::{KINDS, adopt_style};
pub(crate) use text_width::{Fonts, Measured, page_fonts};
