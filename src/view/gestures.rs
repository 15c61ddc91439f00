//! Moving about with pointers and wheel: one pointer drags, two pinch. A plain wheel and a vertical swipe are the page's.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use crate::clamp::clamp;
use crate::dom::{Listener, prefers_reduced_motion};
use crate::state::Session;
use crate::state::reactive::keep;
use crate::time::Viewport;

/// How far a pointer moves before it drags, in px: a click may tremble.
const DRAG_PX: f64 = 4.0;
/// How much a turn of the wheel by one px zooms.
const WHEEL_ZOOM: f64 = 0.0045;

/// How far a drag carries on when it is let go: as far as its speed takes it in this time, in ms.
const COAST_MS: f64 = 110.0;
/// A pointer that has not moved for this long is held still, in ms.
const STILL_MS: f64 = 60.0;

/// The pointers that hold the plot, one or two, and what they took hold of.
#[derive(Default)]
struct Hold {
    /// Identity and place on the plot, in px.
    pointers: Vec<(i32, f64)>,
    /// The view, and the pointers' middle and distance, when the last of them came or went.
    from: Option<(Viewport, f64, f64)>,
    moving: bool,
    /// When the middle was last seen where, and its speed, in px per ms.
    last: (f64, f64),
    speed: f64,
}

impl Hold {
    /// The middle of the pointers, and how far they are apart; 0 for a single one.
    fn place(&self) -> (f64, f64) {
        let first = self.pointers.first().map_or(0.0, |pointer| pointer.1);
        let last = self.pointers.last().map_or(0.0, |pointer| pointer.1);
        ((first + last) / 2.0, (first - last).abs())
    }

    /// Takes hold anew.
    fn take(&mut self, view: Viewport, now_ms: f64) {
        let (middle, apart) = self.place();
        self.from = (!self.pointers.is_empty()).then_some((view, middle, apart));
        (self.last, self.speed) = ((now_ms, middle), 0.0);
    }
}

/// Listens on the plot for as long as it is there.
pub(super) fn on(session: Session, plot: &HtmlElement) {
    let hold = Rc::new(RefCell::new(Hold::default()));
    let pointer = |name, handler: fn(Session, &mut Hold, &HtmlElement, &PointerEvent)| {
        let (own, hold) = (plot.clone(), hold.clone());
        listen(plot, name, move |event| {
            if let Some(event) = event.dyn_ref() {
                handler(session, &mut hold.borrow_mut(), &own, event);
            }
        });
    };
    pointer("pointerdown", down);
    pointer("pointermove", moved);
    pointer("pointerup", up);
    pointer("pointercancel", up);
    let own = plot.clone();
    listen(plot, "wheel", move |event| {
        if let Some(event) = event.dyn_ref() {
            turn(session, &own, event);
        }
    });
    let own = plot.clone();
    listen(plot, "dblclick", move |event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            let factor = if event.shift_key() { 0.5 } else { 2.0 };
            let viewport = session.viewing.viewport.get_untracked();
            session.viewing.glide(viewport.zoom_about(x_on(&own, event), factor));
        }
    });
}

fn listen(target: &HtmlElement, name: &'static str, handler: impl FnMut(Event) + 'static) {
    keep(Listener::new(target, name, Box::new(handler)));
}

/// Where on the plot the pointer is, in px.
fn x_on(plot: &HtmlElement, event: &MouseEvent) -> f64 {
    f64::from(event.client_x()) - plot.get_bounding_client_rect().left()
}

fn down(session: Session, hold: &mut Hold, plot: &HtmlElement, event: &PointerEvent) {
    if event.button() != 0 || hold.pointers.len() > 1 {
        return;
    }
    if hold.pointers.is_empty() {
        session.dragged.set(false);
        hold.moving = false;
    }
    session.viewing.stop();
    hold.pointers.push((event.pointer_id(), x_on(plot, event)));
    hold.take(session.viewing.viewport.get_untracked(), event.time_stamp());
}

fn moved(session: Session, hold: &mut Hold, plot: &HtmlElement, event: &PointerEvent) {
    let id = event.pointer_id();
    if event.buttons() == 0 {
        // It was let go where nobody saw it.
        return hold.pointers.retain(|pointer| pointer.0 != id);
    }
    let Some(pointer) = hold.pointers.iter_mut().find(|pointer| pointer.0 == id) else { return };
    pointer.1 = x_on(plot, event);
    let Some((view, from_px, from_apart_px)) = hold.from else { return };
    let (middle_px, apart_px) = hold.place();
    if !hold.moving {
        if (middle_px - from_px).abs() < DRAG_PX && (apart_px - from_apart_px).abs() < DRAG_PX {
            return;
        }
        hold.moving = true;
        // Only now: a captured pointer's click would not reach the mark under it.
        _ = plot.set_pointer_capture(id);
        session.previewed.set(None);
    }
    let (now_ms, last_ms) = (event.time_stamp(), hold.last.0);
    if now_ms > last_ms {
        hold.speed = (middle_px - hold.last.1) / (now_ms - last_ms);
        hold.last = (now_ms, middle_px);
    }
    let zoom = if from_apart_px > 0.0 && apart_px > 0.0 { apart_px / from_apart_px } else { 1.0 };
    session.viewing.jump(view.zoom_about(from_px, zoom).pan_px(from_px - middle_px));
}

fn up(session: Session, hold: &mut Hold, _: &HtmlElement, event: &PointerEvent) {
    let before = hold.pointers.len();
    hold.pointers.retain(|pointer| pointer.0 != event.pointer_id());
    if hold.pointers.len() == before {
        return;
    }
    let view = session.viewing.viewport.get_untracked();
    let held_still = event.time_stamp() - hold.last.0 > STILL_MS;
    let speed = if held_still || before > 1 { 0.0 } else { hold.speed };
    session.dragged.set(hold.moving);
    if hold.moving && speed != 0.0 && !prefers_reduced_motion() {
        session.viewing.glide(view.pan_px(-speed * COAST_MS));
    }
    hold.take(view, event.time_stamp());
}

fn turn(session: Session, plot: &HtmlElement, event: &WheelEvent) {
    // Lines and pages in px.
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 16.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let (dx_px, dy_px) = (event.delta_x() * unit, event.delta_y() * unit);
    let viewport = session.viewing.viewport.get_untracked();
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        // A pinch on a touch pad comes as a wheel with Ctrl in small steps, a notch of a mouse wheel as one of 120.
        let factor = (-clamp(dy_px, -240.0, 240.0) * WHEEL_ZOOM).exp();
        session.viewing.jump(viewport.zoom_about(x_on(plot, event), factor));
    } else if event.shift_key() || dx_px.abs() > dy_px.abs() {
        event.prevent_default();
        let by_px = if dx_px.abs() > dy_px.abs() { dx_px } else { dy_px };
        session.viewing.jump(viewport.pan_px(by_px));
    }
}
