//! XML as a list of its elements, which can be used, and forgotten, while it is read. Of a document type nothing is read, so that no
//! entity is declared; where the text breaks off, what stands before is kept.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use quick_xml::parser::{ElementParser, Parser};
use quick_xml::reader::Reader;

use super::html;
use super::sink::trimmed;

/// Elements that lie deeper are read as text of the one around: an end tag looks at all that are open.
const MAX_DEPTH: usize = 100;

/// A document, as far as it is read and not forgotten: its elements in the order in which they begin.
#[derive(Debug)]
pub(super) struct Document<'x> {
    /// How long the whole is, in bytes, and what of it is not read yet.
    len: usize,
    rest: &'x str,
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
        Document {
            len: text.len(),
            rest: text,
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
            self.read_text();
            if !self.read_tag() {
                self.read_event();
            }
        }
    }

    /// Reads a text up to the next tag. Its entities may be those of HTML, which are not declared, and are used all the same.
    fn read_text(&mut self) {
        let bytes = self.rest.as_bytes();
        if bytes.first() == Some(&b'<') {
            return;
        }
        // Most have no entity.
        let mut end = memchr::memchr2(b'<', b'&', bytes);
        let is_plain = end.is_none_or(|at| bytes.get(at) == Some(&b'<'));
        if !is_plain {
            end = memchr::memchr(b'<', bytes);
        }
        let (text, rest) = self.rest.split_at_checked(end.unwrap_or(bytes.len())).unwrap_or_default();
        self.rest = rest;
        self.append(if is_plain { Cow::Borrowed(text) } else { html::decoded(text) });
    }

    /// Reads a tag, if there is a whole one.
    fn read_tag(&mut self) -> bool {
        let Some(Tag { inside, name_len, rest }) = Tag::read(self.rest) else { return false };
        self.rest = rest;
        let is_too_deep = self.open.len() >= MAX_DEPTH;
        match inside.as_bytes() {
            [b'/', ..] if self.too_deep > 0 => self.too_deep = self.too_deep.saturating_sub(1),
            [b'/', ..] => {
                // The innermost of that name and all in it; what did not begin ends nothing.
                let has_space = name_len < inside.len();
                let name = if has_space { inside.trim_end_matches([' ', '\t', '\n', '\r']) } else { inside };
                let name = name.get(1..).unwrap_or_default();
                let is_of_name = |at: &usize| self.nodes.get(*at).is_some_and(|node| node.name == name);
                self.staying = self.open.iter().rposition(is_of_name).unwrap_or(usize::MAX);
            }
            [.., b'/'] if is_too_deep => {}
            [.., b'/'] => {
                let inside = inside.strip_suffix('/').unwrap_or_default();
                self.begin(inside, name_len, self.nodes.len().saturating_add(1));
            }
            _ if is_too_deep => self.too_deep = self.too_deep.saturating_add(1),
            _ => {
                self.open.push(self.nodes.len());
                self.begin(inside, name_len, usize::MAX);
            }
        }
        true
    }

    /// Reads what else stands between texts, or finds that nothing does.
    fn read_event(&mut self) {
        let rest = self.rest;
        let mut reader = Reader::from_str(rest);
        let event = reader.read_event();
        let after = |at: u64| usize::try_from(at).ok().and_then(|at| rest.get(at..)).unwrap_or_default();
        self.rest = after(reader.buffer_position());
        match event {
            Ok(Event::CData(text)) => self.append(text.into_inner()),
            Ok(Event::Eof) => {
                if !self.open.is_empty() {
                    self.doubt = Some("breaks off; what stands before is shown".to_owned());
                }
                self.end();
            }
            Ok(_) => {}
            Err(_) => {
                let at = self.len.saturating_sub(after(reader.error_position()).len());
                self.doubt = Some(format!("is not valid XML after {at} bytes; what stands before is shown"));
                self.end();
            }
        }
    }

    /// Ends the document: all that is open ends.
    fn end(&mut self) {
        self.is_over = true;
        self.staying = 0;
    }

    /// Appends the element of what stands in a tag, first its name of so many bytes; before the node `end` the element does.
    fn begin(&mut self, inside: &'x str, name_len: usize, end: usize) {
        let (name, rest) = inside.split_at_checked(name_len).unwrap_or((inside, ""));
        self.nodes.push(Node { name, text: Cow::Borrowed(""), attributes: self.attributes.len(), end });
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

/// A tag.
struct Tag<'x> {
    /// What stands between its brackets.
    inside: &'x str,
    /// How many bytes come before white space or the end.
    name_len: usize,
    /// What follows it.
    rest: &'x str,
}

