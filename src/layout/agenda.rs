//! The events as a list: in the order of time, under a heading for each month, or for each year where a date says no
//! more; and where a row stands, so that only the rows in view need to exist.
//!
//! Must not know pixels on a time axis (see `arrangement`), nor how a heading is worded.

use std::ops::Range;

use crate::sort::sorted_positions;
use crate::time::civil::day_ms;
use crate::time::{Civil, DAY_MS, Endpoint, EventDate, Extent, Moment, Precision};

/// The events under one heading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Section {
    /// The month, year, decade, century or millennium that the heading names.
    pub moment: Moment,
    /// The position of its first event in the list.
    pub first: usize,
    /// How many events it has, at least one.
    pub count: usize,
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaRow {
    /// The heading of a section, by the section's position.
    Heading(usize),
    /// An event, by its position in the list.
    Event(usize),
}

/// Heights in px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Heights {
    /// Of a heading.
    pub heading: f64,
    /// Of an event.
    pub event: f64,
}

/// Room for what is open between two rows: all below it stands lower.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gap {
    /// Below how much of the list, in px.
    pub after_px: f64,
    /// How high it is, in px.
    pub height_px: f64,
}

impl Gap {
    /// Where something stands that without the gap would stand at `px`.
    pub fn shift(&self, px: f64) -> f64 {
        if px < self.after_px { px } else { px + self.height_px }
    }

    /// What without the gap would stand where `px` is; within the gap the row above it, to which it belongs.
    pub fn unshift(&self, px: f64) -> f64 {
        if px < self.after_px { px } else { (px - self.height_px).max(self.after_px - 1.0) }
    }
}

/// The list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// The events, sections after each other.
    pub events: Vec<u32>,
    /// The sections, in the order of time, without gaps: each begins where the one before ends.
    pub sections: Vec<Section>,
}

impl Agenda {
    /// Lists events that are given in ascending order of their start, each with its date, under headings of some
    /// precision.
    pub fn new(events: &[u32], dates: &[&EventDate], headings: Precision) -> Agenda {
        let moments: Vec<_> = dates.iter().map(|date| section_of(date, headings)).collect();
        let order_of =
            |at: u32| moments.get(at as usize).map(|moment| (moment.extent.start_ms, moment.precision));
        // What is only known by its year stands before the year's months.
        let order = sorted_positions(events.len(), &mut |a, b| order_of(a).cmp(&order_of(b)));
        let mut agenda = Agenda { events: Vec::with_capacity(events.len()), sections: Vec::new() };
        for at in order {
            let (Some(&event), Some(&moment)) = (events.get(at as usize), moments.get(at as usize)) else {
                continue;
            };
            match agenda.sections.last_mut() {
                Some(section) if section.moment == moment => section.count = section.count.saturating_add(1),
                _ => agenda.sections.push(Section { moment, first: agenda.events.len(), count: 1 }),
            }
            agenda.events.push(event);
        }
        agenda
    }

    /// How high the whole list is, in px.
    pub fn height_px(&self, heights: &Heights) -> f64 {
        self.sections.len() as f64 * heights.heading + self.events.len() as f64 * heights.event
    }

    /// The section that a position belongs to.
    pub fn section_at(&self, position: usize) -> usize {
        self.sections.partition_point(|section| section.first <= position).saturating_sub(1)
    }

    /// How far below the list's start a row begins, in px.
    pub fn top_px(&self, row: AgendaRow, heights: &Heights) -> f64 {
        let (section, events) = match row {
            AgendaRow::Heading(section) => {
                (section, self.sections.get(section).map_or(0, |section| section.first))
            }
            AgendaRow::Event(position) => (self.section_at(position).saturating_add(1), position),
        };
        section as f64 * heights.heading + events as f64 * heights.event
    }

    /// The rows of which something lies from `from_px` to `to_px` below the list's start, in their order.
    pub fn rows(&self, from_px: f64, to_px: f64, heights: &Heights) -> Vec<AgendaRow> {
        let mut rows = Vec::new();
        let top = |at: usize| self.top_px(AgendaRow::Heading(at), heights);
        let after = partition(self.sections.len(), |at| top(at) <= from_px);
        for (at, section) in self.sections.iter().enumerate().skip(after.saturating_sub(1)) {
            let top_px = top(at);
            if top_px >= to_px {
                break;
            }
            if top_px + heights.heading > from_px {
                rows.push(AgendaRow::Heading(at));
            }
            let events_px = top_px + heights.heading;
            let row = |px: f64| ((px - events_px) / heights.event).max(0.0);
            let Range { start, end } = row(from_px).floor() as usize..row(to_px).ceil() as usize;
            let rest = start.min(section.count)..end.min(section.count);
            rows.extend(rest.map(|row| AgendaRow::Event(section.first.saturating_add(row))));
        }
        rows
    }
}

