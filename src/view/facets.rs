//! The facets: which values there are, how many events each would give, which are chosen.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::axis::percent;
use super::el::{El, el};
use crate::archive::{Facet, kind};
use crate::dom::lower_case;
use crate::query::{FacetCounts, NOT_STATED};
use crate::state::reactive::{Derived, Var};
use crate::state::{Session, Shared, Texts};

/// How many values a facet shows before the reader asks for all.
const FIRST_VALUES: usize = 8;
/// How many it shows then: what is further down is found by searching.
const MOST_VALUES: usize = 200;

/// All facets that have something to choose.
pub(super) fn facets(session: Session) -> El {
    el("aside")
        .class("facets")
        .attr("part", "facets")
        .attr("aria-label", session.texts.filters)
        .flag("hidden", move || !session.facets_open.get())
        .children(Facet::ALL.map(|facet| group(session, facet)))
}

/// A facet while it is shown.
#[derive(Clone, Copy)]
struct Group {
    session: Session,
    facet: Facet,
    counts: Derived<Shared<FacetCounts>>,
    /// All values in the order in which they are listed: names in the archive, and for the reader.
    ordered: Derived<Shared<Vec<(String, String)>>>,
    all: Var<bool>,
    search: Var<String>,
}

fn group(session: Session, facet: Facet) -> El {
    let counts = Derived::new(move || Shared::new(session.counts(facet)));
    let ordered = Derived::new(move || Shared::new(ordered(&session, facet, &counts.get())));
    let group =
        Group { session, facet, counts, ordered, all: Var::new(false), search: Var::new(String::new()) };
    let texts = session.texts;
    let name = texts.facet(facet);
    let few = move || group.ordered.with(|values| values.len()) <= FIRST_VALUES;
    let search = el("input")
        .class("facet-search")
        .attr("type", "search")
        .attr("aria-label", &Texts::fill(texts.search_values, &[name]))
        .attr("placeholder", texts.search)
        .flag("hidden", few)
        .on("input", move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            group.search.set(input.map(|input| input.value()).unwrap_or_default());
        });
    let more = El::button("link")
        .flag("hidden", few)
        .truth("aria-expanded", move || group.all.get())
        .text_with(move || {
            if group.all.get() {
                return texts.show_fewer.to_owned();
            }
            let total = group.ordered.with(|values| values.len());
            Texts::fill(texts.show_all, &[&session.number(total)])
        })
        .on("click", move |_| group.all.update(|all| *all = !*all));
    let options = el("div").each(move || group.listed(), move |(value, name)| group.option(value, name));
    el("fieldset")
        .attr("part", "facet")
        .attr("data-facet", facet.name())
        .flag("hidden", move || group.ordered.with(|values| values.is_empty()))
        .children([el("legend").text(name), search, options, more])
}

/// A facet's values by count, then name; the chosen ones first, so that no choice is out of sight; "not stated" last.
fn ordered(session: &Session, facet: Facet, counts: &FacetCounts) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = session
        .with_archive(|archive| {
            let names = &archive.facet(facet).names;
            let named = |value: u32| session.value_name(facet, names.get(value));
            let ordered = counts.ordered(named);
            ordered.into_iter().map(|(value, _)| (names.get(value).to_owned(), named(value))).collect()
        })
        .unwrap_or_default();
    let unstated =
        session.with_archive(|archive| archive.events().any(|event| event.values(facet).is_empty()));
    if unstated == Some(true) && !values.is_empty() {
        values.push((NOT_STATED.to_owned(), session.texts.not_stated.to_owned()));
    }
    session.filter.with(|filter| {
        let choice = filter.choice(facet);
        let is_chosen = |value: &String| choice.include.contains(value) || choice.exclude.contains(value);
        let (mut chosen, others): (Vec<_>, Vec<_>) =
            values.into_iter().partition(|(value, _)| is_chosen(value));
        chosen.extend(others);
        chosen
    })
}

/// Whether `text` holds `part`, which is not empty; `str::contains` is made for longer texts, and weighs more.
fn has(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len().max(1)).any(|window| window == part.as_bytes())
}

impl Group {
    /// The values that are listed, by key.
    fn listed(self) -> Vec<(String, (String, String))> {
        let wanted = lower_case(&self.search.get());
        let limit = if self.all.get() || !wanted.is_empty() { MOST_VALUES } else { FIRST_VALUES };
        let ordered = self.ordered.get();
        let found = ordered.iter().filter(|(value, name)| {
            wanted.is_empty() || has(&lower_case(name), &wanted) || lower_case(value) == wanted
        });
        found.take(limit).map(|(value, name)| (value.clone(), (value.clone(), name.clone()))).collect()
    }

    fn count(self, value: &str) -> u32 {
        let counts = self.counts.get();
        if value == NOT_STATED {
            return counts.not_stated;
        }
        let idx = self.session.peek_archive(|archive| archive.facet(self.facet).names.find(value)).flatten();
        idx.and_then(|idx| counts.values.get(idx as usize)).copied().unwrap_or_default()
    }

    fn option(self, value: &str, name: &str) -> El {
        let Group { session, facet, .. } = self;
        let owned = || value.to_owned();
        let is_chosen = {
            let value = owned();
            move || session.filter.with(|filter| filter.choice(facet).include.contains(&value))
        };
        let (counted, barred, zero, toggled) = (owned(), owned(), owned(), owned());
        let bar = move || {
            let most = self.counts.with(|counts| counts.values.iter().copied().max().unwrap_or_default());
            percent(f64::from(self.count(&barred)) / f64::from(most.max(1)))
        };
        let input = el("input")
            .attr("type", "checkbox")
            .attr("value", value)
            .checked_with(is_chosen.clone())
            .on("change", move |_| session.toggle(facet, &toggled));
        let symbol = (facet == Facet::Kind)
            .then(|| el("span").class(&format!("symbol k{}", kind::look(value))).attr("aria-hidden", "true"));
        let count = el("span")
            .class("count")
            .attr("part", "count")
            .text_with(move || session.number(self.count(&counted) as usize));
        el("label")
            .class("option")
            .attr("part", "option")
            .class_when("on", is_chosen)
            .class_when("zero", move || self.count(&zero) == 0)
            .child(input)
            .children(symbol)
            .child(el("span").class("name").attr("dir", "auto").text(name))
            .child(count)
            .child(el("span").class("share").attr("aria-hidden", "true").style_with("width", bar))
    }
}
