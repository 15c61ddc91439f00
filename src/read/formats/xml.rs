//! XML as a list of its elements, which can be used, and forgotten, while it is read. Of a document type nothing is read, so that no
//! entity is declared; where the text breaks off, what stands before is kept.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::html;
use super::sink::trimmed;

/// Elements that lie deeper are read as text of the one around: an end tag looks at all that are open.
const MAX_DEPTH: usize = 100;

/// A document, as far as it is read and not forgotten: its elements in the order in which they begin.
#[derive(Debug)]
pub(super) struct Document<'x> {
    text: &'x str,
    reader: Reader<&'x [u8]>,
    nodes: Vec<Node<'x>>,
    attributes: Vec<(&'x str, Cow<'x, str>)>,
    /// The positions of the elements that have begun and not ended.
    open: Vec<usize>,
    /// How many of these go on: the others are about to end, the innermost first.
    staying: usize,
    /// Of elements that lie too deep and have not ended only the number is known.
    too_deep: usize,
    is_over: bool,
    /// What is wrong with it.
    pub(super) doubt: Option<String>,
}

#[derive(Debug)]
struct Node<'x> {
    /// The name with its prefix, as written.
    name: &'x str,
    /// The text in it, without that of its children.
    text: Cow<'x, str>,
    /// The first of its attributes; the next node's end them.
    attributes: usize,
    /// The first node after all that are in it; beyond all nodes as long as it has not ended.
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

    /// Its position in the document.
    pub(super) fn position(self) -> usize {
        self.at
    }

    /// The text in it, without that of its children.
    pub(super) fn text(self) -> &'x str {
        &self.node.text
    }

    /// An attribute; empty if there is none.
    pub(super) fn attribute(self, name: &str) -> &'x str {
        let Document { nodes, attributes, .. } = self.document;
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
    /// A document of which nothing is read.
    pub(super) fn new(text: &'x str) -> Document<'x> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Document {
            text,
            reader,
            nodes: Vec::new(),
            attributes: Vec::new(),
            open: Vec::new(),
            staying: usize::MAX,
            too_deep: 0,
            is_over: false,
            doubt: None,
        }
    }

    /// The first element, in which all others should be.
    pub(super) fn root(&'x self) -> Option<Element<'x>> {
        self.element(0)
    }

    /// The element at a position.
    pub(super) fn element(&'x self, at: usize) -> Option<Element<'x>> {
        self.nodes.get(at).map(|node| Element { document: self, at, node })
    }

    /// The position of the innermost element that has not ended.
    pub(super) fn around(&self) -> Option<usize> {
        self.open.last().copied()
    }

    /// Forgets the element that has ended last, and all that is in it.
    pub(super) fn forget(&mut self, at: usize) {
        if let Some(node) = self.nodes.get(at) {
            self.attributes.truncate(node.attributes);
            self.nodes.truncate(at);
        }
    }

    /// Reads until an element has ended whose name is wanted, which has one or two around it: its position. `None` at the end of the
    /// document.
    pub(super) fn read(&mut self, is_wanted: fn(&str) -> bool) -> Option<usize> {
        loop {
            while self.open.len() > self.staying {
                let at = self.open.pop()?;
                let end = self.nodes.len();
                let node = self.nodes.get_mut(at)?;
                node.end = end;
                if matches!(self.open.len(), 1 | 2) && is_wanted(node.name) {
                    return Some(at);
                }
            }
            if self.is_over {
                return None;
            }
            self.staying = usize::MAX;
            self.read_event();
        }
    }

    /// Reads a text up to the next tag. Its entities may be those of HTML, which are not declared, and are used all the same.
    fn read_text(&mut self) {
        let start = usize::try_from(self.reader.buffer_position()).ok();
        let rest = start.and_then(|start| self.text.get(start..)).unwrap_or_default();
        let len = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
        if len > 0 {
            self.append(html::decoded(rest.get(..len).unwrap_or_default()));
            self.reader.stream().consume(len);
        }
    }

    /// Reads a tag, or what else stands between texts.
    fn read_event(&mut self) {
        if !self.open.is_empty() {
            self.read_text();
        }
        let event = match self.reader.read_event() {
            Ok(event) => event,
            Err(_) => {
                let at = self.reader.error_position();
                self.doubt = Some(format!("is not valid XML after {at} bytes; what stands before is shown"));
                return self.end();
            }
        };
        match event {
            Event::Start(_) if self.open.len() >= MAX_DEPTH => {
                self.too_deep = self.too_deep.saturating_add(1);
            }
            Event::Start(start) => {
                self.open.push(self.nodes.len());
                self.begin(&start, 1, usize::MAX);
            }
            Event::Empty(start) if self.open.len() < MAX_DEPTH => {
                self.begin(&start, 2, self.nodes.len().saturating_add(1));
            }
            Event::End(_) if self.too_deep > 0 => self.too_deep = self.too_deep.saturating_sub(1),
            Event::End(end) => {
                // The innermost of that name and all in it; what did not begin ends nothing.
                let name = end.name().into_inner();
                let is_of_name = |at: &usize| self.nodes.get(*at).is_some_and(|node| node.name == name);
                self.staying = self.open.iter().rposition(is_of_name).unwrap_or(usize::MAX);
            }
            Event::CData(text) => self.append(text.into_inner()),
            Event::Eof => {
                if !self.open.is_empty() {
                    self.doubt = Some("breaks off; what stands before is shown".to_owned());
                }
                self.end();
            }
            _ => {}
        }
    }

    /// Ends the document: all that is open ends.
    fn end(&mut self) {
        self.is_over = true;
        self.staying = 0;
    }

    /// Appends the element of a tag that was just read, which ends in `closing` bytes; before the node `end_at` the element does. What of it
    /// lies in the text is found there.
    fn begin(&mut self, start: &BytesStart<'_>, closing: usize, end_at: usize) {
        let end = usize::try_from(self.reader.buffer_position()).ok().and_then(|at| at.checked_sub(closing));
        let from = end.and_then(|end| end.checked_sub(start.len()));
        let inside = from.zip(end).and_then(|(from, end)| self.text.get(from..end)).unwrap_or_default();
        let (name, rest) = inside.split_at_checked(start.name().as_ref().len()).unwrap_or_default();
        self.nodes.push(Node {
            name,
            text: Cow::Borrowed(""),
            attributes: self.attributes.len(),
            end: end_at,
        });
        if rest.is_empty() {
            return;
        }
        for attribute in Attributes::new(rest, 0).with_checks(false).filter_map(Result::ok) {
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(Cow::Owned(value)) => Cow::Owned(value),
                // A reference to what is not declared stays as it is written.
                _ => attribute.value,
            };
            self.attributes.push((attribute.key.into_inner(), value));
        }
    }

    /// The text of the innermost open element.
    fn text_around(&mut self) -> Option<&mut Cow<'x, str>> {
        self.open.last().and_then(|at| self.nodes.get_mut(*at)).map(|node| &mut node.text)
    }

    fn append(&mut self, text: Cow<'x, str>) {
        let Some(before) = self.text_around() else { return };
        if before.is_empty() {
            *before = text;
        } else if !text.is_empty() {
            before.to_mut().push_str(&text);
        }
    }
}
