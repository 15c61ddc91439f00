//! Which events match, and how many would: worked out part by part, so that a change of one part of the filter costs
//! that part alone.

use std::cell::RefCell;

use fixedbitset::FixedBitSet;
use send_wrapper::SendWrapper;

use super::handle::handle;
use super::reactive::{Derived, Var};
use super::{Session, Shared};
use crate::archive::Facet;
use crate::dom::{after_ms, decompose};
use crate::query::{self, Bound, FacetCounts, Filter, Index};
use crate::read::Reading;
use crate::time::Extent;

/// How many texts are taken into the search's index at once.
const SLICE: usize = 1000;

handle! {
/// What follows from the filter.
pub(crate) struct Filtering -> Sets {
    all_counts: [Derived<Shared<FacetCounts>>; 4],
    /// The events that match.
    pub(crate) matching: Derived<Shared<FixedBitSet>>,
    /// The words that are searched for, folded.
    pub(crate) wanted: Derived<Vec<String>>,
    index: Derived<Shared<SendWrapper<RefCell<Index>>>>,
}
}

impl Filtering {
    pub(super) fn new(reading: Var<Option<Shared<Reading>>>, filter: Var<Filter>) -> Filtering {
        let facets = Facet::ALL.map(|facet| {
            let choice = Derived::new(move || filter.with(|filter| filter.choice(facet).clone()));
            Derived::new(move || {
                let reading = reading.get()?;
                choice.with(|choice| query::pass(&reading.archive, facet, choice)).map(Shared::new)
            })
        });
        let span = Derived::new(move || filter.with(Filter::range));
        let range = Derived::new(move || {
            let (reading, range) = (reading.get()?, span.get()?);
            Some(Shared::new(query::in_range(&reading.archive, range)))
        });
        let wanted = Derived::new(move || filter.with(|filter| query::words(&filter.q, &decompose)));
        let index = Derived::new(move || {
            reading.with(|_| ());
            Shared::new(SendWrapper::new(RefCell::new(Index::default())))
        });
        let words = Derived::new(move || {
            let (reading, wanted) = (reading.get()?, wanted.get());
            if wanted.is_empty() {
                return None;
            }
            let index = index.get();
            let mut index = index.borrow_mut();
            // What is not taken in yet is now: in slices, since each is copied several times on its way.
            while index.extend(&reading.archive, SLICE, &decompose) {}
            Some(Shared::new(index.search(&reading.archive, &wanted)))
        });
        let passing = move |without: Option<Facet>| {
            let len = reading.with(|reading| reading.as_ref().map_or(0, |reading| reading.archive.len()));
            let facets = Facet::ALL.iter().zip(&facets).filter(|(facet, _)| Some(**facet) != without);
            let parts = facets.map(|(_, part)| *part).chain([words, range]);
            let parts: Vec<Shared<FixedBitSet>> = parts.filter_map(Derived::get).collect();
            query::intersection(len, &parts.iter().map(|part| &**part).collect::<Vec<_>>())
        };
        let matching = Derived::new(move || Shared::new(passing(None)));
        let counts = Facet::ALL.map(|facet| {
            Derived::new(move || {
                let counts = reading.get().map(|reading| {
                    let events = passing(Some(facet));
                    query::counts(&reading.archive, &events, facet)
                });
                Shared::new(counts.unwrap_or_default())
            })
        });
        Filtering::of(Sets { all_counts: counts, matching, wanted, index })
    }

    /// The counts of a facet's values.
    pub(crate) fn counts(self, facet: Facet) -> Derived<Shared<FacetCounts>> {
        let [kind, country, actor, source] = self.all_counts();
        match facet {
            Facet::Kind => kind,
            Facet::Country => country,
            Facet::Actor => actor,
            Facet::Source => source,
        }
    }
}

impl Session {
    /// Chooses a value of a facet, or takes it back.
    pub(crate) fn toggle(self, facet: Facet, value: &str) {
        self.filter().update(|filter| filter.choice_mut(facet).toggle(value));
    }

    /// Excludes a value of a facet, or takes that back.
    pub(crate) fn toggle_excluded(self, facet: Facet, value: &str) {
        self.filter().update(|filter| filter.choice_mut(facet).toggle_excluded(value));
    }

    /// Chooses a value of a facet, if it is not chosen yet.
    pub(crate) fn choose(self, facet: Facet, value: &str) {
        self.filter().update(|filter| {
            let choice = filter.choice_mut(facet);
            choice.exclude.remove(value);
            choice.include.insert(value);
        });
    }

    /// Searches for words, as they are typed.
    pub(crate) fn search(self, words: &str) {
        self.filter().update(|filter| words.clone_into(&mut filter.q));
    }

    /// Lets only what is in view pass, or no longer.
    pub(crate) fn toggle_range(self) {
        let view = self.viewing().viewport().get_untracked().extent();
        self.filter().update(|filter| {
            let none = filter.from.is_none() && filter.to.is_none();
            (filter.from, filter.to) = Bound::around(view).filter(|_| none).unzip();
        });
    }

    /// Shows what happened at some time, and lets only that pass. The words that led there are forgotten, what was
    /// chosen is not.
    pub(crate) fn only_at(self, extent: Extent) {
        let Some((from, to)) = Bound::around(extent) else { return };
        self.filter().update(|filter| {
            filter.q.clear();
            (filter.from, filter.to) = (Some(from), Some(to));
        });
        self.viewing().fit(extent, true);
    }

    /// Forgets every choice.
    pub(crate) fn clear_filters(self) {
        self.filter().set(Filter::default());
    }

    /// Prepares the search, some at a time, so that the first key is answered as fast as the others.
    pub(crate) fn prepare_search(self) {
        let session = self;
        let extended = self.reading().get_untracked().is_some_and(|reading| {
            let index = session.filtering().index().get_untracked();
            index.borrow_mut().extend(&reading.archive, SLICE, &decompose)
        });
        if extended {
            let life = session.life();
            after_ms(0, move || {
                if life.is_alive() {
                    session.prepare_search();
                }
            });
        }
    }
}
