//! Whole arrangements: hand-made cases; see `properties` for what holds of all.

mod properties;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::*;

const DAY: i64 = 86_400_000;
const EVERY_Y: std::ops::Range<f64> = f64::NEG_INFINITY..f64::INFINITY;

/// Columns that own what [`Events`] borrows.
#[derive(Clone)]
pub(super) struct Columns {
    start_ms: Vec<i64>,
    end_ms: Vec<i64>,
    shape: Vec<Shape>,
    ends: Vec<Ends>,
    kind: Vec<u16>,
    label_px: Arc<dyn Fn(u32) -> u16>,
    importance: Vec<u8>,
}

/// Start, length, shape, kind, characters of the label.
type Row = (i64, i64, Shape, u16, u16);

/// As wide as a character is taken to be.
const CHAR_PX: f64 = 6.6;

impl Columns {
    pub(super) fn new(mut rows: Vec<Row>) -> Self {
        rows.sort_by_key(|row| (row.0, row.0.saturating_add(row.1)));
        let chars: Vec<u16> = rows.iter().map(|row| row.4).collect();
        let label_px = move |event: u32| {
            let chars = chars.get(event as usize).copied().unwrap_or(0);
            if chars == 0 { 0 } else { ((f64::from(chars) + 1.0) * CHAR_PX).ceil() as u16 }
        };
        Self {
            start_ms: rows.iter().map(|row| row.0).collect(),
            end_ms: rows.iter().map(|row| row.0.saturating_add(row.1)).collect(),
            shape: rows.iter().map(|row| row.2).collect(),
            ends: Vec::new(),
            kind: rows.iter().map(|row| row.3).collect(),
            label_px: Arc::new(label_px),
            importance: rows.iter().map(|row| (row.4 % 4) as u8).collect(),
        }
    }

    pub(super) fn events(&self) -> Events<'_> {
        Events {
            start_ms: &self.start_ms,
            end_ms: &self.end_ms,
            shape: &self.shape,
            ends: &self.ends,
            kind: &self.kind,
            label_px: &*self.label_px,
            importance: &self.importance,
        }
    }

    /// Three lanes: everything, every second event, every third.
    fn lanes(&self) -> Vec<Lane> {
        let len = self.start_ms.len() as u32;
        (1..=3)
            .map(|step| Lane { key: 10 * step, events: (0..len).step_by(step as usize).collect() })
            .collect()
    }
}

/// The arrangement of lanes for a step, at which most of the events are taken to be in view.
fn arrange(events: &Events, lanes: &[Lane], ms_per_px: f64, max_rows: u16, style: &Style) -> Arrangement {
    Arrangement::new(Arc::new(Stack::new(events, lanes, ms_per_px, max_rows, style)), ms_per_px)
}