impl<'x> Tag<'x> {
    /// Reads the tag with which a text begins; `None` if it is none, or never ends.
    fn read(text: &'x str) -> Option<Tag<'x>> {
        let inside = text.get(1..)?;
        let bytes = inside.as_bytes();
        if matches!(bytes.first()?, b'!' | b'?') {
            return None;
        }
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        let is_sign = |byte: &u8| matches!(byte, b'>' | b'"' | b'\'') || is_space(byte);
        let mut name_len = bytes.iter().position(is_sign)?;
        let mut end = name_len;
        if bytes.get(end) != Some(&b'>') {
            // There are attributes, or a quote in the name.
            end = ElementParser::default().feed(bytes)?;
            name_len = bytes.iter().take(end).position(is_space).unwrap_or(end);
        }
        Some(Tag { inside: inside.get(..end)?, name_len, rest: inside.get(end.checked_add(1)?..)? })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tags of a text and where it is no XML any more, by quick-xml alone.
    fn told_by_quick_xml(text: &str) -> Vec<(String, String)> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) =
            (false, true, true);
        let mut told = Vec::new();
        loop {
            told.push(match reader.read_event() {
                Ok(Event::Start(tag)) => (tag.name().into_inner().to_owned(), tag.to_string()),
                Ok(Event::Empty(tag)) => (tag.name().into_inner().to_owned(), format!("{}/", &*tag)),
                Ok(Event::End(tag)) => {
                    ("an end".to_owned(), format!("/{}", tag.name().into_inner().trim_end()))
                }
                Ok(Event::CData(text)) => ("a text".to_owned(), text.into_inner().into_owned()),
                Ok(Event::Eof) => return told,
                Ok(_) => continue,
                Err(_) => ("an error".to_owned(), reader.error_position().to_string()),
            });
            if told.last().is_some_and(|(what, _)| what == "an error") {
                return told;
            }
        }
    }

    /// The same as a document is read.
    fn told_by_document(text: &str) -> Vec<(String, String)> {
        let mut document = Document::new(text);
        let mut told = Vec::new();
        while !document.is_over {
            document.read_text();
            let Some(Tag { inside, name_len, .. }) = Tag::read(document.rest) else {
                // All texts go to the same element.
                document.nodes.clear();
                document.open = vec![0];
                document.begin("root", 4, usize::MAX);
                document.read_event();
                let at = document.doubt.take().filter(|doubt| doubt.starts_with("is not valid"));
                if let Some(at) = at.as_deref().and_then(|doubt| doubt.split(' ').nth(5)) {
                    told.push(("an error".to_owned(), at.to_owned()));
                } else if !document.nodes[0].text.is_empty() {
                    told.push(("a text".to_owned(), document.nodes[0].text.to_string()));
                }
                continue;
            };
            let is_end = inside.starts_with('/');
            let name = &inside[..name_len];
            let name = if inside.len() == name_len { name.strip_suffix('/').unwrap_or(name) } else { name };
            let inside = if is_end { inside.trim_end_matches([' ', '\n']) } else { inside };
            told.push((if is_end { "an end" } else { name }.to_owned(), inside.to_owned()));
            document.read_tag();
        }
        told
    }

    proptest! {
        #[test]
        fn tags_are_those_of_quick_xml(text in "(<|</|<!--|-->|<!\\[CDATA\\[|\\]\\]>|<\\?|\\?>|/?>|[a-c\"'=& \n/]){0,24}") {
            let (told, expected) = (told_by_document(&text), told_by_quick_xml(&text));
            let expected: Vec<_> = expected.into_iter().filter(|(what, text)| what != "a text" || !text.is_empty()).collect();
            prop_assert_eq!(told, expected);
        }
    }
}
