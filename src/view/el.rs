//! Elements whose parts follow signals.
//!
//! Leptos's reactive graph drives them; they are built by [`El`] and not by its typed view tree, which compiles anew for
//! each combination of element, attributes and closures: this widget took 267 kB of compressed WebAssembly with it.
//! Here every closure is boxed at once, and the code that binds it exists once.
//!
//! What is bound belongs to the current owner and ends with it.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, Node};

use super::list::{Items, List, focused_in, give_back};
use crate::dom::Listener;
use crate::state::reactive::{keep, react};

/// An element under construction. Setters answer the element itself.
#[derive(Clone)]
pub(super) struct El(Element);

/// An element of a tag.
pub(super) fn el(tag: &'static str) -> El {
    // A name that is a constant of ours is valid, and a widget without a document does not run.
    #[expect(clippy::expect_used, reason = "nothing can be shown without a document")]
    El(DOCUMENT.with(|document| document.create_element(tag)).expect("the tag is valid"))
}

/// An element of a tag of SVG; its classes are an attribute.
pub(super) fn svg(tag: &'static str) -> El {
    let made = DOCUMENT.with(|document| document.create_element_ns(Some("http://www.w3.org/2000/svg"), tag));
    #[expect(clippy::expect_used, reason = "nothing can be shown without a document")]
    El(made.expect("the tag is valid"))
}

thread_local! {
    /// The page. Asked for once: elements are made by the hundred, and each question costs as much as one.
    #[expect(clippy::expect_used, reason = "nothing can be shown without a document")]
    static DOCUMENT: Document =
        web_sys::window().and_then(|window| window.document()).expect("a page has a document");
}

impl El {
    /// A button that does nothing yet.
    pub(super) fn button(class: &str) -> El {
        el("button").attr("type", "button").class(class)
    }

    /// An element that exists, to add to it.
    pub(super) fn of(node: &Element) -> El {
        El(node.clone())
    }

    /// The element itself.
    pub(super) fn node(&self) -> &Element {
        &self.0
    }

    /// The element as one of HTML.
    pub(super) fn html(&self) -> &HtmlElement {
        self.0.unchecked_ref()
    }

    /// Sets an attribute.
    pub(super) fn attr(self, name: &str, value: &str) -> El {
        set_attr(&self.0, name, Some(value));
        self
    }

    /// Sets an attribute that may be absent.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> El {
        set_attr(&self.0, name, value);
        self
    }

    /// Sets the classes.
    pub(super) fn class(self, value: &str) -> El {
        self.0.set_class_name(value);
        self
    }

    /// Adds text.
    pub(super) fn text(self, text: &str) -> El {
        append(&self.0, &DOCUMENT.with(|document| document.create_text_node(text)));
        self
    }

    /// Adds a child.
    pub(super) fn child(self, child: El) -> El {
        append(&self.0, &child.0);
        self
    }

    /// Adds children.
    pub(super) fn children(self, children: impl IntoIterator<Item = El>) -> El {
        for child in children {
            append(&self.0, &child.0);
        }
        self
    }

    /// Keeps an attribute up to date; `None` takes it away.
    pub(super) fn attr_with(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> El {
        self.bound(Part::Attribute(name), Box::new(value))
    }

    /// Keeps an attribute without a value up to date, such as `hidden`.
    pub(super) fn flag(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> El {
        self.bound(Part::Attribute(name), Box::new(Truth(is_on, "", None)))
    }

    /// Keeps `aria-…` or another attribute with the values true and false up to date.
    pub(super) fn truth(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> El {
        self.bound(Part::Attribute(name), Box::new(Truth(is_on, "true", Some("false"))))
    }

    /// Keeps one class up to date.
    pub(super) fn class_when(self, name: &'static str, is_on: impl Fn() -> bool + 'static) -> El {
        self.bound(Part::Class(name), Box::new(Truth(is_on, "", None)))
    }

    /// Keeps a property of the style up to date.
    pub(super) fn style_with(self, name: &'static str, value: impl Fn() -> String + 'static) -> El {
        self.bound(Part::Style(name), Box::new(Text(value)))
    }

    /// Keeps the text up to date; there are no other children.
    pub(super) fn text_with(self, value: impl Fn() -> String + 'static) -> El {
        self.bound(Part::Text, Box::new(Text(value)))
    }

    fn bound(self, part: Part, value: Box<dyn Value>) -> El {
        bind(&self.0, part, value);
        self
    }

    /// Listens to an event.
    pub(super) fn on(self, name: &'static str, handler: impl FnMut(Event) + 'static) -> El {
        keep(Listener::new(&self.0, name, Box::new(handler)));
        self
    }

    /// Adds a child that is made anew whenever a signal that `make` read changes, or none.
    pub(super) fn dynamic(self, make: impl Fn() -> Option<El> + 'static) -> El {
        replace(&self.0, Box::new(make));
        self
    }

    /// Adds a list of children that are kept as long as their keys are. See [`super::list`].
    pub(super) fn each<T: 'static>(
        self,
        items: impl Fn() -> Vec<(String, T)> + 'static,
        make: impl Fn(&T) -> El + 'static,
    ) -> El {
        self.each_updated(items, make, |_, _, _| {})
    }

    /// As [`El::each`], and tells every child its item's state, and the state before if it was there before.
    pub(super) fn each_updated<T: 'static>(
        self,
        items: impl Fn() -> Vec<(String, T)> + 'static,
        make: impl Fn(&T) -> El + 'static,
        update: impl Fn(&El, &T, Option<&T>) + 'static,
    ) -> El {
        let mut each = Each { items, make, update, now: Vec::new(), before: Vec::new() };
        let mut list = DOCUMENT.with(|document| List::new(&self.0, document));
        react(move || list.show(&mut each));
        self
    }
}

