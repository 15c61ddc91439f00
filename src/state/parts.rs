//! The parts of the module that this session has asked for.

use super::Session;
use crate::dom::{Part, fetch_part, is_here};

/// What has become of a request for a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// It is on its way, or there.
    Coming,
    /// It could not be fetched.
    InVain,
}

impl Session {
    /// Whether a part of the module is there. Else it is asked for, and who wanted to know is told once it is.
    pub(crate) fn has(self, part: Part) -> bool {
        if is_here(part) {
            return true;
        }
        let is_asked = self.asked().with(|asked| asked.iter().any(|(each, _)| *each == part));
        if !is_asked {
            self.with_part(part, || {});
        }
        false
    }

    /// Runs something as soon as a part is there.
    pub(crate) fn with_part(self, part: Part, run: impl FnOnce() + 'static) {
        let session = self;
        session.note(part, Asked::Coming);
        let life = session.life();
        fetch_part(part, move |is_here| match is_here {
            _ if !life.is_alive() => {}
            true => {
                run();
                // Tells those who wait.
                session.asked().update(|asked| asked.retain(|(each, _)| *each != part));
            }
            false => session.note(part, Asked::InVain),
        });
    }

    /// Whether a part could not be fetched.
    pub(crate) fn lacks_a_part(self) -> bool {
        self.asked().with(|asked| asked.iter().any(|(_, asked)| *asked == Asked::InVain))
    }

    /// Has the parts that could not be fetched be asked for again by those who want them.
    pub(crate) fn ask_again(self) {
        self.asked().update(|asked| asked.retain(|(_, asked)| *asked == Asked::Coming));
    }

    fn note(self, part: Part, now: Asked) {
        self.asked().update(|asked| {
            asked.retain(|(each, _)| *each != part);
            asked.push((part, now));
        });
    }
}
