//! Text → [`Value`], forgiving: what is wrong is noted with its place, and read as it was most likely meant.
//!
//! Reads what [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259) allows and beyond it: control characters, quotes and
//! backslashes that should be escaped, half surrogates, missing and superfluous commas, missing brackets, words without
//! quotes, and a text that breaks off. It never fails and looks at each byte a few times at most.
//!
//! Of a text of which more is to come it tells whether it ran out of it; what it read then, and noted, is to be
//! forgotten and read again with more. So the cuts between parts of a file make no difference.

use std::borrow::Cow;

use super::{Value, scan};
use crate::read::issue::cut;
use crate::read::{Issue, Issues};

/// Lists and records deeper than this are passed over: each costs stack.
const MAX_DEPTH: u32 = 100;

/// Where the parser is.
#[derive(Clone, Copy, Debug)]
pub(in crate::read) struct Place {
    /// How many bytes stand before the text that the parser has.
    before: usize,
    /// The line, from 1.
    line: usize,
    /// How many bytes stand before the line.
    line_start: usize,
    /// How many lists and records are open.
    lists: u32,
    records: u32,
}

impl Default for Place {
    fn default() -> Self {
        Place { before: 0, line: 1, line_start: 0, lists: 0, records: 0 }
    }
}

/// What of a list or record was read last.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::read) enum Seen {
    /// Its bracket.
    #[default]
    Start,
    Item,
    Comma,
}

/// Reads values from a text.
pub(in crate::read) struct Parser<'de, 'i> {
    text: &'de str,
    /// How many bytes of it are read.
    pub(super) at: usize,
    place: Place,
    /// Where the parser notes what it repairs.
    pub(in crate::read) issues: &'i mut Issues,
    /// Whether what was read may have been different if the text went on.
    pub(in crate::read) ran_out: bool,
    /// Whether the text ended within a value.
    pub(in crate::read) broke_off: bool,
    /// The first place, in words, where something may have been lost.
    pub(in crate::read) broken: Option<String>,
    /// How many elements of lists were read whole.
    whole: usize,
}

impl<'de, 'i> Parser<'de, 'i> {
    /// A parser at the start of a text that stands at `place` of its file.
    pub(in crate::read) fn new(text: &'de str, place: Place, issues: &'i mut Issues) -> Self {
        Parser { text, at: 0, place, issues, ran_out: false, broke_off: false, broken: None, whole: 0 }
    }

    /// How many bytes of the text are read.
    pub(in crate::read) fn at(&self) -> usize {
        self.at
    }

    /// Where the next parser goes on.
    pub(in crate::read) fn place(&self) -> Place {
        Place { before: self.place.before.saturating_add(self.at), ..self.place }
    }

