//! How long the layout takes: printed, not judged.

use super::tests::Columns;
use super::*;

const DAY: i64 = 86_400_000;

/// Times in release, to be looked at: `cargo test --release --no-default-features --lib layout -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn time_of_a_hundred_thousand_events() {
    let mut state = 7_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let rows = (0..100_000).map(|_| {
        let length = [DAY, DAY, DAY, DAY, 30 * DAY, 1][random(6) as usize];
        let span = random(20) == 0;
        let start = random(5000) as i64 * DAY;
        let length = if span { random(40) as i64 * DAY + 1 } else { length };
        (
            start,
            length,
            if span { Shape::Span } else { Shape::Point },
            random(12) as u16,
            10 + random(50) as u16,
        )
    });
    let columns = Columns::new(rows.collect());
    let lane_of: Vec<[u32; 2]> = (0..100_000).map(|_| [random(40) as u32, random(40) as u32]).collect();
    let clock = std::time::Instant::now();
    let order = columns.events().by_middle();
    println!("1 lane: ordered in {:?}", clock.elapsed());
    let clock = std::time::Instant::now();
    let lanes =
        lanes(order.iter().copied(), |event| lane_of[event as usize], 40, &|a, b| a.cmp(&b), 19, true);
    println!(
        "lanes: {:?}, {} entries",
        clock.elapsed(),
        lanes.iter().map(|lane| lane.events.len()).sum::<usize>()
    );
    let single: Vec<Lane> = vec![Lane { key: 0, events: order.clone() }];
    let events = columns.events();
    for (name, lanes) in [("20 lanes", &lanes), ("1 lane", &single)] {
        let clock = std::time::Instant::now();
        let stack = std::sync::Arc::new(Stack::new(&events, lanes, 4.5e8, 5, &Style::default()));
        println!("{name}: stacked in {:?}", clock.elapsed());
        for exponent in [28.6, 26.0, 23.0, 20.0, 17.0, 12.0, 6.0] {
            let ms_per_px = quantise(f64::exp2(exponent));
            let arrangement = Arrangement::new(stack.clone(), ms_per_px);
            let middle = 2500 * DAY;
            let half = (600.0 * ms_per_px) as i64;
            let window = Window { start_ms: middle - half, end_ms: middle + half };
            let clock = std::time::Instant::now();
            let marks = arrangement.marks(&events, window, 0.0..1e9);
            let looked = clock.elapsed();
            let clock = std::time::Instant::now();
            let again = arrangement.marks(&events, window, 0.0..1e9).len();
            println!(
                "{name}, {:.4} d/px: {looked:?}, again {:?}: {} marks at {:.0} px",
                ms_per_px / DAY as f64,
                clock.elapsed(),
                marks.len().max(again),
                stack.height_px
            );
        }
    }
}
