//! Article JSON, as `read` reads it: reading it again gives the same articles and events.

use super::Excerpt;
use crate::archive::{Article, Event, Facet, Report, Status};
use crate::out::Out;
use crate::sort::sorted_positions;
use crate::time::EventDate;

/// The events, under the articles that report them, in the order of the archive's articles.
///
/// Ids are written out, dates keep their precision, actors and countries stand under their one name each. An event
/// that several articles report is written in full under each.
pub fn json(excerpt: &Excerpt<'_>) -> String {
    let archive = excerpt.archive;
    let mut reports: Vec<(Event<'_>, &Report)> = Vec::new();
    excerpt.each(&mut |event| {
        for report in event.reports() {
            reports.push((event, report));
        }
    });
    let article_of = |at: u32| reports.get(at as usize).map(|(_, report)| report.article);
    let order = sorted_positions(reports.len(), &mut |a, b| article_of(a).cmp(&article_of(b)));
    let mut json = Json::default();
    json.open("", '{');
    json.field("title", archive.title());
    json.field("language", archive.language());
    json.open("articles", '[');
    let mut current = None;
    for at in order {
        let Some((event, report)) = reports.get(at as usize) else { continue };
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
    json.out.0
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
    json.list("actors", &excerpt.names(event, Facet::Actor));
    json.list("countries", &excerpt.names(event, Facet::Country));
    json.field("place", event.place());
    if event.status() != Status::Happened {
        json.field("status", event.status().name());
    }
    if event.importance() != 3 {
        json.key("importance");
        json.out.number(event.importance().into(), 1);
    }
    json.field("quote", quote);
    json.close("}");
}

/// JSON under construction.
#[derive(Default)]
struct Json {
    out: Out,
    /// Whether something stands before in the innermost list or record.
    after: bool,
}

impl Json {
    /// Begins a list or a record, under a name unless that is empty.
    fn open(&mut self, name: &str, bracket: char) {
        self.key(name);
        self.out.ch(bracket);
        self.after = false;
    }

    fn close(&mut self, brackets: &str) {
        self.out.add(&[brackets]);
        self.after = true;
    }

    /// Goes on in the next line.
    fn line(&mut self, start: &str) {
        if std::mem::take(&mut self.after) {
            self.out.ch(',');
        }
        self.out.add(&[start]);
    }

    /// What stands before a value.
    #[inline(never)]
    fn key(&mut self, name: &str) {
        if std::mem::replace(&mut self.after, true) {
            self.out.add(&[", "]);
        }
        if !name.is_empty() {
            self.text(name);
            self.out.add(&[": "]);
        }
    }

    /// A text under a name, if there is one.
    #[inline(never)]
    fn field(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.key(name);
            self.text(value);
        }
    }

    /// Texts under a name, if there are any.
    #[inline(never)]
    fn list(&mut self, name: &str, values: &[&str]) {
        if values.is_empty() {
            return;
        }
        self.open(name, '[');
        for value in values {
            self.key("");
            self.text(value);
        }
        self.close("]");
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.out.ch('"');
        for ch in text.chars() {
            match ch {
                '"' | '\\' => {
                    self.out.ch('\\');
                    self.out.ch(ch);
                }
                // `<` so that the text can stand in a page's script element.
                '\0'..='\x1f' | '<' => {
                    self.out.add(&["\\u00"]);
                    self.out.hex(ch as u8);
                }
                _ => self.out.ch(ch),
            }
        }
        self.out.ch('"');
    }
}
