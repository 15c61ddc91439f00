//! Parts of the module that are fetched when they are first needed: what many readers never ask for.
//!
//! A release is split by the paths of its functions (`scripts/parts.json`). What is in a part is entered through the part's gates
//! alone, functions that are never inlined, and only once the part is there: a gate traps before. Without a loader that has
//! parts the module is whole.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::own_task;

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The card of an event.
    Card,
    /// What writes the events in other formats.
    Export,
    /// The readers of formats other than article JSON.
    Formats,
    /// The list, and the line of narrow hosts.
    Rows,
}

impl Part {
    /// The name, as in the name of its file.
    fn name(self) -> &'static str {
        match self {
            Part::Card => "card",
            Part::Export => "export",
            Part::Formats => "formats",
            Part::Rows => "rows",
        }
    }
}

thread_local! {
    static SOURCE: RefCell<Option<Function>> = const { RefCell::new(None) };
    static HERE: Cell<u8> = const { Cell::new(0) };
}

/// From now on parts come from a function of a part's name, which answers a promise that the part is there.
pub(crate) fn parts_from(source: Function) {
    SOURCE.set(Some(source));
}

/// Whether a part can be entered.
pub(crate) fn is_here(part: Part) -> bool {
    HERE.get() & (1 << part as u8) != 0 || SOURCE.with_borrow(Option::is_none)
}

/// Fetches a part, and tells whether it can be entered now.
pub(crate) fn fetch_part(part: Part, then: impl FnOnce(bool) + 'static) {
    spawn_local(own_task(Box::pin(async move { then(fetched(part).await) })));
}

/// Whether a part can be entered, once it has been fetched, if it was not there.
pub(crate) async fn fetched(part: Part) -> bool {
    if is_here(part) {
        return true;
    }
    let asked = SOURCE.with_borrow(|source| {
        source.as_ref().map(|source| source.call1(&JsValue::NULL, &part.name().into()))
    });
    let is_here = match asked {
        Some(Ok(promise)) => JsFuture::from(Promise::from(promise)).await.is_ok(),
        Some(Err(_)) => false,
        None => true,
    };
    if is_here {
        HERE.set(HERE.get() | 1 << part as u8);
    }
    is_here
}
