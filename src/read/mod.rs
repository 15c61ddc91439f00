//! Bytes → [`Archive`], forgiving: one bad record never costs another, and every repair is reported.
//!
//! One file per format. A reader borrows from the bytes, hands drafts to [`crate::archive::Builder`] while it reads
//! and notes each doubt as an [`Issue`].

mod detect;
mod incoming;
mod issue;
mod json;
pub mod link;
mod native;
mod reporter;

use std::fmt;

pub use detect::Format;
pub use incoming::Incoming;
pub use issue::{Issue, Issues};

use crate::archive::Archive;
use crate::time::Zone;

/// What a reader must know besides the bytes.
#[derive(Clone, Copy)]
pub struct ReadOptions<'a> {
    /// The absolute address of the data: relative links are resolved against it.
    pub base_url: &'a str,
    /// The reader's offset from UTC at an instant.
    pub zone: Zone<'a>,
}

/// What was read.
#[derive(Debug)]
pub struct Reading {
    /// The articles and events.
    pub archive: Archive,
    /// What was skipped, repaired or doubted.
    pub issues: Issues,
    /// Which reader read it.
    pub format: Format,
}

/// Nothing can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// There are no bytes, or white space only.
    Empty,
    /// It is a web page, not data.
    Html,
    /// It is no JSON: where, by line and column, and why.
    Syntax(String),
    /// It is JSON of a form that no reader knows.
    Unknown,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty => f.write_str("The file is empty."),
            ReadError::Html => f.write_str("The file is a web page, not JSON."),
            ReadError::Syntax(words) => write!(f, "The file is not valid JSON: {words}."),
            ReadError::Unknown => f.write_str("The file is JSON, but holds no list of articles."),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a file of any known format.
///
/// # Errors
/// Only if not one record can be read and the file is not a valid, empty one: see [`ReadError`].
pub fn read(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Reading, ReadError> {
    let mut incoming = Incoming::new(*options);
    incoming.push(bytes);
    incoming.finish()
}

#[cfg(test)]
mod tests;
