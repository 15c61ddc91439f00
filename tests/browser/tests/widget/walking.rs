//! A long walk through time: whatever is in view, every event of it is in just one mark, and what moves moves with the view.

use news_timeline_browser_tests::{Outcome, Timeline, on_stage, wait_for};
use serde::Deserialize;
use serde_json::{Value, json};

/// Twenty thousand events: crises, months of which only the year is known, things that last, and a few far off.
const DATA: &str = "
    let seed = given;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const DAY = 86400000;
    const day = (ms) => new Date(ms).toISOString().slice(0, 10);
    const events = Array.from({ length: 20000 }, (_, no) => {
        const crisis = Math.floor(random() * 30);
        const at = Date.UTC(2000, 0, 1) + DAY * Math.floor(random() < 0.6 ? crisis * 240 + random() * 60 : random() * 7300);
        const kind = random();
        const event = { id: `e${no}`, title: `Event number ${no}`, kind: ['talks', 'incident', 'statement'][no % 3] };
        if (kind < 0.2) {
            const days = Math.ceil(random() * (kind < 0.02 ? 900 : 30));
            return { ...event, start: day(at), end: day(at + days * DAY), span: [at, at + (days + 1) * DAY] };
        }
        if (kind < 0.25) {
            const [year, month] = day(at).split('-').map(Number);
            return { ...event, date: day(at).slice(0, 7), span: [Date.UTC(year, month - 1), Date.UTC(year, month)] };
        }
        if (kind < 0.3) {
            const minute = at + 60000 * Math.floor(random() * 1440);
            return { ...event, date: new Date(minute).toISOString().slice(0, 16), span: [minute, minute + 60000] };
        }
        return { ...event, date: day(at), span: [at, at + DAY] };
    });
    window.spans = new Map(events.map(({ id, span, start }) => [id, { from: span[0], to: span[1], lasts: !!start }]));
    host.data = [{ url: '/a.html', headline: 'A', events: events.map(({ span, ...event }) => event) }];
    return true";

/// What is in view, event by event, against what the marks say. A mark's name says which cell of time a cluster is for: of
/// 2^exp milliseconds, and shown as long as half a cell beside it is in view.
const CHECK: &str = "
    const [from, to] = [host.range.start, host.range.end].map((text) => Date.parse(text + 'Z'));
    const marks = all('[data-mark]');
    const clusters = marks.map((mark) => [mark, /^c\\d+\\.(\\d+)\\.(-?\\d+)$/.exec(mark.dataset.mark)]).filter(([, name]) => name);
    const singles = new Map(marks.filter((mark) => mark.dataset.mark.startsWith('e')).map((mark) => [mark.dataset.eventId, mark]));
    const pinned = marks.filter((mark) => mark.dataset.mark.startsWith('p')).map((mark) => Number(mark.dataset.count ?? 1));
    const meets = (start, end) => start < to && end > from;
    // One step of zoom has cells of one length: as long as a pill is wide, at least, and less than twice as long.
    const width = all('[part~=axis]')[0].getBoundingClientRect().width;
    const step = 2 ** (Math.ceil(Math.log2((to - from) / width) * 4 - 1e-6) / 4);
    const exp = clusters.length ? Number(clusters[0][1][1]) : Math.max(0, Math.ceil(Math.log2(44 * step)));
    const cell = 2 ** exp;
    const isLong = ({ from, to, lasts }) => lasts && to - from >= cell;
    const anchor = (event) => isLong(event) ? event.from : event.from + Math.floor((event.to - event.from) / 2);
    const members = new Map();
    for (const [id, event] of spans) {
        const at = Math.floor(anchor(event) / cell);
        if (!singles.has(id)) members.set(at, [...(members.get(at) ?? []), event]);
    }
    const problems = [];
    if (clusters.some(([, [, other]]) => Number(other) !== exp)) problems.push('clusters of two steps');
    const isShown = (at) => meets(at * cell - cell / 2, (at + 1) * cell + cell / 2);
    let represented = 0;
    for (const [mark, [, , at]] of clusters) {
        const inside = members.get(Number(at)) ?? [];
        // Of what begins in a cell beside the view and lasts, the bar may be where there are no marks yet.
        const seen = meets(at * cell, (Number(at) + 1) * cell);
        if (seen && inside.length !== Number(mark.dataset.count)) problems.push(`${mark.dataset.mark} says ${mark.dataset.count}, and has ${inside.length}`);
        if (isShown(Number(at))) represented += inside.filter((event) => meets(event.from, event.to)).length;
    }
    for (const [id, mark] of singles) {
        const event = spans.get(id);
        // One that lasts and for which there is no row is a point.
        const isBar = isLong(event) && mark.matches('.bar');
        if (meets(event.from, event.to) && (isBar || isShown(Math.floor(anchor(event) / cell)))) represented += 1;
    }
    const there = [...spans.values()].filter((event) => meets(event.from, event.to)).length;
    const here = represented + pinned.reduce((sum, count) => sum + count, 0);
    if (here !== there) problems.push(`${there} events in view, ${represented} of them in marks, and pinned ${pinned}`);
    return { there, marks: marks.length, elements: all('*').length, problems, view: `${host.range.start} to ${host.range.end}` }";

