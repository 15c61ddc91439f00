//! When did an event happen?
//!
//! Must not know how a date is written for readers (see `words`) or drawn.

use super::extent::Extent;
use super::moment::{DateError, Moment, Precision, Zone, plain};

/// One end of a span.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// A date.
    Known(Moment),
    /// `..`: without limit. As an end: still going on.
    Open,
    /// Nothing: there is an end, but it is not known.
    Unknown,
}

/// When an event happened.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum EventDate {
    /// At one date, however coarse.
    At(Moment),
    /// It lasted; at least one end is known.
    Span {
        /// When it started.
        start: Endpoint,
        /// When it ended.
        end: Endpoint,
    },
    /// At one time, not known, somewhere from `start` to `end`.
    Within {
        /// Not before this.
        start: Moment,
        /// Not after this.
        end: Moment,
    },
}

impl EventDate {
    /// Reads an EDTF date, date-time or interval; an interval's ends may be date-times too. Spaces around it
    /// are forgiven.
    ///
    /// # Errors
    /// When it is not one, when an interval ends before it starts or has no date at all, when a year is beyond
    /// ±262 000.
    pub fn parse(text: &str, zone: Zone<'_>) -> Result<EventDate, DateError> {
        if let Some(moment) = plain(text, zone) {
            return Ok(EventDate::At(moment));
        }
        match text.split_once('/') {
            None => Ok(EventDate::At(moment(text, zone)?)),
            Some((start, end)) => {
                if end.contains('/') {
                    return Err(DateError::new("an interval has one / only", start.len()));
                }
                let before_end = start.len().saturating_add(1);
                span(start, end, zone, before_end)
            }
        }
    }

    /// Reads a start and an end given apart. A start alone is a date; an end that is empty is not known, and
    /// `..` is open.
    ///
    /// # Errors
    /// As [`EventDate::parse`]; the offset counts from the start of the faulty text.
    pub fn from_bounds(
        start: Option<&str>,
        end: Option<&str>,
        zone: Zone<'_>,
    ) -> Result<EventDate, DateError> {
        match (start, end) {
            (Some(start), None) => Ok(EventDate::At(moment(start, zone)?)),
            (start, end) => span(start.unwrap_or_default(), end.unwrap_or_default(), zone, 0),
        }
    }

    /// Reads the interval in which an event happened at an unknown time. A single date is taken as one, since a
    /// coarse date says the same.
    ///
    /// # Errors
    /// As [`EventDate::parse`], and when an end of the interval is open or unknown.
    pub fn within(text: &str, zone: Zone<'_>) -> Result<EventDate, DateError> {
        match EventDate::parse(text, zone)? {
            EventDate::Span { start: Endpoint::Known(start), end: Endpoint::Known(end) } => {
                Ok(EventDate::Within { start, end })
            }
            EventDate::Span { .. } => Err(DateError::new("both ends must be known", 0)),
            date => Ok(date),
        }
    }

    /// From its earliest to its latest known time. A span of which one end alone is known has that end's extent.
    pub fn extent(&self) -> Extent {
        match self {
            EventDate::At(moment) => moment.extent,
            EventDate::Within { start, end } => start.extent.union(&end.extent),
            EventDate::Span { start, end } => match (start, end) {
                (Endpoint::Known(start), Endpoint::Known(end)) => {
                    let (start, end) = (start.extent, end.extent);
                    // The clock was turned back between two zoned times.
                    if end.end_ms <= start.start_ms { start } else { Extent::new(start.start_ms, end.end_ms) }
                }
                (Endpoint::Known(only), _) | (_, Endpoint::Known(only)) => only.extent,
                _ => Extent::default(),
            },
        }
    }

    /// As [`EventDate::extent`], but what is still going on lasts until `known_until_ms` (exclusive) at least.
    pub fn extent_until(&self, known_until_ms: i64) -> Extent {
        let extent = self.extent();
        if self.is_ongoing() {
            Extent::new(extent.start_ms, extent.end_ms.max(known_until_ms))
        } else {
            extent
        }
    }

    /// Where its symbol stands: the middle of a point's extent, the start of a span.
    pub fn anchor_ms(&self) -> i64 {
        let extent = self.extent();
        if self.is_point() { extent.middle_ms() } else { extent.start_ms }
    }

    /// Whether it is one point in time, however coarse or uncertain, and did not last.
    pub fn is_point(&self) -> bool {
        !matches!(self, EventDate::Span { .. })
    }

    /// Whether it is known to have started and is still going on.
    pub fn is_ongoing(&self) -> bool {
        matches!(self, EventDate::Span { start: Endpoint::Known(_), end: Endpoint::Open })
    }

    /// Whether a date in it is approximate or doubtful, or its time is only known to lie between two others.
    pub fn is_uncertain(&self) -> bool {
        matches!(self, EventDate::Within { .. }) || self.moments().any(|moment| moment.is_qualified())
    }

    /// Whether a date in it was given with a zone and is shown in the reader's.
    pub fn is_zoned(&self) -> bool {
        self.moments().any(|moment| moment.zoned)
    }

