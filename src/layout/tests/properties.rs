//! What holds of every arrangement, against a naive model.

use proptest::prelude::*;

use super::*;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let length = prop_oneof![
        4 => Just(DAY),
        2 => Just(1),
        2 => 0..3 * DAY,
        1 => Just(30 * DAY),
        1 => 0..400 * DAY,
    ];
    let shape = prop_oneof![3 => Just(Shape::Point), 2 => Just(Shape::Span)];
    let row = (-100..100_i64, 0..24_i64, length, shape, 0..6_u16, 0..60_u16).prop_map(
        |(day, hour, length, shape, kind, chars)| (day * DAY + hour * 3_600_000, length, shape, kind, chars),
    );
    prop_oneof![prop::collection::vec(row.clone(), 1..40), prop::collection::vec(row, 200..400)]
}

fn scales() -> impl Strategy<Value = f64> {
    (10.0..28.0_f64).prop_map(|exponent| quantise(exponent.exp2()))
}

fn windows() -> impl Strategy<Value = Window> {
    (-150 * DAY..500 * DAY, 1..200 * DAY)
        .prop_map(|(start_ms, length)| Window { start_ms, end_ms: start_ms + length })
}

/// The box of a mark and that of its label outside, from the start of time, at a scale.
fn boxes(mark: &Mark, ms_per_px: f64, style: &Style) -> (f64, f64) {
    let px = |ms: i64| ms as f64 / ms_per_px;
    let label = if mark.label_inside || mark.label_px == 0 {
        0.0
    } else {
        f64::from(mark.label_px) + style.label_gap_px
    };
    match mark.kind {
        MarkKind::Bar { .. } => (px(mark.start_ms), px(mark.end_ms) + label),
        MarkKind::Point { .. } => {
            let half = style.target_px / 2.0;
            (px(mark.anchor_ms) - half, px(mark.anchor_ms) + half.max(style.symbol_px / 2.0 + label))
        }
        MarkKind::Cluster { .. } => {
            (px(mark.anchor_ms) - style.pill_px / 2.0, px(mark.anchor_ms) + style.pill_px / 2.0)
        }
    }
}

