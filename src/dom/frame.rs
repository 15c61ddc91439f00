//! Frames of the screen, and movement over several of them.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{run_as, running};

#[wasm_bindgen]
extern "C" {
    /// <https://developer.mozilla.org/docs/Web/API/Scheduler/yield>; fails where the browser does not know it.
    #[wasm_bindgen(js_namespace = scheduler, js_name = "yield", catch)]
    fn scheduler_yield() -> Result<Promise, JsValue>;
}

/// Lets the browser do what is due, paint among it, then goes on.
pub(crate) async fn pause() {
    _ = JsFuture::from(scheduler_yield().unwrap_or_else(|_| timer(0))).await;
}

/// A promise of nothing after some ms.
pub(super) fn timer(ms: i32) -> Promise {
    Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    })
}

/// Goes on after so many ms.
pub(crate) async fn sleep(ms: i32) {
    _ = JsFuture::from(timer(ms)).await;
}

/// Calls `then` at the next frame.
pub(crate) fn at_next_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        _ = window.request_animation_frame(&once(Box::new(then)));
    }
}

/// Calls `then` after so many ms.
pub(crate) fn after_ms(ms: i32, then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&once(Box::new(then)), ms);
    }
}

fn once(then: Box<dyn FnOnce()>) -> js_sys::Function {
    let instance = running();
    let then: Box<dyn FnOnce()> = Box::new(move || {
        let before = run_as(instance);
        then();
        run_as(before);
    });
    Closure::once_into_js(then).unchecked_into()
}

/// Whether the reader asked for no movement.
pub(crate) fn prefers_reduced_motion() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten())
        .is_some_and(|query| query.matches())
}

/// A movement over time that stops when it is dropped.
pub(crate) struct Animation {
    state: Rc<RefCell<State>>,
}

struct State {
    request: Option<i32>,
    closure: Option<Closure<dyn FnMut(f64)>>,
}

impl Animation {
    /// Calls `step` at every frame with the milliseconds since the start, until it answers `false`.
    pub(crate) fn new(mut step: Box<dyn FnMut(f64) -> bool>) -> Self {
        let state = Rc::new(RefCell::new(State { request: None, closure: None }));
        let weak = Rc::downgrade(&state);
        let mut start_ms = None;
        let instance = running();
        let closure = Closure::<dyn FnMut(f64)>::new(move |now_ms: f64| {
            let start_ms = *start_ms.get_or_insert(now_ms);
            let before = run_as(instance);
            let goes_on = step(now_ms - start_ms);
            run_as(before);
            if let Some(state) = weak.upgrade() {
                let mut state = state.borrow_mut();
                state.request = None;
                if goes_on {
                    state.request();
                }
            }
        });
        {
            let mut state = state.borrow_mut();
            state.closure = Some(closure);
            state.request();
        }
        Self { state }
    }
}

impl State {
    fn request(&mut self) {
        if let (Some(window), Some(closure)) = (web_sys::window(), &self.closure) {
            self.request = window.request_animation_frame(closure.as_ref().unchecked_ref()).ok();
        }
    }
}

impl Drop for Animation {
    fn drop(&mut self) {
        if let (Some(window), Some(request)) = (web_sys::window(), self.state.borrow_mut().request.take()) {
            _ = window.cancel_animation_frame(request);
        }
    }
}
