//! The axis: contexts above, which stay in sight, and ticks below.

use leptos::prelude::*;

use crate::state::Session;
use crate::time::Context;

/// The upper row: "September 2016". Each label stays at the view's start while its context reaches into the view.
#[component]
pub(crate) fn Contexts(session: Session) -> impl IntoView {
    let viewport = session.viewing.viewport;
    let context = move |context: Context| {
        let edges = move || {
            let viewport = viewport.get();
            let scale = viewport.scale();
            let start_px = scale.x_from_time(context.start_ms).max(0.0);
            (start_px, scale.x_from_time(context.end_ms).min(viewport.width_px))
        };
        view! {
            <span
                class="context"
                dir="auto"
                style:left=move || px(edges().0)
                style:width=move || { let (start, end) = edges(); px((end - start).max(0.0)) }
            >
                {context.label.clone()}
            </span>
        }
    };
    let contexts = move || session.axis.with(|axis| axis.contexts.clone());
    view! {
        <div class="contexts" aria-hidden="true">
            <For each=contexts key=|context| (context.start_ms, context.label.clone()) children=context />
        </div>
    }
}

/// The lower row, on the stage: ticks and their rules.
#[component]
pub(crate) fn Ticks(session: Session) -> impl IntoView {
    let tick = move |(at_ms, label, strong): (i64, String, bool)| {
        view! {
            <div class="tick" class:strong=strong style:left=move || percent(session.share(at_ms))>
                <span>{label}</span>
            </div>
        }
    };
    let ticks = move || {
        session.axis.with(|axis| {
            axis.ticks.iter().map(|tick| (tick.at_ms, tick.label.clone(), tick.strong)).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="ticks" aria-hidden="true">
            <For each=ticks key=Clone::clone children=tick />
        </div>
    }
}

/// A length in CSS.
pub(super) fn px(length: f64) -> String {
    format!("{length:.2}px")
}

/// A share of the stage in CSS.
pub(super) fn percent(share: f64) -> String {
    format!("{:.5}%", share * 100.0)
}
