//! The size of an element, kept up to date.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

use super::{at_next_frame, run_as, running};

/// An observer that stops when it is dropped.
pub(crate) struct SizeObserver {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut(Vec<ResizeObserverEntry>)>,
}

/// Calls `changed` with the width and the height of the element's content in CSS pixels, soon and whenever it changes.
pub(crate) fn observe_size(element: &Element, changed: Rc<dyn Fn(f64, f64)>) -> Option<SizeObserver> {
    let instance = running();
    let closure =
        Closure::<dyn FnMut(Vec<ResizeObserverEntry>)>::new(move |entries: Vec<ResizeObserverEntry>| {
            if let Some(entry) = entries.last() {
                // At the next frame: a change of the layout while the browser reports one is an error.
                let (changed, content) = (changed.clone(), entry.content_rect());
                let before = run_as(instance);
                at_next_frame(move || changed(content.width(), content.height()));
                run_as(before);
            }
        });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(SizeObserver { observer, _closure: closure })
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
