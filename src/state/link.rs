//! Between the session and the page's address: what differs from how the page shows the timeline stands there.
//!
//! A link is always read. Only where the element says `url-state="hash"` is the address kept up to date: replaced while
//! a reader explores, a new entry of the history when an event is opened. A fragment without a section of ours says
//! nothing, so that a link to another part of the page changes nothing here; an empty section says "as the page has
//! it".

use std::cell::Cell;
use std::rc::Rc;

use super::handle::handle;
use super::reactive::{Var, keep, react, untrack};
use super::session::Opened;
use super::{LanesBy, Session, Texts, View};
use crate::archive::{Archive, Facet, country};
use crate::dom::{address_with, after_ms, fragment, on_fragment_change, write_fragment, zone_offset_min};
use crate::link::fragment::{section, with_section};
use crate::link::{Link, Reading, rounded};
use crate::query::{Filter, Values};
use crate::time::Extent;

/// How long the reader must rest before the address is replaced, in ms: browsers refuse more than a few a second.
const REST_MS: i32 = 300;

handle! {
/// What the page itself shows, and what the address says.
pub(crate) struct Linking -> Known {
    /// The name of the element's section in the fragment.
    pub(crate) name: Var<String>,
    /// Whether the address is kept up to date.
    pub(crate) is_kept: Var<bool>,
    /// The page's own filter.
    pub(crate) filter: Var<Filter>,
    /// The page's own lanes.
    pub(crate) lanes: Var<LanesBy>,
    /// Which of its views the page begins with.
    pub(crate) view: Var<View>,
    /// What is in view before the reader moves.
    pub(crate) range: Var<Option<Extent>>,
    /// A link that is to be shown as soon as there is data.
    pub(super) pending: Var<Option<Reading>>,
    /// The section as it stands in the address; `None` if there has been none.
    pub(crate) in_address: Var<Option<String>>,
    /// The view with which the timeline goes on after it was out of the page.
    pub(crate) resumed: Var<Option<Extent>>,
    /// The section that was last in the address, as it would be written.
    shown: Var<String>,
    /// The event that the address knows to be open.
    pub(crate) event: Var<Option<String>>,
    /// What of a link is not in the data.
    pub(crate) missing: Var<Vec<String>>,
    /// Counts the links that were shown.
    pub(crate) arrived: Var<u32>,
}
}

impl Linking {
    pub(super) fn new() -> Linking {
        Linking::of(Known {
            name: Var::new(String::new()),
            is_kept: Var::new(false),
            filter: Var::new(Filter::default()),
            lanes: Var::new(LanesBy::Facet(Facet::Kind)),
            view: Var::new(View::default()),
            range: Var::new(None),
            pending: Var::new(None),
            in_address: Var::new(None),
            resumed: Var::new(None),
            shown: Var::new(String::new()),
            event: Var::new(None),
            missing: Var::new(Vec::new()),
            arrived: Var::new(0),
        })
    }
}

impl Session {
    /// The address of what is seen now.
    pub(crate) fn address(self) -> String {
        address_with(&self.fragment_with(Some(&self.link().encode())))
    }

    fn fragment_with(self, fields: Option<&str>) -> String {
        self.linking().name().with_untracked(|name| with_section(&fragment(), name, fields))
    }

    /// How what is seen differs from what the page shows by itself; tracked.
    fn link(self) -> Link {
        let event = match self.opened().get() {
            Some(Opened::Event(idx)) => {
                self.peek_archive(|archive| archive.event(idx).map(|event| event.id().to_owned())).flatten()
            }
            _ => None,
        };
        let (filter, lanes, view) = (self.filter().get(), self.lanes_by().get(), self.view().get());
        let range = rounded(self.viewing().viewport().get().extent());
        Link {
            event,
            filter: Some(filter).filter(|filter| *filter != self.linking().filter().get()),
            range: Some(range).filter(|range| self.linking().range().get().map(rounded) != Some(*range)),
            lanes: (lanes != self.linking().lanes().get()).then(|| lanes.name().to_owned()),
            view: (view != self.linking().view().get()).then(|| view.name().to_owned()),
        }
    }

    /// Reads the address, unless it says what is known.
    fn read_address(self) {
        let linking = self.linking();
        let Some(fields) = linking.name().with_untracked(|name| section(&fragment(), name)) else { return };
        let fields = Some(fields);
        if fields != linking.in_address().get_untracked() {
            linking.pending().set(fields.as_deref().map(|fields| Link::decode(fields, &zone_offset_min)));
            linking.in_address().set(fields);
        }
    }

