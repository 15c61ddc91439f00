//! How far the loading of the data is.

use std::sync::Arc;

use super::pages::read_foreign;
use super::reactive::{react, spawn};
use super::{Opened, Session, Shared, Texts};
use crate::dom::{
    Arriving, Asking, FetchError, Next, PIECE, Progress, fetch, now_ms, page_url, pause, sleep,
    zone_offset_min,
};
use crate::read::{Finished, Format, Incoming, ReadError, ReadOptions, Reading};
use crate::time::Extent;

/// The state of the data.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Load {
    /// No source is given.
    Idle,
    /// Bytes are arriving and being read.
    Fetching {
        /// How many have arrived.
        progress: Progress,
        /// How many events were in them.
        events: usize,
    },
    /// As [`Load::Fetching`], and what has been read of a large file is shown meanwhile.
    Partly {
        /// How many bytes have arrived.
        progress: Progress,
    },
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
    /// `network`, `timeout`, `cors`, `http`, `size`, `data` or `crash`: what `timeline-error` tells.
    pub(crate) kind: &'static str,
    /// The cause, for the reader.
    pub(crate) message: String,
    /// The address that was asked.
    pub(crate) url: String,
}

impl Failure {
    /// No bytes came.
    pub(crate) fn fetch(error: &FetchError, url: String, texts: &Texts) -> Self {
        let (kind, message) = match error {
            FetchError::Offline => ("network", texts.failed_offline().to_owned()),
            FetchError::Network => ("network", texts.failed_network().to_owned()),
            FetchError::BrokenOff => ("network", texts.failed_broken_off().to_owned()),
            FetchError::TimedOut => ("timeout", texts.failed_timed_out().to_owned()),
            FetchError::TooSlow => ("timeout", texts.failed_too_slow().to_owned()),
            FetchError::Forbidden => ("cors", texts.failed_forbidden().to_owned()),
            FetchError::Http(status) => ("http", Texts::fill(texts.failed_http(), &[&status.to_string()])),
            FetchError::TooLarge(max) => {
                ("size", Texts::fill(texts.failed_too_large(), &[&Texts::bytes(*max)]))
            }
        };
        Failure { kind, message, url }
    }

    /// The widget has crashed before.
    pub(crate) fn crash(url: String, texts: &Texts) -> Self {
        Failure { kind: "crash", message: texts.failed_crash().to_owned(), url }
    }

    /// The bytes are no data.
    pub(crate) fn read(error: &ReadError, url: String) -> Self {
        let kind = if *error == ReadError::NoReader { "network" } else { "data" };
        Failure { kind, message: error.to_string(), url }
    }
}

/// Loads the data now and whenever its address, its format, the data handed over, or the attempt changes. What is still under
/// way then is given up.
///
/// With a failure to begin with, only once something has changed.
pub(crate) fn keep_loading(session: Session, mut failure: Option<Failure>) {
    react(move || {
        session.attempt().get();
        session.format().get();
        let sources = (session.inline().get(), session.url().get());
        if let Some(failure) = failure.take() {
            session.load().set(Load::Failed(failure));
            return;
        }
        match sources {
            (Some(text), url) => {
                session.load().set(Load::Reading);
                spawn(take(session, text, url.unwrap_or_else(page_url)));
            }
            (None, Some(url)) => {
                session.load().set(Load::Fetching { progress: Progress::default(), events: 0 });
                spawn(load(session, url));
            }
            (None, None) => session.load().set(Load::Idle),
        }
    });
    // What the page asked to open, once it is there.
    react(move || {
        let (Some(id), Some(_)) = (session.wanted_id().get(), session.reading().get()) else { return };
        if session.viewing().viewport().with(|viewport| viewport.width_px <= 0.0) {
            return;
        }
        let found = session.peek_archive(|archive| archive.find(&id)).flatten();
        let is_last = found.is_some() || session.load().get() == Load::Ready;
        if let Some(idx) = found {
            // The page's doing is no step of the reader's.
            session.linking().event().set(Some(id));
            session.open_event(idx);
            session.page_knows_view();
        }
        if is_last {
            session.wanted_id().set(None);
        }
    });
}

/// When the beginning of a large file is shown, in ms after its first bytes, and how many events it must have.
const SHOW_AFTER_MS: f64 = 150.0;
const MANY_EVENTS: usize = 1000;
/// How long is worked on end, in ms: the page must be able to move.
const SLICE_MS: f64 = 10.0;

/// Works in slices.
struct Slices {
    end_ms: f64,
}

impl Slices {
    fn new() -> Slices {
        Slices { end_ms: now_ms() + SLICE_MS }
    }

    /// At the end of a slice gives way, then answers `true`.
    async fn give_way(&mut self) -> bool {
        let is_end = now_ms() >= self.end_ms;
        if is_end {
            pause().await;
            *self = Slices::new();
        }
        is_end
    }
}

/// How often a request is repeated whose failure may pass.
const RETRIES: i32 = 2;

async fn load(session: Session, url: String) {
    let mut retries = 0;
    loop {
        let tell = move |progress, events| {
            let is_shown = matches!(session.load().get_untracked(), Load::Partly { .. });
            let fetching = Load::Fetching { progress, events };
            session.load().set(if is_shown { Load::Partly { progress } } else { fetching });
        };
        let read = match ask(session, &url).await {
            Ok(arriving) => {
                session.version().set(arriving.version().map(str::to_owned));
                let format = session.format().get_untracked();
                read_arriving(arriving, &url, format, Some(session), tell).await
            }
            Err(error) => Err(error),
        };
        match read {
            Ok(reading) => return finish(session, reading, &url),
            Err(error) if error.may_pass() && retries < RETRIES => {
                retries += 1;
                session.load().set(Load::Fetching { progress: Progress::default(), events: 0 });
                sleep(500 << retries).await;
            }
            Err(error) => {
                return session.load().set(Load::Failed(Failure::fetch(&error, url, session.texts())));
            }
        }
    }
}

