//! Hands and keys on the overview: they move the brush, and with it the view.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent};

use super::gestures::{DRAG_PX, listen, turn, x_on};
use super::keyboard::{focus, plain_key};
use crate::state::Session;
use crate::state::reactive::{Derived, Var};
use crate::time::{Brush, Grip, Viewport};

/// How far a mouse reaches for an edge, and how far a finger does, in px.
const REACH_PX: (f64, f64) = (7.0, 22.0);
/// How much of the time in view a key moves, and how much with Shift.
const STEP: (f64, f64) = (0.1, 0.5);

/// What hands on the overview move.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    pub(super) session: Session,
    pub(super) strip: Derived<Option<Viewport>>,
    /// Between which places a new brush is being drawn, in px.
    pub(super) marked: Var<Option<(f64, f64)>>,
}

/// What a pointer holds, and how it was when it took hold.
#[derive(Clone, Copy)]
struct Drag {
    pointer: i32,
    grip: Grip,
    view: Viewport,
    from_px: f64,
    moving: bool,
}

/// Listens on the strip for as long as it is there.
pub(super) fn on(hand: Hand, strip: &HtmlElement) {
    let drag = Rc::new(Cell::new(None));
    let pointer = |name, handler: fn(Hand, Option<Drag>, &HtmlElement, &PointerEvent) -> Option<Drag>| {
        let (own, drag) = (strip.clone(), drag.clone());
        listen(strip, name, move |event| {
            if let Some(event) = event.dyn_ref() {
                drag.set(handler(hand, drag.take(), &own, event));
            }
        });
    };
    pointer("pointerdown", down);
    pointer("pointermove", moved);
    pointer("pointerup", up);
    pointer("pointercancel", cancelled);
    let held = drag.clone();
    listen(strip, "keydown", move |event| {
        // Before the sliders hear of it nothing else has to be given up.
        if let Some(drag) = held.get().filter(|_| is_escape(&event)) {
            event.stop_propagation();
            held.set(None);
            hand.marked.set(None);
            if drag.grip != Grip::Beside {
                hand.session.viewing().jump(drag.view);
            }
        }
    });
    // The focus is set when the pointer comes down; nothing is selected.
    listen(strip, "mousedown", |event| event.prevent_default());
    listen(strip, "dblclick", move |_| hand.session.fit(true));
    listen(strip, "wheel", move |event| {
        if let Some(event) = event.dyn_ref() {
            let viewport = hand.session.viewing().viewport().get_untracked();
            turn(hand.session, viewport.width_px / 2.0, event);
        }
    });
}

fn is_escape(event: &Event) -> bool {
    plain_key(event).is_some_and(|key| key == "Escape")
}

fn down(hand: Hand, held: Option<Drag>, strip: &HtmlElement, event: &PointerEvent) -> Option<Drag> {
    if event.button() != 0 || held.is_some() {
        return held;
    }
    let on_strip = hand.strip.get_untracked()?;
    hand.session.viewing().stop();
    let view = hand.session.viewing().viewport().get_untracked();
    let from_px = x_on(strip, event);
    let reach_px = if event.pointer_type() == "touch" { REACH_PX.1 } else { REACH_PX.0 };
    let grip = Brush::new(&view, &on_strip).grip(from_px, reach_px, &on_strip);
    let slider = match grip {
        Grip::Body | Grip::Beside => ".brush",
        Grip::Start => ".edge",
        Grip::End => ".edge.last",
    };
    let slider = strip.query_selector(slider).ok().flatten();
    if let Some(slider) = slider.and_then(|slider| slider.dyn_into::<HtmlElement>().ok()) {
        focus(&slider);
    }
    Some(Drag { pointer: event.pointer_id(), grip, view, from_px, moving: false })
}

fn moved(hand: Hand, held: Option<Drag>, strip: &HtmlElement, event: &PointerEvent) -> Option<Drag> {
    let mut drag = held?;
    if event.pointer_id() != drag.pointer {
        return held;
    }
    if event.buttons() == 0 {
        // It was let go where nobody saw it.
        return cancelled(hand, held, strip, event);
    }
    let (on_strip, x_px) = (hand.strip.get_untracked()?, x_on(strip, event));
    if !drag.moving {
        if (x_px - drag.from_px).abs() < DRAG_PX {
            return held;
        }
        drag.moving = true;
        _ = strip.set_pointer_capture(drag.pointer);
    }
    if drag.grip == Grip::Beside {
        hand.marked.set(Some((drag.from_px, x_px)));
    } else {
        hand.session.viewing().jump(drag.grip.drag(&drag.view, &on_strip, x_px - drag.from_px));
    }
    Some(drag)
}

fn up(hand: Hand, held: Option<Drag>, strip: &HtmlElement, event: &PointerEvent) -> Option<Drag> {
    let drag = held?;
    if event.pointer_id() != drag.pointer {
        return held;
    }
    hand.marked.set(None);
    if drag.grip == Grip::Beside {
        let (on_strip, x_px) = (hand.strip.get_untracked()?, x_on(strip, event));
        let viewing = &hand.session.viewing();
        if drag.moving {
            viewing.glide(Viewport::new(on_strip.between(drag.from_px, x_px), drag.view.width_px));
        } else {
            viewing.glide(
                drag.view.pan_ms(
                    on_strip.scale().time_from_x(x_px).saturating_sub(drag.view.extent().middle_ms()),
                ),
            );
        }
    }
    None
}

/// The browser has taken the pointer for something else, such as scrolling.
fn cancelled(hand: Hand, held: Option<Drag>, _: &HtmlElement, event: &PointerEvent) -> Option<Drag> {
    let is_other = held.is_some_and(|drag| drag.pointer != event.pointer_id());
    if !is_other {
        hand.marked.set(None);
    }
    held.filter(|_| is_other)
}

/// Handles a key that was pressed on the brush or an edge of it.
pub(super) fn key_down(hand: Hand, grip: Grip, event: &Event) {
    let (Some(key), Some(strip)) = (plain_key(event), hand.strip.get_untracked()) else { return };
    let viewing = &hand.session.viewing();
    let view = viewing.viewport().get_untracked();
    let shift = event.dyn_ref().is_some_and(KeyboardEvent::shift_key);
    let step = if shift { STEP.1 } else { STEP.0 };
    let step = match key.as_str() {
        "ArrowRight" | "ArrowUp" => step,
        "ArrowLeft" | "ArrowDown" => -step,
        "PageUp" => STEP.1,
        "PageDown" => -STEP.1,
        key @ ("Home" | "End") => {
            viewing.glide(grip.to_end(&view, &strip, key == "End"));
            return event.prevent_default();
        }
        _ => return,
    };
    // At once: a key that is held moves it evenly.
    viewing.jump(grip.step(&view, step));
    event.prevent_default();
}