    /// Shows what a link says; the rest as the page has it.
    fn follow(self, Reading { link, unknown }: Reading) {
        let linking = self.linking();
        let mut missing = unknown;
        let filter = link.filter.map(|mut filter| {
            self.peek_archive(|archive| keep_known(archive, &mut filter, &mut missing));
            filter
        });
        let lanes = link.lanes.as_deref().map(|name| (name, LanesBy::from_name(name)));
        let view = link.view.as_deref().map(|name| (name, View::from_name(name)));
        let not_known = [
            lanes.filter(|(_, by)| by.is_none()).map(|(name, _)| name),
            view.filter(|(_, view)| view.is_none()).map(|(name, _)| name),
        ];
        missing.extend(not_known.into_iter().flatten().map(str::to_owned));
        let (lanes, view) = (lanes.and_then(|(_, by)| by), view.and_then(|(_, view)| view));
        self.view().set(view.unwrap_or(linking.view().get_untracked()));
        self.filter().set(filter.unwrap_or(linking.filter().get_untracked()));
        self.lanes_by().set(lanes.unwrap_or(linking.lanes().get_untracked()));
        if let Some(range) = link.range.or(linking.range().get_untracked()) {
            self.viewing().show(range);
        }
        let idx =
            link.event.as_deref().and_then(|id| self.peek_archive(|archive| archive.find(id)).flatten());
        match (idx, &link.event) {
            (Some(idx), _) => self.open_event(idx),
            (None, id) => {
                missing.extend(id.clone());
                self.opened().set(None);
            }
        }
        linking.event().set(link.event.filter(|_| idx.is_some()));
        linking.missing().set(missing);
        // What a link says otherwise than it would be written now is no doing of the reader's: it may stay.
        linking.shown().set(self.link().encode());
        linking.arrived().update(|times| *times = times.wrapping_add(1));
    }

    fn write(self, fields: Option<&str>, new_entry: bool) {
        write_fragment(&self.fragment_with(fields), new_entry);
        self.linking().in_address().set(Some(fields.unwrap_or_default().to_owned()));
    }

    /// What of a link is not in the data, in words; empty if all is.
    pub(crate) fn missing_in_words(self) -> String {
        let missing = self.linking().missing().get();
        if missing.is_empty() {
            return String::new();
        }
        Texts::fill(self.texts().link_missing(), &[&missing.join(", ")])
    }
}

/// Takes out of a filter the values that the data does not have, and names them.
fn keep_known(archive: &Archive, filter: &mut Filter, missing: &mut Vec<String>) {
    for facet in Facet::ALL {
        let names = &archive.facet(facet).names;
        let choice = filter.choice_mut(facet);
        for values in [&mut choice.include, &mut choice.exclude] {
            let mut known = Values::default();
            for value in values.iter() {
                // Who writes a link by hand may write a country's name.
                let canonical =
                    if facet == Facet::Country { country::canonical(value) } else { value.to_owned() };
                if canonical.is_empty() || names.find(&canonical).is_some() {
                    known.insert(&canonical);
                } else {
                    missing.push(canonical);
                }
            }
            *values = known;
        }
    }
}

/// Keeps the session and the address in agreement from now on.
pub(crate) fn keep_link(session: Session) {
    let linking = session.linking();
    session.read_address();
    keep(on_fragment_change(move || session.read_address()));
    react(move || {
        // Once there is data, and a view of it.
        if session.reading().with(Option::is_none) || linking.range().with(Option::is_none) {
            return;
        }
        if let Some(link) = linking.pending().get() {
            linking.pending().set(None);
            untrack(|| session.follow(link));
        }
    });
    let rests = Rc::new(Cell::new(0_u32));
    react(move || {
        if linking.pending().with(Option::is_some) || linking.range().with(Option::is_none) {
            return;
        }
        let link = session.link();
        let fields = link.encode();
        let is_opened = link.event.is_some() && link.event != linking.event().get_untracked();
        linking.event().set(link.event);
        let before = linking.shown().get_untracked();
        if fields == before {
            return;
        }
        linking.shown().set(fields.clone());
        linking.missing().set(Vec::new());
        if !linking.is_kept().get_untracked() {
            return;
        }
        let rest = rests.get().wrapping_add(1);
        rests.set(rest);
        if is_opened {
            // The entry to which the reader may return says how it was, even if nothing differed.
            session.write(Some(&before), false);
            return session.write(Some(&fields), true);
        }
        let (rests, life) = (rests.clone(), session.life());
        after_ms(REST_MS, move || {
            if rests.get() == rest && life.is_alive() {
                session.write(Some(fields.as_str()).filter(|fields| !fields.is_empty()), false);
            }
        });
    });
}
