//! Where the archive keeps its texts: a few long strings, and spans into them.

use std::borrow::Cow;
use std::sync::Arc;

/// A piece of a [`Text`], by byte position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The block's number times [`BLOCK`], and where in the block.
    start: u32,
    len: u32,
}

impl Span {
    /// Whether the piece is empty.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// Many texts in few allocations, of which only the last is moved when more come. A clone shares those that are full.
#[derive(Clone, Debug, Default)]
pub struct Text {
    full: Vec<Arc<String>>,
    last: String,
}

/// Where a text may start in its block. A text that is longer has a block of its own.
const BLOCK: usize = 1 << 18;

impl Text {
    /// Appends a text. What would not fit into 4 GiB is left out.
    pub fn push(&mut self, text: &str) -> Span {
        if text.is_empty() {
            return Span::default();
        }
        if self.last.len().saturating_add(text.len()) > BLOCK && !self.last.is_empty() {
            self.shrink();
            self.full.push(Arc::new(std::mem::take(&mut self.last)));
        }
        let start = self.full.len().checked_mul(BLOCK).and_then(|start| start.checked_add(self.last.len()));
        let (Some(Ok(start)), Ok(len)) = (start.map(u32::try_from), u32::try_from(text.len())) else {
            return Span::default();
        };
        self.last.push_str(text);
        Span { start, len }
    }

    /// The text of a span.
    pub fn get(&self, span: Span) -> &str {
        let (block, start) = (span.start as usize / BLOCK, span.start as usize % BLOCK);
        let block: &str = self.full.get(block).map_or(&self.last, |block| block);
        block.get(start..start.saturating_add(span.len as usize)).unwrap_or("")
    }

    /// Gives back the memory that no text uses.
    pub(super) fn shrink(&mut self) {
        self.last.shrink_to_fit();
    }
}

/// How long a text may be, in bytes. What is longer would freeze the page that lays it out.
const LONGEST: usize = 10_000;

/// A text as it may be shown on one line: control characters and the marks that reorder neighbouring text are
/// taken out, runs of white space become one space. What is longer than 10 000 bytes is cut, and ends in an ellipsis.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.is_empty() || (text.len() <= LONGEST && is_tidy(text)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().min(LONGEST));
    for ch in text.chars() {
        if out.len() >= LONGEST {
            out.push('…');
            break;
        }
        if ch.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !ch.is_control() && !reorders(ch) {
            out.push(ch);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether a text has nothing that [`clean`] would change.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    let start = words_and_spaces(bytes);
    if start == bytes.len() {
        return bytes.last() != Some(&b' ');
    }
    let mut after_space = start.checked_sub(1).is_none_or(|before| bytes.get(before) == Some(&b' '));
    let is_plain = bytes.iter().enumerate().skip(start).all(|(at, byte)| {
        let ok = match byte {
            b' ' => !after_space,
            // These begin white space, controls and marks that reorder, and much else.
            0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef => {
                let ch = text.get(at..).and_then(|rest| rest.chars().next());
                ch.is_some_and(|ch| !ch.is_whitespace() && !ch.is_control() && !reorders(ch))
            }
            byte => *byte > b' ' && *byte != 0x7f,
        };
        after_space = *byte == b' ';
        ok
    });
    is_plain && !after_space
}

/// How many bytes at the start, eight by eight, are visible ones of ASCII and single spaces between them. Where a space is before an
/// exclamation mark it stops too soon.
fn words_and_spaces(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let (words, rest) = bytes.as_chunks::<8>();
    // The last few, with something visible after them.
    let mut last = [b'x'; 8];
    for (to, byte) in last.iter_mut().zip(rest) {
        *to = *byte;
    }
    // What stands before the first byte counts as a space.
    let mut before = 0x80;
    let mut at = 0;
    loop {
        let word = u64::from_le_bytes(*words.get(at).unwrap_or(&last));
        // As long as no byte has its top bit set, less than a space borrows it, a delete character carries into it, and what was a space
        // and is zero borrows it (<https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>), and some after them.
        let spaces = (word ^ (ONES * 0x20)).wrapping_sub(ONES);
        let doubled = spaces & (spaces << 8 | before);
        if (word | word.wrapping_sub(ONES * 0x20) | word.wrapping_add(ONES) | doubled) & TOPS != 0 {
            return at.saturating_mul(8);
        }
        if at == words.len() {
            return bytes.len();
        }
        before = spaces >> 56;
        at = at.saturating_add(1);
    }
}

/// Bidirectional embeddings, overrides and isolates, which would reach beyond the text they came with
/// (<https://www.unicode.org/reports/tr9/>), and the byte order mark.
fn reorders(ch: char) -> bool {
    matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clean_leaves_good_text_alone() {
        assert!(matches!(clean("Talks in Geneva"), Cow::Borrowed("Talks in Geneva")));
        for text in ["Gespräche in Genf, جنيف", "“Talks” – day two…", "会談、ジュネーブ", ""]
        {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        // Of one character alone: it is tidy if it is left as it is.
        for ch in '\0'..=char::MAX {
            let text = ch.to_string();
            assert_eq!(is_tidy(&text), !(ch.is_whitespace() || ch.is_control() || reorders(ch)), "{ch:?}");
        }
    }

    #[test]
    fn clean_takes_out_what_would_disturb_the_page() {
        for (given, wanted) in [
            ("  a \n\t b  ", "a b"),
            ("a\0b\u{7}c", "abc"),
            ("\u{202e}evil\u{202c} name", "evil name"),
            ("\u{feff}start", "start"),
            (" ", ""),
            ("a ", "a"),
        ] {
            assert_eq!(clean(given), wanted);
        }
    }

    #[test]
    fn clean_cuts_what_nobody_reads() {
        let long = "線".repeat(1_000_000);
        let cut = clean(&long);
        assert!(cut.len() < LONGEST + 10 && cut.ends_with("線…"), "{} bytes", cut.len());
        let fits = "x".repeat(LONGEST);
        assert_eq!(clean(&fits), fits);
    }

    #[test]
    fn spans_give_back_their_text() {
        let mut text = Text::default();
        let (a, b) = (text.push("Zarif"), text.push("Лавров"));
        assert_eq!((text.get(a), text.get(b), text.get(Span::default())), ("Zarif", "Лавров", ""));
        assert!(text.push("").is_empty());
        let long = "ж".repeat(BLOCK);
        let lens = [3, BLOCK - 9, 1, BLOCK, BLOCK + 1, 2 * BLOCK, 0, 5, BLOCK / 2, BLOCK / 2, BLOCK / 2];
        let texts = lens.map(|len| &long[..len / 2 * 2]);
        let spans = texts.map(|piece| text.push(piece));
        assert!(spans.iter().zip(texts).all(|(span, piece)| text.get(*span) == piece));
    }
}
