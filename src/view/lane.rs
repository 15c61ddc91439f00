//! A lane: its heading, and its marks on the stage.

use leptos::prelude::*;

use super::axis::px;
use super::keyed::{Keyed, keyed};
use super::mark::{Placed, draw};
use crate::archive::Facet;
use crate::layout::{LaneBox, Mark, NOT_STATED, REST};
use crate::state::{LanesBy, Session, Texts};

/// A lane's name, and the facet value that its heading filters by.
#[derive(Clone, PartialEq)]
pub(super) struct LaneName {
    pub(super) name: String,
    pub(super) value: Option<(Facet, String)>,
}

/// The name of the lane of a key.
pub(super) fn lane_name(session: &Session, key: u32) -> LaneName {
    let texts = session.texts;
    let LanesBy::Facet(facet) = session.lanes_by.get() else {
        return LaneName { name: texts.all_events.to_owned(), value: None };
    };
    if key == REST {
        let shown = session.lanes.with(|lanes| lanes.iter().filter(|lane| lane.key < NOT_STATED).count());
        let all = session.with_archive(|archive| archive.facet(facet).names.len()).unwrap_or_default();
        let others = session.intl.with(|intl| intl.number(all.saturating_sub(shown)));
        return LaneName { name: Texts::fill(texts.others, &[&others]), value: None };
    }
    let value = match key {
        NOT_STATED => String::new(),
        _ => session.with_archive(|archive| archive.facet(facet).names.get(key).to_owned()).unwrap_or_default(),
    };
    LaneName { name: session.value_name(facet, &value), value: Some((facet, value)) }
}

/// The headings of all lanes, beside the stage.
#[component]
pub(crate) fn LaneLabels(session: Session) -> impl IntoView {
    let lanes = keyed(move || {
        let boxes = session.arrangement.get();
        boxes.lanes.iter().map(|lane| ((session.lanes_by.get().name(), lane.key), lane.clone())).collect()
    });
    let label = move |lane: Keyed<(&'static str, u32), LaneBox>| {
        let key = lane.key.1;
        let name = Memo::new(move |_| lane_name(&session, key));
        let place = lane.value;
        let (top, height, count) = (place.clone(), place.clone(), place);
        let events = move || session.events_in_words(count.with(|lane| lane.count));
        let heading = move || {
            let LaneName { name, value } = name.get();
            match value {
                Some((facet, value)) => {
                    let title = Texts::fill(session.texts.filter_by, &[&name]);
                    view! {
                        <button type="button" part="lane-label" dir="auto" title=title
                            on:click=move |_| session.toggle(facet, &value)>
                            {name}
                        </button>
                    }
                    .into_any()
                }
                None => view! { <span part="lane-label" dir="auto">{name}</span> }.into_any(),
            }
        };
        view! {
            <div class="lane-heading" style:top=move || px(top.with(|lane| lane.top_px))
                style:height=move || px(height.with(|lane| lane.height_px))>
                {heading}
                <small>{events}</small>
            </div>
        }
    };
    view! {
        <div class="lane-headings">
            <For each=move || lanes.get() key=|lane| lane.key children=label />
        </div>
    }
}

/// The marks of all lanes, on the stage.
#[component]
pub(crate) fn Lanes(session: Session) -> impl IntoView {
    let lanes = keyed(move || {
        let boxes = session.arrangement.get();
        boxes.lanes.iter().map(|lane| ((session.lanes_by.get().name(), lane.key), lane.clone())).collect()
    });
    let lane = move |lane: Keyed<(&'static str, u32), LaneBox>| {
        let key = lane.key.1;
        let place = lane.value;
        let marks = {
            let place = place.clone();
            keyed(move || {
                let top_px = place.with(|lane| lane.top_px);
                let at = session.arrangement.with(|all| all.lanes.iter().position(|lane| lane.key == key));
                let marks = session.marks.get();
                let of_lane = marks.iter().filter(|mark| Some(mark.lane) == at);
                of_lane.map(|mark| (mark.key, placed(&session, mark, top_px))).collect()
            })
        };
        let (top, height, count) = (place.clone(), place.clone(), place);
        let label = move || {
            let events = session.events_in_words(count.with(|lane| lane.count));
            format!("{}, {events}", lane_name(&session, key).name)
        };
        view! {
            <div class="lane" part="lane" role="group" aria-label=label
                style:top=move || px(top.with(|lane| lane.top_px))
                style:height=move || px(height.with(|lane| lane.height_px))>
                <For each=move || marks.get() key=|mark| mark.key
                    children=move |mark| draw(session, &mark.key, &mark.value) />
            </div>
        }
    };
    view! { <For each=move || lanes.get() key=|lane| lane.key children=lane /> }
}

fn placed(session: &Session, mark: &Mark, lane_top_px: f64) -> Placed {
    let (start, end) = (session.share(mark.start_ms), session.share(mark.end_ms));
    Placed {
        anchor: session.share(mark.anchor_ms),
        start,
        width: end - start,
        top_px: mark.y_px - lane_top_px,
        mark: mark.clone(),
    }
}
