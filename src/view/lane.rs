//! A lane: its heading, and its marks on the stage.

use web_sys::Element;

use super::axis::px;
use super::card_place::AXIS_PX;
use super::el::{El, el, set_attr, set_class, set_style, set_text};
use super::layer::Layer;
use super::mark::Placed;
use crate::archive::Facet;
use crate::dom::after_ms;
use crate::layout::{LaneBox, Mark};
use crate::state::reactive::{Var, react};
use crate::state::{LanesBy, Session, Shared, Texts};

/// How long a frame of the screen is shown, in ms, or a little longer.
const FRAME_MS: i32 = 17;
/// In so many frames all lanes that are not on the screen follow the others.
const TURNS: usize = 8;

/// A lane that is not as high has one line for its name, in px.
const LOW_PX: f64 = 62.0;

/// A lane's name, and the facet value that its heading filters by.
struct LaneName {
    name: String,
    value: Option<(Facet, String)>,
}

/// The name of the lane of a key.
fn lane_name(session: Session, key: u32) -> LaneName {
    let value = match session.lanes_by().get() {
        LanesBy::Facet(facet) => session.lane_value(facet, key).map(|value| (facet, value)),
        LanesBy::None => None,
    };
    LaneName { name: session.lane_name(key), value }
}

/// The lanes by key, with their place and name.
fn lanes(session: Session) -> Vec<(String, (LaneBox, LaneName))> {
    let by = session.lanes_by().get().name();
    let named = session.lanes_in_reach().into_iter().map(|lane| {
        let name = lane_name(session, lane.key);
        // The name, too: the lane of the others is called after their number.
        (format!("{by} {} {}", lane.key, name.name), (lane, name))
    });
    named.collect()
}

/// The headings of all lanes, beside the stage.
pub(super) fn lane_headings(session: Session) -> El {
    let make = move |(_, LaneName { name, value }): &(LaneBox, LaneName)| {
        let heading = match value.clone() {
            Some((facet, value)) => El::button("")
                .attr("title", &Texts::fill(session.texts().filter_by(), &[name]))
                .on("click", move |_| session.toggle(facet, &value)),
            None => el("span"),
        };
        let heading = heading.attr("part", "lane-label").attr("dir", "auto").text(name);
        el("div").class("lane-heading").child(heading).child(el("small"))
    };
    let update = move |node: &El, (lane, _): &(LaneBox, LaneName), _: Option<&_>| {
        stand(node, lane);
        set_class(node.node(), "low", lane.height_px < LOW_PX);
        if let Some(count) = node.node().last_element_child() {
            set_text(&count, &session.events_in_words(lane.count));
        }
    };
    el("div").class("lane-headings").each_updated(move || lanes(session), make, update)
}

/// The marks of all lanes, on the stage.
pub(super) fn lane_marks(session: Session) -> El {
    let make = move |(lane, _): &(LaneBox, LaneName)| {
        let node = el("div").class("lane").attr("part", "lane").attr("role", "group");
        keep_marks(session, lane.key, node.node());
        node
    };
    let update = move |node: &El, (lane, name): &(LaneBox, LaneName), _: Option<&_>| {
        stand(node, lane);
        let label = format!("{}, {}", name.name, session.events_in_words(lane.count));
        set_attr(node.node(), "aria-label", Some(&label));
    };
    el("div").class("lanes").each_updated(move || lanes(session), make, update)
}

/// Shows a lane's marks in its element: at once if it is on the screen. What nobody sees waits until the zoom is at rest and
/// the others are painted, and then comes lane by lane, so that every frame has time for it.
fn keep_marks(session: Session, lane_key: u32, node: &Element) {
    let mut layer = Layer::new(node);
    let node = node.clone();
    // The marks that it waits for, and whether it is their turn.
    let mut awaited: Option<Shared<Vec<Mark>>> = None;
    let due = Var::new(false);
    react(move || {
        let at_rest = session.viewing().at_rest().get();
        let (stack, marks) = (session.stack().get(), session.marks().get());
        let lane = stack.lanes.iter().enumerate().find(|(_, lane)| lane.key == lane_key);
        let Some((at, lane)) = lane else { return };
        let (from_px, to_px) = session.on_screen().get_untracked();
        let is_far = lane.top_px > to_px || lane.top_px + lane.height_px < from_px - AXIS_PX;
        set_class(&node, "far", is_far && !at_rest);
        if is_far && !at_rest {
            return;
        }
        // A mark that is to have the focus will be on the screen.
        let waits = is_far && session.wants_focus().with_untracked(Option::is_none);
        if waits && awaited.as_ref() != Some(&marks) {
            awaited = Some(marks.clone());
            due.set(false);
            let turn = i32::try_from(at % TURNS).unwrap_or_default();
            after_ms(FRAME_MS * (turn + 2), move || due.set(true));
        }
        if waits && !due.get() {
            return;
        }
        let of_lane = marks.iter().filter(|mark| mark.lane == at);
        let placed = of_lane.map(|mark| Placed::on_stage(session, mark, lane.top_px)).collect();
        layer.show(session, placed, at_rest);
    });
}

/// The lines between the lanes, across the whole view.
pub(super) fn lane_rules(session: Session) -> El {
    let tops = move || {
        let lanes = session.lanes_in_reach().into_iter().filter(|lane| lane.top_px > 0.0);
        lanes.enumerate().map(|(at, lane)| (at.to_string(), lane.top_px)).collect()
    };
    let update = |rule: &El, top_px: &f64, _: Option<&f64>| set_style(rule.node(), "top", &px(*top_px));
    el("div").class("rules").attr("aria-hidden", "true").each_updated(tops, |_| el("div"), update)
}

fn stand(node: &El, lane: &LaneBox) {
    set_style(node.node(), "top", &px(lane.top_px));
    set_style(node.node(), "height", &px(lane.height_px));
}
