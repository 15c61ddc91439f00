//! The element's own events: they tell the page what a reader did, never what the page itself set.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use super::convert;
use crate::archive::EventIdx;
use crate::dom::after_ms;
use crate::query::Filter;
use crate::state::reactive::react;
use crate::state::{Load, Session};

/// How long a movement must have stopped, in ms.
const REST_MS: i32 = 150;

/// Sets a filter without an event.
pub(super) fn quietly(session: Session, filter: Filter) {
    session.told_filter().set(filter.clone());
    session.filter().set(filter);
}

/// Changes what the page itself filters by, and with it what is shown, without an event.
pub(super) fn by_attribute(session: Session, change: &dyn Fn(&mut Filter)) {
    session.linking().filter().update(change);
    let mut filter = session.filter().get_untracked();
    change(&mut filter);
    quietly(session, filter);
}

/// Tells the page from now on.
pub(super) fn tell(session: Session, host: HtmlElement) {
    let loaded = host.clone();
    react(move || match session.load().get() {
        Load::Ready => {
            // Newer data is told of as well.
            session.reading().with(|_| ());
            let summary = convert::summary(session);
            dispatch(&loaded, "timeline-ready", &summary, false);
        }
        Load::Failed(failure) => {
            let detail = convert::object(&[
                ("kind", JsValue::from_str(failure.kind)),
                ("message", JsValue::from_str(&failure.message)),
                ("url", JsValue::from_str(&failure.url)),
            ]);
            dispatch(&loaded, "timeline-error", &detail, false);
        }
        Load::Idle | Load::Fetching { .. } | Load::Partly { .. } | Load::Reading => {}
    });
    let filtered = host.clone();
    react(move || {
        let filter = session.filter().get();
        if session.told_filter().with_untracked(|told| *told == filter) {
            return;
        }
        session.told_filter().set(filter.clone());
        let shown = session.matching().get_untracked().count_ones(..);
        let detail = convert::object(&[
            ("filters", convert::filters_to_js(&filter)),
            ("shown", (shown as f64).into()),
        ]);
        dispatch(&filtered, "timeline-filter", &detail, false);
    });
    let moved = host.clone();
    // A movement is told once, when it has come to rest.
    let latest = Rc::new(Cell::new(0_u32));
    react(move || {
        let viewport = session.viewing().viewport().get();
        if viewport.width_px <= 0.0 || session.reading().with(Option::is_none) {
            return;
        }
        let extent = viewport.extent();
        let told_range = session.told_range();
        // The first view is nobody's doing.
        if told_range.get_untracked().is_none() {
            told_range.set(Some(extent));
        }
        let this = latest.get().wrapping_add(1);
        latest.set(this);
        let (latest, moved) = (latest.clone(), moved.clone());
        after_ms(REST_MS, move || {
            let told = told_range.try_get_untracked().flatten();
            // A slow page draws a movement with as long between its frames.
            let is_over = latest.get() == this && told.is_some() && session.viewing().is_still();
            if is_over && told != Some(extent) {
                told_range.set(Some(extent));
                dispatch(&moved, "timeline-range", &convert::range(extent), false);
            }
        });
    });
    let selected = host;
    session.ask_page().with_untracked(|ask_page| {
        ask_page.replace(Some(Box::new(move |idx| ask(session, &selected, idx))));
    });
}

/// Tells of a selection; whether the widget is to open the card.
fn ask(session: Session, host: &HtmlElement, idx: EventIdx) -> bool {
    let detail = session.peek_archive(|archive| {
        let event = archive.event(idx)?;
        let articles = event.reports().iter().filter_map(|report| {
            let article = archive.article(report.article)?;
            let text = |span| JsValue::from_str(archive.text(span));
            Some(convert::object(&[
                ("id", text(article.id)),
                ("url", text(article.url)),
                ("headline", text(article.headline)),
            ]))
        });
        let extent = event.extent();
        let about = convert::object(&[
            ("id", JsValue::from_str(event.id())),
            ("title", JsValue::from_str(event.title())),
            ("kind", JsValue::from_str(event.kind())),
            ("range", convert::range(extent)),
        ]);
        Some(convert::object(&[("event", about), ("articles", articles.collect::<js_sys::Array>().into())]))
    });
    detail.flatten().is_none_or(|detail| dispatch(host, "timeline-select", &detail, true))
}

/// Whether the page let the event's default happen.
fn dispatch(host: &HtmlElement, name: &str, detail: &JsValue, cancelable: bool) -> bool {
    let options = CustomEventInit::new();
    options.set_bubbles(true);
    options.set_composed(true);
    options.set_cancelable(cancelable);
    options.set_detail(detail);
    let event = CustomEvent::new_with_event_init_dict(name, &options);
    event.ok().and_then(|event| host.dispatch_event(&event).ok()).unwrap_or(true)
}
