//! HTML → the text in it, and the first link. Nothing of it is ever rendered.
//!
//! Of HTML's tokenizer (<https://html.spec.whatwg.org/multipage/parsing.html#tokenization>) what text needs, which is a small part: a
//! whole one weighs more than all readers of formats together. Tests hold it to a whole one. Each byte is looked at once or twice.

mod entities;

use std::borrow::Cow;

use entities::entity;

/// How long a summary may be, in characters.
const SUMMARY: usize = 300;

/// What is in a piece of HTML.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Inside<'h> {
    pub(super) text: Cow<'h, str>,
    /// The address of the first link to another page.
    pub(super) link: String,
}

/// The text of a piece of HTML, whole.
pub(super) fn text(html: &str) -> Cow<'_, str> {
    if is_plain(html) { Cow::Borrowed(html) } else { inside(html, usize::MAX).text }
}

/// The text of a long piece of HTML, cut at a word, and its first link.
pub(super) fn summary(html: &str) -> Inside<'_> {
    if is_plain(html) {
        return Inside { text: cut(Cow::Borrowed(html)), link: String::new() };
    }
    // Enough of it, even if all letters are of four bytes.
    let Inside { text, link } = inside(html, SUMMARY.saturating_mul(4));
    Inside { text: cut(text), link }
}

/// A text, cut at a word.
pub(super) fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() <= SUMMARY {
        return text;
    }
    // Where characters start.
    let mut starts = text.bytes().enumerate().filter(|(_, byte)| !(0x80..0xc0).contains(byte));
    let is_ascii = text.as_bytes().get(..SUMMARY).is_some_and(<[u8]>::is_ascii);
    let end = if is_ascii { Some(SUMMARY) } else { starts.nth(SUMMARY).map(|(at, _)| at) };
    let Some(end) = end else { return text };
    let head = text.get(..end).unwrap_or_default();
    // Where nothing divides words, anywhere.
    let end = head.rfind(char::is_whitespace).filter(|at| at.saturating_mul(2) > end).unwrap_or(end);
    let head = head.get(..end).unwrap_or_default().trim_end_matches(|ch: char| !ch.is_alphanumeric());
    Cow::Owned([head, " …"].concat())
}

fn is_plain(html: &str) -> bool {
    sign(html).is_none()
}

/// Where the first tag, comment or reference may begin.
fn sign(html: &str) -> Option<usize> {
    memchr::memchr2(b'<', b'&', html.as_bytes())
}

/// What is not read as text.
const HIDDEN: [&str; 8] = ["script", "style", "noscript", "template", "iframe", "object", "svg", "math"];

/// What stands within a line: around others a space is read.
const INLINE: [&str; 26] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "tt", "u", "wbr", "strike",
];

/// The text, up to about so many bytes, and the first link in it.
fn inside(html: &str, limit: usize) -> Inside<'static> {
    let mut text = String::with_capacity(html.len().min(limit));
    let mut link = String::new();
    let mut rest = html;
    while let Some(at) = sign(rest).filter(|_| text.len() <= limit) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let after = from.get(1..).unwrap_or_default();
        rest = match (from.as_bytes().first(), after.as_bytes()) {
            (Some(b'&'), _) => reference(after, &mut text),
            (_, [b'!', b'-', b'-', ..]) => {
                let comment = after.get(3..).unwrap_or_default();
                // `<!-->` is one, too.
                comment.strip_prefix('>').unwrap_or_else(|| after_first(comment, "-->"))
            }
            (_, [b'!' | b'?', ..]) => after_first(after, ">"),
            (_, [b'a'..=b'z' | b'A'..=b'Z', ..] | [b'/', b'a'..=b'z' | b'A'..=b'Z', ..]) => {
                let tag = Tag::read(after);
                let is_at_word = text.as_bytes().last().is_some_and(|last| *last != b' ');
                if is_at_word && !tag.is_one_of(&INLINE) {
                    text.push(' ');
                }
                if link.is_empty() && !tag.is_end && tag.is_one_of(&["a"]) {
                    link = tag
                        .href
                        .filter(|href| !href.trim_start().starts_with('#'))
                        .map(|href| decoded(href).into_owned())
                        .unwrap_or_default();
                }
                let is_hidden = !tag.is_end && tag.is_one_of(&HIDDEN);
                if is_hidden { from_end_tag(tag.rest, tag.name) } else { tag.rest }
            }
            // No name: passed over.
            (_, [b'/', _, ..]) => after_first(after, ">"),
            _ => {
                text.push('<');
                after
            }
        };
    }
    if text.len() <= limit {
        text.push_str(rest);
    }
    text.truncate(text.trim_end().len());
    Inside { text: Cow::Owned(text), link }
}

