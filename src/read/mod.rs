//! Bytes → [`Archive`], forgiving: one bad record never costs another, and every repair is reported.
//!
//! Article JSON is read while it arrives. Other formats are in `formats`, one file each, which translates its records into those of
//! article JSON, so that links, ids, actors and issues are made in one place. Whoever reads hands drafts to
//! [`crate::archive::Builder`] and notes each doubt as an [`Issue`].

mod detect;
mod foreign;
pub mod formats;
mod incoming;
mod issue;
mod item;
mod json;
pub mod link;
mod native;
mod reporter;

use std::fmt;

pub use detect::Format;
pub use foreign::Foreign;
pub use incoming::{Finished, Incoming};
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
    /// The format; `None` to find out.
    pub format: Option<Format>,
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
    /// It holds no records in a form that a reader knows.
    Unknown,
    /// It is no data but a message of the server, in its own words.
    Message(String),
    /// What reads its format could not be fetched.
    NoReader,
    /// It is data without what a timeline needs: what is missing.
    Lacking(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty => f.write_str("The file is empty."),
            ReadError::Html => f.write_str("The file is a web page, not data."),
            ReadError::Syntax(words) => write!(f, "The file is not valid JSON: {words}."),
            ReadError::Unknown => {
                f.write_str("The file holds no list of articles or events in a form that is known.")
            }
            ReadError::NoReader => f.write_str("The part that reads this format could not be loaded."),
            ReadError::Message(words) => write!(f, "The server says: “{words}”"),
            ReadError::Lacking(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads a file of any known format. Of one in pages, the first.
///
/// # Errors
/// Only if not one record can be read and the file is not a valid, empty one: see [`ReadError`].
pub fn read(bytes: &[u8], options: &ReadOptions<'_>) -> Result<Reading, ReadError> {
    let mut incoming = Incoming::new(*options);
    incoming.push(bytes);
    whole(incoming.finish()?)
}

fn whole(finished: Finished<'_>) -> Result<Reading, ReadError> {
    match finished {
        Finished::Native(reading) => Ok(reading),
        Finished::Foreign(mut foreign) => {
            formats::read(&mut foreign)?;
            Ok(foreign.finish())
        }
    }
}

#[cfg(test)]
mod tests;