/// The first position of which `is_before` does not hold.
fn partition(count: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle.saturating_add(1);
        } else {
            high = middle;
        }
    }
    low
}

/// What the headings over the events of a time name, so that there are not too many: months, or years, decades …
pub fn headings_of(view: Extent) -> Precision {
    const YEAR_MS: i64 = 366 * DAY_MS;
    match view.duration_ms() / YEAR_MS {
        ..3 => Precision::Month,
        3..50 => Precision::Year,
        50..500 => Precision::Decade,
        500..5000 => Precision::Century,
        _ => Precision::Millennium,
    }
}

/// What the heading over an event names: the month, or what `headings` says, in which it began, or what its date says
/// if that is coarser.
pub fn section_of(date: &EventDate, headings: Precision) -> Moment {
    let (EventDate::At(start) | EventDate::Within { start, .. }) = date else {
        let EventDate::Span { start, end } = date else { return month(0) };
        return match (start, end) {
            (Endpoint::Known(known), _) | (_, Endpoint::Known(known)) => {
                section_of(&EventDate::At(*known), headings)
            }
            _ => month(0),
        };
    };
    let start_ms = start.extent.start_ms;
    let years = match start.precision.min(headings) {
        Precision::Month | Precision::Day | Precision::Minute | Precision::Second => return month(start_ms),
        Precision::Year | Precision::Season => 1,
        Precision::Decade => 10,
        Precision::Century => 100,
        Precision::Millennium => 1000,
    };
    let precision = start.precision.min(headings).min(Precision::Year);
    // The year 0 is 1 BC, also where the century is the first: that is named by its last year.
    let is_coarse = start.precision < Precision::Year;
    let named_ms = if is_coarse { start.extent.end_ms.saturating_sub(1) } else { start_ms };
    let (first, next) = years_around(i64::from(Civil::from_ms(named_ms).year), years);
    let first_day = |year| day_ms(year, 1, 1).unwrap_or(start_ms);
    plain(Extent::new(first_day(first), first_day(next)), precision)
}

/// The first of so many years that are named together, such as a century, and the first year after them: 800 to 701 BC, 1 to
/// 99, 1900 to 1999. Astronomical years.
fn years_around(year: i64, count: i64) -> (i64, i64) {
    let steps = |year: i64| year.div_euclid(count).saturating_mul(count);
    if year > 0 {
        let first = steps(year);
        (first.max(1), first.saturating_add(count))
    } else {
        let last = steps(year.saturating_neg()).saturating_neg();
        (last.saturating_sub(count).saturating_add(1), last.saturating_add(1))
    }
}

fn month(ms: i64) -> Moment {
    let civil = Civil::from_ms(ms);
    let start_ms = day_ms(i64::from(civil.year), civil.month, 1).unwrap_or(ms);
    let length_ms = i64::from(civil.days_in_month()).saturating_mul(DAY_MS);
    plain(Extent::new(start_ms, start_ms.saturating_add(length_ms)), Precision::Month)
}

