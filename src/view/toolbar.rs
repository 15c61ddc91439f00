//! The tools: filters on or off, lanes, zoom.

use leptos::prelude::*;

use crate::state::{LanesBy, Session};

/// How far one press zooms.
const ZOOM: f64 = 2.0;

/// The tools in one line.
#[component]
pub(crate) fn Toolbar(session: Session) -> impl IntoView {
    let texts = session.texts;
    let options = LanesBy::ALL.map(|by| {
        view! {
            <option value=by.name() selected=move || session.lanes_by.get() == by>{texts.lanes_by(by)}</option>
        }
    });
    let choose = move |event: leptos::ev::Event| {
        if let Some(by) = LanesBy::from_name(&event_target_value(&event)) {
            session.lanes_by.set(by);
        }
    };
    view! {
        <div class="toolbar" part="toolbar" role="toolbar" aria-label=texts.toolbar>
            <button
                type="button"
                class="button"
                aria-expanded=move || session.facets_open.get().to_string()
                on:click=move |_| session.facets_open.update(|open| *open = !*open)
            >
                {texts.filters}
            </button>
            <label class="select">
                <span>{texts.lanes}</span>
                <select on:change=choose>{options.collect_view()}</select>
            </label>
            <div class="group">
                <button type="button" class="button icon" aria-label=texts.zoom_out title=texts.zoom_out
                    on:click=move |_| session.viewing.zoom(1.0 / ZOOM)>
                    "−"
                </button>
                <button type="button" class="button icon" aria-label=texts.zoom_in title=texts.zoom_in
                    on:click=move |_| session.viewing.zoom(ZOOM)>
                    "+"
                </button>
                <button type="button" class="button" title=texts.fit_title on:click=move |_| session.fit(true)>
                    {texts.fit}
                </button>
            </div>
        </div>
    }
}
