//! The faces of the widget without a timeline: waiting, failed, nothing there.

use leptos::prelude::*;

use crate::state::{Load, Session, Texts};

/// Data is on its way. The embedder's own content stands meanwhile.
#[component]
pub(crate) fn Waiting(session: Session) -> impl IntoView {
    let texts = session.texts;
    let progress = Memo::new(move |_| match session.load.get() {
        Load::Fetching(progress) => progress.total.map(|total| (progress.received, total)),
        _ => None,
    });
    let words = move || match session.load.get() {
        Load::Fetching(progress) => match progress.total {
            Some(total) => Texts::fill(texts.loading_of, &[&size(progress.received), &size(total)]),
            None => Texts::fill(texts.loading, &[&size(progress.received)]),
        },
        Load::Reading => texts.reading.to_owned(),
        _ => String::new(),
    };
    view! {
        <div class="waiting" aria-busy="true">
            <div class="progress" hidden=move || session.load.get() == Load::Idle>
                <progress
                    aria-label=texts.chart
                    max=move || progress.get().map(|(_, total)| total.to_string())
                    value=move || progress.get().map(|(received, _)| received.to_string())
                ></progress>
                <p part="status" role="status">{words}</p>
            </div>
            <div class="fallback"><slot></slot></div>
        </div>
    }
}

/// No data could be had: why, from where, and what the embedder says instead.
#[component]
pub(crate) fn Failed(session: Session) -> impl IntoView {
    let texts = session.texts;
    let failure = move || match session.load.get() {
        Load::Failed(failure) => Some(failure),
        _ => None,
    };
    let again = move |_| session.attempt.update(|attempt| *attempt = attempt.wrapping_add(1));
    view! {
        <div class="failed" role="alert">
            <p class="failed-title">{texts.failed}</p>
            <p>{move || failure().map(|failure| failure.message)}</p>
            <p class="failed-url" dir="ltr">{move || failure().map(|failure| failure.url)}</p>
            <button type="button" class="button" on:click=again>{texts.try_again}</button>
        </div>
        <div class="fallback"><slot></slot></div>
    }
}

/// The file is fine and holds no event.
#[component]
pub(crate) fn NoEvents(session: Session) -> impl IntoView {
    view! { <p class="empty" part="status" role="status">{session.texts.no_events}</p> }
}

/// Bytes for people: "3.2 MB".
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => {
            let tenths = bytes / 100_000;
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
