//! Notes what is wrong with one article and its events, and reads those fields that can be wrong.

use super::issue::cut;
use super::loose::{Element, Loose};
use super::record::{EventRecord, ImageRecord};
use super::{Issue, Issues, ReadOptions, link};
use crate::archive::clean;
use crate::time::{EventDate, Moment};

/// Notes issues of one article and its events.
pub(super) struct Reporter<'a> {
    issues: &'a mut Issues,
    article_no: usize,
    /// The article's headline as it stands in the file.
    pub(super) headline: &'a str,
    /// The number, from 1, and the title of the event that is being read.
    pub(super) event: Option<(usize, &'a str)>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(issues: &'a mut Issues, article_no: usize, headline: &'a str) -> Self {
        Self { issues, article_no, headline, event: None }
    }

    fn issue(&self, field: &'static str, text: &str, action: &str) -> Issue {
        let named = |what: &str, no: usize, name: &str| match name {
            "" => format!("{what} {no}"),
            _ => format!("{what} {no} “{}”", cut(&clean(name), 60)),
        };
        let mut record = named("article", self.article_no, self.headline);
        if let Some((no, title)) = self.event {
            record.push_str(", ");
            record.push_str(&named("event", no, title));
        }
        Issue { record, field, text: cut(text, 120), action: action.to_owned() }
    }

    pub(super) fn note(&mut self, field: &'static str, text: &str, action: &str) {
        let issue = self.issue(field, text, action);
        self.issues.push(|| issue);
    }

    pub(super) fn skip(&mut self, field: &'static str, text: &str, action: &str) {
        let issue = self.issue(field, text, action);
        self.issues.skip(|| issue);
    }

    /// When an article was published.
    pub(super) fn moment(&mut self, published: &Loose<'_>, options: &ReadOptions<'_>) -> Option<Moment> {
        if published.text().is_empty() {
            return None;
        }
        if let Ok(EventDate::At(moment)) = EventDate::parse(published.text(), options.zone) {
            return Some(moment);
        }
        self.note("published", published.text(), "is not a date; read as not given");
        None
    }

    /// When an event happened, and how the file writes it.
    pub(super) fn date(&mut self, event: &EventRecord<'_>, options: &ReadOptions<'_>) -> Option<(EventDate, String)> {
        let (field, given, parsed) = if !event.within.text().is_empty() {
            let given = event.within.text();
            ("within", given.to_owned(), EventDate::within(given, options.zone))
        } else if !event.date.text().is_empty() {
            let given = event.date.text();
            ("date", given.to_owned(), EventDate::parse(given, options.zone))
        } else {
            let bound = |loose: &Loose<'_>| match loose {
                Loose::Text(text) => Some(text.to_string()),
                _ => None,
            };
            let (start, end) = (bound(&event.start), bound(&event.end));
            if start.is_none() && end.is_none() {
                self.skip("date", "", "is missing; left out");
                return None;
            }
            let given = format!("{}/{}", start.as_deref().unwrap_or_default(), end.as_deref().unwrap_or_default());
            ("start", given, EventDate::from_bounds(start.as_deref(), end.as_deref(), options.zone))
        };
        match parsed {
            Ok(date) => Some((date, given)),
            Err(error) => {
                self.skip(field, &given, &format!("{error}; left out"));
                None
            }
        }
    }

    /// An article's picture: address, alternative text, credit.
    pub(super) fn image(&mut self, image: &Element<'_, ImageRecord<'_>>, base: &str) -> Option<(String, String, String)> {
        let (url, alt, credit) = match image {
            Element::Record(image) => (image.url.text(), image.alt.text(), image.credit.text()),
            Element::Text(url) => (&**url, "", ""),
            Element::Other => ("", "", ""),
        };
        let resolved = link::resolve(base, url);
        if resolved.is_none() && !url.is_empty() {
            self.note("image", url, "is no web address that is safe to load; left out");
        }
        resolved.map(|url| (url, clean(alt).into_owned(), clean(credit).into_owned()))
    }
}
