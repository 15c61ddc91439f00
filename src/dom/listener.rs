//! An event listener that is gone when it is dropped.

use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use super::{run_as, running};

/// Listens to one event of one target for as long as it lives.
pub(crate) struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Starts to listen. The handler may prevent the event's default.
    pub(crate) fn new(target: &EventTarget, event: &'static str, mut handler: Box<dyn FnMut(Event)>) -> Self {
        let instance = running();
        let closure = Closure::<dyn FnMut(Event)>::wrap(Box::new(move |event| {
            let before = run_as(instance);
            handler(event);
            run_as(before);
        }));
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        let function = closure.as_ref().unchecked_ref();
        // Fails only for an invalid target, which a typed one is not.
        _ = target.add_event_listener_with_callback_and_add_event_listener_options(event, function, &options);
        Self { target: target.clone(), event, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // Before the closure is freed: a late event would otherwise call what is gone.
        _ = self
            .target
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}
