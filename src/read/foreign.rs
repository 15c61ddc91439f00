//! A file of another format than ours, whole, and the pages that follow it. `formats` reads it into the model of article JSON.

use super::native::Document;
use super::{Format, Issue, Issues, ReadOptions, Reading};

/// A file, or several pages of one.
pub struct Foreign<'a> {
    pub(super) options: ReadOptions<'a>,
    /// The page that is to be read next.
    pub(super) text: String,
    /// What was read of the pages before.
    pub(super) document: Document,
    pub(super) issues: Issues,
    /// The format: as the page asked for, or found out.
    pub(super) format: Option<Format>,
    /// How many pages are read, with the present one.
    pub(super) page_no: usize,
    /// Where the page after the last one read is.
    pub(super) next: Option<String>,
}

impl<'a> Foreign<'a> {
    pub(super) fn new(text: String, options: ReadOptions<'a>) -> Self {
        Foreign {
            options,
            text,
            document: Document::default(),
            issues: Issues::default(),
            format: options.format,
            page_no: 1,
            next: None,
        }
    }

    /// The absolute address of the page after the last one that was read, once.
    pub fn take_next(&mut self) -> Option<String> {
        self.next.take()
    }

    /// How it is read.
    pub fn options(&self) -> ReadOptions<'a> {
        self.options
    }

    /// The address of the first page.
    pub fn base_url(&self) -> &'a str {
        self.options.base_url
    }

    /// The format, once a page is read.
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// Takes the text of the next page, for `formats` to read.
    pub fn add_page(&mut self, page: Foreign<'_>) {
        self.text = page.text;
        self.page_no = self.page_no.saturating_add(1);
    }

    /// Notes that pages are missing.
    pub fn stop(&mut self, action: &str) {
        self.issues.push(|| Issue {
            record: "the file".to_owned(),
            field: "",
            text: String::new(),
            action: action.to_owned(),
        });
    }

    /// What was read of all pages.
    pub fn finish(self) -> Reading {
        Reading {
            archive: self.document.builder.finish(),
            issues: self.issues,
            format: self.format.unwrap_or(Format::Native),
        }
    }
}
