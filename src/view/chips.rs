//! The filters that are on, each to be taken away.

use leptos::prelude::*;

use crate::archive::Facet;
use crate::state::{Session, Texts};

/// One chip.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Chip {
    facet: Facet,
    value: String,
    excluded: bool,
}

/// All chips, and "clear all".
#[component]
pub(crate) fn Chips(session: Session) -> impl IntoView {
    let texts = session.texts;
    let chips = Memo::new(move |_| {
        session.filter.with(|filter| {
            let mut chips = Vec::new();
            for facet in Facet::ALL {
                let choice = filter.choice(facet);
                let included = choice.include.iter().map(|value| (value, false));
                let excluded = choice.exclude.iter().map(|value| (value, true));
                chips.extend(
                    included.chain(excluded).map(|(value, excluded)| Chip { facet, value: value.clone(), excluded }),
                );
            }
            chips
        })
    });
    let chip = move |chip: Chip| {
        let name = session.value_name(chip.facet, &chip.value);
        let name = if chip.excluded { Texts::fill(texts.not, &[&name]) } else { name };
        let facet = texts.facet(chip.facet);
        let label = Texts::fill(texts.remove_filter, &[&format!("{facet} {name}")]);
        let remove =
            move |_| session.filter.update(|filter| filter.choice_mut(chip.facet).remove(&chip.value));
        view! {
            <li>
                <button type="button" class="chip" part="chip" aria-label=label on:click=remove>
                    <small>{facet}</small>
                    <span dir="auto">{name}</span>
                    <i aria-hidden="true">"×"</i>
                </button>
            </li>
        }
    };
    view! {
        <div class="chips" part="chips" hidden=move || chips.with(Vec::is_empty)>
            <ul aria-label=texts.active_filters>
                <For each=move || chips.get() key=Clone::clone children=chip />
            </ul>
            <button type="button" class="link" on:click=move |_| session.clear_filters()>{texts.clear_all}</button>
        </div>
    }
}