/// Asks for the data.
pub(super) async fn ask(session: Session, url: &str) -> Result<Arriving, FetchError> {
    let begun = session.begun().with_untracked(|begun| begun.borrow_mut().take());
    let anew = session.attempt().get_untracked() > 0 || session.reading().with_untracked(Option::is_some);
    let max_bytes = session.max_bytes().get_untracked();
    fetch(url, Asking { begun, anew, max_bytes }).await
}

/// Reads what arrives; tells how much that is and how many events are in it. The beginning of a large file is shown at once, if a
/// session is to show it.
pub(super) async fn read_arriving(
    mut arriving: Arriving,
    url: &str,
    format: Option<Format>,
    beginning: Option<Session>,
    tell: impl Fn(Progress, usize),
) -> Result<Result<Reading, ReadError>, FetchError> {
    let mut incoming = Incoming::new(ReadOptions { base_url: url, zone: &zone_offset_min, format });
    let mut slices = Slices::new();
    let mut piece = Vec::new();
    let show_at_ms = now_ms() + SHOW_AFTER_MS;
    let mut is_shown = false;
    loop {
        let still_ms = show_at_ms - now_ms();
        match arriving.next((still_ms > 0.0).then_some(still_ms as i32)).await? {
            Next::Bytes(bytes) => {
                for start in (0..bytes.length()).step_by(PIECE as usize) {
                    let part = bytes.subarray(start, start.saturating_add(PIECE).min(bytes.length()));
                    piece.resize(part.length() as usize, 0);
                    part.copy_to(&mut piece);
                    incoming.push(&piece);
                    if slices.give_way().await {
                        tell(arriving.progress(), incoming.event_count());
                    }
                }
            }
            Next::Nothing => {}
            Next::End => return Ok(whole(incoming.finish(), Some(arriving.max_bytes())).await),
        }
        let Some(session) = beginning else { continue };
        let is_large = now_ms() >= show_at_ms && incoming.event_count() >= MANY_EVENTS;
        // What a link is to show may stand at the end.
        if !is_shown && is_large && session.linking().pending().with_untracked(Option::is_none) {
            is_shown = true;
            show(session, incoming.so_far(), Load::Partly { progress: arriving.progress() });
            pause().await;
        }
    }
}

async fn take(session: Session, text: Arc<str>, base_url: String) {
    let format = session.format().get_untracked();
    let mut incoming = Incoming::new(ReadOptions { base_url: &base_url, zone: &zone_offset_min, format });
    let mut slices = Slices::new();
    for piece in text.as_bytes().chunks(PIECE as usize) {
        incoming.push(piece);
        slices.give_way().await;
    }
    let reading = whole(incoming.finish(), None).await;
    // What the page hands over no server says, nor is it at an address.
    let reading = reading.map_err(|error| match error {
        ReadError::Message(_) => ReadError::Unknown,
        error => error,
    });
    finish(session, reading, "");
}

/// What was read, or is read now that all is there. Further pages are asked for if there is a bound on their size.
async fn whole(
    finished: Result<Finished<'_>, ReadError>,
    max_bytes: Option<u64>,
) -> Result<Reading, ReadError> {
    match finished? {
        Finished::Native(reading) => Ok(reading),
        Finished::Foreign(foreign) => read_foreign(foreign, max_bytes).await,
    }
}

fn finish(session: Session, reading: Result<Reading, ReadError>, url: &str) {
    match reading {
        Ok(reading) => show(session, reading, Load::Ready),
        Err(error) => session.load().set(Load::Failed(Failure::read(&error, url.to_owned()))),
    }
}

/// Shows what was read. Where its beginning was shown before, the reader's place stays.
fn show(session: Session, reading: Reading, load: Load) {
    let goes_on = matches!(session.load().get_untracked(), Load::Partly { .. });
    let place = session.viewing().viewport().get_untracked();
    let has_moved = goes_on && {
        session.show_first();
        session.viewing().viewport().get_untracked() != place
    };
    let opened = match session.opened().get_untracked() {
        Some(Opened::Event(idx)) if goes_on => session.peek_archive(|archive| {
            let id = archive.event(idx)?.id();
            reading.archive.find(id)
        }),
        _ => None,
    };
    session.opened().set(opened.flatten().map(Opened::Event));
    hold(session, Shared::new(reading));
    session.load().set(load);
    if has_moved {
        session.viewing().jump(place);
    } else {
        // The first view is nobody's doing, nor is that of other data.
        session.show_first();
        session.page_knows_view();
    }
}

/// Takes on what was read.
pub(super) fn hold(session: Session, reading: Shared<Reading>) {
    session.focused().set(None);
    session.previewed().set(None);
    session.newer().set(None);
    let archive = &reading.archive;
    let first_ms = archive.start_ms().first().copied().unwrap_or_default();
    let last_ms = archive.end_ms().iter().copied().max().unwrap_or_default();
    session.viewing().bounds().set((!archive.is_empty()).then(|| Extent::new(first_ms, last_ms)));
    session.reading().set(Some(reading));
}
