//! The tools: filters on or off, lanes, zoom.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::el::{El, el};
use super::menu::{copy_link, more};
use super::search::search;
use crate::query::Filter;
use crate::state::{LanesBy, Session, View};

/// How far one press zooms.
const ZOOM: f64 = 2.0;

/// The tools in one line.
pub(super) fn toolbar(session: Session) -> El {
    let texts = session.texts();
    let on = move || session.filter().with(Filter::choices);
    let filters = El::button("button filters")
        .flag("hidden", move || !session.has_values())
        .truth("aria-expanded", move || session.facets_open().get())
        // Apart, as it is read out.
        .text(&[texts.filters(), " "].concat())
        .child(
            el("span")
                .class("on")
                .flag("hidden", move || on() == 0)
                .text_with(move || if on() == 0 { String::new() } else { session.number(on()) }),
        )
        .on("click", move |_| session.facets_open().update(|open| *open = !*open));
    let options = LanesBy::ALL.map(|by| {
        let is_it = move || session.lanes_by().get() == by;
        el("option").attr("value", by.name()).flag("selected", is_it).text(texts.lanes_by(by))
    });
    let choose = move |event: web_sys::Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(by) = select.and_then(|select| LanesBy::from_name(&select.value())) {
            session.lanes_by().set(by);
        }
    };
    // What only the chart across needs.
    let is_elsewhere = move || session.narrow().get() || session.view().get() == View::List;
    let lanes = el("label")
        .class("select")
        .flag("hidden", is_elsewhere)
        .child(el("span").text(texts.lanes()))
        .child(el("select").children(options).on("change", choose));
    let zoom = move |name: &str, sign: &str, factor: f64| {
        El::button("button icon")
            .attr("aria-label", name)
            .attr("title", name)
            .text(sign)
            .on("click", move |_| session.viewing().zoom(factor))
    };
    let fit = El::button("button").attr("title", texts.fit_title()).text(texts.fit());
    let zooms = el("div")
        .class("group")
        .flag("hidden", is_elsewhere)
        .child(zoom(texts.zoom_out(), "−", 1.0 / ZOOM))
        .child(zoom(texts.zoom_in(), "+", ZOOM))
        .child(fit.on("click", move |_| session.fit(true)))
        .child(only_view(session));
    let views = View::ALL.map(|view| {
        let name = if view == View::List { texts.list() } else { texts.timeline() };
        El::button("button")
            .truth("aria-pressed", move || session.view().get() == view)
            .text(name)
            .on("click", move |_| session.view().set(view))
    });
    let views =
        el("div").class("group views").attr("role", "group").attr("aria-label", texts.view()).children(views);
    el("div")
        .class("toolbar")
        .attr("part", "toolbar")
        .attr("role", "toolbar")
        .attr("aria-label", texts.toolbar())
        .children([search(session), filters, lanes, zooms, views, copy_link(session), more(session)])
}

/// Lets only what is in view pass, or no longer.
fn only_view(session: Session) -> El {
    let texts = session.texts();
    El::button("button")
        .attr("aria-label", texts.only_view_title())
        .attr("title", texts.only_view_title())
        .truth("aria-pressed", move || session.filter().with(|filter| filter.range().is_some()))
        .text(texts.only_view())
        .on("click", move |_| session.toggle_range())
}
