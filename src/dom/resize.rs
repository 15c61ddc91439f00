//! The width of an element, kept up to date.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

use super::{at_next_frame, run_as, running};

/// An observer that stops when it is dropped.
pub(crate) struct WidthObserver {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut(Vec<ResizeObserverEntry>)>,
}

/// Calls `changed` with the element's content width in CSS pixels, soon and whenever it changes.
pub(crate) fn observe_width(element: &Element, changed: Rc<dyn Fn(f64)>) -> Option<WidthObserver> {
    let instance = running();
    let closure =
        Closure::<dyn FnMut(Vec<ResizeObserverEntry>)>::new(move |entries: Vec<ResizeObserverEntry>| {
            if let Some(entry) = entries.last() {
                // At the next frame: a change of the layout while the browser reports one is an error.
                let (changed, width_px) = (changed.clone(), entry.content_rect().width());
                let before = run_as(instance);
                at_next_frame(move || changed(width_px));
                run_as(before);
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
