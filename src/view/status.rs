//! The faces of the widget without a timeline: waiting, failed, nothing there.

use super::el::{El, el};
use crate::dom::Progress;
use crate::state::{Failure, Load, Session, Texts};

/// Data is on its way. The embedder's own content stands meanwhile.
pub(super) fn waiting(session: Session) -> El {
    let texts = session.texts();
    let progress = move || match session.load().get() {
        Load::Fetching { progress, .. } => progress.total.map(|total| (progress.received, total)),
        _ => None,
    };
    let words = move || match session.load().get() {
        Load::Fetching { progress, events } => {
            let bytes = in_words(progress, texts);
            if events == 0 { bytes } else { bytes + " · " + &session.events_in_words(events) }
        }
        Load::Reading => texts.reading().to_owned(),
        _ => String::new(),
    };
    let bar = el("progress")
        .attr("aria-label", texts.chart())
        .attr_with("max", move || progress().map(|(_, total)| total.to_string()))
        .attr_with("value", move || progress().map(|(received, _)| received.to_string()));
    let progress = el("div")
        .class("progress")
        .flag("hidden", move || session.load().get() == Load::Idle)
        .child(bar)
        .child(el("p").attr("part", "status").attr("role", "status").text_with(words));
    el("div").class("waiting").attr("aria-busy", "true").child(progress).child(fallback())
}

/// No data could be had: why, from where, and what the embedder says instead.
pub(super) fn failed(session: Session) -> El {
    let texts = session.texts();
    let failure = move |read: fn(Failure) -> String| match session.load().get() {
        Load::Failed(failure) => read(failure),
        _ => String::new(),
    };
    let again = El::button("button").text(texts.try_again()).on("click", move |_| session.load_again());
    let notice = el("div")
        .class("failed")
        .attr("role", "alert")
        .child(el("p").class("failed-title").text(texts.failed()))
        .child(el("p").text_with(move || failure(|failure| failure.message)))
        .child(
            el("p").class("failed-url").attr("dir", "ltr").text_with(move || failure(|failure| failure.url)),
        )
        .child(again);
    el("div").child(notice).child(fallback())
}

/// The file is fine and holds no event.
pub(super) fn no_events(session: Session) -> El {
    el("p").class("empty").text(session.texts().no_events())
}

fn fallback() -> El {
    el("div").class("fallback").child(el("slot"))
}

/// Offers data that has come meanwhile.
pub(super) fn newer(session: Session) -> El {
    let texts = session.texts();
    let place = el("div").attr("role", "status").attr("tabindex", "-1");
    let stay = place.clone();
    let offer = move || {
        let words = match session.newer().get()?.events {
            0 => texts.newer_version().to_owned(),
            1 => texts.newer_one().to_owned(),
            events => Texts::fill(texts.newer(), &[&session.intl().with(|intl| intl.number(events))]),
        };
        let button = El::button("button newer").text(&words);
        let stay = stay.clone();
        Some(button.on("click", move |_| {
            // The button goes, and would take the focus with it.
            _ = stay.html().focus();
            session.take_newer();
        }))
    };
    place.dynamic(offer)
}

/// That the file is still arriving, beside what is shown of it.
pub(super) fn still_loading(session: Session) -> El {
    let progress = move || match session.load().get() {
        Load::Partly { progress } => Some(progress),
        _ => None,
    };
    let words = move || progress().map(|progress| in_words(progress, session.texts())).unwrap_or_default();
    el("p").class("counts").flag("hidden", move || progress().is_none()).text_with(words)
}

/// "Loading … 3.2 MB of 24.6 MB".
fn in_words(progress: Progress, texts: &Texts) -> String {
    match progress.total {
        Some(total) => {
            Texts::fill(texts.loading_of(), &[&Texts::bytes(progress.received), &Texts::bytes(total)])
        }
        None => Texts::fill(texts.loading(), &[&Texts::bytes(progress.received)]),
    }
}

/// What stands where no event matches.
pub(super) fn no_match(session: Session) -> El {
    let clear =
        El::button("button").text(session.texts().empty_hint()).on("click", move |_| session.clear_filters());
    el("div").class("empty").child(el("p").text(session.texts().empty())).child(clear)
}
