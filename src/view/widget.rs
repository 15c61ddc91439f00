//! The whole widget: which of its faces is shown.

use leptos::prelude::*;

use super::chart::Chart;
use super::chips::Chips;
use super::facets::Facets;
use super::heading::Heading;
use super::issues::IssuesNote;
use super::status::{Failed, NoEvents, Waiting};
use super::toolbar::Toolbar;
use crate::state::{Load, Session};

#[derive(Clone, Copy, PartialEq)]
enum Face {
    Waiting,
    Failed,
    NoEvents,
    Timeline,
}

/// The root component.
#[component]
pub(crate) fn Widget(session: Session) -> impl IntoView {
    let face = Memo::new(move |_| match session.load.get() {
        Load::Ready if session.with_archive(crate::archive::Archive::is_empty).unwrap_or(true) => Face::NoEvents,
        Load::Ready => Face::Timeline,
        Load::Failed(_) => Face::Failed,
        Load::Idle | Load::Fetching(_) | Load::Reading => Face::Waiting,
    });
    move || match face.get() {
        Face::Waiting => view! { <Waiting session /> }.into_any(),
        Face::Failed => view! { <Failed session /> }.into_any(),
        Face::NoEvents => view! {
            <div class="widget">
                <Heading session />
                <NoEvents session />
                <IssuesNote session />
            </div>
        }
        .into_any(),
        Face::Timeline => view! {
            <div class="widget" class:folded=move || !session.facets_open.get()>
                <header class="head">
                    <Heading session />
                    <Toolbar session />
                </header>
                <Chips session />
                <div class="body">
                    <Facets session />
                    <div class="main">
                        <Chart session />
                        <footer class="foot">
                            <p class="hint" aria-hidden="true">{session.texts.hint}</p>
                            <IssuesNote session />
                        </footer>
                    </div>
                </div>
            </div>
        }
        .into_any(),
    }
}