/// What follows the first occurrence of a sign; nothing where there is none.
fn after_first<'h>(html: &'h str, sign: &str) -> &'h str {
    html.split_once(sign).map_or("", |(_, rest)| rest)
}

/// Decodes what stands after an ampersand; what is no entity is text.
fn reference<'h>(after: &'h str, text: &mut String) -> &'h str {
    // As nearly all are.
    let common = match after.as_bytes() {
        [b'l', b't', b';', ..] => Some(('<', 3)),
        [b'g', b't', b';', ..] => Some(('>', 3)),
        [b'a', b'm', b'p', b';', ..] => Some(('&', 4)),
        _ => None,
    };
    if let Some((ch, len)) = common {
        text.push(ch);
        return after.get(len..).unwrap_or_default();
    }
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let len = after.bytes().take(32).take_while(is_name).count();
    let (name, rest) = after.split_at_checked(len).unwrap_or_default();
    match rest.strip_prefix(';') {
        Some(rest) if !name.is_empty() => {
            entity(name, text);
            rest
        }
        _ => {
            text.push('&');
            after
        }
    }
}

/// A tag.
struct Tag<'h> {
    name: &'h str,
    is_end: bool,
    /// The value of its attribute `href`, as written.
    href: Option<&'h str>,
    /// What follows it.
    rest: &'h str,
}

impl<'h> Tag<'h> {
    /// Whether its name is one of these, in small letters or capitals.
    fn is_one_of(&self, names: &[&str]) -> bool {
        let first = self.name.as_bytes().first().map(u8::to_ascii_lowercase);
        let may_be = |name: &str| name.len() == self.name.len() && name.as_bytes().first().copied() == first;
        names.iter().any(|name| may_be(name) && self.name.eq_ignore_ascii_case(name))
    }

    /// Reads what stands after the bracket; a tag that is not closed takes all.
    fn read(after: &'h str) -> Tag<'h> {
        let is_end = after.as_bytes().first() == Some(&b'/');
        let after = after.get(usize::from(is_end)..).unwrap_or_default();
        let is_space = |byte: u8| byte.is_ascii_whitespace();
        let is_over = |byte| is_space(byte) || matches!(byte, b'/' | b'>');
        let (name, mut rest) = split(after, &|_, byte| is_over(byte));
        let mut href = None;
        loop {
            rest = split(rest, &|_, byte| !is_space(byte) && byte != b'/').1;
            if matches!(rest.as_bytes().first(), None | Some(b'>')) {
                break;
            }
            // The first character of a name may be an equals sign.
            let (attribute, after) = split(rest, &|at, byte| is_over(byte) || (byte == b'=' && at > 0));
            rest = split(after, &|_, byte| !is_space(byte)).1;
            let Some(given) = rest.strip_prefix('=') else { continue };
            let given = split(given, &|_, byte| !is_space(byte)).1;
            let (value, after) = match given.as_bytes().first() {
                Some(&quote @ (b'"' | b'\'')) => {
                    given.get(1..).unwrap_or_default().split_once(char::from(quote)).unwrap_or_default()
                }
                _ => split(given, &|_, byte| is_space(byte) || byte == b'>'),
            };
            rest = after;
            if href.is_none() && attribute.eq_ignore_ascii_case("href") {
                href = Some(value);
            }
        }
        // It is over, or a bracket ends it.
        Tag { name, is_end, href, rest: rest.get(1..).unwrap_or_default() }
    }
}

/// What stands before and from the first byte that is an end; that is the first one of a character.
fn split<'h>(text: &'h str, is_end: &dyn Fn(usize, u8) -> bool) -> (&'h str, &'h str) {
    let end = text.bytes().enumerate().position(|(at, byte)| is_end(at, byte)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or_default()
}

/// From the end tag of a name on: within scripts and the like nothing else is a tag.
fn from_end_tag<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at..).unwrap_or_default();
        let end = name.len().saturating_add(2);
        if rest.get(2..end).is_some_and(|tag| tag.eq_ignore_ascii_case(name)) {
            return rest;
        }
        rest = rest.get(2..).unwrap_or_default();
    }
    ""
}

/// A text without tags, its entities decoded.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    let ampersand = |text: &str| memchr::memchr(b'&', text.as_bytes());
    let Some(mut at) = ampersand(text) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (before, from) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(before);
        rest = reference(from.get(1..).unwrap_or_default(), &mut out);
        match ampersand(rest) {
            Some(next) => at = next,
            None => return Cow::Owned(out + rest),
        }
    }
}

#[cfg(test)]
mod tests;
