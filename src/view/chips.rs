//! The filters that are on, each to be taken away.

use super::el::{El, el};
use crate::archive::Facet;
use crate::state::{Session, Texts};

/// One filter that is on.
struct Chip {
    facet: Facet,
    value: String,
    excluded: bool,
}

/// All chips, and "clear all".
pub(super) fn chips(session: Session) -> El {
    let texts = session.texts;
    let list = el("ul")
        .attr("aria-label", texts.active_filters)
        .each(move || chosen(&session), move |chip: &Chip| draw(session, chip));
    let clear = El::button("link").text(texts.clear_all).on("click", move |_| session.clear_filters());
    el("div")
        .class("chips")
        .attr("part", "chips")
        .flag("hidden", move || session.filter.with(crate::query::Filter::is_empty))
        .children([list, clear])
}

fn chosen(session: &Session) -> Vec<(String, Chip)> {
    session.filter.with(|filter| {
        let mut chips = Vec::new();
        for facet in Facet::ALL {
            let choice = filter.choice(facet);
            for (values, excluded) in [(&choice.include, false), (&choice.exclude, true)] {
                for value in values.iter() {
                    let key = format!("{} {excluded} {value}", facet.name());
                    chips.push((key, Chip { facet, value: value.to_owned(), excluded }));
                }
            }
        }
        chips
    })
}

fn draw(session: Session, chip: &Chip) -> El {
    let texts = session.texts;
    let (facet, value) = (chip.facet, chip.value.clone());
    let name = session.value_name(facet, &value);
    let name = if chip.excluded { Texts::fill(texts.not, &[&name]) } else { name };
    let facet_name = texts.facet(facet);
    let button = El::button("chip")
        .attr("part", "chip")
        .attr("aria-label", &Texts::fill(texts.remove_filter, &[&format!("{facet_name} {name}")]))
        .child(el("small").text(facet_name))
        .child(el("span").attr("dir", "auto").text(&name))
        .child(el("i").attr("aria-hidden", "true").text("×"))
        .on("click", move |_| session.filter.update(|filter| filter.choice_mut(facet).remove(&value)));
    el("li").child(button)
}
