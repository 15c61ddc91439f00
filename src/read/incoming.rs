//! A file that arrives in pieces: what is whole in it is read while the rest is on its way, and is not kept.
//!
//! However it is cut, the result is the same.

use super::detect::{Look, look};
use super::foreign::Foreign;
use super::json::{Parser, Place};
use super::native::Document;
use super::{Format, Issue, Issues, ReadError, ReadOptions, Reading};

/// What stands for bytes that are no text.
const REPLACEMENT: &str = "\u{fffd}";

const NO_TEXT: &str = "is not UTF-8 throughout; what is not is shown as “\u{fffd}”";

/// What became of a file that has arrived.
pub enum Finished<'a> {
    /// It was article JSON, and is read.
    Native(Reading),
    /// It is something else, and is not read yet.
    Foreign(Foreign<'a>),
}

/// Takes a file piece by piece.
pub struct Incoming<'a> {
    options: ReadOptions<'a>,
    /// What the beginning of the file says of its format.
    look: Look,
    /// The beginning of a character of which the rest has not arrived.
    half: Vec<u8>,
    /// What is not read yet; everything until the format is certain.
    text: String,
    /// How much of the text is read.
    at: usize,
    /// How long the text must be for another attempt.
    enough: usize,
    place: Place,
    document: Document,
    issues: Issues,
    /// The first place where something may have been lost.
    broken: Option<String>,
    /// Whether the file has begun: a byte order mark would no longer be one.
    begun: bool,
    /// Whether all bytes were text.
    is_text: bool,
}

impl<'a> Incoming<'a> {
    /// A file of which nothing has arrived.
    pub fn new(options: ReadOptions<'a>) -> Self {
        Incoming {
            options,
            look: match options.format {
                None => Look::Empty,
                Some(Format::Native) => Look::Native,
                Some(_) => Look::Foreign,
            },
            half: Vec::new(),
            text: String::new(),
            at: 0,
            enough: 1,
            place: Place::default(),
            document: Document::default(),
            issues: Issues::default(),
            broken: None,
            begun: false,
            is_text: true,
        }
    }

    /// Takes the next bytes and reads what has become whole, if it is article JSON. Cost is linear in all bytes together.
    pub fn push(&mut self, bytes: &[u8]) {
        self.take(bytes);
        if matches!(self.look, Look::Empty | Look::Unsure) && self.text.len() >= self.enough {
            self.look = look(&self.text, false);
            // Seldom it takes a second look.
            self.enough = if self.look == Look::Native { 1 } else { self.text.len().saturating_mul(2) };
        }
        if self.look == Look::Native && self.text.len() >= self.enough {
            self.read_on(false);
        }
    }

    /// How many events there are so far.
    pub fn event_count(&self) -> usize {
        self.document.builder.event_count()
    }

    /// What there is so far.
    pub fn so_far(&self) -> Reading {
        let archive = self.document.builder.clone().finish();
        Reading { archive, issues: self.issues.clone(), format: Format::Native }
    }

    /// The whole. What is not article JSON is handed back, for `formats` to read.
    ///
    /// # Errors
    /// As [`super::read`].
    pub fn finish(mut self) -> Result<Finished<'a>, ReadError> {
        if !self.half.is_empty() {
            self.append(REPLACEMENT);
            self.is_text = false;
        }
        if matches!(self.look, Look::Empty | Look::Unsure) {
            self.look = look(&self.text, true);
        }
        let is_blank = || self.text.trim_ascii().is_empty();
        match self.look {
            _ if !self.document.known && is_blank() => return Err(ReadError::Empty),
            Look::Html => return Err(ReadError::Html),
            Look::Native => {}
            _ => {
                let mut foreign = Foreign::new(self.text, self.options);
                if !self.is_text {
                    foreign.stop(NO_TEXT);
                }
                return Ok(Finished::Foreign(foreign));
            }
        }
        self.read_on(true);
        if !self.document.known {
            return Err(self.broken.map_or(ReadError::Unknown, ReadError::Syntax));
        }
        let archive = self.document.builder.finish();
        match self.broken {
            Some(place) if archive.is_empty() => return Err(ReadError::Syntax(place)),
            _ => {}
        }
        if !self.is_text {
            self.issues.push(|| Issue {
                record: "the file".to_owned(),
                field: "",
                text: String::new(),
                action: NO_TEXT.to_owned(),
            });
        }
        Ok(Finished::Native(Reading { archive, issues: self.issues, format: Format::Native }))
    }

    /// Reads all that is whole; at the end of the file, all.
    fn read_on(&mut self, is_end: bool) {
        loop {
            let mark = self.issues.mark();
            let text = self.text.get(self.at..).unwrap_or_default();
            let mut parser = Parser::new(text, self.place, &mut self.issues);
            let goes_on = self.document.step(&mut parser, &self.options, is_end);
            if parser.ran_out && !is_end {
                self.issues.back_to(mark);
                break;
            }
            self.at = self.at.saturating_add(parser.at());
            self.place = parser.place();
            let broke_off = parser.broke_off;
            self.broken = self.broken.take().or(parser.broken);
            if !goes_on || broke_off {
                break;
            }
        }
        if self.document.known {
            self.text.drain(..self.at);
            self.at = 0;
        }
        let rest = self.text.len().saturating_sub(self.at);
        // What was read in vain is read again once it has doubled: so often it costs no more than to read it once.
        self.enough = self.text.len().saturating_add(rest).max(1);
    }

    /// Appends bytes to the text; what is no text becomes replacement characters.
    fn take(&mut self, bytes: &[u8]) {
        if self.half.is_empty() {
            return self.decode(bytes);
        }
        let mut joined = std::mem::take(&mut self.half);
        joined.extend_from_slice(bytes);
        self.decode(&joined);
    }

    fn decode(&mut self, bytes: &[u8]) {
        if let Ok(text) = str::from_utf8(bytes) {
            return self.append(text);
        }
        let mut end: usize = 0;
        for chunk in bytes.utf8_chunks() {
            let (valid, invalid) = (chunk.valid(), chunk.invalid());
            end = end.saturating_add(valid.len()).saturating_add(invalid.len());
            self.append(valid);
            // The beginning of a character lacks nothing but the rest of it, which may yet come.
            let cut_off = std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none());
            if cut_off && end == bytes.len() {
                self.half = invalid.to_vec();
            } else if !invalid.is_empty() {
                self.append(REPLACEMENT);
                self.is_text = false;
            }
        }
    }

    fn append(&mut self, text: &str) {
        if self.begun {
            self.text.push_str(text);
        } else if !text.is_empty() {
            self.text.push_str(text.strip_prefix('\u{feff}').unwrap_or(text));
            self.begun = true;
        }
    }
}
