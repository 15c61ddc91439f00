//! XML as a tree. Of a document type nothing is read, so that no entity is declared; where the text breaks off, what stands before is kept.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::html;
use super::sink::{Sink, trimmed};

/// Elements that lie deeper are read as text of the one around: each costs stack.
const MAX_DEPTH: usize = 100;

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Element<'x> {
    /// The name with its prefix, as written.
    pub(super) name: &'x str,
    attributes: Vec<(&'x str, Cow<'x, str>)>,
    pub(super) children: Vec<Element<'x>>,
    /// The text in it, without that of its children.
    pub(super) text: Cow<'x, str>,
}

impl<'x> Element<'x> {
    /// An attribute; empty if there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// The children of a name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element<'x>> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child of a name.
    pub(super) fn first(&self, name: &str) -> Option<&Element<'x>> {
        self.children.iter().find(|child| child.name.len() == name.len() && child.name == name)
    }

    /// The text of the first child of these names that has one.
    pub(super) fn text_of(&self, names: &[&str]) -> &str {
        names
            .iter()
            .filter_map(|name| self.first(name))
            .map(|child| trimmed(&child.text))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The text in it, with that of its children.
    pub(super) fn whole_text(&self) -> Cow<'_, str> {
        if self.children.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut text = self.text.clone().into_owned();
        for child in &self.children {
            text.push(' ');
            text.push_str(&child.whole_text());
        }
        Cow::Owned(text)
    }

    fn append(&mut self, text: Cow<'x, str>) {
        if self.text.is_empty() {
            self.text = text;
        } else if !text.is_empty() {
            self.text.to_mut().push_str(&text);
        }
    }
}

/// Reads a document; its first element.
pub(super) fn parse<'x>(text: &'x str, sink: &mut Sink<'_, '_>) -> Option<Element<'x>> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Vec<Element<'x>> = vec![Element::default()];
    // Of those that lie too deep only the number is known.
    let mut too_deep = 0_usize;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(_) => {
                let at = reader.error_position();
                sink.doubt(&format!("is not valid XML after {at} bytes; what stands before is shown"));
                break;
            }
        };
        let depth = open.len();
        let Some(around) = open.last_mut() else { break };
        match event {
            Event::Start(_) if depth > MAX_DEPTH => too_deep = too_deep.saturating_add(1),
            Event::Start(start) => open.push(element(text, &reader, 1, &start)),
            Event::Empty(start) if depth <= MAX_DEPTH => {
                around.children.push(element(text, &reader, 2, &start));
            }
            Event::End(_) if too_deep > 0 => too_deep = too_deep.saturating_sub(1),
            Event::End(end) => close(&mut open, &end),
            Event::Text(text) => around.append(text.into_inner()),
            Event::CData(text) => around.append(text.into_inner()),
            Event::GeneralRef(name) => {
                // Those of HTML are not declared, and are used all the same.
                html::entity(&name, around.text.to_mut());
            }
            Event::Eof => {
                if depth > 1 {
                    sink.doubt("breaks off; what stands before is shown");
                }
                break;
            }
            _ => {}
        }
    }
    // What is open ends here.
    while open.len() > 1 {
        if let (Some(child), Some(around)) = (open.pop(), open.last_mut()) {
            around.children.push(child);
        }
    }
    let root = open.pop()?;
    root.children.into_iter().next()
}

/// Closes the innermost open element of a name, and all in it; what was not opened closes nothing.
fn close(open: &mut Vec<Element<'_>>, end: &quick_xml::events::BytesEnd<'_>) {
    let name = end.name();
    let name = name.as_ref();
    let Some(at) = open.iter().skip(1).rposition(|element| element.name == name) else { return };
    while open.len() > at.saturating_add(1) {
        if let (Some(child), Some(around)) = (open.pop(), open.last_mut()) {
            around.children.push(child);
        }
    }
}

/// The element of a tag that was just read. What of it lies in the text is found there: the tag ends in so many bytes.
fn element<'x>(text: &'x str, reader: &Reader<&[u8]>, closing: usize, start: &BytesStart<'_>) -> Element<'x> {
    let end = usize::try_from(reader.buffer_position()).ok().and_then(|at| at.checked_sub(closing));
    let from = end.and_then(|end| end.checked_sub(start.len()));
    let inside = from.zip(end).and_then(|(from, end)| text.get(from..end)).unwrap_or_default();
    let (name, rest) = inside.split_at_checked(start.name().as_ref().len()).unwrap_or_default();
    let mut attributes = Attributes::new(rest, 0);
    let attributes = attributes.with_checks(false).filter_map(Result::ok).map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        // A reference to what is not declared stays as it is written.
        let value = value.map_or_else(|_| attribute.value.to_string(), Cow::into_owned);
        (attribute.key.into_inner(), Cow::Owned(value))
    });
    Element { name, attributes: attributes.collect(), ..Element::default() }
}
