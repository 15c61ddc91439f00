//! Moving about with pointer and wheel. A plain wheel and a vertical swipe are the page's.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use crate::clamp::clamp;
use crate::dom::Listener;
use crate::state::Session;
use crate::state::reactive::keep;
use crate::time::Viewport;

/// How far a pointer moves before it drags, in px: a click may tremble.
const DRAG_PX: f64 = 4.0;
/// How much a turn of the wheel by one px zooms.
const WHEEL_ZOOM: f64 = 0.0045;

/// A drag in progress.
#[derive(Clone, Copy)]
struct Drag {
    pointer: i32,
    start_x: f64,
    from: Viewport,
    moving: bool,
}

/// Listens on the plot for as long as it is there.
pub(super) fn on(session: Session, plot: &HtmlElement) {
    let drag = Rc::new(Cell::new(None));
    let pointer = |name, handler: fn(Session, &Cell<Option<Drag>>, &HtmlElement, &PointerEvent)| {
        let (own, drag) = (plot.clone(), drag.clone());
        listen(plot, name, move |event| {
            if let Some(event) = event.dyn_ref() {
                handler(session, &drag, &own, event);
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

fn down(session: Session, drag: &Cell<Option<Drag>>, _: &HtmlElement, event: &PointerEvent) {
    session.dragged.set(false);
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    session.viewing.stop();
    let from = session.viewing.viewport.get_untracked();
    let start_x = f64::from(event.client_x());
    drag.set(Some(Drag { pointer: event.pointer_id(), start_x, from, moving: false }));
}

fn moved(session: Session, drag: &Cell<Option<Drag>>, plot: &HtmlElement, event: &PointerEvent) {
    let Some(mut current) = drag.get().filter(|drag| drag.pointer == event.pointer_id()) else { return };
    let dx_px = f64::from(event.client_x()) - current.start_x;
    if !current.moving {
        if dx_px.abs() < DRAG_PX {
            return;
        }
        current.moving = true;
        // Only now: a captured pointer's click would not reach the mark under it.
        _ = plot.set_pointer_capture(current.pointer);
        session.previewed.set(None);
        drag.set(Some(current));
    }
    session.viewing.jump(current.from.pan_px(-dx_px));
}

fn up(session: Session, drag: &Cell<Option<Drag>>, _: &HtmlElement, event: &PointerEvent) {
    let Some(current) = drag.get().filter(|drag| drag.pointer == event.pointer_id()) else { return };
    session.dragged.set(current.moving);
    drag.set(None);
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
