//! The custom element's Rust half. `public/news-timeline.js` defines the element; it makes a [`Widget`] when the
//! element is connected and frees it when the element is removed, so nothing here outlives the element's place in a
//! page, and no reference between element and module can keep either alive.

mod convert;
mod outgoing;

use std::cell::RefCell;

use js_sys::{Array, Function, Promise};
use leptos::prelude::Owner;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, Element, HtmlElement, ShadowRoot};

use crate::archive::Facet;
use crate::dom::{self, Begun, Intl, adopt_style, run_as, zone_offset_min};
use crate::link::fragment::name;
use crate::query::Values;
use crate::read::Format;
use crate::state::reactive::react;
use crate::state::{
    Export, Failure, LanesBy, Opened, Session, Texts, View, export, keep_fresh, keep_link, keep_loading,
};
use crate::time::{EventDate, Extent};
use crate::view;

/// Says which instance the loader calls from now on, by a number of its own, and returns which one ran: 0 is none.
#[wasm_bindgen]
#[must_use]
pub fn running(instance: u32) -> u32 {
    run_as(instance)
}

/// The number of the instance that has trapped, if it is asked while no code of the module runs; 0 if none has.
///
/// Tasks that were to run after the one that trapped are run now.
#[wasm_bindgen]
#[must_use]
pub fn crashed() -> u32 {
    // They wait in a queue that runs when a task is added.
    wasm_bindgen_futures::spawn_local(async {});
    run_as(0)
}

/// Says where parts of the module come from: a function of a part's name that answers a promise.
#[wasm_bindgen(js_name = partsFrom)]
pub fn parts_from(source: Function) {
    dom::parts_from(source);
}

/// One timeline in one shadow root.
#[wasm_bindgen]
pub struct Widget {
    host: HtmlElement,
    root: ShadowRoot,
    owner: Owner,
    /// Of what is drawn.
    drawn: RefCell<Owner>,
    session: Session,
    started: bool,
    from: Option<String>,
    to: Option<String>,
}

#[wasm_bindgen]
impl Widget {
    /// A widget for a connected element, not shown yet. `words` are its texts in the reader's language: an
    /// English one, what stands for it, the next English one, and so on; none where it is to speak English. `place` is its place among the
    /// page's timelines without an id, from 0, or less.
    ///
    /// # Errors
    /// If the browser lacks constructed style sheets.
    #[wasm_bindgen(constructor)]
    pub fn new(host: HtmlElement, root: ShadowRoot, words: &Array, place: i32) -> Result<Widget, JsValue> {
        adopt_style(&root)?;
        let owner = Owner::new();
        let drawn = RefCell::new(owner.with(Owner::new));
        let session =
            owner.with(|| Session::new(Intl::new(&language(&host)), Texts::of(convert::pairs(words))));
        session.linking().name().set(name(&host.id(), place));
        // A narrow host has no room for a column of facets beside the chart.
        let width_px = host.get_bounding_client_rect().width();
        let narrow = width_px > 0.0 && width_px < view::NARROW_PX;
        session.narrow().set(narrow);
        session.facets_open().set(!narrow);
        Ok(Widget { host, root, owner, drawn, session, started: false, from: None, to: None })
    }

    /// Tells an attribute of the element, `undefined` where it is absent.
    pub fn attribute(&mut self, name: &str, value: Option<String>) {
        let session = self.session;
        match name {
            "src" => {
                let url = value.filter(|src| !src.is_empty()).map(|src| absolute(&self.host, &src));
                if session.url().get_untracked() != url {
                    session.url().set(url);
                }
            }
            "format" => {
                let format = value.as_deref().and_then(Format::from_name);
                if session.format().get_untracked() != format {
                    session.format().set(format);
                }
            }
            "lanes" => {
                let by = value.as_deref().and_then(LanesBy::from_name).unwrap_or(LanesBy::Facet(Facet::Kind));
                session.linking().lanes().set(by);
                session.lanes_by().set(by);
            }
            "view" => {
                let view = value.as_deref().and_then(View::from_name).unwrap_or_default();
                session.linking().view().set(view);
                session.view().set(view);
            }
            "lang" => session.set_language(&language(&self.host)),
            "from" | "to" => {
                *(if name == "from" { &mut self.from } else { &mut self.to }) = value;
                let view = view_of(self.from.as_deref(), self.to.as_deref());
                session.first_view().set(view);
                if let (Some(view), true) = (view, self.started) {
                    session.viewing().show(view);
                    session.page_knows_view();
                    session.linking().range().set(Some(view));
                }
            }
            "q" => outgoing::by_attribute(session, &|filter| filter.q = value.clone().unwrap_or_default()),
            "url-state" => session.linking().is_kept().set(value.as_deref() == Some("hash")),
            "max-bytes" => {
                session.max_bytes().set(number(value.as_deref()).unwrap_or(64_000_000));
            }
            "refresh" => {
                let seconds = number(value.as_deref()).unwrap_or_default();
                session.refresh_s().set(seconds.min(u32::MAX.into()) as u32);
            }
            "activate" => session.follow_links().set(value.as_deref() == Some("article")),
            _ => {
                if let Some(facet) = Facet::from_name(name) {
                    let values = value.unwrap_or_default();
                    let values: Values =
                        values.split(',').filter_map(|value| convert::value(facet, value)).collect();
                    outgoing::by_attribute(session, &|filter| {
                        filter.choice_mut(facet).include = values.clone();
                    });
                }
            }
        }
    }

