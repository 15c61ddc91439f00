//! HTML → the text in it, and the first link. Nothing of it is ever rendered.

use std::borrow::Cow;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

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
    if is_plain(html) { Cow::Borrowed(html) } else { Cow::Owned(inside(html, usize::MAX).text.into_owned()) }
}

/// The text of a long piece of HTML, cut at a word, and its first link.
pub(super) fn summary(html: &str) -> Inside<'_> {
    if is_plain(html) {
        return Inside { text: cut(Cow::Borrowed(html)), link: String::new() };
    }
    // The text breaks off once there is enough of it.
    let Inside { text, link } = inside(html, SUMMARY.saturating_mul(4));
    Inside { text: cut(text), link }
}

/// A text, cut at a word.
pub(super) fn cut(text: Cow<'_, str>) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(SUMMARY) else { return text };
    let head = text.get(..end).unwrap_or_default();
    // Where nothing divides words, anywhere.
    let end = head.rfind(char::is_whitespace).filter(|at| at.saturating_mul(2) > end).unwrap_or(end);
    let head = head.get(..end).unwrap_or_default().trim_end_matches(|ch: char| !ch.is_alphanumeric());
    Cow::Owned(format!("{head} …"))
}

fn is_plain(html: &str) -> bool {
    !html.bytes().any(|byte| matches!(byte, b'<' | b'&'))
}

/// What is not read as text.
fn is_hidden(name: &[u8]) -> bool {
    matches!(
        name,
        b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"object" | b"svg" | b"math"
    )
}

/// What stands within a line: between others a space is read.
fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"b"
            | b"bdi"
            | b"bdo"
            | b"cite"
            | b"code"
            | b"del"
            | b"em"
            | b"font"
            | b"i"
            | b"ins"
            | b"kbd"
            | b"mark"
            | b"q"
            | b"s"
            | b"small"
            | b"span"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"time"
            | b"tt"
            | b"u"
            | b"wbr"
    )
}

/// The text, up to about so many bytes, and the first link before them.
fn inside(html: &str, limit: usize) -> Inside<'static> {
    let mut text = String::new();
    let mut link = String::new();
    let mut is_link = false;
    let mut is_href = false;
    let mut hidden: Option<Vec<u8>> = None;
    let mut on_event = |event: CallbackEvent<'_>| {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                is_link = name == b"a";
                if hidden.is_none() && is_hidden(name) {
                    hidden = Some(name.to_vec());
                } else if !is_inline(name) {
                    text.push(' ');
                }
            }
            CallbackEvent::AttributeName { name } => is_href = is_link && name == b"href",
            CallbackEvent::AttributeValue { value } => {
                let address = String::from_utf8_lossy(value);
                if is_href && link.is_empty() && hidden.is_none() && !address.trim_start().starts_with('#') {
                    link = address.into_owned();
                }
            }
            CallbackEvent::CloseStartTag { self_closing: true } => hidden = None,
            CallbackEvent::EndTag { name } => {
                if hidden.as_deref() == Some(name) {
                    hidden = None;
                }
                if !is_inline(name) {
                    text.push(' ');
                }
            }
            CallbackEvent::String { value } if hidden.is_none() => {
                text.push_str(&String::from_utf8_lossy(value));
            }
            _ => {}
        }
        (text.len() > limit).then_some(())
    };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| on_event(event));
    emitter.naively_switch_states(true);
    let mut tokens = Tokenizer::new_with_emitter(html, emitter);
    for token in tokens.by_ref() {
        let enough: Result<(), Infallible> = token;
        if enough.is_ok() {
            break;
        }
    }
    drop(tokens);
    Inside { text: Cow::Owned(text), link }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::clean;

    #[test]
    fn only_text_remains() {
        for (html, wanted) in [
            ("Talks", "Talks"),
            ("First <b>round</b> opens", "First round opens"),
            ("Talks &#8211; day two&hellip;", "Talks – day two…"),
            ("North &amp; South", "North & South"),
            ("<p>One</p><p>Two<br>Three</p>", "One Two Three"),
            ("a<script>alert('<b>x</b>')</script>b<style>p{}</style>c", "a b c"),
            ("<img src=x onerror=alert(1)>Text", "Text"),
            ("<!-- hidden -->shown", "shown"),
            ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
            ("AT&T", "AT&T"),
            ("&nbsp;&lt;b&gt;", "<b>"),
            ("<iframe src='x'>No frames</iframe>after", "after"),
            ("cut <a href='x", "cut"),
            ("<svg><text>x</text></svg>y", "y"),
        ] {
            assert_eq!(clean(&text(html)), wanted, "{html}");
        }
    }

    #[test]
    fn the_first_link_is_found() {
        for (html, wanted) in [
            (
                "See <a href='https://news.example/r1'>report</a> and <a href='/2'>2</a>",
                "https://news.example/r1",
            ),
            ("<a name=x>x</a><a class=y HREF=/b?x=1&amp;y=2>b</a>", "/b?x=1&y=2"),
            ("<a href='#note'>1</a><a href=c>c</a>", "c"),
            ("<link href=x>none", ""),
            ("<script><a href=x></a></script>", ""),
        ] {
            assert_eq!(summary(html).link, wanted, "{html}");
        }
    }

    #[test]
    fn long_text_is_cut_at_a_word() {
        let long = format!("<p>{}</p>", "word, ".repeat(2000));
        let text = summary(&long).text.into_owned();
        assert!(text.ends_with("word …") && text.chars().count() <= SUMMARY + 2, "{text}");
        let long = "文".repeat(1000);
        assert_eq!(summary(&long).text.chars().count(), SUMMARY + 2);
        assert_eq!(cut(Cow::Borrowed("short")), "short");
    }
}
