//! Formats other than article JSON, each translated into it, record by record.
//!
//! A page loads this part only for a file that is not article JSON, so there is one way in, [`read`], and nothing else of it is used
//! from outside. What it makes of a record goes the way of every article (`native`), which makes links safe, derives ids, and reports.

mod acled;
mod cameo;
mod dates;
mod detect;
mod feed;
mod gdelt;
mod html;
mod json_feed;
mod json_ld;
mod places;
mod simile;
mod sink;
mod small;
mod table;
mod timelinejs;
mod vis;
mod vocabulary;
mod wordpress;
mod xml;

use detect::{Form, form};
use sink::Sink;

use super::json::{Parser, Place, Value};
use super::{Foreign, Format, ReadError};

/// Reads a page of a file into the document: the first one, or one that follows.
///
/// # Errors
/// If nothing in the first page can be read.
#[inline(never)]
pub fn read(foreign: &mut Foreign<'_>) -> Result<(), ReadError> {
    let text = std::mem::take(&mut foreign.text);
    let asked = foreign.format;
    let page = match text.trim_ascii_start().bytes().next() {
        None => Err(ReadError::Empty),
        Some(b'<') => xml(&text, asked, foreign),
        Some(b'{' | b'[') => json(&text, asked, foreign),
        Some(_) => match jsonp(&text) {
            Some(json_text) => json(json_text, asked, foreign),
            None => table_or_words(&text, asked, foreign),
        },
    };
    match page {
        Ok(format) => {
            foreign.format = Some(format);
            Ok(())
        }
        // What pages before gave is shown.
        Err(error) if foreign.page_no > 1 => {
            foreign.stop(&format!("has another page that cannot be read: {error}"));
            Ok(())
        }
        Err(error) => Err(error),
    }
}

fn xml(text: &str, asked: Option<Format>, foreign: &mut Foreign<'_>) -> Result<Format, ReadError> {
    let issues_before = foreign.issues.kept().len();
    let mut sink = Sink::new(foreign);
    let mut document = xml::Document::new(text);
    let first_item = document.read(feed::is_item);
    let Some(root) = document.root() else { return Err(ReadError::Unknown) };
    let name = root.name().rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    let format = match (name.as_str(), asked) {
        ("html" | "head" | "body", _) => return Err(ReadError::Html),
        ("rss" | "feed" | "rdf" | "channel", None | Some(Format::Feed)) => {
            feed::read(&mut document, first_item, &mut sink);
            Format::Feed
        }
        ("data", None | Some(Format::Simile)) => {
            simile::read_xml(&mut document, &mut sink);
            Format::Simile
        }
        _ => return Err(ReadError::Unknown),
    };
    if let Some(doubt) = document.doubt {
        sink.doubt(issues_before, &doubt);
    }
    Ok(format)
}

fn json(text: &str, asked: Option<Format>, foreign: &mut Foreign<'_>) -> Result<Format, ReadError> {
    let mut parser = Parser::new(text, Place::default(), &mut foreign.issues);
    let root = parser.value();
    if parser.goes_on() {
        // A list of records without brackets: one on each line.
        parser.pass_all();
    }
    let broken = parser.broken.take();
    let before = foreign.document.builder.event_count();
    let form = form(&root, asked)
        .ok_or_else(|| detect::words_of(&root).map_or(ReadError::Unknown, ReadError::Message));
    let format = match form {
        Ok(form) => translate(form, &root, text, foreign)?,
        Err(ReadError::Unknown) => return Err(broken.map_or(ReadError::Unknown, ReadError::Syntax)),
        Err(error) => return Err(error),
    };
    match broken {
        Some(place) if foreign.document.builder.event_count() == before => Err(ReadError::Syntax(place)),
        _ => Ok(format),
    }
}

fn translate(
    form: Form,
    root: &Value<'_>,
    text: &str,
    foreign: &mut Foreign<'_>,
) -> Result<Format, ReadError> {
    let mut sink = Sink::new(foreign);
    let sink = &mut sink;
    match form {
        Form::TimelineJs => timelinejs::read(root, sink),
        Form::JsonFeed => json_feed::read(root, sink),
        Form::JsonLd => json_ld::read(root, sink),
        Form::WordPress => wordpress::read(root, sink),
        Form::RssInJson => feed::read_json(root.field("rss").field("channel"), sink),
        Form::GdeltArticles => gdelt::read_articles(root, sink),
        Form::GdeltEvents => gdelt::read_records(root, sink),
        Form::Acled => acled::read_records(root, sink),
        Form::Vis => vis::read(root, sink),
        Form::Simile => simile::read(root, sink),
        Form::Records => table::read_records(&root.items().iter().collect::<Vec<_>>(), sink)?,
        Form::GeoJson => {
            let features = root.field("features").items();
            table::read_records(
                &features.iter().map(|feature| feature.field("properties")).collect::<Vec<_>>(),
                sink,
            )?;
        }
        Form::Native => native(text, sink.foreign),
    }
    Ok(form.format())
}

/// Article JSON after all: its beginning did not look like it.
fn native(text: &str, foreign: &mut Foreign<'_>) {
    let Foreign { document, issues, options, .. } = foreign;
    // What the parser noted it will note again.
    *issues = super::Issues::default();
    let mut parser = Parser::new(text, Place::default(), issues);
    while document.step(&mut parser, options, true) {}
}

/// The JSON in `name({…});` or `name = {…};`.
fn jsonp(text: &str) -> Option<&str> {
    let text = text.trim();
    let text = text.strip_prefix("var ").unwrap_or(text);
    // A name is short.
    let start = text.bytes().take(200).position(|byte| matches!(byte, b'{' | b'['))?;
    let (before, json) = text.split_at_checked(start)?;
    let before = before.trim_end();
    let name = before.strip_suffix(['(', '='])?.trim();
    let is_name = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '$' | '.');
    let is_named = !name.is_empty() && name.chars().all(is_name);
    is_named.then(|| json.trim_end_matches([')', ';', ' ', '\n', '\r']))
}

fn table_or_words(text: &str, asked: Option<Format>, foreign: &mut Foreign<'_>) -> Result<Format, ReadError> {
    let may_be_table =
        matches!(asked, None | Some(Format::Table | Format::TimelineJs | Format::Acled | Format::Gdelt));
    if may_be_table && table::is_table(text) {
        return table::read(text, &mut Sink::new(foreign));
    }
    const SHOWN: usize = 300;
    // What a server says in plain words is for the reader to know.
    let has_words = text.chars().any(char::is_alphabetic);
    if text.len() > 4096 || !has_words || text.chars().any(|ch| ch.is_control() && !ch.is_whitespace()) {
        return Err(ReadError::Unknown);
    }
    let words = crate::archive::clean(text);
    Err(ReadError::Message(super::issue::cut(&words, SHOWN)))
}
