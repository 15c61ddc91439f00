//! How far the loading of the data is.

use std::sync::Arc;

use super::reactive::{react, spawn};
use super::{Session, Shared, Texts};
use crate::dom::{FetchError, Progress, fetch_bytes, next_frame, page_url, zone_offset_min};
use crate::read::{ReadError, ReadOptions, Reading, read};
use crate::time::Extent;

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
    /// `network`, `http`, `data` or `crash`: what `timeline-error` tells.
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
                let message = Texts::fill(texts.failed_http, &[&status.to_string()]);
                Failure { kind: "http", message, url }
            }
        }
    }

    /// The widget has crashed before.
    pub(crate) fn crash(url: String, texts: &Texts) -> Self {
        Failure { kind: "crash", message: texts.failed_crash.to_owned(), url }
    }

    /// The bytes are no data.
    pub(crate) fn read(error: &ReadError, url: String) -> Self {
        Failure { kind: "data", message: error.to_string(), url }
    }
}

/// Loads the data now and whenever its address, the data handed over, or the attempt changes. What is still under
/// way then is given up.
///
/// With a failure to begin with, only once something has changed.
pub(crate) fn keep_loading(session: Session, mut failure: Option<Failure>) {
    react(move || {
        session.attempt.get();
        let sources = (session.inline.get(), session.url.get());
        if let Some(failure) = failure.take() {
            session.load.set(Load::Failed(failure));
            return;
        }
        match sources {
            (Some(text), url) => {
                session.load.set(Load::Reading);
                spawn(take(session, text, url.unwrap_or_else(page_url)));
            }
            (None, Some(url)) => {
                session.load.set(Load::Fetching(Progress::default()));
                spawn(fetch(session, url));
            }
            (None, None) => session.load.set(Load::Idle),
        }
    });
    // What the page asked to open, once it is there.
    react(move || {
        let (Some(id), Some(_)) = (session.wanted_id.get(), session.reading.get()) else { return };
        if session.viewing.viewport.with(|viewport| viewport.width_px <= 0.0) {
            return;
        }
        session.wanted_id.set(None);
        if let Some(idx) = session.peek_archive(|archive| archive.find(&id)).flatten() {
            session.open_event(idx);
        }
    });
}

async fn fetch(session: Session, url: String) {
    let arrived = fetch_bytes(&url, move |progress| session.load.set(Load::Fetching(progress))).await;
    match arrived {
        Ok(bytes) => {
            session.load.set(Load::Reading);
            next_frame().await;
            let options = ReadOptions { base_url: &url, zone: &zone_offset_min };
            finish(session, read(&bytes, &options), &url);
        }
        Err(error) => session.load.set(Load::Failed(Failure::fetch(&error, url, session.texts))),
    }
}

async fn take(session: Session, text: Arc<str>, base_url: String) {
    next_frame().await;
    let options = ReadOptions { base_url: &base_url, zone: &zone_offset_min };
    finish(session, read(text.as_bytes(), &options), &base_url);
}

fn finish(session: Session, reading: Result<Reading, ReadError>, url: &str) {
    match reading {
        Ok(reading) => {
            session.opened.set(None);
            session.focused.set(None);
            let archive = &reading.archive;
            let first_ms = archive.start_ms().first().copied().unwrap_or_default();
            let last_ms = archive.end_ms().iter().copied().max().unwrap_or_default();
            session.viewing.bounds.set((!archive.is_empty()).then(|| Extent::new(first_ms, last_ms)));
            session.reading.set(Some(Shared::new(reading)));
            session.load.set(Load::Ready);
            session.show_first();
        }
        Err(error) => session.load.set(Load::Failed(Failure::read(&error, url.to_owned()))),
    }
}