/// The items of a list now and before, and what is done with them.
struct Each<T, I, M, U> {
    items: I,
    make: M,
    update: U,
    now: Vec<(String, T)>,
    before: Vec<(String, T)>,
}

impl<T, I, M, U> Items for Each<T, I, M, U>
where
    I: Fn() -> Vec<(String, T)>,
    M: Fn(&T) -> El,
    U: Fn(&El, &T, Option<&T>),
{
    fn refresh(&mut self) {
        self.before = std::mem::replace(&mut self.now, (self.items)());
    }

    fn key(&self, at: usize) -> Option<&str> {
        self.now.get(at).map(|(key, _)| key.as_str())
    }

    fn make(&self, at: usize) -> Option<Element> {
        let (_, item) = self.now.get(at)?;
        let made = (self.make)(item);
        (self.update)(&made, item, None);
        Some(made.0)
    }

    fn update(&self, at: usize, node: &Element, before: usize) {
        if let Some((_, item)) = self.now.get(at) {
            (self.update)(&El(node.clone()), item, self.before.get(before).map(|(_, item)| item));
        }
    }
}

/// Sets or takes away an attribute.
pub(super) fn set_attr(node: &Element, name: &str, value: Option<&str>) {
    // Fails only for invalid names; ours are constants.
    _ = match value {
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}

/// Sets a property of an element's style: a strict CSP allows that, not the attribute.
pub(super) fn set_style(node: &Element, name: &str, value: &str) {
    _ = node.unchecked_ref::<HtmlElement>().style().set_property(name, value);
}

/// Sets or takes away a class.
pub(super) fn set_class(node: &Element, name: &str, is_on: bool) {
    _ = node.class_list().toggle_with_force(name, is_on);
}

/// Sets the text of an element that has no other children. The text's node is kept: a new one takes a browser twice as long.
pub(super) fn set_text(node: &Element, text: &str) {
    match node.first_child() {
        Some(child) => child.set_node_value(Some(text)),
        None => node.set_text_content(Some(text)),
    }
}

fn append(parent: &Element, child: &Node) {
    _ = parent.append_child(child);
}

/// A part of an element that follows signals.
enum Part {
    Attribute(&'static str),
    Class(&'static str),
    Style(&'static str),
    Text,
}

/// What a part is to be. A trait of its own: a closure behind `dyn Fn` brings two more ways to be called.
trait Value {
    fn value(&self) -> Option<String>;
}

impl<F: Fn() -> Option<String>> Value for F {
    fn value(&self) -> Option<String> {
        self()
    }
}

struct Text<F>(F);

impl<F: Fn() -> String> Value for Text<F> {
    fn value(&self) -> Option<String> {
        Some((self.0)())
    }
}

/// A truth value, and the texts for true and false.
struct Truth<F>(F, &'static str, Option<&'static str>);

impl<F: Fn() -> bool> Value for Truth<F> {
    fn value(&self) -> Option<String> {
        if (self.0)() { Some(self.1.to_owned()) } else { self.2.map(str::to_owned) }
    }
}

/// Applies a value to a part of a node now and whenever it changes.
fn bind(node: &Element, part: Part, value: Box<dyn Value>) {
    let node = node.clone();
    let mut before: Option<Option<String>> = None;
    react(move || {
        let value = value.value();
        if before.as_ref() != Some(&value) {
            apply(&node, &part, value.as_deref());
            before = Some(value);
        }
    });
}

fn apply(node: &Element, part: &Part, value: Option<&str>) {
    match part {
        Part::Attribute(name) => set_attr(node, name, value),
        Part::Class(name) => set_class(node, name, value.is_some()),
        Part::Style(name) => set_style(node, name, value.unwrap_or_default()),
        Part::Text => set_text(node, value.unwrap_or_default()),
    }
}

fn replace(parent: &Element, make: Box<dyn Fn() -> Option<El>>) {
    let place = DOCUMENT.with(|document| document.create_comment(""));
    append(parent, &place);
    let mut shown: Option<Element> = None;
    react(move || {
        let new = make();
        let old = std::mem::replace(&mut shown, new.map(|new| new.0));
        let had_focus = old.as_deref().and_then(focused_in);
        if let Some(old) = old {
            old.remove();
        }
        let Some(parent) = place.parent_node() else { return };
        if let Some(node) = &shown {
            _ = parent.insert_before(node, Some(&place));
        }
        give_back(&parent, had_focus);
    });
}
