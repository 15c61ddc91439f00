//! What is worked out anew after an intent, and what is not? A memo that was not hands out the very same value, which
//! [`Shared`] tells from an equal one; so no clock is needed to see that panning arranges nothing.

use leptos::prelude::Owner;

use super::session::{Opened, Session};
use super::{LanesBy, Shared};
use crate::archive::Facet;
use crate::dom::Intl;
use crate::layout::{Arrangement, Lane, Mark};
use crate::query::FacetCounts;
use crate::read::{ReadOptions, read};
use crate::time::Extent;

#[path = "../../benches/data/mod.rs"]
mod data;

const EVENTS: usize = 2_000;
const WIDTH_PX: f64 = 1200.0;

/// The values that cost work, as they are now.
#[derive(Clone)]
struct Now {
    matching: Shared<fixedbitset::FixedBitSet>,
    counts: [Shared<FacetCounts>; 4],
    lanes: Shared<Vec<Lane>>,
    arrangement: Shared<Arrangement>,
    marks: Shared<Vec<Mark>>,
}

impl Now {
    fn of(session: Session) -> Now {
        Now {
            matching: session.matching().get_untracked(),
            counts: Facet::ALL.map(|facet| session.filtering().counts(facet).get_untracked()),
            lanes: session.lanes().get_untracked(),
            arrangement: session.arrangement().get_untracked(),
            marks: session.marks().get_untracked(),
        }
    }

    /// The names of what is another value than before.
    fn changed_since(&self, before: &Now) -> Vec<&'static str> {
        let facets = Facet::ALL.iter().zip(self.counts.iter().zip(&before.counts));
        let mut changed: Vec<&str> =
            facets.filter(|(_, (now, before))| now != before).map(|(facet, _)| facet.name()).collect();
        let others = [
            ("matching", self.matching != before.matching),
            ("lanes", self.lanes != before.lanes),
            ("arrangement", self.arrangement != before.arrangement),
            ("marks", self.marks != before.marks),
        ];
        changed.extend(others.iter().filter(|(_, changed)| *changed).map(|(name, _)| name));
        changed
    }
}

/// Runs a test on a session that shows all of the news.
fn on_session(test: impl FnOnce(Session)) {
    Owner::new().with(|| {
        let session = Session::new(Intl::mute(), super::Texts::of(Vec::new()));
        let options = ReadOptions { base_url: "https://news.example/", zone: &|_| 0, format: None };
        let reading = read(data::articles(EVENTS).as_bytes(), &options).unwrap();
        session.reading().set(Some(Shared::new(reading)));
        session.lanes_by().set(LanesBy::Facet(Facet::Country));
        let whole = session.whole().get_untracked().unwrap();
        session.viewing().viewport().set(crate::time::Viewport::new(whole, WIDTH_PX));
        // Somewhere in the middle, a tenth of the whole.
        zoom(session, 10.0);
        assert_eq!(session.matching().get_untracked().count_ones(..), EVENTS);
        assert!(!session.marks().get_untracked().is_empty());
        test(session);
    });
}

fn pan(session: Session, px: f64) {
    session.viewing().jump(session.viewing().viewport().get_untracked().pan_px(px));
}

fn zoom(session: Session, factor: f64) {
    session.viewing().jump(session.viewing().viewport().get_untracked().zoom_about(WIDTH_PX / 2.0, factor));
}

/// What an intent has worked out anew.
fn changes(session: Session, intent: impl FnOnce(Session)) -> Vec<&'static str> {
    let before = Now::of(session);
    intent(session);
    Now::of(session).changed_since(&before)
}

#[test]
fn a_drag_across_the_view_picks_marks_once_per_stride_and_arranges_nothing() {
    on_session(|session| {
        let mut picked = 0;
        for _ in 0..200 {
            let changed = changes(session, |session| pan(session, 6.0));
            assert!(changed.is_empty() || changed == ["marks"], "{changed:?}");
            picked += changed.len();
        }
        // A view is eight strides, and its zoom step may show up to twice as much.
        assert!((4..=9).contains(&picked), "marks were picked {picked} times");
    });
}

#[test]
fn a_zoom_arranges_once_per_step() {
    on_session(|session| {
        let mut arranged = 0;
        for _ in 0..100 {
            let changed = changes(session, |session| zoom(session, 2_f64.powf(0.01)));
            arranged += usize::from(changed.contains(&"arrangement"));
            assert!(!changed.contains(&"lanes") && !changed.contains(&"matching"), "{changed:?}");
        }
        assert!((1..=4).contains(&arranged), "a zoom to the double arranged {arranged} times");
    });
}

#[test]
fn a_zoom_does_not_rest_on_its_way() {
    on_session(|session| {
        let at_rest = || session.viewing().at_rest().get_untracked();
        let before: Vec<bool> = (0..200)
            .map(|step| {
                // In by four doublings, and out again.
                zoom(session, 2_f64.powf(if step < 100 { 0.04 } else { -0.04 }));
                at_rest()
            })
            .collect();
        // The first movements are so small that they change nothing.
        assert!(before.iter().skip_while(|at_rest| **at_rest).all(|at_rest| !at_rest), "{before:?}");
        assert!(!at_rest());
        session.viewing().settle();
        assert!(at_rest());
    });
}

#[test]
fn a_click_on_a_value_leaves_its_own_facet_alone() {
    on_session(|session| {
        let name =
            session.peek_archive(|archive| archive.facet(Facet::Actor).names.get(0).to_owned()).unwrap();
        let chosen = changes(session, |session| session.toggle(Facet::Actor, &name));
        assert_eq!(chosen, ["kind", "country", "source", "matching", "lanes", "arrangement", "marks"]);
        let same = changes(session, |session| session.choose(Facet::Actor, &name));
        assert!(same.is_empty(), "the choice is the same: {same:?}");
    });
}

#[test]
fn other_lanes_filter_nothing_and_a_card_changes_nothing() {
    on_session(|session| {
        let lanes = changes(session, |session| session.lanes_by().set(LanesBy::Facet(Facet::Source)));
        assert_eq!(lanes, ["lanes", "arrangement", "marks"]);
        let card = changes(session, |session| {
            session.previewed().set(Some(3));
            session.opened().set(Some(Opened::Event(3)));
            session.facets_open().set(false);
        });
        assert!(card.is_empty(), "{card:?}");
    });
}

#[test]
fn a_range_counts_all_facets_once_and_the_view_counts_none() {
    on_session(|session| {
        let range = changes(session, Session::toggle_range);
        assert_eq!(
            range,
            ["kind", "country", "actor", "source", "matching", "lanes", "arrangement", "marks"]
        );
        let year = Extent::new(1_420_000_000_000, 1_450_000_000_000);
        let moved = changes(session, |session| session.viewing().show(year));
        assert_eq!(moved, ["arrangement", "marks"]);
    });
}