    /// Hands over a request for the data that was begun meanwhile: its absolute address, a promise of its response, and
    /// what aborts it.
    pub fn begun(&self, url: String, response: Promise, abort: AbortController) {
        let begun = Begun::new(url, response, abort);
        self.session.begun().with_untracked(|slot| slot.replace(Some(begun)));
    }

    /// Shows the widget and begins to load.
    ///
    /// After a crash it only says so, and loads once the reader or the page wants to try again.
    pub fn start(&mut self, has_crashed: bool) {
        let (session, host) = (self.session, self.host.clone());
        // Fails if another instance has done it.
        _ = any_spawner::Executor::init_wasm_bindgen();
        self.draw();
        self.owner.with(|| {
            outgoing::tell(session, host.clone());
            // As with any other fragment, the page shows what its address is about, unless the reader is elsewhere.
            react(move || {
                if session.linking().arrived().get() == 1 && scroll_top() < 1.0 {
                    host.scroll_into_view();
                }
            });
            let url = || session.url().get_untracked().unwrap_or_default();
            keep_fresh(session);
            keep_loading(session, has_crashed.then(|| Failure::crash(url(), session.texts())));
            keep_link(session);
        });
        self.started = true;
    }

    /// Speaks the language around the element from now on, in words as [`Widget::new`] takes them.
    pub fn speak(&self, words: &Array) {
        self.session.set_texts(Texts::of(convert::pairs(words)));
        self.session.set_language(&language(&self.host));
        self.draw();
    }

    /// `{events, shown, articles, format, issues}`, or `undefined` before there is data.
    #[wasm_bindgen(getter)]
    pub fn summary(&self) -> JsValue {
        convert::summary(self.session)
    }

    /// What the reader filters by.
    #[wasm_bindgen(getter)]
    pub fn filters(&self) -> JsValue {
        convert::filters_to_js(&self.session.filter().get_untracked())
    }

    /// Sets the filters; parts that are absent filter nothing.
    #[wasm_bindgen(setter)]
    pub fn set_filters(&self, filters: &JsValue) {
        outgoing::quietly(self.session, convert::filters_from_js(filters));
    }

    /// The visible extent, `{start, end}`; `undefined` before there is a width.
    #[wasm_bindgen(getter)]
    pub fn range(&self) -> JsValue {
        let viewport = self.session.viewing().viewport().get_untracked();
        if viewport.width_px > 0.0 { convert::range(viewport.extent()) } else { JsValue::UNDEFINED }
    }

    /// Moves the view to `{start, end}`, ISO 8601 or EDTF; what is coarser than a second counts whole. Does nothing if either is no date.
    #[wasm_bindgen(setter)]
    pub fn set_range(&self, range: &JsValue) {
        let (start, end) = (convert::text(range, "start"), convert::text(range, "end"));
        if let Some(view) = view_of(start.as_deref(), end.as_deref()) {
            let linking = self.session.linking();
            // What it goes on with is not what the page shows first.
            let goes_on = !self.started && linking.in_address().get_untracked().is_some();
            linking.resumed().set(goes_on.then_some(view));
            if !goes_on {
                self.session.first_view().set(Some(view));
            }
            self.session.viewing().show(view);
            self.session.page_knows_view();
        }
    }

    /// The element's section of the page's address, as it is known; `undefined` if there has been none.
    #[wasm_bindgen(getter)]
    pub fn address(&self) -> Option<String> {
        self.session.linking().in_address().get_untracked()
    }

    /// Goes on, before the start, with a section that has been shown: it is not to be followed again. To be set before all else.
    #[wasm_bindgen(setter)]
    pub fn set_address(&self, section: Option<String>) {
        self.session.linking().in_address().set(section);
    }

