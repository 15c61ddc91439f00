//! Notes what is wrong with one article and its events, and reads those fields that can be wrong.

use std::borrow::Cow;

use super::issue::cut;
use super::item::{Text, When};
use super::json::Value;
use super::native::Record;
use super::{Issue, Issues, ReadOptions, link};
use crate::archive::clean;
use crate::time::{EventDate, Moment};

/// Notes issues of one article and its events.
pub(super) struct Reporter<'a> {
    issues: &'a mut Issues,
    record: Record,
    /// The article's headline as it stands in the file.
    pub(super) headline: &'a str,
    /// The number, from 1, and the title of the event that is being read.
    pub(super) event: Option<(usize, &'a str)>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(issues: &'a mut Issues, record: Record, headline: &'a str) -> Self {
        Self { issues, record, headline, event: None }
    }

    fn issue(&self, field: &'static str, text: &str, action: &str) -> Issue {
        let named = |what: &str, no: usize, name: &str| match name {
            "" => format!("{what} {no}"),
            _ => format!("{what} {no} “{}”", cut(&clean(name), 60)),
        };
        let mut record = named(self.record.noun, self.record.no, self.headline);
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
    pub(super) fn moment(&mut self, published: &str, options: &ReadOptions<'_>) -> Option<Moment> {
        if published.is_empty() {
            return None;
        }
        if let Ok(EventDate::At(moment)) = EventDate::parse(published, options.zone) {
            return Some(moment);
        }
        self.note("published", published, "is not a date; read as not given");
        None
    }

    /// When an event of an article that was published then happened, and how the file writes it.
    pub(super) fn date<'v>(
        &mut self,
        when: &'v When<'_>,
        published: &'v str,
        options: &ReadOptions<'_>,
    ) -> Option<(EventDate, Cow<'v, str>)> {
        let (field, given, parsed) = match when {
            When::Within(within) => {
                ("within", Cow::Borrowed(&**within), EventDate::within(within, options.zone))
            }
            When::Published => ("date", Cow::Borrowed(published), EventDate::parse(published, options.zone)),
            When::At(date) => ("date", Cow::Borrowed(&**date), EventDate::parse(date, options.zone)),
            When::Bounds(start, end) => {
                let (start, end) = (start.as_deref(), end.as_deref());
                let given = [start.unwrap_or_default(), end.unwrap_or_default()].join("/");
                ("start", Cow::Owned(given), EventDate::from_bounds(start, end, options.zone))
            }
            When::Unknown => {
                self.skip("date", "", "is missing; left out");
                return None;
            }
        };
        match parsed {
            Ok(date) => Some((date, given)),
            Err(error) => {
                self.skip(field, &given, &format!("{error}; left out"));
                None
            }
        }
    }

    /// The names in a list of names or of records that have one.
    pub(super) fn names<'v>(&mut self, field: &'static str, list: &'v Value<'_>) -> Vec<Text<'v>> {
        let mut names = Vec::with_capacity(list.items().len());
        for item in list.items() {
            let name = item.name();
            if name.is_empty() && item.is_no_text() {
                self.note(field, "", "holds something that is no name; passed over");
            } else {
                let name = clean(name);
                if !name.is_empty() {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The address of an article's picture.
    pub(super) fn image<'u>(&mut self, url: &'u str, base: &str) -> Option<Cow<'u, str>> {
        let resolved = link::resolve(base, url);
        if resolved.is_none() && !url.is_empty() {
            self.note("image", url, "is no web address that is safe to load; left out");
        }
        resolved
    }
}