    /// The coarsest precision of its dates.
    pub fn precision(&self) -> Precision {
        self.moments().map(|moment| moment.precision).min().unwrap_or(Precision::Day)
    }

    /// The part at a span's start of which it is not sure that it belongs to it: the start's own extent if that
    /// is coarser than a day, one more of the same length if it is approximate or doubtful. Never outside the span.
    pub fn soft_start(&self) -> Option<Extent> {
        let EventDate::Span { start, end } = self else { return None };
        let soft = match start {
            Endpoint::Known(start) => soft_length_ms(start).map(|length| {
                Extent::new(start.extent.start_ms, start.extent.start_ms.saturating_add(length))
            })?,
            _ => self.extent(),
        };
        Some(if matches!(end, Endpoint::Open) { soft } else { soft.clamp(&self.extent()) })
    }

    /// As [`EventDate::soft_start`], at a span's end. What is still going on has none.
    pub fn soft_end(&self) -> Option<Extent> {
        let EventDate::Span { end, .. } = self else { return None };
        let soft = match end {
            Endpoint::Known(end) => soft_length_ms(end)
                .map(|length| Extent::new(end.extent.end_ms.saturating_sub(length), end.extent.end_ms))?,
            Endpoint::Open => return None,
            Endpoint::Unknown => self.extent(),
        };
        Some(soft.clamp(&self.extent()))
    }

    /// Whether it is a span whose start is not known to the day.
    pub fn fades_in(&self) -> bool {
        matches!(self, EventDate::Span { start, .. } if !matches!(start, Endpoint::Known(_)))
            || self.soft_start().is_some()
    }

    /// Whether it is a span whose end is not known to the day. What is still going on has none.
    pub fn fades_out(&self) -> bool {
        !self.is_ongoing()
            && (matches!(self, EventDate::Span { end, .. } if !matches!(end, Endpoint::Known(_)))
                || self.soft_end().is_some())
    }

    /// The first and the last of its dates; `None` for the end of what is still going on.
    pub fn ends(&self) -> (Option<Moment>, Option<Moment>) {
        let last = if self.is_ongoing() { None } else { self.moments().last() };
        (self.moments().next(), last)
    }

    fn moments(&self) -> impl Iterator<Item = Moment> {
        let known = |endpoint: &Endpoint| match endpoint {
            Endpoint::Known(moment) => Some(*moment),
            _ => None,
        };
        match self {
            EventDate::At(moment) => [Some(*moment), None],
            EventDate::Span { start, end } => [known(start), known(end)],
            EventDate::Within { start, end } => [Some(*start), Some(*end)],
        }
        .into_iter()
        .flatten()
    }
}

fn soft_length_ms(moment: &Moment) -> Option<i64> {
    let length = moment.extent.duration_ms();
    if moment.is_qualified() {
        Some(length.saturating_mul(2))
    } else {
        (moment.precision < Precision::Day).then_some(length)
    }
}

fn moment(text: &str, zone: Zone<'_>) -> Result<Moment, DateError> {
    if let Some(moment) = plain(text, zone) {
        return Ok(moment);
    }
    let start = text.trim_start_matches(' ');
    let skipped = text.len().saturating_sub(start.len());
    let trimmed = start.trim_end_matches(' ');
    if trimmed.is_empty() {
        return Err(DateError::new("no date at all", 0));
    }
    if trimmed.starts_with("..") || trimmed.ends_with("..") {
        return Err(DateError::new("“..” stands alone at one end of an interval", skipped));
    }
    Moment::parse(trimmed, zone).map_err(|error| error.shifted(skipped))
}

fn endpoint(text: &str, zone: Zone<'_>) -> Result<Endpoint, DateError> {
    match text.trim_matches(' ') {
        "" => Ok(Endpoint::Unknown),
        ".." => Ok(Endpoint::Open),
        _ => moment(text, zone).map(Endpoint::Known),
    }
}

fn span(start_text: &str, end_text: &str, zone: Zone<'_>, before_end: usize) -> Result<EventDate, DateError> {
    let start = endpoint(start_text, zone)?;
    let end = endpoint(end_text, zone).map_err(|error| error.shifted(before_end))?;
    match (&start, &end) {
        (Endpoint::Known(s), Endpoint::Known(e)) => {
            let reversed = if s.zoned && e.zoned {
                // By the instants: where the reader's clock is turned back, a later one may show an earlier time.
                let (s, e) = (moment(start_text, &|_| 0)?, moment(end_text, &|_| 0)?);
                e.extent.end_ms <= s.extent.start_ms
            } else {
                e.extent.end_ms <= s.extent.start_ms
            };
            if reversed {
                return Err(DateError::new("it ends before it starts", before_end));
            }
        }
        (Endpoint::Known(_), _) | (_, Endpoint::Known(_)) => {}
        _ => return Err(DateError::new("no date at all", 0)),
    }
    Ok(EventDate::Span { start, end })
}
