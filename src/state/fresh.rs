//! New data while a reader is at work: asked for in the background, offered, and taken on without a jump.

use super::load::{ask, hold, read_arriving};
use super::reactive::{react, spawn};
use super::session::Opened;
use super::{Failure, Load, Session, Shared};
use crate::dom::{FetchError, is_hidden, sleep};
use crate::read::Reading;

/// Data that is newer than what is shown.
#[derive(Clone, PartialEq)]
pub(crate) struct Newer {
    reading: Shared<Reading>,
    /// How many of its events are not among those that are shown.
    pub(crate) events: usize,
}

/// Asks for new data every so many seconds, as long as there are some and somebody can see the page.
pub(crate) fn keep_fresh(session: Session) {
    react(move || {
        let seconds = session.refresh_s().get();
        if seconds > 0 && session.url().get().is_some() && session.inline().get().is_none() {
            spawn(async move {
                loop {
                    sleep(seconds.saturating_mul(1000).min(i32::MAX as u32) as i32).await;
                    while is_hidden() {
                        sleep(1000).await;
                    }
                    // A failure costs nothing but the news.
                    if session.load().get_untracked() == Load::Ready {
                        _ = look(session).await;
                    }
                }
            });
        }
    });
    let mut before = session.refreshes().get_untracked();
    react(move || {
        let refreshes = session.refreshes().get();
        if std::mem::replace(&mut before, refreshes) != refreshes {
            spawn(async move {
                match look(session).await {
                    Ok(()) => session.take_newer(),
                    Err(failure) => session.load().set(Load::Failed(failure)),
                }
            });
        }
    });
}

/// Asks for the data in the background.
async fn look(session: Session) -> Result<(), Failure> {
    let url = session.url().get_untracked().unwrap_or_default();
    let known = session.version().get_untracked();
    let format = session.format().get_untracked();
    let failure = |error: FetchError| Failure::fetch(&error, url.clone(), session.texts());
    let arriving = ask(session, &url).await.map_err(failure)?;
    let version = arriving.version().map(str::to_owned);
    let is_same = known.is_some() && version == known;
    if is_same {
        return Ok(());
    }
    let reading = read_arriving(arriving, &url, format, None, |_, _| {}).await.map_err(failure)?;
    let reading = reading.map_err(|error| Failure::read(&error, url.clone()))?;
    let events = session.peek_archive(|shown| {
        reading.archive.events().filter(|event| shown.find(event.id()).is_none()).count()
    });
    let events = events.unwrap_or_default();
    session.version().set(version);
    // Without a version the same events count as the same data.
    if events > 0 || known.is_some() {
        session.newer().set(Some(Newer { reading: Shared::new(reading), events }));
    }
    Ok(())
}

impl Session {
    /// Shows the newer data. Filters and view stay, and the card if its event is still there.
    pub(crate) fn take_newer(self) {
        let Some(newer) = self.newer().get_untracked() else { return };
        let opened = match self.opened().get_untracked() {
            Some(Opened::Event(idx)) => {
                self.peek_archive(|archive| archive.event(idx).map(|event| event.id().to_owned())).flatten()
            }
            _ => None,
        };
        let extent = self.viewing().viewport().get_untracked().extent();
        self.opened().set(None);
        hold(self, newer.reading);
        self.viewing().show(extent);
        let idx = opened.and_then(|id| self.peek_archive(|archive| archive.find(&id)).flatten());
        self.opened().set(idx.map(Opened::Event));
    }

    /// Asks for the data again: in the background if there is some.
    pub(crate) fn refresh(self) {
        if self.load().get_untracked() == Load::Ready && self.inline().get_untracked().is_none() {
            self.refreshes().update(|refreshes| *refreshes = refreshes.wrapping_add(1));
        } else {
            self.load_again();
        }
    }
}
