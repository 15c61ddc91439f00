//! The facets: which values there are, how many events each would give, which are chosen.

use leptos::prelude::*;

use crate::archive::{Facet, kind};
use crate::query::NOT_STATED;
use crate::state::{Session, Texts};

/// How many values a facet shows before the reader asks for all.
const FIRST_VALUES: usize = 8;
/// How many it shows then: what is further down is found by searching.
const MOST_VALUES: usize = 200;

/// All facets that have something to choose.
#[component]
pub(crate) fn Facets(session: Session) -> impl IntoView {
    view! {
        <aside class="facets" part="facets" aria-label=session.texts.filters hidden=move || !session.facets_open.get()>
            {Facet::ALL.map(|facet| view! { <FacetGroup session facet /> }).collect_view()}
        </aside>
    }
}

/// A value as it is listed.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Value {
    /// The name in the archive; empty is "not stated".
    value: String,
    /// The name for the reader.
    name: String,
}

#[component]
fn FacetGroup(session: Session, facet: Facet) -> impl IntoView {
    let texts = session.texts;
    let all = RwSignal::new(false);
    let search = RwSignal::new(String::new());
    let counts = Memo::new(move |_| session.counts(facet));
    let count_of = move |value: &str| {
        counts.with(|counts| {
            if value == NOT_STATED {
                return counts.not_stated;
            }
            let idx = session.with_archive(|archive| archive.facet(facet).names.find(value)).flatten();
            idx.and_then(|idx| counts.values.get(idx as usize)).copied().unwrap_or_default()
        })
    };
    // Whether some event of the archive states nothing, under whatever filter.
    let unstated = Memo::new(move |_| {
        session.with_archive(|archive| archive.events().any(|event| event.values(facet).is_empty())).unwrap_or_default()
    });
    let ordered = Memo::new(move |_| {
        let mut values: Vec<Value> = session
            .with_archive(|archive| {
                let names = &archive.facet(facet).names;
                let named = |value: u32| session.value_name(facet, names.get(value));
                let ordered = counts.with(|counts| counts.ordered(named));
                ordered
                    .into_iter()
                    .filter_map(|value| value.value)
                    .map(|value| Value { value: names.get(value).to_owned(), name: named(value) })
                    .collect()
            })
            .unwrap_or_default();
        if unstated.get() && !values.is_empty() {
            values.push(Value { value: NOT_STATED.to_owned(), name: texts.not_stated.to_owned() });
        }
        // The chosen ones first, so that no choice is out of sight.
        session.filter.with(|filter| {
            let choice = filter.choice(facet);
            values.sort_by_key(|value| !(choice.include.contains(&value.value) || choice.exclude.contains(&value.value)));
        });
        values
    });
    let total = Memo::new(move |_| ordered.with(Vec::len));
    let listed = Memo::new(move |_| {
        let wanted = search.get().to_lowercase();
        let limit = if all.get() || !wanted.is_empty() { MOST_VALUES } else { FIRST_VALUES };
        ordered.with(|values| {
            let found = values.iter().filter(|value| {
                wanted.is_empty()
                    || value.name.to_lowercase().contains(&wanted)
                    || value.value.to_lowercase() == wanted
            });
            found.take(limit).cloned().collect::<Vec<_>>()
        })
    });
    let most = Memo::new(move |_| counts.with(|counts| counts.values.iter().copied().max().unwrap_or(0).max(1)));
    let option = move |Value { value, name }: Value| {
        let look = (facet == Facet::Kind).then(|| format!("symbol k{}", kind::look(&value)));
        let chosen = {
            let value = value.clone();
            Memo::new(move |_| session.filter.with(|filter| filter.choice(facet).include.contains(&value)))
        };
        let count = {
            let value = value.clone();
            Memo::new(move |_| count_of(&value))
        };
        let bar = move || format!("{:.1}%", f64::from(count.get()) * 100.0 / f64::from(most.get()));
        let toggled = value.clone();
        view! {
            <label class="option" class:on=chosen class:zero=move || count.get() == 0 part="option">
                <input
                    type="checkbox"
                    value=value
                    prop:checked=chosen
                    on:change=move |_| session.toggle(facet, &toggled)
                />
                {look.map(|look| view! { <span class=look aria-hidden="true"></span> })}
                <span class="name" dir="auto">{name}</span>
                <span class="count" part="count">{move || session.intl.with(|intl| intl.number(count.get() as usize))}</span>
                <span class="bar" aria-hidden="true" style:width=bar></span>
            </label>
        }
    };
    let name = texts.facet(facet);
    let more = move || total.get() > FIRST_VALUES;
    let toggle_all = move || {
        if all.get() {
            texts.show_fewer.to_owned()
        } else {
            Texts::fill(texts.show_all, &[&session.intl.with(|intl| intl.number(total.get()))])
        }
    };
    view! {
        <fieldset part="facet" data-facet=facet.name() hidden=move || total.get() == 0>
            <legend>{name}</legend>
            <Show when=more>
                <input
                    type="search"
                    class="facet-search"
                    aria-label=Texts::fill(texts.search_values, &[name])
                    placeholder=Texts::fill(texts.search_values, &[name])
                    prop:value=search
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </Show>
            <For each=move || listed.get() key=Clone::clone children=option />
            <Show when=more>
                <button type="button" class="link" aria-expanded=move || all.get().to_string()
                    on:click=move |_| all.update(|all| *all = !*all)>
                    {toggle_all}
                </button>
            </Show>
        </fieldset>
    }
}