    /// The id of the event whose card is open, or `null`.
    #[wasm_bindgen(getter)]
    pub fn selection(&self) -> JsValue {
        if let Some(id) = self.session.wanted_id().get_untracked() {
            return JsValue::from_str(&id);
        }
        let Some(Opened::Event(idx)) = self.session.opened().get_untracked() else { return JsValue::NULL };
        let id = self
            .session
            .peek_archive(|archive| archive.event(idx).map(|event| JsValue::from_str(event.id())));
        id.flatten().unwrap_or(JsValue::NULL)
    }

    /// Opens the card of an event by its id, or closes it.
    #[wasm_bindgen(setter)]
    pub fn set_selection(&self, id: Option<String>) {
        self.session.wanted_id().set(id.clone());
        if id.is_none() {
            self.session.opened().set(None);
        }
    }

    /// Takes data instead of an address: JSON text, or an object or array.
    #[wasm_bindgen(setter)]
    pub fn set_data(&self, data: &JsValue) {
        let text = match data.as_string() {
            Some(text) => Some(text),
            None if data.is_object() => js_sys::JSON::stringify(data).ok().and_then(|text| text.as_string()),
            None => None,
        };
        self.session.inline().set(text.map(Into::into));
    }

    /// The matching events as a text: `json`, `csv`, `ics`, or the chart as `svg`; `undefined` for another format, and before there is data.
    ///
    /// Only once the part of that name is there.
    pub fn export(&self, format: &str) -> Option<String> {
        export(self.session, Export::from_name(format)?)
    }

    /// Loads the data again.
    pub fn refresh(&self) {
        self.session.refresh();
    }

    /// Brings an event into view, opens its card and puts the focus there.
    #[wasm_bindgen(js_name = goTo)]
    pub fn go_to(&self, id: String) {
        self.session.card_wants_focus().set(true);
        self.host.scroll_into_view_with_bool(true);
        self.session.wanted_id().set(Some(id));
    }

    /// Shows all matching events.
    pub fn fit(&self) {
        self.session.fit(true);
        self.session.page_knows_view();
    }

    /// Zooms about the middle; a factor above 1 zooms in.
    pub fn zoom(&self, factor: f64) {
        if factor.is_finite() && factor > 0.0 {
            self.session.viewing().zoom(factor);
            self.session.page_knows_view();
        }
    }
}

impl Widget {
    /// Draws all that is seen, in place of what was.
    fn draw(&self) {
        let drawn = self.owner.with(Owner::new);
        self.drawn.replace(drawn.clone()).unset_with_forced_cleanup();
        self.root.replace_children_with_node_0();
        _ = self.root.append_child(&drawn.with(|| view::widget(self.session)));
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.root.replace_children_with_node_0();
        // Tasks in flight may still hold the owner: what belongs to it goes all the same.
        self.owner.clone().unset_with_forced_cleanup();
    }
}

/// How far the page is scrolled down, in CSS px.
fn scroll_top() -> f64 {
    web_sys::window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// A number of something, in full.
fn number(value: Option<&str>) -> Option<u64> {
    value?.trim().parse().ok()
}

/// The address against the page's base; what is no address stays as it is, and fails to load.
fn absolute(host: &HtmlElement, src: &str) -> String {
    let base = host.base_uri().ok().flatten().unwrap_or_default();
    web_sys::Url::new_with_base(src, &base).map_or_else(|_| src.to_owned(), |url| url.href())
}

/// The language in which the element stands.
fn language(host: &HtmlElement) -> String {
    let mut nearest = None;
    let mut inside = Some(host.clone().unchecked_into::<Element>());
    // Out of one shadow tree into the next.
    while let (None, Some(element)) = (&nearest, inside) {
        nearest = element.closest("[lang]").ok().flatten();
        inside = element.get_root_node().dyn_into::<ShadowRoot>().ok().map(|root| root.host());
    }
    let nearest = nearest.or_else(|| host.owner_document().and_then(|document| document.document_element()));
    let page = nearest.and_then(|element| element.get_attribute("lang")).unwrap_or_default();
    // A page in English is read with the dates of one's own English.
    let own = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
    let is_variant = own.strip_prefix(&*page).is_some_and(|region| region.starts_with('-'));
    if is_variant { own } else { page }
}

/// The extent from the start of one date to the end of another. A date that is written to the second ends at its start, so that what
/// [`Widget::range`] tells can be given back to it.
fn view_of(from: Option<&str>, to: Option<&str>) -> Option<Extent> {
    let extent = |text: &str| EventDate::parse(text, &zone_offset_min).ok().map(|date| date.extent());
    let (from, to) = (from.and_then(extent)?, to.and_then(extent)?);
    let end_ms = if to.duration_ms() > 1000 { to.end_ms } else { to.start_ms };
    Some(Extent::new(from.start_ms, end_ms.max(from.end_ms)))
}
