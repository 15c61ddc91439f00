//! How far the loading of the data is.

use crate::dom::{FetchError, Progress};
use crate::read::ReadError;

use super::Texts;

/// The state of the data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Load {
    /// No source is given.
    Idle,
    /// Bytes are arriving.
    Fetching(Progress),
    /// All bytes are there and are being read.
    Reading,
    /// There is an archive.
    Ready,
    /// There is none.
    Failed(Failure),
}

/// Why there is no archive.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Failure {
    /// `network`, `http` or `data`: what `timeline-error` tells.
    pub(crate) kind: &'static str,
    /// The cause, for the reader.
    pub(crate) message: String,
    /// The address that was asked.
    pub(crate) url: String,
}

impl Failure {
    /// No bytes came.
    pub(crate) fn fetch(error: &FetchError, url: String, texts: &Texts) -> Self {
        match error {
            FetchError::Network => Failure { kind: "network", message: texts.failed_network.to_owned(), url },
            FetchError::Http(status) => {
                let message = texts.failed_http.replace("{}", &status.to_string());
                Failure { kind: "http", message, url }
            }
        }
    }

    /// The bytes are no data.
    pub(crate) fn read(error: &ReadError, url: String) -> Self {
        Failure { kind: "data", message: error.to_string(), url }
    }
}
