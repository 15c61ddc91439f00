//! A list of child nodes by key: nodes are made once, kept while their key is, moved as little as possible.

use leptos::prelude::Owner;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, FocusOptions, HtmlElement, Node, ShadowRoot};

use crate::archive::Names;

/// The nodes of a list, which stand before a comment that marks its end.
pub(super) struct List {
    rows: Vec<Row>,
    end: Node,
    owner: Option<Owner>,
}

/// What a list is to show.
pub(super) trait Items {
    /// Looks again what there is.
    fn refresh(&mut self);
    /// The key of the item at a position, unique among all; `None` beyond the last.
    fn key(&self, at: usize) -> Option<&str>;
    /// The node of the item at a position.
    fn make(&self, at: usize) -> Option<Element>;
    /// Brings a node up to date; `before` is its item's position before the refreshing.
    fn update(&self, at: usize, node: &Element, before: usize);
}

/// A node, and the owner of what is bound to it.
struct Row {
    key: String,
    node: Element,
    owner: Owner,
}

impl List {
    pub(super) fn new(parent: &Element, document: &Document) -> List {
        let end: Node = document.create_comment("").into();
        _ = parent.append_child(&end);
        List { rows: Vec::new(), end, owner: Owner::current() }
    }

    /// Shows one node per item, in their order.
    pub(super) fn show(&mut self, items: &mut dyn Items) {
        items.refresh();
        let mut names = Names::default();
        let mut known: Vec<Option<Row>> = Vec::with_capacity(self.rows.len());
        for row in self.rows.drain(..) {
            // No two rows have one key.
            if names.intern(&row.key) as usize == known.len() {
                known.push(Some(row));
            }
        }
        for at in 0.. {
            let Some(key) = items.key(at) else { break };
            let before = names.find(key).unwrap_or(u32::MAX) as usize;
            if let Some(row) = known.get_mut(before).and_then(Option::take) {
                items.update(at, &row.node, before);
                self.rows.push(row);
                continue;
            }
            let key = key.to_owned();
            // What an effect makes belongs to its run; a row outlives it.
            let owner = self.owner.as_ref().map_or_else(Owner::new, |owner| owner.with(Owner::new));
            if let Some(node) = owner.with(|| items.make(at)) {
                self.rows.push(Row { key, node, owner });
            }
        }
        let Some(parent) = self.end.parent_node() else { return };
        let had_focus = focused_in(&parent);
        for row in known.into_iter().flatten() {
            row.node.remove();
            row.owner.unset_with_forced_cleanup();
        }
        self.put_in_order(&parent);
        give_back(&parent, had_focus);
    }

    fn put_in_order(&self, parent: &Node) {
        let mut next = self.end.clone();
        for row in self.rows.iter().rev() {
            let stands = row.node.next_sibling().is_some_and(|sibling| sibling == next)
                && row.node.parent_node().is_some();
            if !stands {
                _ = parent.insert_before(&row.node, Some(&next));
            }
            next = row.node.clone().into();
        }
    }
}

/// The element with the focus, if it is in `node`. Whether it matches `:focus` hangs on the window as well, in WebKit.
pub(super) fn focused_in(node: &Node) -> Option<HtmlElement> {
    let active = js_sys::Reflect::get(&node.get_root_node(), &JsValue::from_str("activeElement")).ok()?;
    active.dyn_into::<HtmlElement>().ok().filter(|active| node.contains(Some(active)))
}

/// Gives the focus back to what had it in `parent` before something was moved or taken out there. If that is gone: to the nearest
/// around it that can have it, else to the card or the events, since on the page's body keys would be lost.
pub(super) fn give_back(parent: &Node, had: Option<HtmlElement>) {
    let Some(had) = had.filter(|had| focused_in(parent).as_ref() != Some(had)) else { return };
    if parent.contains(Some(&had)) {
        return focus(&had);
    }
    let around = parent.dyn_ref::<Element>().and_then(|parent| parent.closest("[tabindex]").ok().flatten());
    for place in [around, find(parent, "[part=card]:not([inert])"), find(parent, EVENTS)].iter().flatten() {
        focus(place.unchecked_ref());
        if focused_in(&parent.get_root_node()).is_some() {
            return;
        }
    }
}

/// What has events in it, and keys that lead to them: the chart, the list, the line.
const EVENTS: &str = ".plot, .agenda, .line";

/// Gives the focus to the events.
pub(super) fn focus_events(from: &Node) {
    if let Some(events) = find(from, EVENTS) {
        focus(events.unchecked_ref());
    }
}

/// What a selector finds in the whole widget.
fn find(from: &Node, selector: &str) -> Option<Element> {
    from.get_root_node().dyn_ref::<ShadowRoot>()?.query_selector(selector).ok().flatten()
}

/// Moves the focus without scrolling the page.
pub(super) fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    _ = element.focus_with_options(&options);
}
