//! Which instance's code is running. Several instances share one module, and a panic says nothing of whose it was: it
//! traps, and what it leaves behind is the number of the instance that never came back. The loader asks for it.
//!
//! So every way by which the browser enters the module (listeners, frames, timers, tasks, effects) says whose it is:
//! that of the instance that was running when it was set up.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;

thread_local! {
    static RUNNING: Cell<u32> = const { Cell::new(0) };
}

/// The instance that is running; 0 is none.
pub(crate) fn running() -> u32 {
    RUNNING.with(Cell::get)
}

/// Says which instance runs from now on. Returns the one that did.
pub(crate) fn run_as(instance: u32) -> u32 {
    RUNNING.with(|running| running.replace(instance))
}

/// A task of the instance that is running now.
pub(crate) fn own_task(mut task: Pin<Box<dyn Future<Output = ()>>>) -> impl Future<Output = ()> {
    let instance = running();
    poll_fn(move |context| {
        let before = run_as(instance);
        let poll = task.as_mut().poll(context);
        run_as(before);
        poll
    })
}