#[derive(Deserialize)]
struct View {
    there: usize,
    marks: usize,
    elements: usize,
    problems: Vec<String>,
    view: String,
}

async fn open(timeline: &Timeline, seed: u32) -> Outcome {
    timeline.ask::<bool>(DATA, json!(seed)).await?;
    timeline.until_shown().await?;
    wait_for("marks for all events", async || Ok((timeline.marks().await?.total() >= 20_000).then_some(())))
        .await
}

#[test]
fn every_event_in_view_is_in_one_mark_wherever_a_walk_leads() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="none"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        open(&timeline, 7).await?;
        let mut state = 20_261_127_u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let turn = "const axis = all('[part~=axis]')[0], box = axis.getBoundingClientRect();
            axis.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, composed: true,
                clientX: box.left + box.width * given.at / 100, clientY: box.top + 10,
                deltaY: given.by, ctrlKey: given.zooms, shiftKey: !given.zooms }));
            return null";
        let (mut most, mut least) = (0, usize::MAX);
        for step in 0..150 {
            let at = random(100);
            match random(10) {
                0 => timeline.ask::<Value>("host.fit(); return null", Value::Null).await.map(drop)?,
                1..=3 => {
                    let by = 300 - i64::try_from(random(600))?;
                    timeline
                        .ask::<Value>(turn, json!({ "at": at, "by": by * 3, "zooms": false }))
                        .await
                        .map(drop)?;
                }
                4..=7 => {
                    for _ in 0..=random(6) {
                        timeline
                            .ask::<Value>(turn, json!({ "at": at, "by": -240, "zooms": true }))
                            .await
                            .map(drop)?;
                    }
                }
                _ => {
                    for _ in 0..=random(5) {
                        timeline
                            .ask::<Value>(turn, json!({ "at": at, "by": 240, "zooms": true }))
                            .await
                            .map(drop)?;
                    }
                }
            }
            timeline.until_still().await?;
            let view: View = timeline.ask(CHECK, Value::Null).await?;
            assert!(view.problems.is_empty(), "step {step}, {}: {:?}", view.view, view.problems);
            assert!(view.elements <= 3000, "{} elements, {}", view.elements, view.view);
            assert!(view.there == 0 || view.marks > 0);
            (most, least) = (most.max(view.there), least.min(view.there));
        }
        assert!(most > 5_000 && least < 50, "the walk leads far out and close in: {least} to {most} events");
        Ok(())
    });
}

