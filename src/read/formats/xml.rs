//! XML as a list of its elements. Of a document type nothing is read, so that no entity is declared; where the text breaks off, what
//! stands before is kept.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::html;
use super::sink::{Sink, trimmed};

/// Elements that lie deeper are read as text of the one around: an end tag looks at all that are open.
const MAX_DEPTH: usize = 100;

/// A document: its elements in the order in which they begin.
#[derive(Debug, Default)]
pub(super) struct Document<'x> {
    nodes: Vec<Node<'x>>,
    attributes: Vec<(&'x str, Cow<'x, str>)>,
}

#[derive(Debug)]
struct Node<'x> {
    /// The name with its prefix, as written.
    name: &'x str,
    /// The text in it, without that of its children.
    text: Cow<'x, str>,
    /// The first of its attributes; the next node's end them.
    attributes: usize,
    /// The first node after all that are in it.
    end: usize,
}

/// An element of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'x> {
    document: &'x Document<'x>,
    at: usize,
    node: &'x Node<'x>,
}

impl<'x> Element<'x> {
    /// The name with its prefix, as written.
    pub(super) fn name(self) -> &'x str {
        self.node.name
    }

    /// Whether it is that one.
    pub(super) fn is(self, other: Element<'_>) -> bool {
        self.at == other.at
    }

    /// The text in it, without that of its children.
    pub(super) fn text(self) -> &'x str {
        &self.node.text
    }

    /// An attribute; empty if there is none.
    pub(super) fn attribute(self, name: &str) -> &'x str {
        let Document { nodes, attributes } = self.document;
        let end = nodes.get(self.at.saturating_add(1)).map_or(attributes.len(), |next| next.attributes);
        let own = attributes.get(self.node.attributes..end).unwrap_or_default();
        own.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value)
    }

    /// The elements right in it.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'x>> + Clone {
        let mut at = self.at.saturating_add(1);
        std::iter::from_fn(move || {
            let child = self.document.element(at).filter(|_| at < self.node.end)?;
            at = child.node.end;
            Some(child)
        })
    }

    /// The children of a name.
    pub(super) fn all(self, name: &str) -> impl Iterator<Item = Element<'x>> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first child of a name.
    pub(super) fn first(self, name: &str) -> Option<Element<'x>> {
        self.all(name).next()
    }

    /// The text of the first child of these names that has one.
    pub(super) fn text_of(self, names: &[&str]) -> &'x str {
        names
            .iter()
            .filter_map(|name| self.first(name))
            .map(|child| trimmed(child.text()))
            .find(|text| !text.is_empty())
            .unwrap_or_default()
    }

    /// The text in it, with that of all that is in it.
    pub(super) fn whole_text(self) -> Cow<'x, str> {
        let inside = self.document.nodes.get(self.at..self.node.end).unwrap_or_default();
        match inside {
            [_] => Cow::Borrowed(self.text()),
            _ => Cow::Owned(inside.iter().map(|node| &*node.text).collect::<Vec<_>>().join(" ")),
        }
    }
}

impl<'x> Document<'x> {
    /// The first element, in which all others should be.
    pub(super) fn root(&'x self) -> Option<Element<'x>> {
        self.element(0)
    }

    fn element(&'x self, at: usize) -> Option<Element<'x>> {
        self.nodes.get(at).map(|node| Element { document: self, at, node })
    }

    /// Reads a document.
    pub(super) fn parse(text: &'x str, sink: &mut Sink<'_, '_>) -> Document<'x> {
        let mut document = Document::default();
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        // The positions of the elements that have begun and not ended.
        let mut open: Vec<usize> = Vec::new();
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
            match event {
                Event::Start(_) if open.len() >= MAX_DEPTH => too_deep = too_deep.saturating_add(1),
                Event::Start(start) => {
                    open.push(document.nodes.len());
                    document.begin(text, &reader, 1, &start);
                }
                Event::Empty(start) if open.len() < MAX_DEPTH => document.begin(text, &reader, 2, &start),
                Event::End(_) if too_deep > 0 => too_deep = too_deep.saturating_sub(1),
                Event::End(end) => {
                    // The innermost of that name and all in it; what did not begin ends nothing.
                    let is_of_name = |at: &usize| {
                        document.nodes.get(*at).is_some_and(|node| node.name == end.name().into_inner())
                    };
                    if let Some(from) = open.iter().rposition(is_of_name) {
                        document.end(open.drain(from..));
                    }
                }
                Event::Text(text) => document.append(&open, text.into_inner()),
                Event::CData(text) => document.append(&open, text.into_inner()),
                Event::GeneralRef(name) => document.refer(&open, &name, rest_of(text, &reader)),
                Event::Eof => {
                    if !open.is_empty() {
                        sink.doubt("breaks off; what stands before is shown");
                    }
                    break;
                }
                _ => {}
            }
        }
        document.end(open.drain(..));
        document
    }

    /// Appends the element of a tag that was just read. What of it lies in the text is found there: the tag ends in so many bytes.
    fn begin(&mut self, text: &'x str, reader: &Reader<&[u8]>, closing: usize, start: &BytesStart<'_>) {
        let end = usize::try_from(reader.buffer_position()).ok().and_then(|at| at.checked_sub(closing));
        let from = end.and_then(|end| end.checked_sub(start.len()));
        let inside = from.zip(end).and_then(|(from, end)| text.get(from..end)).unwrap_or_default();
        let (name, rest) = inside.split_at_checked(start.name().as_ref().len()).unwrap_or_default();
        self.nodes.push(Node {
            name,
            text: Cow::Borrowed(""),
            attributes: self.attributes.len(),
            end: self.nodes.len().saturating_add(1),
        });
        for attribute in Attributes::new(rest, 0).with_checks(false).filter_map(Result::ok) {
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(Cow::Owned(value)) => Cow::Owned(value),
                // A reference to what is not declared stays as it is written.
                _ => attribute.value,
            };
            self.attributes.push((attribute.key.into_inner(), value));
        }
    }

    /// Ends elements: all that came since are in them.
    fn end(&mut self, open: impl Iterator<Item = usize>) {
        let end = self.nodes.len();
        for at in open {
            if let Some(node) = self.nodes.get_mut(at) {
                node.end = end;
            }
        }
    }

    /// The text of the innermost open element.
    fn text_at(&mut self, open: &[usize]) -> Option<&mut Cow<'x, str>> {
        open.last().and_then(|at| self.nodes.get_mut(*at)).map(|node| &mut node.text)
    }

    /// Appends the character of an entity, of which those of HTML are not declared, and are used all the same.
    fn refer(&mut self, open: &[usize], name: &str, rest: &str) {
        let Some(text) = self.text_at(open) else { return };
        if let Cow::Borrowed(before) = *text {
            // Room for all until the next tag.
            let more = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            let mut whole = String::with_capacity(before.len().saturating_add(more).saturating_add(8));
            whole.push_str(before);
            *text = Cow::Owned(whole);
        }
        html::entity(name, text.to_mut());
    }

    fn append(&mut self, open: &[usize], text: Cow<'x, str>) {
        let Some(before) = self.text_at(open) else { return };
        if before.is_empty() {
            *before = text;
        } else if !text.is_empty() {
            before.to_mut().push_str(&text);
        }
    }
}

/// What is not read yet.
fn rest_of<'x>(text: &'x str, reader: &Reader<&[u8]>) -> &'x str {
    usize::try_from(reader.buffer_position()).ok().and_then(|at| text.get(at..)).unwrap_or_default()
}
