//! The filters that are on, each to be taken away.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent};

use super::el::{El, el};
use super::list::focus_events;
use crate::archive::Facet;
use crate::query::{Filter, range_date};
use crate::state::{Session, Texts};

/// One filter that is on.
#[derive(Clone, PartialEq)]
enum Chip {
    /// A value of a facet, and whether it is excluded.
    Value(Facet, String, bool),
    /// The words that are searched for.
    Words,
    /// The range.
    Range,
}

/// All chips, and "clear all".
pub(super) fn chips(session: Session) -> El {
    let texts = session.texts();
    let list = el("ul").attr("aria-label", texts.active_filters()).each(
        move || session.filter().with(|filter| keyed(on(filter))),
        move |chip: &Chip| draw(session, chip),
    );
    let clear = El::button("link").text(texts.clear_all()).on("click", move |event| {
        keep_focus(session, &event);
        session.clear_filters();
    });
    el("div")
        .class("chips")
        .attr("part", "chips")
        .flag("hidden", move || session.filter().with(Filter::is_empty))
        .children([list, clear])
}

fn on(filter: &Filter) -> Vec<Chip> {
    let mut chips = Vec::new();
    if !filter.q.trim().is_empty() {
        chips.push(Chip::Words);
    }
    if filter.range().is_some() {
        chips.push(Chip::Range);
    }
    for facet in Facet::ALL {
        let choice = filter.choice(facet);
        for (values, excluded) in [(&choice.include, false), (&choice.exclude, true)] {
            chips.extend(values.iter().map(|value| Chip::Value(facet, value.to_owned(), excluded)));
        }
    }
    chips
}

fn keyed(chips: Vec<Chip>) -> Vec<(String, Chip)> {
    let key = |chip: &Chip| match chip {
        Chip::Value(facet, value, excluded) => {
            [facet.name(), if *excluded { " not " } else { " " }, value].concat()
        }
        Chip::Words => "q".to_owned(),
        Chip::Range => "range".to_owned(),
    };
    chips.into_iter().map(|chip| (key(&chip), chip)).collect()
}

/// A chip's value, for the reader.
fn words(session: Session, chip: &Chip) -> String {
    match chip {
        Chip::Value(facet, value, excluded) => {
            let name = session.value_name(*facet, value);
            if *excluded { Texts::fill(session.texts().not(), &[&name]) } else { name }
        }
        Chip::Words => session.filter().with(|filter| filter.q.trim().to_owned()),
        Chip::Range => {
            let date = session.filter().with(|filter| range_date(filter.from.as_ref(), filter.to.as_ref()));
            date.map(|date| session.date_in_short(&date)).unwrap_or_default()
        }
    }
}

fn draw(session: Session, chip: &Chip) -> El {
    let texts = session.texts();
    let (about, named, shown) = (chip.clone(), chip.clone(), chip.clone());
    let title = match chip {
        Chip::Value(facet, ..) => texts.facet(*facet),
        Chip::Words => texts.search(),
        Chip::Range => texts.time(),
    };
    let button = El::button("chip")
        .attr("part", "chip")
        .attr_with("aria-label", move || {
            let value = [title, " ", &words(session, &named)].concat();
            Some(Texts::fill(texts.remove_filter(), &[&value]))
        })
        .child(el("small").text(title))
        // So that the words are apart for those who hear them.
        .text(" ")
        .child(el("span").attr("dir", "auto").text_with(move || words(session, &shown)))
        .child(el("i").attr("aria-hidden", "true").text("×"))
        .on("click", move |event| {
            keep_focus(session, &event);
            session.filter().update(|filter| match &about {
                Chip::Value(facet, value, _) => filter.choice_mut(*facet).remove(value),
                Chip::Words => filter.q.clear(),
                Chip::Range => (filter.from, filter.to) = (None, None),
            });
        });
    el("li").child(button)
}

/// Who takes a chip away goes on from the next one. If there is none: by keyboard from the search, else, since a keyboard on the screen
/// would come with that, from the events.
fn keep_focus(session: Session, click: &Event) {
    let by_keyboard = click.dyn_ref::<MouseEvent>().is_some_and(|click| click.detail() == 0);
    let Some(target) = click.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let item = target.closest("li").ok().flatten();
    let next = item.and_then(|item| item.next_element_sibling().or(item.previous_element_sibling()));
    match next.and_then(|next| next.first_element_child()?.dyn_into::<HtmlElement>().ok()) {
        Some(button) => _ = button.focus(),
        None if by_keyboard => session.search_wants_focus().set(true),
        None => focus_events(&target),
    }
}