/// Moves the view frame by frame with the wheel, and says which marks did not go along.
const MOVE: &str = "return (async () => {
    const frame = () => new Promise(requestAnimationFrame);
    // A frame may take longer than what counts as rest, after which there are marks of another zoom: no rest while it moves.
    const { setTimeout } = window, atRest = [];
    window.setTimeout = (then, ms, ...rest) => (ms === 140 ? atRest.push(then) : setTimeout(then, ms, ...rest));
    const axis = all('[part~=axis]')[0], box = axis.getBoundingClientRect();
    const look = () => new Map(all('[part~=lane] [data-mark]').map((mark) => {
        const { left, right, top } = mark.getBoundingClientRect();
        const name = mark.dataset.mark;
        // Of a bar the start; the others stand about their middle.
        const is_plain = !mark.matches('.bar, .lasting');
        return [name, { x: is_plain ? (left + right) / 2 : left, y: top, left, right, is_plain }];
    }));
    const problems = [];
    let kept = 0, before;
    for (let step = 0; step < given.steps; step += 1) {
        axis.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, composed: true,
            clientX: box.left + box.width * 0.4, clientY: box.top + 10,
            deltaY: given.by, ctrlKey: given.zooms, shiftKey: !given.zooms }));
        await frame();
        const now = look();
        if (before) {
            const both = [...now].filter(([name, mark]) => before.get(name)?.is_plain === mark.is_plain && mark.x > box.left - 50 && mark.right > box.left && mark.left < box.right)
                .map(([name, mark]) => [name, before.get(name), mark]);
            kept += both.length;
            // x = a + b · x before: from the two that are furthest apart.
            both.sort((one, other) => one[1].x - other[1].x);
            const [first, last] = [both.at(0), both.at(-1)];
            if (both.length > 2 && last[1].x - first[1].x > 200) {
                const b = (last[2].x - first[2].x) / (last[1].x - first[1].x);
                for (const [name, was, is] of both) {
                    const expected = first[2].x + b * (was.x - first[1].x);
                    if (Math.abs(is.x - expected) > 1.5) problems.push(`${name} is at ${is.x}, not at ${expected}`);
                    // Nearer to each other, they may have to stand in other rows.
                    if (!given.zooms && Math.abs(is.y - was.y) > 0.5) problems.push(`${name} moves from row ${was.y} to ${is.y}`);
                }
                if (!given.zooms) {
                    const by = last[2].x - last[1].x;
                    for (const [name, was] of before) {
                        const inside = was.left + by > box.left && was.right + by < box.right;
                        if (inside && !now.has(name)) problems.push(`${name} is gone`);
                    }
                    for (const [name, is] of now) {
                        const inside = is.left - by > box.left && is.right - by < box.right;
                        if (inside && !before.has(name)) problems.push(`${name} appears`);
                    }
                }
            }
        }
        before = now;
    }
    window.setTimeout = setTimeout;
    for (const then of atRest) then();
    return { kept, problems: problems.slice(0, 5), rests: atRest.length };
})()";

#[derive(Deserialize)]
struct Moved {
    kept: usize,
    problems: Vec<String>,
    rests: usize,
}

#[test]
fn what_moves_moves_with_the_view() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="kind"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        open(&timeline, 11).await?;
        for (start, end) in
            [("2001", "2019"), ("2008", "2011"), ("2009-03", "2009-06"), ("2009-05-01", "2009-05-08")]
        {
            timeline.set_property("range", json!({ "start": start, "end": end })).await?;
            timeline.until_still().await?;
            for (by, zooms) in [(11, false), (-17, false), (-8, true), (8, true)] {
                let moved: Moved =
                    timeline.ask(MOVE, json!({ "steps": 60, "by": by, "zooms": zooms })).await?;
                let what = format!("{start} to {end}, by {by}, zooms: {zooms}");
                assert!(moved.problems.is_empty(), "{what}: {:?}", moved.problems);
                assert!(moved.kept > 500, "{what}: only {} marks to compare", moved.kept);
                assert!(
                    !zooms || moved.rests > 0,
                    "{what}: a rest is what is waited for by another time by now"
                );
                timeline.until_still().await?;
            }
        }
        Ok(())
    });
}
