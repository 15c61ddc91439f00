//! The facets: which values there are, how many events each would give, which are chosen or excluded.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::el::{El, el};
use super::facet_list::list;
use crate::archive::Facet;
use crate::dom::decompose;
use crate::query::{Choice, FacetCounts, Listing, fold};
use crate::state::reactive::{Derived, Var};
use crate::state::{Session, Shared, Texts};

/// How many values a facet shows before the reader asks for all.
const FIRST_VALUES: usize = 8;
/// How many of those that are chosen it shows in any case.
const CHOSEN_VALUES: usize = 24;

/// All facets that have something to choose.
pub(super) fn facets(session: Session) -> El {
    el("aside")
        .class("facets")
        .attr("part", "facets")
        .attr("aria-label", session.texts().filters())
        .flag("hidden", move || !session.facets_open().get() || !session.has_values())
        .children(Facet::ALL.map(|facet| group(session, facet)))
}

/// A facet while it is shown.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) session: Session,
    pub(super) facet: Facet,
    pub(super) counts: Derived<Shared<FacetCounts>>,
    pub(super) listing: Derived<Shared<Listing>>,
    /// Whether the reader asked for all values.
    all: Var<bool>,
    /// What is searched for among the values, folded.
    wanted: Var<String>,
    /// What was chosen when the list was opened: a value must not move away under the reader's hands.
    first: Var<Choice>,
    /// The values that are listed.
    pub(super) rows: Derived<Shared<Vec<u32>>>,
}

impl Group {
    fn new(session: Session, facet: Facet) -> Group {
        let counts = session.filtering().counts(facet);
        let listing = Derived::new(move || {
            let name = |value: &str| session.value_name(facet, value);
            let listing = session.with_archive(|archive| Listing::new(archive, facet, &name, &decompose));
            Shared::new(listing.unwrap_or_default())
        });
        let (all, wanted, first) = (Var::new(false), Var::new(String::new()), Var::new(Choice::default()));
        let rows = Derived::new(move || {
            let (listing, counts) = (listing.get(), counts.get());
            let rows = session.with_archive(|archive| {
                let names = &archive.facet(facet).names;
                if all.get() || wanted.with(|wanted| !wanted.is_empty()) {
                    return wanted.with(|wanted| listing.all(names, &counts, &first.get(), wanted));
                }
                session.filter().with(|filter| {
                    let choice = filter.choice(facet);
                    let chosen = choice.include.len().saturating_add(choice.exclude.len());
                    listing.first(names, &counts, choice, FIRST_VALUES.max(chosen.min(CHOSEN_VALUES)))
                })
            });
            Shared::new(rows.unwrap_or_default())
        });
        Group { session, facet, counts, listing, all, wanted, first, rows }
    }

    /// Whether the list holds more than the first values, and is scrolled.
    pub(super) fn is_open(self) -> bool {
        self.all.get() || self.wanted.with(|wanted| !wanted.is_empty())
    }

    /// Tells who asks whenever the list becomes another one.
    pub(super) fn changes(self) {
        self.all.get();
        self.wanted.get();
    }

    fn is_small(self) -> bool {
        self.listing.with(|listing| listing.len()) <= FIRST_VALUES
    }

    fn open(self, all: bool, wanted: String) {
        self.first.set(self.session.filter().with_untracked(|filter| filter.choice(self.facet).clone()));
        self.wanted.set(wanted);
        self.all.set(all);
    }
}

fn group(session: Session, facet: Facet) -> El {
    let group = Group::new(session, facet);
    let texts = session.texts();
    let name = texts.facet(facet);
    let more = El::button("link more")
        .flag("hidden", move || group.is_small())
        .truth("aria-expanded", move || group.all.get())
        .text_with(move || {
            if group.all.get() {
                return texts.show_fewer().to_owned();
            }
            let total = group.listing.with(|listing| listing.len());
            Texts::fill(texts.show_all(), &[&session.number(total)])
        })
        .on("click", move |_| group.open(!group.all.get_untracked(), group.wanted.get_untracked()));
    let nothing = el("p")
        .class("nothing")
        .flag("hidden", move || group.rows.with(|rows| !rows.is_empty()))
        .text(texts.no_value());
    let search = el("input")
        .class("facet-search")
        .attr("type", "search")
        .attr("aria-label", &Texts::fill(texts.search_values(), &[name]))
        .attr("placeholder", texts.search())
        .flag("hidden", move || group.is_small())
        .on("input", move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let typed = input.map(|input| input.value()).unwrap_or_default();
            group.open(group.all.get_untracked(), fold(typed.trim(), &decompose));
        });
    let (field, button) = (search.html().clone(), more.html().clone());
    // Escape leaves a long list: it would take many steps to its end.
    let leave = move |event: web_sys::Event| {
        let is_escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape");
        if !is_escape {
            return;
        }
        let searched = group.wanted.with_untracked(|wanted| !wanted.is_empty());
        if searched || group.all.get_untracked() {
            event.prevent_default();
            event.stop_propagation();
            if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                field.set_value("");
            }
            group.open(searched && group.all.get_untracked(), String::new());
            _ = if searched { field.focus() } else { button.focus() };
        }
    };
    el("fieldset")
        .attr("part", "facet")
        .attr("data-facet", facet.name())
        .flag("hidden", move || group.listing.with(|listing| listing.is_empty()))
        .children([el("legend").text(name), more, search, list(group), nothing])
        .on("keydown", leave)
}