fn plain(extent: Extent, precision: Precision) -> Moment {
    Moment { extent, precision, approximate: false, uncertain: false, zoned: false }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEIGHTS: Heights = Heights { heading: 40.0, event: 50.0 };

    fn near(a_px: f64, b_px: f64) -> bool {
        (a_px - b_px).abs() < 1e-6
    }

    fn agenda(dates: &[&str]) -> Agenda {
        let dates: Vec<_> = dates.iter().map(|text| EventDate::parse(text, &|_| 0).unwrap()).collect();
        let mut events: Vec<u32> = (0..).take(dates.len()).collect();
        events.sort_by_key(|&event| (dates[event as usize].extent().start_ms, event));
        let dates: Vec<_> = events.iter().map(|&event| &dates[event as usize]).collect();
        Agenda::new(&events, &dates, Precision::Month)
    }

    #[test]
    fn a_date_stands_under_what_it_says_and_no_more() {
        let list = agenda(&[
            "2016-10-13",
            "2016",
            "2016-01-01",
            "2016-10",
            "201X",
            "2016-10-20/2017-02",
            "2016-21",
            "../2015-03-04",
        ]);
        let named: Vec<_> = list
            .sections
            .iter()
            .map(|section| {
                (Civil::from_ms(section.moment.extent.start_ms).year, section.moment.precision, section.count)
            })
            .collect();
        assert_eq!(
            named,
            [
                (2010, Precision::Decade, 1),
                (2015, Precision::Month, 1),
                (2016, Precision::Year, 2),
                (2016, Precision::Month, 1),
                (2016, Precision::Month, 3),
            ]
        );
        assert_eq!(list.events, [4, 7, 1, 6, 2, 3, 0, 5]);
    }

    #[test]
    fn long_times_have_coarser_headings() {
        for (date, headings, year, precision) in [
            ("2016-10-13", Precision::Year, 2016, Precision::Year),
            ("2016", Precision::Month, 2016, Precision::Year),
            ("2016-21", Precision::Month, 2016, Precision::Year),
            ("2016-10-13", Precision::Decade, 2010, Precision::Decade),
            ("201X", Precision::Year, 2010, Precision::Decade),
            ("18XX", Precision::Decade, 1800, Precision::Century),
            ("1987-10", Precision::Century, 1900, Precision::Century),
            ("-0043-03-15", Precision::Millennium, -999, Precision::Millennium),
            ("-0752-04-21", Precision::Century, -799, Precision::Century),
            ("-0043-03-15", Precision::Century, -99, Precision::Century),
            ("0000-12-25", Precision::Century, -99, Precision::Century),
            ("0000", Precision::Month, 0, Precision::Year),
            ("0014", Precision::Century, 1, Precision::Century),
            ("00XX", Precision::Year, 1, Precision::Century),
            ("-0043-03-15", Precision::Decade, -49, Precision::Decade),
        ] {
            let section = section_of(&EventDate::parse(date, &|_| 0).unwrap(), headings);
            assert_eq!(
                (Civil::from_ms(section.extent.start_ms).year, section.precision),
                (year, precision),
                "{date}"
            );
        }
        let years = |years: i64| headings_of(Extent::new(0, years * 366 * DAY_MS));
        let wanted =
            [Precision::Month, Precision::Year, Precision::Decade, Precision::Century, Precision::Millennium];
        assert_eq!([2, 7, 100, 600, 9000].map(years), wanted);
    }

    #[test]
    fn only_rows_in_view_are_asked_for() {
        let list = agenda(&["2016-01-01", "2016-01-02", "2016-02-01"]);
        // 0 heading 40 event 90 event 140 heading 180 event 230
        assert!(near(list.height_px(&HEIGHTS), 230.0));
        assert_eq!(list.rows(0.0, 40.0, &HEIGHTS), [AgendaRow::Heading(0)]);
        assert_eq!(list.rows(95.0, 145.0, &HEIGHTS), [AgendaRow::Event(1), AgendaRow::Heading(1)]);
        assert!(list.rows(500.0, 900.0, &HEIGHTS).is_empty());
        assert!(Agenda::default().rows(0.0, 900.0, &HEIGHTS).is_empty());
    }

    #[test]
    fn what_is_below_a_gap_stands_lower() {
        let gap = Gap { after_px: 100.0, height_px: 70.0 };
        for (without, with) in [(0.0, 0.0), (99.0, 99.0), (100.0, 170.0), (140.0, 210.0)] {
            assert!(near(gap.shift(without), with) && near(gap.unshift(with), without), "{without}");
        }
        assert!(near(gap.unshift(130.0), 99.0), "a gap is the end of the row above it");
        assert!(near(Gap::default().shift(0.0), 0.0) && near(Gap::default().unshift(0.0), 0.0));
    }

    proptest! {
        #[test]
        fn every_row_stands_where_the_one_before_ends(days in prop::collection::vec(0_i64..900, 0..60), from in 0.0..3000.0_f64, height in 1.0..900.0_f64) {
            let mut dates: Vec<_> = days
                .iter()
                .map(|day| {
                    let start = day_ms(2015, 1, 1).unwrap() + day * DAY_MS;
                    EventDate::At(plain(Extent::new(start, start + DAY_MS), Precision::Day))
                })
                .collect();
            dates.sort_by_key(|date| date.extent().start_ms);
            let events: Vec<u32> = (0..).take(dates.len()).collect();
            let list = Agenda::new(&events, &dates.iter().collect::<Vec<_>>(), Precision::Month);
            prop_assert_eq!(&list.events, &events);
            let all = list.rows(0.0, f64::MAX, &HEIGHTS);
            prop_assert_eq!(all.len(), list.events.len() + list.sections.len());
            let mut next_px = 0.0;
            let mut expected = Vec::new();
            for row in all {
                let top_px = list.top_px(row, &HEIGHTS);
                prop_assert!(near(top_px, next_px));
                next_px += if matches!(row, AgendaRow::Heading(_)) { HEIGHTS.heading } else { HEIGHTS.event };
                if next_px > from && top_px < from + height {
                    expected.push(row);
                }
            }
            prop_assert!(near(next_px, list.height_px(&HEIGHTS)));
            prop_assert_eq!(list.rows(from, from + height, &HEIGHTS), expected);
        }
    }
}
