//! Is a file article JSON? Decided by its first kilobytes, so that most files are read while they arrive. What else it may be is for
//! `formats` to find out, which a page loads only where it is needed.

use super::Issues;
use super::json::{Parser, Place, Seen};

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Article JSON: our own.
    Native,
    /// JSON of TimelineJS, versions 2 and 3.
    TimelineJs,
    /// JSON Feed, 1.0 and 1.1.
    JsonFeed,
    /// schema.org articles and events as JSON-LD.
    JsonLd,
    /// Posts of a WordPress site.
    WordPress,
    /// RSS and Atom.
    Feed,
    /// Articles and events of GDELT.
    Gdelt,
    /// Events of ACLED.
    Acled,
    /// Items and groups of vis-timeline.
    Vis,
    /// Events of SIMILE Timeline.
    Simile,
    /// A table: CSV, or a list of flat records.
    Table,
}

/// A format, its name in the `format` attribute, and what readers know it as.
const FORMATS: [(Format, &str, &str); 11] = [
    (Format::Native, "native", "article JSON"),
    (Format::TimelineJs, "timelinejs", "TimelineJS"),
    (Format::JsonFeed, "jsonfeed", "JSON Feed"),
    (Format::JsonLd, "jsonld", "JSON-LD"),
    (Format::WordPress, "wordpress", "WordPress"),
    (Format::Feed, "rss", "RSS/Atom"),
    (Format::Gdelt, "gdelt", "GDELT"),
    (Format::Acled, "acled", "ACLED"),
    (Format::Vis, "vis", "vis-timeline"),
    (Format::Simile, "simile", "SIMILE"),
    (Format::Table, "csv", "a table"),
];

impl Format {
    /// All formats, our own first.
    pub fn all() -> impl Iterator<Item = Format> {
        FORMATS.into_iter().map(|(format, ..)| format)
    }

    /// The name in the `format` attribute.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// The name for readers: that of a product or a standard.
    pub fn title(self) -> &'static str {
        self.row().2
    }

    /// The format of that name in the `format` attribute; case and hyphens make no difference.
    pub fn from_name(name: &str) -> Option<Format> {
        let name: String =
            name.chars().filter(char::is_ascii_alphanumeric).map(|ch| ch.to_ascii_lowercase()).collect();
        match name.as_str() {
            "atom" | "feed" | "rdf" => Some(Format::Feed),
            "tsv" | "table" => Some(Format::Table),
            _ => FORMATS.into_iter().find(|(_, known, _)| *known == name).map(|(format, ..)| format),
        }
    }

    /// Whom the terms of the data say must be named, and where to find them.
    pub fn credit(self) -> Option<(&'static str, &'static str)> {
        (self == Format::Acled)
            .then_some(("Armed Conflict Location & Event Data (ACLED)", "https://acleddata.com"))
    }

    fn row(self) -> (Format, &'static str, &'static str) {
        FORMATS.into_iter().find(|(format, ..)| *format == self).unwrap_or((self, "", ""))
    }
}

/// What the beginning of a file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// There is nothing yet but white space.
    Empty,
    /// It takes more to say.
    Unsure,
    /// Article JSON, or what can be read as nothing else.
    Native,
    /// Another format.
    Foreign,
    /// A page.
    Html,
}

/// By so many bytes it must be decided.
const HEAD: usize = 64 * 1024;

/// What the beginning of a text says; the same wherever it is cut off, as soon as it is sure.
pub(super) fn look(text: &str, is_end: bool) -> Look {
    // A character that is cut in two ends it before.
    let end = (HEAD.saturating_sub(3)..=HEAD).rev().find(|at| text.is_char_boundary(*at));
    let head = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let is_all = is_end || head.len() < text.len();
    let start = head.trim_ascii_start();
    match start.bytes().next() {
        None => Look::Empty,
        Some(b'{' | b'[') => {
            let mut issues = Issues::default();
            let mut parser = Parser::new(head, Place::default(), &mut issues);
            let is_native = is_native(&mut parser);
            match (parser.ran_out && !is_all, is_native) {
                (true, _) => Look::Unsure,
                (false, Some(false)) => Look::Foreign,
                (false, _) => Look::Native,
            }
        }
        Some(b'<') if !is_all && start.len() < 16 => Look::Unsure,
        Some(b'<') => {
            let is = |tag: &str| {
                start.get(1..tag.len().saturating_add(1)).is_some_and(|s| s.eq_ignore_ascii_case(tag))
            };
            if is("!doctype html") || is("html") { Look::Html } else { Look::Foreign }
        }
        Some(_) => Look::Foreign,
    }
}

/// Whether JSON is ours; `None` if the beginning does not tell.
fn is_native(parser: &mut Parser<'_, '_>) -> Option<bool> {
    if parser.peek() == Some(b'[') {
        return first_is_article(parser);
    }
    let mut in_articles = false;
    let decided = each_name(parser, &mut |name, next| match (name, next) {
        ("articles", Some(b'[')) => {
            in_articles = true;
            Some(true)
        }
        ("articles" | "actors", _) => Some(true),
        // A list or a record by another name: no other field of ours has any.
        (_, Some(b'[' | b'{')) => Some(false),
        _ => name.starts_with('@').then_some(false),
    });
    // GDELT has articles, too.
    if in_articles { first_is_article(parser) } else { decided.or(Some(false)) }
}

/// Whether the first record of the list that is here is an article of ours.
fn first_is_article(parser: &mut Parser<'_, '_>) -> Option<bool> {
    let mut seen = Seen::Start;
    parser.open(b'[');
    // What is no record says nothing.
    loop {
        if !parser.next_item(b'[', &mut seen) {
            return None;
        }
        if parser.peek() == Some(b'{') {
            break;
        }
        parser.value();
    }
    let mut has_ours = false;
    let decided = each_name(parser, &mut |name, next| match name {
        "events" if next == Some(b'[') => Some(true),
        "seendate" | "date" | "start" | "end" | "content" | "text" => Some(false),
        "headline" | "published" => {
            has_ours = true;
            None
        }
        _ => name.starts_with('@').then_some(false),
    });
    decided.or(Some(has_ours))
}

/// Asks about each name of a record, and what its value begins with, until there is an answer.
fn each_name(
    parser: &mut Parser<'_, '_>,
    decide: &mut dyn FnMut(&str, Option<u8>) -> Option<bool>,
) -> Option<bool> {
    let mut seen = Seen::Start;
    parser.open(b'{');
    while parser.next_item(b'{', &mut seen) {
        let name = parser.name();
        let next = parser.peek();
        if let Some(answer) = decide(&name, next) {
            return Some(answer);
        }
        parser.value();
    }
    None
}
