//! Which row a mark finds room in, and how much of its label.
//!
//! First-fit from the top, by pixels from the scale's origin. Bars are placed first and then stand in the points' way.
//! Knows no times. Placements of points can be taken back, last first.

use super::Style;
use super::arrangement::Single;

const NONE: u32 = u32::MAX;

/// More rows than any screen shows, few enough to be counted safely.
const MOST_ROWS: u16 = 1000;

/// What asks for room.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Claim {
    pub(crate) event: u32,
    /// The room it cannot do without.
    pub(crate) start_px: f64,
    pub(crate) end_px: f64,
    /// Where a label to the right starts, and how wide it would like to be.
    pub(crate) label_start_px: f64,
    pub(crate) label_px: u16,
    /// Weight against other labels.
    pub(crate) importance: u8,
}

/// What a row holds up to the sweep.
#[derive(Clone, Copy, Debug)]
struct Row {
    end_px: f64,
    /// The last mark, in [`Rows::singles`], and its label to the right, which may yet be shortened.
    last: u32,
    label_start_px: f64,
    label_px: u16,
    importance: u8,
    /// The next bar of the row, in [`Rows::bars`].
    next_bar: u32,
}

const EMPTY: Row = Row {
    end_px: f64::NEG_INFINITY,
    last: NONE,
    label_start_px: f64::NEG_INFINITY,
    label_px: 0,
    importance: 0,
    next_bar: NONE,
};

/// Room for a mark.
#[derive(Clone, Copy, Debug)]
struct Found {
    row: usize,
    /// Width of its label to the right.
    label_px: u16,
    /// What is left of the label before it.
    kept_px: u16,
}

/// A placed bar.
#[derive(Clone, Copy, Debug)]
struct Bar {
    claim: Claim,
    next: u32,
}

/// The placement of a point: what is needed to take it back.
#[derive(Clone, Copy, Debug)]
struct Step {
    row: usize,
    before: Row,
}

/// The rows of one lane.
#[derive(Debug)]
pub(crate) struct Rows<'s> {
    style: &'s Style,
    rows: Vec<Row>,
    /// In the order of their marks, which are the first.
    bars: Vec<Bar>,
    /// In the order of the marks after the bars'.
    steps: Vec<Step>,
    /// The marks that found room: bars by start, then points by anchor.
    pub(crate) singles: Vec<Single>,
}

impl<'s> Rows<'s> {
    pub(crate) fn new(style: &'s Style) -> Self {
        Self { style, rows: Vec::new(), bars: Vec::new(), steps: Vec::new(), singles: Vec::new() }
    }

    /// Starts a lane, with `rows` rows for its bars.
    pub(crate) fn start_lane(&mut self, rows: u16) {
        self.singles.clear();
        self.bars.clear();
        self.start_rows(rows);
    }

    fn start_rows(&mut self, rows: u16) {
        self.rows.clear();
        self.rows.resize(usize::from(rows.min(MOST_ROWS)), EMPTY);
        self.steps.clear();
    }

    /// Places a bar, in a row below the first `inviting` ones only if it finds no room above. Bars come by start.
    ///
    /// `inside_px`: width of a label inside of the bar, if it carries one.
    pub(crate) fn place_bar(&mut self, claim: Claim, inside_px: Option<u16>, inviting: u16) -> bool {
        let Some(found) = self.find(&claim, usize::from(inviting)) else { return false };
        self.put(&claim, &found);
        if let Some(single) = self.singles.last_mut() {
            single.bar = true;
            if let Some(inside_px) = inside_px {
                (single.inside, single.label_px) = (true, inside_px);
            }
        }
        self.bars.push(Bar { claim, next: NONE });
        true
    }

    /// Ends the bars and starts the points: with at least `max_rows` rows, and at least two that no bar stands in.
    pub(crate) fn start_points(&mut self, max_rows: u16) {
        let with_bars = self.rows.iter().take_while(|row| row.last != NONE).count() as u16;
        self.start_rows(max_rows.max(with_bars.saturating_add(2)));
        let bars = self.bars.len() as u32;
        for (bar, at) in self.bars.iter_mut().zip(0..bars).rev() {
            let single = self.singles.get(at as usize);
            if let Some(row) = single.and_then(|single| self.rows.get_mut(usize::from(single.row))) {
                bar.next = row.next_bar;
                row.next_bar = at;
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Places a point. Points come by their anchors.
    pub(crate) fn place_point(&mut self, claim: &Claim) -> bool {
        let Some(found) = self.find(claim, usize::MAX) else { return false };
        let before = self.put(claim, &found);
        self.steps.push(Step { row: found.row, before });
        true
    }

    /// How many points are placed.
    pub(crate) fn points(&self) -> usize {
        self.steps.len()
    }

    /// Takes back all but the first `points` points.
    pub(crate) fn take_back(&mut self, points: usize) {
        while self.steps.len() > points {
            let Some(step) = self.steps.pop() else { return };
            self.singles.pop();
            if let Some(row) = self.rows.get_mut(step.row) {
                *row = step.before;
            }
            self.set_label(&step.before, step.before.label_px);
        }
    }

    fn set_label(&mut self, row: &Row, label_px: u16) {
        if let Some(last) = self.singles.get_mut(row.last as usize)
            && !last.inside
        {
            last.label_px = label_px;
        }
    }

    /// Puts a mark where room was found; gives the row as it was before.
    fn put(&mut self, claim: &Claim, found: &Found) -> Row {
        let Some(row) = self.rows.get_mut(found.row) else { return EMPTY };
        let before = *row;
        *row = Row {
            end_px: claim.end_px,
            last: self.singles.len() as u32,
            label_start_px: claim.label_start_px,
            label_px: found.label_px,
            importance: claim.importance,
            next_bar: before.next_bar,
        };
        if found.kept_px < before.label_px {
            self.set_label(&before, found.kept_px);
        }
        self.singles.push(Single {
            event: claim.event,
            row: found.row as u16,
            label_px: found.label_px,
            inside: false,
            bar: false,
        });
        before
    }

    /// The first row where both labels have their full width, else the one where the least of them is lost.
    fn find(&mut self, claim: &Claim, inviting: usize) -> Option<Found> {
        let mut best = None;
        let mut best_loss = u32::MAX;
        for (at, row) in self.rows.iter_mut().enumerate() {
            if row.end_px > claim.start_px {
                continue;
            }
            let bars_start_px = pass_bars(row, &self.bars, &self.singles, claim.end_px);
            if row.end_px > claim.start_px {
                continue;
            }
            if at >= inviting && row.last == NONE && best.is_some() {
                break;
            }
            let label_px =
                fitting(self.style, claim.label_px, bars_start_px - self.style.gap_px - claim.label_start_px);
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

/// Lets the bars of the row that start before `end_px` be its last mark; gives the start of the first that does not.
fn pass_bars(row: &mut Row, bars: &[Bar], singles: &[Single], end_px: f64) -> f64 {
    while let Some(bar) = bars.get(row.next_bar as usize) {
        if bar.claim.start_px >= end_px {
            return bar.claim.start_px;
        }
        let single = singles.get(row.next_bar as usize);
        *row = Row {
            end_px: bar.claim.end_px,
            last: row.next_bar,
            label_start_px: bar.claim.label_start_px,
            label_px: single.map_or(0, |single| if single.inside { 0 } else { single.label_px }),
            importance: bar.claim.importance,
            next_bar: bar.next,
        };
    }
    f64::INFINITY
}

/// How much of a label is shown where there is room for `room_px`: whole pixels, nothing if it would be a stump.
fn fitting(style: &Style, label_px: u16, room_px: f64) -> u16 {
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
