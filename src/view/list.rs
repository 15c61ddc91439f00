//! A list of child nodes by key: nodes are made once, kept while their key is, moved as little as possible.

use leptos::prelude::Owner;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Node};

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
        for row in known.into_iter().flatten() {
            row.node.remove();
            row.owner.unset_with_forced_cleanup();
        }
        self.put_in_order();
    }

    fn put_in_order(&self) {
        let Some(parent) = self.end.parent_node() else { return };
        let focused = focused_in(&parent);
        let mut next = self.end.clone();
        for row in self.rows.iter().rev() {
            let stands = row.node.next_sibling().is_some_and(|sibling| sibling == next)
                && row.node.parent_node().is_some();
            if !stands {
                _ = parent.insert_before(&row.node, Some(&next));
            }
            next = row.node.clone().into();
        }
        // A node that is moved loses the focus.
        if let Some(focused) = focused.filter(|focused| focused_in(&parent).as_ref() != Some(focused)) {
            _ = focused.focus();
        }
    }
}

/// The element with the focus, if it is in `node`. Whether it matches `:focus` hangs on the window as well, in WebKit.
pub(super) fn focused_in(node: &Node) -> Option<HtmlElement> {
    let active = js_sys::Reflect::get(&node.get_root_node(), &JsValue::from_str("activeElement")).ok()?;
    active.dyn_into::<HtmlElement>().ok().filter(|active| node.contains(Some(active)))
}
