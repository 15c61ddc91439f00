//! Which row a mark of a tile finds room in, and how much of its label.
//!
//! First-fit from the top, by pixels from the tile's start. What stands already (bars, the marks of the tile after it)
//! is in the way. Knows no times. Placements can be taken back, last first.

use super::Style;

const NONE: u32 = u32::MAX;
/// The last mark of the tile before.
const BEFORE: u32 = u32::MAX - 1;

/// No label of the tile before is cut.
pub(crate) const WHOLE: u16 = u16::MAX;

/// What asks for room.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    /// The room it cannot do without.
    pub(crate) start_px: f64,
    pub(crate) end_px: f64,
    /// Where a label to the right starts, and how wide it would like to be.
    pub(crate) label_start_px: f64,
    pub(crate) label_px: u16,
    /// Weight against other labels.
    pub(crate) importance: u8,
}

/// A stretch of a row that is taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    pub(crate) start_px: f64,
    pub(crate) end_px: f64,
}

/// What a row holds up to the sweep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Row {
    end_px: f64,
    /// The last mark, and its label to the right, which may yet be shortened.
    last: u32,
    label_start_px: f64,
    label_px: u16,
    importance: u8,
    /// The next stretch that is taken.
    next: usize,
}

impl Row {
    pub(crate) const EMPTY: Row = Row {
        end_px: f64::NEG_INFINITY,
        last: NONE,
        label_start_px: f64::NEG_INFINITY,
        label_px: 0,
        importance: 0,
        next: 0,
    };

    /// The row as the tile after it finds it, which starts `by_px` later.
    pub(crate) fn carried(&self, by_px: f64) -> Row {
        Row {
            end_px: self.end_px - by_px,
            label_start_px: self.label_start_px - by_px,
            last: if self.last == NONE { NONE } else { BEFORE },
            next: 0,
            ..*self
        }
    }

    /// Position of the row's last mark among those of its tile.
    pub(crate) fn last(&self) -> Option<usize> {
        (self.last < BEFORE).then_some(self.last as usize)
    }
}

/// A mark that found room.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Placed {
    pub(crate) row: u16,
    pub(crate) start_px: f64,
    pub(crate) end_px: f64,
    pub(crate) label_px: u16,
}

impl Placed {
    /// Where its label ends, at most.
    pub(crate) fn text_px(&self) -> f64 {
        self.end_px + f64::from(self.label_px)
    }
}

/// Room for a mark.
#[derive(Clone, Copy, Debug)]
struct Found {
    row: usize,
    /// Width of its label to the right.
    label_px: u16,
    /// What is left of the label before it.
    kept_px: u16,
}

/// The rows of one lane in one tile.
#[derive(Debug)]
pub(crate) struct Rows<'s> {
    style: &'s Style,
    pub(crate) rows: Vec<Row>,
    /// By row, then by start.
    taken: Vec<Vec<Taken>>,
    /// The marks that found room, and their rows as they were before.
    pub(crate) placed: Vec<Placed>,
    before: Vec<Row>,
    /// By row: what is left of the label of the tile before.
    pub(crate) trims: Vec<u16>,
}

impl<'s> Rows<'s> {
    pub(crate) fn new(style: &'s Style, rows: Vec<Row>, taken: Vec<Vec<Taken>>) -> Self {
        let trims = vec![WHOLE; rows.len()];
        Self { style, rows, taken, placed: Vec::new(), before: Vec::new(), trims }
    }

    /// Places a mark. Marks come by their anchors.
    pub(crate) fn place(&mut self, claim: &Claim) -> bool {
        let Some(found) = self.find(claim) else { return false };
        let Some(row) = self.rows.get_mut(found.row) else { return false };
        let before = *row;
        *row = Row {
            end_px: claim.end_px,
            last: self.placed.len() as u32,
            label_start_px: claim.label_start_px,
            label_px: found.label_px,
            importance: claim.importance,
            next: before.next,
        };
        if found.kept_px < before.label_px {
            self.set_label(found.row, before.last, found.kept_px);
        }
        let row = found.row as u16;
        let (start_px, end_px) = (claim.start_px, claim.end_px);
        self.placed.push(Placed { row, start_px, end_px, label_px: found.label_px });
        self.before.push(before);
        true
    }

    /// Takes back all but the first `count` marks.
    pub(crate) fn take_back(&mut self, count: usize) {
        while self.placed.len() > count {
            let (Some(placed), Some(before)) = (self.placed.pop(), self.before.pop()) else { return };
            let at = usize::from(placed.row);
            if let Some(row) = self.rows.get_mut(at) {
                *row = before;
            }
            let label_px = if before.last == BEFORE { WHOLE } else { before.label_px };
            self.set_label(at, before.last, label_px);
        }
    }

    fn set_label(&mut self, row: usize, last: u32, label_px: u16) {
        if last == BEFORE {
            if let Some(trim) = self.trims.get_mut(row) {
                *trim = label_px;
            }
        } else if let Some(last) = self.placed.get_mut(last as usize) {
            last.label_px = label_px;
        }
    }

    /// The first row where both labels have their full width, else the one where the least of them is lost.
    fn find(&mut self, claim: &Claim) -> Option<Found> {
        let mut best = None;
        let mut best_loss = u32::MAX;
        for (at, row) in self.rows.iter_mut().enumerate() {
            if row.end_px > claim.start_px {
                continue;
            }
            let taken = self.taken.get(at).map(Vec::as_slice).unwrap_or_default();
            let until_px = pass(row, taken, claim.end_px);
            if row.end_px > claim.start_px {
                continue;
            }
            let label_px =
                fitting(self.style, claim.label_px, until_px - self.style.gap_px - claim.label_start_px);
            let kept_px =
                fitting(self.style, row.label_px, claim.start_px - self.style.gap_px - row.label_start_px);
            let loss = lost(claim.label_px, label_px, claim.importance)
                + lost(row.label_px, kept_px, row.importance);
            if loss < best_loss {
                best = Some(Found { row: at, label_px, kept_px });
                best_loss = loss;
            }
            if loss == 0 {
                break;
            }
        }
        best
    }
}

/// Goes past what is taken before `end_px`; gives the start of the first stretch after it.
fn pass(row: &mut Row, taken: &[Taken], end_px: f64) -> f64 {
    while let Some(stretch) = taken.get(row.next) {
        if stretch.start_px >= end_px {
            return stretch.start_px;
        }
        row.next += 1;
        // What ends before the last mark does not come after it.
        if stretch.end_px > row.end_px {
            *row = Row { end_px: stretch.end_px, next: row.next, ..Row::EMPTY };
        }
    }
    f64::INFINITY
}

/// How much of a label is shown where there is room for `room_px`: whole pixels, nothing if it would be a stump.
pub(crate) fn fitting(style: &Style, label_px: u16, room_px: f64) -> u16 {
    if f64::from(label_px) <= room_px {
        label_px
    } else if room_px >= style.label_min_px {
        room_px as u16
    } else {
        0
    }
}

fn lost(wanted_px: u16, label_px: u16, importance: u8) -> u32 {
    u32::from(wanted_px.saturating_sub(label_px)) * (1 + u32::from(importance))
}
