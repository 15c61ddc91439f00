//! Which format a file has, by its content alone.

use super::ReadError;

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Article JSON: our own.
    Native,
}

impl Format {
    /// The name in the `format` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Format::Native => "native",
        }
    }
}

/// The format of a file.
///
/// # Errors
/// If it cannot be any: empty, or a web page.
pub(super) fn detect(text: &str) -> Result<Format, ReadError> {
    match text.trim_ascii_start().bytes().next() {
        None => Err(ReadError::Empty),
        Some(b'<') => Err(ReadError::Html),
        Some(_) => Ok(Format::Native),
    }
}
