//! Moving about with pointers and wheel: one pointer drags, two pinch, one with Shift marks out what is to be shown. A plain
//! wheel and a vertical swipe are the page's.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, MouseEvent, PointerEvent, WheelEvent};

use super::el::set_class;
use crate::clamp::clamp;
use crate::dom::Listener;
use crate::state::Session;
use crate::state::reactive::keep;
use crate::time::Viewport;

/// How far a pointer moves before it drags, in px: a click may tremble.
pub(super) const DRAG_PX: f64 = 4.0;
/// How much a turn of the wheel by one px zooms.
const WHEEL_ZOOM: f64 = 0.0045;
/// A turn of the wheel by so many px at once is a notch, which is zoomed smoothly; touch pads send many small ones.
const NOTCH_PX: f64 = 50.0;

/// How fast a drag must be to carry on when it is let go, in px per ms.
const FAST: f64 = 0.1;
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
    /// Whether it marks out what is to be shown.
    marks: bool,
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
    // Where it would draw a selection of text from afar.
    listen(plot, "mousedown", |event| {
        if event.dyn_ref::<MouseEvent>().is_some_and(MouseEvent::shift_key) {
            event.prevent_default();
        }
    });
    let own = plot.clone();
    listen(plot, "wheel", move |event| {
        if let Some(event) = event.dyn_ref::<WheelEvent>() {
            set_class(&own, "used", true);
            turn(session, x_on(&own, event), event);
        }
    });
    let own = plot.clone();
    listen(plot, "dblclick", move |event| {
        if let Some(event) = event.dyn_ref::<MouseEvent>() {
            let factor = if event.shift_key() { 0.5 } else { 2.0 };
            session.viewing().zoom_about(x_on(&own, event), factor);
        }
    });
}

pub(super) fn listen(target: &HtmlElement, name: &'static str, handler: impl FnMut(Event) + 'static) {
    keep(Listener::new(target, name, Box::new(handler)));
}

/// Where on an element the pointer is, in px of the element's own: a page can show it larger or smaller than it is.
pub(super) fn x_on(element: &HtmlElement, event: &MouseEvent) -> f64 {
    let (drawn, own_px) = (element.get_bounding_client_rect(), f64::from(element.offset_width()));
    let x_px = f64::from(event.client_x()) - drawn.left();
    // The element's own width is rounded.
    if (drawn.width() - own_px).abs() < 1.0 { x_px } else { x_px * own_px / drawn.width() }
}

fn down(session: Session, hold: &mut Hold, plot: &HtmlElement, event: &PointerEvent) {
    set_class(plot, "used", true);
    if event.button() != 0 || hold.pointers.len() > 1 {
        return;
    }
    if hold.pointers.is_empty() {
        session.dragged().set(false);
        hold.moving = false;
        hold.marks = event.shift_key() && event.pointer_type() != "touch";
    }
    session.viewing().stop();
    hold.pointers.push((event.pointer_id(), x_on(plot, event)));
    hold.take(session.viewing().viewport().get_untracked(), event.time_stamp());
}

fn moved(session: Session, hold: &mut Hold, plot: &HtmlElement, event: &PointerEvent) {
    let id = event.pointer_id();
    if event.buttons() == 0 {
        // If one is held, it was let go where nobody saw it.
        if !hold.pointers.is_empty() {
            session.viewing().band().set(None);
            hold.pointers.retain(|pointer| pointer.0 != id);
        }
        return;
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
        session.previewed().set(None);
        if hold.marks {
            // Escape gives it up: the keys must come here.
            super::keyboard::focus(plot);
            session.viewing().band().set(Some((from_px, middle_px)));
        }
    }
    if hold.marks {
        // Unless it was given up.
        return session.viewing().band().update(|band| *band = band.map(|(from_px, _)| (from_px, middle_px)));
    }
    let (now_ms, last_ms) = (event.time_stamp(), hold.last.0);
    if now_ms > last_ms {
        // The last steps together: a single one trembles.
        let speed = (middle_px - hold.last.1) / (now_ms - last_ms);
        hold.speed = if hold.speed == 0.0 { speed } else { (hold.speed + speed) / 2.0 };
        hold.last = (now_ms, middle_px);
    }
    let zoom = if from_apart_px > 0.0 && apart_px > 0.0 { apart_px / from_apart_px } else { 1.0 };
    session.viewing().jump(view.zoom_about(from_px, zoom).pan_px(from_px - middle_px));
}

fn up(session: Session, hold: &mut Hold, _: &HtmlElement, event: &PointerEvent) {
    let before = hold.pointers.len();
    hold.pointers.retain(|pointer| pointer.0 != event.pointer_id());
    if hold.pointers.len() == before {
        return;
    }
    let view = session.viewing().viewport().get_untracked();
    let cancelled = event.type_() == "pointercancel";
    session.dragged().set(hold.moving && !cancelled);
    if hold.marks {
        if cancelled {
            session.viewing().band().set(None);
        }
        session.viewing().show_band();
    } else if hold.moving && before == 1 {
        let held_still = event.time_stamp() - hold.last.0 > STILL_MS;
        if hold.speed.abs() > FAST && !held_still && !cancelled {
            session.viewing().coast(hold.speed);
        }
    }
    hold.take(view, event.time_stamp());
}

/// Handles a turn of the wheel: what zooms keeps the time at `x_px`.
pub(super) fn turn(session: Session, x_px: f64, event: &WheelEvent) {
    // Lines and pages in px.
    let unit = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => 16.0,
        WheelEvent::DOM_DELTA_PAGE => 400.0,
        _ => 1.0,
    };
    let (dx_px, dy_px) = (event.delta_x() * unit, event.delta_y() * unit);
    let viewing = &session.viewing();
    if event.ctrl_key() || event.meta_key() {
        event.prevent_default();
        // A pinch on a touch pad comes as a wheel with Ctrl in small steps, a notch of a mouse wheel as one of 120.
        let factor = js_sys::Math::exp(-clamp(dy_px, -240.0, 240.0) * WHEEL_ZOOM);
        if dy_px.abs() < NOTCH_PX {
            viewing.jump(viewing.viewport().get_untracked().zoom_about(x_px, factor));
        } else {
            viewing.zoom_about(x_px, factor);
        }
    } else if event.shift_key() || dx_px.abs() > dy_px.abs() {
        event.prevent_default();
        let by_px = if dx_px.abs() > dy_px.abs() { dx_px } else { dy_px };
        viewing.jump(viewing.viewport().get_untracked().pan_px(by_px));
    }
}