/// What is drawn, row by row: the place in pixels from the first event's start, and the label's width.
fn drawing(columns: &Columns, arrangement: &Arrangement, ms_per_px: f64) -> String {
    let mut rows: BTreeMap<i64, Vec<(i64, String)>> = BTreeMap::new();
    let origin = columns.start_ms[0];
    for mark in arrangement.marks(&columns.events(), Window::ALL, EVERY_Y) {
        let x = ((mark.anchor_ms - origin) as f64 / ms_per_px).round() as i64;
        let what = match &mark.kind {
            MarkKind::Point { event, whisker } => format!("{}{event}", if *whisker { "~" } else { "." }),
            MarkKind::Bar { event } => format!("={event}"),
            MarkKind::Cluster { count, shares } => format!("({count} {shares:?})"),
        };
        let side = if mark.label_inside { "in" } else { "" };
        rows.entry(mark.y_px as i64).or_default().push((x, format!("{what}@{x}+{side}{}", mark.label_px)));
    }
    let lines = rows.into_values().map(|mut row| {
        row.sort();
        row.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_small_lane_is_drawn_as_by_hand() {
    use Shape::{Point, Span};
    let ms_per_px = DAY as f64 / 6.0;
    let columns = Columns::new(vec![
        (0, DAY, Point, 1, 11),
        (2 * DAY, 7 * DAY, Span, 2, 13),
        (3 * DAY, 80 * DAY, Span, 3, 8),
        (23 * DAY, DAY, Point, 1, 14),
        (33 * DAY, DAY, Point, 1, 24),
        (33 * DAY, DAY, Point, 1, 10),
        (60 * DAY, DAY, Point, 4, 5),
        (60 * DAY, DAY, Point, 4, 5),
        (60 * DAY, DAY, Point, 5, 5),
        (60 * DAY, DAY, Point, 4, 5),
        (100 * DAY, 31 * DAY, Point, 6, 5),
    ]);
    let lane = Lane { key: 7, events: (0..11).collect() };
    let arrangement = arrange(&columns.events(), &[lane], ms_per_px, 3, &Style::default());
    assert_eq!(
        drawing(&columns, &arrangement, ms_per_px),
        [
            "=2@18+in60 ~10@693+40",
            ".0@3+80 .3@141+99",
            "=1@33+93 .4@201+165",
            ".5@201+73",
            "(4 [(4, 3), (5, 1)])@363+0",
        ]
        .join("\n")
    );
    let lane = &arrangement.stack.lanes[0];
    assert_eq!((lane.count, lane.rows), (11, 5));
    assert!((lane.height_px - (5.0 * 24.0 + 20.0)).abs() < 1e-9);
}

#[test]
fn a_pinned_mark_counts_what_reaches_in_from_clusters_elsewhere() {
    // Twenty events of one month cannot stand in two rows; its last day sees them all the same.
    let columns = Columns::new(vec![(0, 30 * DAY, Shape::Point, 2, 9); 20]);
    let (events, lanes) = (columns.events(), columns.lanes());
    let arrangement = arrange(&events, &lanes[..1], 60_000.0, 2, &Style::default());
    let window = Window { start_ms: 29 * DAY, end_ms: 29 * DAY + 3_600_000 };
    let marks = arrangement.marks(&events, window, EVERY_Y);
    assert_eq!(marks.len(), 1);
    assert!(marks[0].is_pinned());
    assert_eq!(marks[0].kind, MarkKind::Cluster { count: 20, shares: vec![(2, 20)] });
    assert_eq!(arrangement.members(&events, &marks[0].key, window), (0..20).collect::<Vec<_>>());
    let whole = arrangement.marks(&events, Window { start_ms: 0, end_ms: 30 * DAY }, EVERY_Y);
    assert_eq!((whole.len(), whole[0].count(), whole[0].is_pinned()), (1, 20, false));
    assert!(!arrangement.separable(&events, &whole[0].key, window, 60.0), "all have one anchor");
}

#[test]
fn a_label_stands_inside_a_bar_only_in_full_colour() {
    let soft = Ends { fades_in: true, fades_out: true, open: false };
    let ongoing = Ends { open: true, ..Ends::default() };
    // By width of the bar: where the label stands, and its width. It is 73 px wide.
    for (width, ends, inside, label_px) in [
        (100, Ends::default(), true, 73),
        (100, soft, false, 73),
        (180, soft, false, 73),
        (194, soft, true, 73),
        (100, ongoing, false, 73),
        (131, ongoing, true, 73),
    ] {
        let mut columns = Columns::new(vec![(0, width, Shape::Span, 0, 10)]);
        columns.ends = vec![ends];
        let arrangement = arrange(&columns.events(), &columns.lanes()[..1], 1.0, 2, &Style::default());
        let mark = &arrangement.marks(&columns.events(), Window::ALL, EVERY_Y)[0];
        assert_eq!((mark.label_inside, mark.label_px), (inside, label_px), "{width} {ends:?}");
        assert!(!inside || f64::from(mark.ends_px + label_px) <= width as f64);
    }
}

#[test]
fn a_cluster_says_where_to_zoom() {
    let columns = Columns::new((0..50).map(|at| (at * 1000, 1, Shape::Point, 0, 9)).collect());
    let (events, lanes) = (columns.events(), columns.lanes());
    let arrangement = arrange(&events, &lanes[..1], DAY as f64, 5, &Style::default());
    let marks = arrangement.marks(&events, Window::ALL, EVERY_Y);
    assert_eq!((marks.len(), marks[0].count()), (1, 50));
    let extent = arrangement.extent_of(&events, &marks[0].key, Window::ALL);
    assert_eq!(extent, Some(Window { start_ms: 0, end_ms: 49_001 }));
    assert!(arrangement.separable(&events, &marks[0].key, Window::ALL, 60.0));
    assert!(!arrangement.separable(&events, &marks[0].key, Window::ALL, 60_000.0));
}

#[test]
fn two_events_of_one_moment_stand_in_two_rows() {
    let columns = Columns::new(vec![(0, DAY, Shape::Point, 0, 9); 2]);
    let arrangement = arrange(&columns.events(), &columns.lanes()[..1], DAY as f64, 1, &Style::default());
    assert_eq!(arrangement.stack.lanes[0].rows, 2);
    assert_eq!(arrangement.marks(&columns.events(), Window::ALL, EVERY_Y).len(), 2);
}

#[test]
fn an_event_alone_in_its_cell_is_no_cluster() {
    // At one millisecond per pixel a cell has 64. Four wars leave two rows free, which the first cell's events take up:
    // the third event, alone in its cell, stands where clusters do.
    let wars = (0..4).map(|_| (0, 1000, Shape::Span, 3, 0));
    let points = [60, 60, 66, 400].map(|start| (start, 1, Shape::Point, 0, 9));
    let columns = Columns::new(wars.chain(points).collect());
    let style = Style { bar_rows: 4, ..Style::default() };
    let arrangement = arrange(&columns.events(), &columns.lanes()[..1], 1.0, 2, &style);
    assert_eq!(
        drawing(&columns, &arrangement, 1.0),
        "=0@0+in0\n=1@0+in0\n=2@0+in0\n=3@0+in0\n.4@60+66 .7@400+66\n.5@60+66\n~6@66+0"
    );
}

#[test]
fn a_cluster_stands_at_the_mean_of_what_it_holds() {
    // At one millisecond per pixel a cell has 64, and a pill is 42 wide: those of two cells are moved apart only as far as they
    // touch, one by itself is not moved.
    let points = |at: &[i64]| at.iter().map(|at| (*at, 1, Shape::Point, 0, 9)).collect::<Vec<Row>>();
    for (middles, wanted) in [
        (&[65][..], &[65][..]),
        (&[127], &[127]),
        (&[62, 66], &[43, 85]),
        (&[30, 66], &[30, 74]),
        (&[10, 66], &[10, 66]),
        (&[60, 90, 130], &[54, 96, 138]),
    ] {
        let events: Vec<i64> = middles.iter().flat_map(|middle| vec![*middle; 50]).collect();
        let columns = Columns::new(points(&events));
        let arrangement = arrange(&columns.events(), &columns.lanes()[..1], 1.0, 5, &Style::default());
        let marks = arrangement.marks(&columns.events(), Window::ALL, EVERY_Y);
        let anchors: Vec<i64> = marks.iter().map(|mark| mark.anchor_ms).collect();
        assert_eq!(anchors, wanted, "{middles:?}");
    }
}

#[test]
fn a_lane_with_one_event_more_than_rows_needs_no_clusters() {
    // Apart where most are in view, the two share a cell further out.
    let columns = Columns::new(vec![(0, DAY, Shape::Point, 0, 5), (60 * DAY, DAY, Shape::Point, 0, 5)]);
    let (events, lanes) = (columns.events(), columns.lanes());
    let stack = Arc::new(Stack::new(&events, &lanes[..1], DAY as f64, 5, &Style::default()));
    assert_eq!(stack.lanes[0].rows, 2);
    let far = Arrangement::new(stack, 100.0 * DAY as f64);
    assert!(far.marks(&events, Window::ALL, EVERY_Y).iter().all(|mark| mark.count() == 1));
}

#[test]
fn bars_without_a_row_are_folded_at_their_starts() {
    // Sixteen wars of a thousand days, one begun every fifty: twelve rows hold the first twelve.
    let wars = (0..16).map(|at| (at * 50 * DAY, 1000 * DAY, Shape::Span, 3, 30));
    let columns = Columns::new(wars.chain([(710 * DAY, DAY, Shape::Point, 1, 5)]).collect());
    let (events, lanes) = (columns.events(), columns.lanes());
    let arrangement = arrange(&events, &lanes[..1], DAY as f64, 5, &Style::default());
    let bars = |marks: &[Mark]| marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Bar { .. })).count();
    let all = arrangement.marks(&events, Window::ALL, EVERY_Y);
    assert_eq!((bars(&all), arrangement.stack.lanes[0].rows), (12, 14));
    assert_eq!(all.iter().map(Mark::count).sum::<u32>(), 17);
    // Later, the four are counted where the window starts.
    let window = Window { start_ms: 850 * DAY, end_ms: 900 * DAY };
    let later = arrangement.marks(&events, window, EVERY_Y);
    let pinned: Vec<&Mark> = later.iter().filter(|mark| mark.is_pinned()).collect();
    assert_eq!((bars(&later), pinned.len(), pinned[0].count()), (12, 1, 4));
    assert_eq!(arrangement.members(&events, &pinned[0].key, window), [12, 13, 14, 16]);
}

#[test]
fn degenerate_input_is_harmless() {
    let extremes = [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX - 1, i64::MAX];
    let mut rows = Vec::new();
    for start in extremes {
        for length in [-5, 0, 1, i64::MAX] {
            for shape in [Shape::Point, Shape::Span] {
                rows.push((start, length, shape, u16::MAX, u16::MAX));
            }
        }
    }
    let odd = Columns::new(rows);
    let same = Columns::new(vec![(5, 0, Shape::Point, 3, 0); 1000]);
    for columns in [&odd, &same, &Columns::new(vec![])] {
        let mut lanes = columns.lanes();
        lanes.push(Lane { key: 99, events: vec![] });
        for ms_per_px in [f64::NAN, 0.0, -1.0, f64::INFINITY, f64::MIN_POSITIVE, 1.0, 1e9, f64::MAX] {
            assert!(quantise(ms_per_px) > 0.0 && quantise(ms_per_px).is_finite());
            for max_rows in [0, 1, u16::MAX] {
                let arrangement = arrange(&columns.events(), &lanes, ms_per_px, max_rows, &Style::default());
                let marks = arrangement.marks(&columns.events(), Window::ALL, EVERY_Y);
                let counted: usize = marks.iter().map(|mark| mark.count() as usize).sum();
                let last = |event: &&u32| columns.events().start(**event) < i64::MAX;
                let expected: usize = lanes.iter().map(|lane| lane.events.iter().filter(last).count()).sum();
                assert!(counted >= expected && arrangement.stack.height_px.is_finite());
            }
        }
    }
    let unknown = [Lane { key: 1, events: vec![3, 4, 5] }];
    let arrangement = arrange(&Events::default(), &unknown, 1.0, 5, &Style::default());
    assert_eq!(arrangement.marks(&Events::default(), Window::ALL, EVERY_Y).len(), 3);
}

#[test]
fn lanes_out_of_sight_are_left_out() {
    let columns = Columns::new((0..60).map(|at| (at * DAY, DAY, Shape::Point, 0, 9)).collect());
    let arrangement = arrange(&columns.events(), &columns.lanes(), DAY as f64, 5, &Style::default());
    let all = arrangement.marks(&columns.events(), Window::ALL, EVERY_Y);
    let second = &arrangement.stack.lanes[1];
    let y_px = second.top_px + 1.0..second.top_px + second.height_px - 1.0;
    let seen = arrangement.marks(&columns.events(), Window::ALL, y_px);
    assert_eq!(seen, all.into_iter().filter(|mark| mark.lane == 1).collect::<Vec<_>>());
    assert!(!seen.is_empty());
}
