//! The chart: axis, lanes, marks, the card over them; what pointer and keyboard do on it.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::axis::{Contexts, Ticks, percent, px};
use super::card::Card;
use super::keyed::keyed;
use super::lane::{LaneLabels, Lanes};
use super::mark::{Placed, draw, mark_name};
use super::{gestures, keyboard};
use crate::dom::{civil_now_ms, observe_width};
use crate::layout::MarkKey;
use crate::state::{Opened, Session, Texts};

/// The timeline itself.
#[component]
pub(crate) fn Chart(session: Session) -> impl IntoView {
    let texts = session.texts;
    let viewport = session.viewing.viewport;
    let plot = NodeRef::<Div>::new();
    // The plot's width is the viewport's; the first width shows all events.
    Effect::new(move |_| {
        let element = plot.get()?;
        let observer = observe_width(&element, move |width_px| session.set_width(width_px));
        Some(StoredValue::new_local(observer))
    });
    gestures::on(session, plot);
    keyboard::keep_focus(session, plot);

    let stage_left = move || {
        let viewport = viewport.get();
        let ahead_px = viewport.scale().x_from_time(session.viewing.window.get().start_ms);
        format!("translateX({ahead_px:.2}px)")
    };
    let stage_width = move || px(session.viewing.window.get().duration_ms() as f64 / viewport.get().ms_per_px());
    let height = move || px(session.arrangement.with(|arrangement| arrangement.height_px));
    let empty = Memo::new(move |_| session.matching.get().is_clear());
    view! {
        <section class="chart" part="chart" aria-label=texts.chart>
            <LaneLabels session />
            <div
                class="plot"
                style:--height=height
                node_ref=plot
                role="group"
                tabindex="0"
                aria-label=texts.chart
                aria-describedby="help"
                on:click=move |event| click(session, &event)
                on:keydown=move |event| keyboard::key_down(session, &event)
                on:focusin=move |event| preview(session, &event, true)
                on:focusout=move |_| session.previewed.set(None)
                on:pointerover=move |event| preview(session, &event, false)
                on:pointerleave=move |_| session.previewed.set(None)
            >
                <div class="axis" part="axis"><Contexts session /></div>
                <div class="stage" style:transform=stage_left style:width=stage_width>
                    <Ticks session />
                    <Today session />
                    <div class="lanes"><Lanes session /></div>
                </div>
                <Pinned session />
                <Show when=move || empty.get()>
                    <div class="empty">
                        <p>{texts.empty}</p>
                        <button type="button" class="button" on:click=move |_| session.clear_filters()>
                            {texts.empty_hint}
                        </button>
                    </div>
                </Show>
            </div>
            <Card session />
            <LaneChoice session />
            <p id="help" hidden>{texts.chart_help}</p>
        </section>
    }
}

/// The line of now.
#[component]
fn Today(session: Session) -> impl IntoView {
    let now_ms = civil_now_ms();
    let shown = move || {
        let window = session.viewing.window.get();
        window.contains(now_ms).then(|| {
            view! {
                <div class="today" style:left=percent(session.share(now_ms))><span>{session.texts.today}</span></div>
            }
        })
    };
    shown
}

/// What reaches into the view from outside and has no room of its own.
#[component]
fn Pinned(session: Session) -> impl IntoView {
    let pinned = keyed(move || {
        let marks = session.pinned.get();
        let placed = marks.into_iter().map(|mark| {
            let top_px = mark.y_px;
            (mark.key, Placed { mark, anchor: 0.0, start: 0.0, width: 0.0, top_px })
        });
        placed.collect()
    });
    view! {
        <div class="pinned-marks">
            <For each=move || pinned.get() key=|mark| mark.key
                children=move |mark| draw(session, &mark.key, &mark.value) />
        </div>
    }
}

/// Asks for the lanes that are joined in the last one.
#[component]
fn LaneChoice(session: Session) -> impl IntoView {
    let texts = session.texts;
    let all = move || match session.lanes_by.get() {
        crate::state::LanesBy::Facet(facet) => {
            session.with_archive(|archive| archive.facet(facet).names.len()).unwrap_or_default()
        }
        crate::state::LanesBy::None => 0,
    };
    let joined = Memo::new(move |_| session.lanes.with(|lanes| lanes.iter().any(|lane| lane.key == crate::layout::REST)));
    let shown = move || {
        let more = session.all_lanes.get();
        let by_facet = session.lanes_by.get() != crate::state::LanesBy::None;
        (by_facet && (more || joined.get())).then(|| {
            let words = if more {
                texts.fewer_lanes.to_owned()
            } else {
                Texts::fill(texts.all_lanes, &[&session.intl.with(|intl| intl.number(all()))])
            };
            view! {
                <button type="button" class="link lane-choice" aria-expanded=more.to_string()
                    on:click=move |_| session.all_lanes.update(|all| *all = !*all)>
                    {words}
                </button>
            }
        })
    };
    shown
}

/// The mark that an event of the page happened on.
pub(super) fn mark_at(session: Session, event: &web_sys::Event) -> Option<MarkKey> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let name = target.closest("[data-mark]").ok()??.get_attribute("data-mark")?;
    let key = session.marks.with_untracked(|marks| marks.iter().map(|mark| mark.key).find(|key| mark_name(key) == name));
    key.or_else(|| {
        session.pinned.with_untracked(|marks| marks.iter().map(|mark| mark.key).find(|key| mark_name(key) == name))
    })
}

/// A plain click opens the card; with a modifier, or where the page wants it, the link is followed.
fn click(session: Session, event: &web_sys::MouseEvent) {
    if session.dragged.get_value() {
        // The end of a drag is no click.
        session.dragged.set_value(false);
        return event.prevent_default();
    }
    let by_keyboard = event.detail() == 0;
    match mark_at(session, event) {
        Some(MarkKey::Event { event: idx, .. }) => {
            let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
            if modified || session.follow_links.get_untracked() {
                return;
            }
            event.prevent_default();
            if session.select(idx) {
                session.opened.set(Some(Opened::Event(idx)));
                session.card_wants_focus.set_value(by_keyboard);
            }
        }
        Some(key) => {
            session.card_wants_focus.set_value(by_keyboard);
            session.open_cluster(key);
        }
        None => session.opened.set(None),
    }
}

/// Shows in passing what the pointer or the focus is on.
fn preview(session: Session, event: &web_sys::Event, focus: bool) {
    let key = mark_at(session, event);
    if focus && key.is_some() {
        session.focused.set(key);
    }
    session.previewed.set(match key {
        Some(MarkKey::Event { event, .. }) => Some(event),
        _ => None,
    });
}
