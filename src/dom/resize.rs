//! The width of an element, kept up to date.

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// An observer that stops when it is dropped.
pub(crate) struct WidthObserver {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut(Vec<ResizeObserverEntry>)>,
}

/// Calls `changed` with the element's content width in CSS pixels, now and whenever it changes.
pub(crate) fn observe_width(element: &Element, mut changed: Box<dyn FnMut(f64)>) -> Option<WidthObserver> {
    let closure = Closure::<dyn FnMut(Vec<ResizeObserverEntry>)>::new(move |entries: Vec<ResizeObserverEntry>| {
        if let Some(entry) = entries.last() {
            changed(entry.content_rect().width());
        }
    });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(WidthObserver { observer, _closure: closure })
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