/// In each lane the marks of a window stand for every event that meets it, and for each but once.
fn check_counts(
    columns: &Columns,
    lanes: &[Lane],
    arrangement: &Arrangement,
    window: Window,
) -> Result<(), TestCaseError> {
    let events = columns.events();
    let marks = arrangement.marks(&events, window, EVERY_Y);
    let cell_ms = 1_i64 << arrangement.step.exp;
    for (at, lane) in lanes.iter().enumerate() {
        let mut shown = Vec::new();
        for mark in marks.iter().filter(|mark| mark.lane == at) {
            let members = arrangement.members(&events, &mark.key, window);
            prop_assert_eq!(members.len(), mark.count() as usize);
            if let MarkKind::Cluster { count, shares } = &mark.kind {
                prop_assert!(*count >= 2);
                let listed: u32 = shares.iter().map(|share| share.1).sum();
                prop_assert!(listed == *count || (shares.len() == 4 && listed < *count));
                prop_assert!(shares.windows(2).all(|pair| pair[0].1 >= pair[1].1));
            }
            // Half a cell around a cluster's cell, in which a bar alone may start at the far end.
            let near_ms = cell_ms + cell_ms / 2;
            let (near_start, near_end) = (window.start_ms - near_ms, window.end_ms + near_ms);
            prop_assert!(mark.start_ms < near_end && mark.end_ms > near_start);
            if mark.is_pinned() {
                prop_assert!(
                    members.iter().all(|event| window.meets(events.start(*event), events.end(*event)))
                );
            }
            shown.extend(members);
        }
        shown.sort_unstable();
        prop_assert!(shown.windows(2).all(|pair| pair[0] != pair[1]), "an event twice in a lane");
        for event in &lane.events {
            if window.meets(events.start(*event), events.end(*event)) {
                prop_assert!(shown.binary_search(event).is_ok(), "event {event} is lost in lane {at}");
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_window_shows_each_of_its_events_once_per_lane(
        rows in rows(), ms_per_px in scales(), max_rows in 1..7_u16, window in windows()
    ) {
        let columns = Columns::new(rows);
        let (events, lanes) = (columns.events(), columns.lanes());
        let arrangement = arrange(&events, &lanes, ms_per_px, max_rows, &Style::default());
        let marks = arrangement.marks(&events, window, EVERY_Y);
        check_counts(&columns, &lanes, &arrangement, window)?;
        prop_assert_eq!(&marks, &arrangement.marks(&events, window, EVERY_Y));
    }

    #[test]
    fn no_walk_loses_an_event(
        rows in rows(), max_rows in 1..7_u16, first in windows(),
        steps in prop::collection::vec((-1.0..1.0_f64, -3.0..3.0_f64), 1..12)
    ) {
        let columns = Columns::new(rows);
        let (events, lanes) = (columns.events(), columns.lanes());
        let home = (first.end_ms - first.start_ms) as f64 / 900.0;
        let stack = Arc::new(Stack::new(&events, &lanes, home, max_rows, &Style::default()));
        let mut known: Vec<Arrangement> = Vec::new();
        let (mut middle, mut span) = (first.start_ms as f64, (first.end_ms - first.start_ms) as f64);
        for (pan, zoom) in steps {
            middle += pan * span;
            span = crate::clamp::clamp(span * zoom.exp2(), 60_000.0, 1e12);
            // Every step of the zoom is arranged once, and asked for many windows.
            let ms_per_px = quantise(span / 900.0);
            let same = |arrangement: &Arrangement| (arrangement.step.ms_per_px - ms_per_px).abs() < 1e-9 * ms_per_px;
            if !known.iter().any(same) {
                known.push(Arrangement::new(stack.clone(), ms_per_px));
            }
            let arrangement = known.iter().find(|known| same(known)).unwrap();
            let window = Window { start_ms: (middle - span / 2.0) as i64, end_ms: (middle + span / 2.0) as i64 };
            check_counts(&columns, &lanes, arrangement, window)?;
            // Whatever was looked at before, the marks are those of an arrangement that has seen nothing else.
            let fresh = Arrangement::new(stack.clone(), ms_per_px);
            prop_assert_eq!(arrangement.marks(&events, window, EVERY_Y), fresh.marks(&events, window, EVERY_Y));
        }
    }

    #[test]
    fn nothing_overlaps_in_a_row_at_any_scale_of_the_step(
        rows in rows(), ms_per_px in scales(), max_rows in 1..7_u16, finer in 0.5_f64..1.0
    ) {
        let columns = Columns::new(rows);
        let style = Style::default();
        let arrangement = arrange(&columns.events(), &columns.lanes(), ms_per_px, max_rows, &style);
        for scale in [ms_per_px, ms_per_px * finer] {
            let mut by_row: BTreeMap<i64, Vec<(f64, f64)>> = BTreeMap::new();
            for mark in arrangement.marks(&columns.events(), Window::ALL, EVERY_Y) {
                by_row.entry((mark.y_px * 10.0) as i64).or_default().push(boxes(&mark, scale, &style));
                prop_assert!(f64::from(mark.label_px) <= style.label_max_px);
                if mark.label_inside {
                    let width_px = (mark.end_ms - mark.start_ms) as f64 / scale;
                    prop_assert!(f64::from(mark.label_px) <= width_px - 2.0 * style.label_gap_px);
                }
                let lane = &arrangement.stack.lanes[mark.lane];
                prop_assert!(mark.y_px > lane.top_px && mark.y_px + 12.0 <= lane.top_px + lane.height_px);
            }
            for row in by_row.values_mut() {
                row.sort_by(|a, b| a.0.total_cmp(&b.0));
                for pair in row.windows(2) {
                    prop_assert!(pair[0].1 <= pair[1].0 + 1e-6, "{:?} overlaps {:?}", pair[0], pair[1]);
                }
            }
        }
    }

    #[test]
    fn a_cluster_is_at_most_half_a_cell_from_the_mean_of_its_events(
        rows in rows(), ms_per_px in scales(), max_rows in 1..7_u16
    ) {
        let columns = Columns::new(rows);
        let events = columns.events();
        let arrangement = arrange(&events, &columns.lanes(), ms_per_px, max_rows, &Style::default());
        let marks = arrangement.standing(&events, Window::ALL, EVERY_Y);
        let clusters: Vec<&Mark> = marks.iter().filter(|mark| mark.count() > 1).collect();
        let exp = arrangement.step.exp;
        for cluster in &clusters {
            let members = arrangement.members(&events, &cluster.key, Window::ALL);
            let sum: i128 = members.iter().map(|event| i128::from(tile::anchor(&events, *event, exp))).sum();
            let mean = (sum / members.len() as i128) as i64;
            let is_alone = !marks.iter().any(|mark| {
                let cell = arrangement.step.cell(mark.anchor_ms);
                mark.lane == cluster.lane && mark.key != cluster.key && (mark.y_px - cluster.y_px).abs() < 1.0
                    && (cell - arrangement.step.cell(cluster.start_ms)).abs() <= 1
            });
            let most = if is_alone { 2 } else { 1 << (exp - 1) };
            prop_assert!((cluster.anchor_ms - mean).abs() <= most, "{} {}", cluster.anchor_ms, mean);
        }
    }

    #[test]
    fn a_window_shows_a_part_of_the_whole(
        rows in rows(), ms_per_px in scales(), window in windows()
    ) {
        let columns = Columns::new(rows);
        let events = columns.events();
        let arrangement = arrange(&events, &columns.lanes(), ms_per_px, 4, &Style::default());
        let mut part = arrangement.standing(&events, window, EVERY_Y);
        let mut whole = arrangement.standing(&events, Window::ALL, EVERY_Y);
        let cell_reach = |ms: i64| scale::cell_reach(arrangement.step.cell(ms), arrangement.step.exp);
        whole.retain(|mark| {
            let at_ms = match (mark.event(), &mark.kind) {
                (Some(event), kind) if tile::is_long(&events, event, arrangement.step.exp) => {
                    if matches!(kind, MarkKind::Bar { .. }) {
                        return window.meets(mark.start_ms, mark.end_ms);
                    }
                    mark.start_ms
                }
                (Some(event), _) => events.middle(event),
                (None, _) => mark.start_ms,
            };
            let (start_ms, end_ms) = cell_reach(at_ms);
            window.meets(start_ms, end_ms)
        });
        part.sort_by_key(|mark| (mark.lane, mark.key));
        whole.sort_by_key(|mark| (mark.lane, mark.key));
        prop_assert_eq!(part, whole);
    }

    #[test]
    fn the_order_of_events_in_a_lane_is_of_no_account(rows in rows(), ms_per_px in scales()) {
        let columns = Columns::new(rows);
        let by_middle = columns.events().by_middle();
        let backwards = by_middle.iter().rev().copied().collect();
        let ascending = (0..by_middle.len() as u32).collect();
        let drawings = [by_middle, backwards, ascending].map(|events| {
            arrange(&columns.events(), &[Lane { key: 1, events }], ms_per_px, 4, &Style::default())
                .marks(&columns.events(), Window::ALL, EVERY_Y)
        });
        prop_assert_eq!(&drawings[0], &drawings[1]);
        prop_assert_eq!(&drawings[0], &drawings[2]);
    }

    #[test]
    fn the_order_of_lanes_moves_tops_only(rows in rows(), ms_per_px in scales()) {
        let columns = Columns::new(rows);
        let lanes = columns.lanes();
        let turned: Vec<Lane> = lanes.iter().rev().cloned().collect();
        let one = arrange(&columns.events(), &lanes, ms_per_px, 4, &Style::default());
        let same = arrange(&columns.events(), &lanes, ms_per_px, 4, &Style::default());
        let other = arrange(&columns.events(), &turned, ms_per_px, 4, &Style::default());
        let marks = |arrangement: &Arrangement| {
            let mut marks = arrangement.marks(&columns.events(), Window::ALL, EVERY_Y);
            for mark in &mut marks {
                mark.y_px -= arrangement.stack.lanes[mark.lane].top_px;
                mark.lane = 0;
            }
            marks.sort_by_key(|mark| mark.key);
            marks
        };
        prop_assert_eq!(marks(&one), marks(&same));
        prop_assert_eq!(marks(&one), marks(&other));
        prop_assert!((one.stack.height_px - other.stack.height_px).abs() < 1e-6);
    }

    #[test]
    fn bars_of_a_row_are_apart_and_no_longer_one_is_left_out(rows in rows(), most in 1..5_u16) {
        let columns = Columns::new(rows);
        let events = columns.events();
        let spans: Vec<u32> = (0..columns.start_ms.len() as u32).filter(|event| events.is_span(*event)).collect();
        let (rows, left) = bars::bar_rows(&events, &spans, most);
        let mut all: Vec<u32> = rows.iter().flatten().chain(&left).copied().collect();
        all.sort_unstable();
        prop_assert_eq!(all, spans);
        for row in &rows {
            prop_assert!(row.windows(2).all(|pair| events.end(pair[0]) <= events.start(pair[1])));
        }
        for span in left {
            // In each row stands one in its way that is not of a shorter length by half.
            prop_assert_eq!(rows.len(), usize::from(most));
            for row in &rows {
                let in_its_way = row.iter().any(|bar| {
                    events.start(*bar) < events.end(span)
                        && events.end(*bar) > events.start(span)
                        && events.duration(*bar) > events.duration(span) / 2
                });
                prop_assert!(in_its_way);
            }
        }
    }
}