    /// The next byte that is no white space.
    pub(in crate::read) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                b'\n' => self.line_break(),
                b' ' | b'\t' | b'\r' => self.pass(1),
                byte => return Some(byte),
            }
        }
    }

    /// Passes the bracket that opens a list or a record, for a caller who reads its items himself.
    pub(in crate::read) fn open(&mut self, bracket: u8) {
        self.pass(1);
        let open = if bracket == b'[' { &mut self.place.lists } else { &mut self.place.records };
        *open = open.saturating_add(1);
    }

    /// Goes on to the next item of the list or record that `bracket` opened, and says whether there is one.
    pub(in crate::read) fn next_item(&mut self, bracket: u8, seen: &mut Seen) -> bool {
        let is_list = bracket == b'[';
        let more = self.find_item(is_list, seen);
        if !more {
            let open = if is_list { &mut self.place.lists } else { &mut self.place.records };
            *open = open.saturating_sub(1);
        }
        more
    }

    fn find_item(&mut self, is_list: bool, seen: &mut Seen) -> bool {
        loop {
            let Some(byte) = self.peek() else {
                self.break_off();
                return false;
            };
            match byte {
                b',' => {
                    if *seen != Seen::Item {
                        self.note("", self.at, "is a comma too many; passed over");
                    }
                    self.pass(1);
                    *seen = Seen::Comma;
                }
                b']' | b'}' if (byte == b']') == is_list => {
                    if *seen == Seen::Comma {
                        self.note("", self.at, "is a comma before a closing bracket; passed over");
                    }
                    self.pass(1);
                    return false;
                }
                b']' | b'}' => {
                    let around = if is_list { self.place.records } else { self.place.lists };
                    if around > 0 {
                        self.lament("", self.at, "lacks a closing bracket; read as if it were there");
                        return false;
                    }
                    self.lament("", self.at, "is a bracket that nothing opened; passed over");
                    self.pass(1);
                }
                b':' => {
                    self.lament("", self.at, "is a colon too many; passed over");
                    self.pass(1);
                }
                _ => {
                    if *seen == Seen::Item {
                        self.note("", self.at, "lacks a comma; read as if it were there");
                    }
                    *seen = Seen::Item;
                    return true;
                }
            }
        }
    }

    /// The name of a field, and the colon after it.
    pub(in crate::read) fn name(&mut self) -> Cow<'de, str> {
        let name = match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{' | b'[') | None => {
                self.lament("", self.at, "is a value without a name; passed over");
                return Cow::Borrowed("");
            }
            Some(_) => {
                let start = self.at;
                let word = self.word();
                self.note(word, start, "is a name without quotes; read all the same");
                Cow::Borrowed(word)
            }
        };
        match self.peek() {
            Some(b':') => self.pass(1),
            Some(_) => self.note(&name, self.at, "lacks a colon after it; read as if it were there"),
            None => self.break_off(),
        }
        name
    }

    /// Whether something follows the document, which is noted.
    pub(in crate::read) fn goes_on(&mut self) -> bool {
        let more = self.peek().is_some();
        if more {
            self.lament("", self.at, "is where text follows the end; passed over");
        }
        more
    }

    /// Passes all text.
    pub(in crate::read) fn pass_all(&mut self) {
        self.at = self.text.len();
    }

    /// A value; nothing where there is none.
    pub(in crate::read) fn value(&mut self) -> Value<'de> {
        let Some(byte) = self.peek() else {
            self.break_off();
            return Value::Missing;
        };
        match byte {
            b'"' => Value::Text(self.string()),
            b'{' | b'[' if self.depth() >= MAX_DEPTH => {
                self.lament("", self.at, "lies too deep; passed over");
                self.skip();
                Value::Missing
            }
            b'{' => self.record(),
            b'[' => self.list(),
            b',' | b':' | b'}' | b']' => {
                self.note("", self.at, "lacks a value; read as not given");
                Value::Missing
            }
            _ => self.literal(),
        }
    }

    fn list(&mut self) -> Value<'de> {
        let mut items = Vec::new();
        let mut seen = Seen::default();
        self.open(b'[');
        while self.next_item(b'[', &mut seen) {
            match self.whole_value() {
                Some(item) => items.push(item),
                None => break,
            }
            self.whole = self.whole.wrapping_add(1);
        }
        Value::List(items)
    }

    fn record(&mut self) -> Value<'de> {
        let mut fields = Vec::with_capacity(8);
        let mut seen = Seen::default();
        self.open(b'{');
        while self.next_item(b'{', &mut seen) {
            let name = self.name();
            match self.whole_value() {
                Some(value) => fields.push((name, value)),
                None => break,
            }
        }
        Value::Record(fields)
    }

    /// A value, or `None` if the text breaks off within it and it holds no whole element of a list.
    pub(in crate::read) fn whole_value(&mut self) -> Option<Value<'de>> {
        let before = self.whole;
        let value = self.value();
        (!self.broke_off || self.whole != before).then_some(value)
    }

    /// A number, a truth value, or something that should have been a text.
    fn literal(&mut self) -> Value<'de> {
        let start = self.at;
        let word = self.word();
        match word {
            "null" => Value::Missing,
            "true" | "false" => Value::Text(Cow::Borrowed(word)),
            "NaN" | "Infinity" | "-Infinity" | "undefined" | "None" => {
                self.note(word, start, "is no value in JSON; read as not given");
                Value::Missing
            }
            _ => Value::Text(Cow::Borrowed(scan::number(word).unwrap_or_else(|| {
                self.lament(word, start, "stands without quotes; read as text");
                word
            }))),
        }
    }

    /// What stands before the next sign of JSON's own, or the end of the line.
    fn word(&mut self) -> &'de str {
        let start = self.at;
        while let Some(byte) = self.byte() {
            if matches!(byte, b',' | b':' | b'{' | b'}' | b'[' | b']' | b'"' | b'\n') {
                break;
            }
            self.pass(1);
        }
        // A number may have gone on.
        if self.rest().is_empty() && self.depth() > 0 {
            self.break_off();
        }
        self.from(start).trim_ascii_end()
    }

    /// Passes a list or record, however deep.
    fn skip(&mut self) {
        let mut open = 0_usize;
        loop {
            match self.peek() {
                None => return self.break_off(),
                Some(b'"') => _ = self.string(),
                Some(b'[' | b'{') => {
                    open = open.saturating_add(1);
                    self.pass(1);
                }
                Some(b']' | b'}') => {
                    open = open.saturating_sub(1);
                    self.pass(1);
                }
                Some(_) => self.pass(1),
            }
            if open == 0 {
                return;
            }
        }
    }

    fn depth(&self) -> u32 {
        self.place.lists.saturating_add(self.place.records)
    }

    #[inline(always)]
    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = self.text.as_bytes().get(self.at).copied();
        if byte.is_none() {
            self.ran_out = true;
        }
        byte
    }

    pub(super) fn rest(&self) -> &'de [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    pub(super) fn from(&self, start: usize) -> &'de str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(super) fn pass(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    pub(super) fn line_break(&mut self) {
        self.pass(1);
        self.place.line = self.place.line.saturating_add(1);
        self.place.line_start = self.place.before.saturating_add(self.at);
    }

    pub(super) fn break_off(&mut self) {
        if !self.broke_off {
            self.lament("", self.at, "is where the file breaks off; what could be read is shown");
            self.broke_off = true;
        }
    }

    pub(super) fn note_once(&mut self, noted: &mut bool, action: &'static str) {
        if !*noted {
            self.note("", self.at, action);
            *noted = true;
        }
    }

    /// Notes what was wrong at a byte of the present line.
    pub(super) fn note(&mut self, text: &str, at: usize, action: &'static str) {
        let place = self.line_and_column(at);
        self.issues.push(|| Issue {
            record: in_words(place),
            field: "",
            text: cut(text, 120),
            action: action.to_owned(),
        });
    }

    /// Notes something by which more than itself may be lost.
    pub(super) fn lament(&mut self, text: &str, at: usize, action: &'static str) {
        if self.broken.is_none() {
            let mut words = in_words(self.line_and_column(at));
            if !text.is_empty() {
                words.push_str(": “");
                words.push_str(&cut(text, 120));
                words.push('”');
            }
            words.push(' ');
            words.push_str(action.split(';').next().unwrap_or_default());
            self.broken = Some(words);
        }
        self.note(text, at, action);
    }

    /// Both from 1, the column in bytes.
    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let column = self.place.before.saturating_add(at).saturating_sub(self.place.line_start);
        (self.place.line, column.saturating_add(1))
    }
}

fn in_words((line, column): (usize, usize)) -> String {
    format!("line {line}, column {column}")
}
