//! Article JSON, as `read` reads it: reading it again gives the same articles and events.

use super::Excerpt;
use crate::archive::{Article, Event, Facet, Report, Status};
use crate::sort::sorted_positions;
use crate::time::EventDate;

/// The events, under the articles that report them, in the order of the archive's articles.
///
/// Ids are written out, dates keep their precision, actors and countries stand under their one name each. An event
/// that several articles report is written in full under each.
pub fn json(excerpt: &Excerpt<'_>) -> String {
    let archive = excerpt.archive;
    let reports: Vec<(Event<'_>, &Report)> = excerpt
        .events()
        .flat_map(|event| event.reports().iter().map(move |report| (event, report)))
        .collect();
    let article_of = |at: u32| reports.get(at as usize).map(|(_, report)| report.article);
    let order = sorted_positions(reports.len(), &mut |a, b| article_of(a).cmp(&article_of(b)));
    let mut json = Json::default();
    json.open("", '{');
    json.field("title", archive.title());
    json.field("language", archive.language());
    json.open("articles", '[');
    let mut current = None;
    for (event, report) in order.iter().filter_map(|&at| reports.get(at as usize)) {
        let Some(article) = excerpt.article(report) else { continue };
        if current != Some(report.article) {
            if current.is_some() {
                json.close("]}");
            }
            current = Some(report.article);
            json.line("\n");
            write_article(&mut json, excerpt, article);
        }
        json.line("\n ");
        write_event(&mut json, excerpt, *event, archive.text(report.quote));
    }
    if current.is_some() {
        json.close("]}");
    }
    json.close("\n]}\n");
    json.out
}

/// An article up to the start of its list of events.
fn write_article(json: &mut Json, excerpt: &Excerpt<'_>, article: &Article) {
    let text = |span| excerpt.archive.text(span);
    json.open("", '{');
    json.field("id", text(article.id));
    json.field("url", excerpt.address(article));
    json.field("headline", text(article.headline));
    json.field("source", excerpt.source(article));
    json.field("published", &excerpt.published(article));
    json.field("language", text(article.language));
    json.field("summary", text(article.summary));
    if let Some(image) = article.image {
        json.open("image", '{');
        json.field("url", text(image.url));
        json.field("alt", text(image.alt));
        json.field("credit", text(image.credit));
        json.close("}");
    }
    json.open("events", '[');
}

fn write_event<'a>(json: &mut Json, excerpt: &Excerpt<'a>, event: Event<'a>, quote: &str) {
    let date = event.date();
    json.open("", '{');
    json.field("id", event.id());
    json.field("kind", event.kind());
    json.field("title", event.title());
    json.field(if matches!(date, EventDate::Within { .. }) { "within" } else { "date" }, &excerpt.edtf(date));
    json.list("actors", &mut excerpt.names(event, Facet::Actor));
    json.list("countries", &mut excerpt.names(event, Facet::Country));
    json.field("place", event.place());
    if event.status() != Status::Happened {
        json.field("status", event.status().name());
    }
    if event.importance() != 3 {
        json.key("importance");
        json.out.push_str(&event.importance().to_string());
    }
    json.field("quote", quote);
    json.close("}");
}

/// JSON under construction.
#[derive(Default)]
struct Json {
    out: String,
    /// Whether something stands before in the innermost list or record.
    after: bool,
}

impl Json {
    /// Begins a list or a record, under a name unless that is empty.
    fn open(&mut self, name: &str, bracket: char) {
        self.key(name);
        self.out.push(bracket);
        self.after = false;
    }

    fn close(&mut self, brackets: &str) {
        self.out.push_str(brackets);
        self.after = true;
    }

    /// Goes on in the next line.
    fn line(&mut self, start: &str) {
        if std::mem::take(&mut self.after) {
            self.out.push(',');
        }
        self.out.push_str(start);
    }

    /// What stands before a value.
    fn key(&mut self, name: &str) {
        if std::mem::replace(&mut self.after, true) {
            self.out.push_str(", ");
        }
        if !name.is_empty() {
            self.text(name);
            self.out.push_str(": ");
        }
    }

    /// A text under a name, if there is one.
    fn field(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.key(name);
            self.text(value);
        }
    }

    /// Texts under a name, if there are any.
    fn list(&mut self, name: &str, values: &mut dyn Iterator<Item = &str>) {
        let mut name = Some(name);
        for value in values {
            if let Some(name) = name.take() {
                self.open(name, '[');
            }
            self.key("");
            self.text(value);
        }
        if name.is_none() {
            self.close("]");
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        for ch in text.chars() {
            match ch {
                '"' | '\\' => self.out.extend(['\\', ch]),
                // `<` so that the text can stand in a page's script element.
                '\0'..='\x1f' | '<' => {
                    self.out.push_str("\\u00");
                    self.out.extend(
                        [ch as u32 >> 4, ch as u32 & 15]
                            .map(|digit| char::from_digit(digit, 16).unwrap_or('0')),
                    );
                }
                _ => self.out.push(ch),
            }
        }
        self.out.push('"');
    }
}
