//! Texts in quotes, and what is wrong with their quotes and escapes.

use std::borrow::Cow;

use super::{Parser, scan};

impl<'de> Parser<'de, '_> {
    /// A text in quotes.
    pub(super) fn string(&mut self) -> Cow<'de, str> {
        self.pass(1);
        // As nearly every text is.
        let rest = self.rest();
        let len = scan::plain(rest);
        if let Some([b'"', b',' | b':' | b'}' | b']', ..]) = rest.get(len..) {
            let start = self.at;
            self.pass(len);
            let text = self.from(start);
            self.pass(1);
            return Cow::Borrowed(text);
        }
        let mut before = String::new();
        let mut start = self.at;
        let mut noted = false;
        loop {
            self.pass(scan::plain(self.rest()));
            match self.byte() {
                None => {
                    self.break_off();
                    break;
                }
                Some(b'"') => {
                    if self.is_end_of_string() {
                        break;
                    }
                    self.note_once(&mut noted, "is a quote that should be escaped; kept");
                    self.pass(1);
                }
                Some(b'\\') => {
                    before.push_str(self.from(start));
                    self.escape(&mut before, &mut noted);
                    start = self.at;
                }
                Some(b'\n') if self.goes_on_with_name() => {
                    self.lament("", self.at, "lacks a closing quote; read as if it were there");
                    return joined(before, self.from(start).trim_ascii_end().trim_end_matches(','));
                }
                Some(control) => {
                    self.note_once(&mut noted, "is a control character that should be escaped; kept");
                    if control == b'\n' { self.line_break() } else { self.pass(1) }
                }
            }
        }
        let text = joined(before, self.from(start));
        if !self.broke_off {
            self.pass(1);
        }
        text
    }

    /// Whether the quote here ends the text: something of JSON's own follows, or a new line.
    fn is_end_of_string(&mut self) -> bool {
        let after = self.rest().get(1..).unwrap_or_default();
        let byte = after.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        self.ran_out |= byte.is_none();
        byte.is_none_or(|byte| matches!(byte, b',' | b':' | b'}' | b']' | b'"' | b'{' | b'[' | b'\n'))
    }

    /// Whether the line that begins after this one begins with a quote and a letter: with the name of a field.
    fn goes_on_with_name(&mut self) -> bool {
        let after = self.rest().get(1..).unwrap_or_default();
        let mut bytes = after.iter().skip_while(|byte| matches!(byte, b' ' | b'\t'));
        let (quote, letter) = (bytes.next(), bytes.next());
        self.ran_out |= letter.is_none();
        quote == Some(&b'"') && letter.is_some_and(u8::is_ascii_alphabetic)
    }

    /// Appends what the escape here stands for.
    fn escape(&mut self, text: &mut String, noted: &mut bool) {
        let rest = self.rest();
        // The longest takes twelve bytes.
        self.ran_out |= rest.len() < 12;
        let (ch, len) = match rest.get(1) {
            Some(b'n') => ('\n', 2),
            Some(b't') => ('\t', 2),
            Some(b'r') => ('\r', 2),
            Some(b'b') => ('\u{8}', 2),
            Some(b'f') => ('\u{c}', 2),
            Some(sign @ (b'"' | b'\\' | b'/')) => (char::from(*sign), 2),
            Some(b'u') => match scan::hex(rest.get(2..).unwrap_or_default()) {
                Some(high) => self.unicode(high, noted),
                None => ('\\', 1),
            },
            _ => ('\\', 1),
        };
        if len == 1 {
            self.note_once(noted, "is a backslash that should be escaped; kept");
        }
        text.push(ch);
        self.pass(len);
    }

    /// The character of an escape by number, and how many bytes the escape takes.
    fn unicode(&mut self, high: u32, noted: &mut bool) -> (char, usize) {
        if let Some(ch) = char::from_u32(high) {
            return (ch, 6);
        }
        let low = self.rest().get(6..).and_then(|rest| rest.strip_prefix(b"\\u")).and_then(scan::hex);
        if let (0xd800..0xdc00, Some(low @ 0xdc00..0xe000)) = (high, low) {
            let code = 0x1_0000 + ((high & 0x3ff) << 10 | low & 0x3ff);
            return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12);
        }
        self.note_once(noted, "is half a character; shown as “\u{fffd}”");
        (char::REPLACEMENT_CHARACTER, 6)
    }
}

fn joined<'de>(before: String, rest: &'de str) -> Cow<'de, str> {
    if before.is_empty() { Cow::Borrowed(rest) } else { Cow::Owned(before + rest) }
}
