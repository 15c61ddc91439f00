//! Links to what is seen: copied, opened, in the history, beside what else stands in a page's fragment.

use news_timeline_browser_tests::{Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json"></news-timeline>"#;
const KEPT: &str = r#"<news-timeline src="/sample/syria-2016.json" url-state="hash"></news-timeline>"#;

/// What a link is to bring back.
async fn state(timeline: &Timeline) -> Outcome<Value> {
    timeline
        .ask(
            "return { filters: host.filters, selection: host.selection, shown: host.summary.shown,
                lanes: all('[part=toolbar] select').map((select) => select.value) }",
            Value::Null,
        )
        .await
}

/// Whether two ranges differ by no more than the rounding in links.
fn same(a: (f64, f64), b: (f64, f64)) -> bool {
    let most = (a.1 - a.0) / 100.0;
    (a.0 - b.0).abs() <= most && (a.1 - b.1).abs() <= most
}

/// Presses "Copy link" and returns what was copied.
async fn copied(stage: &Stage, timeline: &Timeline) -> Outcome<String> {
    let watch = "window.copied = null; navigator.clipboard.writeText = async (text) => { window.copied = text; }; return null";
    stage.run::<Value>(watch, vec![]).await?;
    timeline.click("Copy link").await?;
    wait_for("the link to be copied", async || {
        stage.run::<Option<String>>("return window.copied", vec![]).await
    })
    .await
}

async fn fragment(stage: &Stage) -> Outcome<String> {
    stage.run("return decodeURIComponent(location.hash)", vec![]).await
}

async fn until_fragment(stage: &Stage, wanted: &str) -> Outcome {
    let what = format!("the fragment {wanted:?}");
    wait_for(&what, async || Ok((fragment(stage).await? == wanted).then_some(()))).await
}

/// Opens an address in a new document.
async fn open_anew(stage: &Stage, url: &str) -> Outcome<Timeline> {
    stage.driver().goto("about:blank").await?;
    stage.driver().goto(url).await?;
    stage.shown_timeline().await
}

#[test]
fn a_copied_link_opens_what_was_seen() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let all = timeline.summary().await?.unwrap_or_else(|| unreachable!("shown"));
        timeline.choose("actor", "Sergei Lavrov").await?;
        timeline.exclude("kind", "incident").await?;
        timeline.set_lanes("country").await?;
        wait_for("fewer events", async || {
            Ok(timeline.summary().await?.filter(|summary| summary.shown < all.shown))
        })
        .await?;
        let wide = timeline.days().await?;
        timeline.click("Zoom in").await?;
        wait_for("the zoom", async || Ok((timeline.days().await? != wide).then_some(()))).await?;
        timeline.until_still().await?;
        let id =
            wait_for("a single event in view", async || Ok(timeline.marks().await?.events.first().cloned()))
                .await?;
        timeline.mark(&id).await?.click().await?;
        timeline.until_card().await?;
        let before = state(&timeline).await?;
        assert_eq!(before["selection"], json!(id));
        let last = timeline.until_still().await?;
        let link = copied(stage, &timeline).await?;
        assert!(link.contains("#nt:event="), "{link}");
        assert!(fragment(stage).await?.is_empty(), "the page's own address stays as it is");

        let again = open_anew(stage, &link).await?;
        again.until_card().await?;
        assert_eq!(state(&again).await?, before, "{link}");
        assert!(same(again.days().await?, last), "{link}");
        let chips = again.chips().await?;
        assert_eq!(chips.len(), 2, "{chips:?}");
        // A link of the link is the same.
        assert_eq!(copied(stage, &again).await?, link);
        Ok(())
    });
}

#[test]
fn a_search_and_a_range_come_back_and_names_of_any_script() {
    on_stage(async |stage| {
        stage.open_page("<news-timeline></news-timeline>").await?;
        let data = json!({ "articles": [{ "url": "/a.html", "headline": "A", "events": [
            { "id": "встреча & «1»", "title": "Встреча в Женеве", "kind": "talks", "date": "2016-10-13", "actors": ["Лавров, Сергей"] },
            { "id": "b", "title": "B", "kind": "incident", "date": "2016-10-20", "actors": ["#1%"] }] }] });
        let set = "document.querySelector('news-timeline').data = arguments[0]; return null";
        stage.run::<Value>(set, vec![data.clone()]).await?;
        let timeline = stage.shown_timeline().await?;
        let filters = json!({ "actor": ["#1%", "Лавров, Сергей"], "q": "встреча", "from": "2016-10", "to": "2016-11-30" });
        timeline.set_property("filters", filters.clone()).await?;
        timeline.until_matching(1).await?;
        timeline.set_property("selection", json!("встреча & «1»")).await?;
        timeline.until_card().await?;
        let link = copied(stage, &timeline).await?;
        assert!(
            link.contains("actor=%231%25,Лавров%2C%20Сергей") || link.contains("event=встреча"),
            "{link}"
        );
        stage.driver().goto("about:blank").await?;
        stage.driver().goto(&link).await?;
        stage.run::<Value>(set, vec![data]).await?;
        let again = stage.shown_timeline().await?;
        again.until_card().await?;
        // The page of this link has no filters of its own: all are the link's.
        assert_eq!(again.property("filters").await?, filters);
        assert_eq!(again.property("selection").await?, json!("встреча & «1»"));
        Ok(())
    });
}

#[test]
fn back_and_forward_walk_through_what_was_opened() {
    on_stage(async |stage| {
        stage.open_page(KEPT).await?;
        let timeline = stage.shown_timeline().await?;
        assert_eq!(fragment(stage).await?, "", "nothing differs from the page");
        timeline.choose("actor", "Sergei Lavrov").await?;
        until_fragment(stage, "#nt:actor=Sergei Lavrov").await?;
        let entries: u64 = stage.run("return history.length", vec![]).await?;
        let id = timeline.marks().await?.events.first().cloned().unwrap_or_default();
        timeline.mark(&id).await?.click().await?;
        timeline.until_card().await?;
        wait_for("the event in the address", async || {
            Ok(fragment(stage)
                .await?
                .starts_with(&format!("#nt:event={id}&actor=Sergei Lavrov"))
                .then_some(()))
        })
        .await?;
        assert_eq!(stage.run::<u64>("return history.length", vec![]).await?, entries + 1, "a new entry");
        stage.driver().back().await?;
        wait_for("the card to close", async || Ok(timeline.card().await?.is_none().then_some(()))).await?;
        assert_eq!(timeline.chips().await?.len(), 1);
        stage.driver().forward().await?;
        timeline.until_card().await?;
        assert_eq!(timeline.property("selection").await?, json!(id));
        // An address that a reader writes.
        stage.run::<Value>("location.hash = '#nt:country=IR&lanes=none'; return null", vec![]).await?;
        wait_for("the written address", async || {
            let state = state(&timeline).await?;
            let wanted =
                state["filters"] == json!({ "country": ["IR"] }) && state["lanes"] == json!(["none"]);
            Ok((wanted && state["selection"].is_null()).then_some(()))
        })
        .await
    });
}

#[test]
fn what_the_page_opens_is_no_step_of_the_reader() {
    on_stage(async |stage| {
        stage.open_page(KEPT).await?;
        let timeline = stage.shown_timeline().await?;
        let entries: u64 = stage.run("return history.length", vec![]).await?;
        let id = timeline.marks().await?.events.first().cloned().unwrap_or_default();
        timeline.ask::<Value>("host.goTo(given); return null", json!(id)).await?;
        assert_eq!(timeline.property("selection").await?, json!(id));
        timeline.until_card().await?;
        wait_for("the focus on the card", async || {
            Ok(timeline.has_focus("[part~=card]").await?.then_some(()))
        })
        .await?;
        wait_for("the event in the address", async || {
            Ok(fragment(stage).await?.starts_with(&format!("#nt:event={id}")).then_some(()))
        })
        .await?;
        assert_eq!(stage.run::<u64>("return history.length", vec![]).await?, entries);
        Ok(())
    });
}

#[test]
fn two_timelines_and_the_page_share_a_fragment() {
    on_stage(async |stage| {
        stage
            .open_page(
                r#"<p id="here">Here</p>
                   <news-timeline id="one" src="/sample/syria-2016.json" url-state="hash"></news-timeline>
                   <news-timeline id="two" src="/sample/syria-2016.json" url-state="hash"></news-timeline>"#,
            )
            .await?;
        let one = stage.timeline_at("#one").await?;
        let two = stage.timeline_at("#two").await?;
        one.until_shown().await?;
        two.until_shown().await?;
        stage.run::<Value>("history.replaceState({ own: 1 }, '', '#here'); return null", vec![]).await?;
        one.choose("actor", "Sergei Lavrov").await?;
        until_fragment(stage, "#here&nt-one:actor=Sergei Lavrov").await?;
        two.set_lanes("country").await?;
        until_fragment(stage, "#here&nt-one:actor=Sergei Lavrov&nt-two:lanes=country").await?;
        assert_eq!(
            stage.run::<Value>("return history.state", vec![]).await?,
            json!({ "own": 1 }),
            "the page's state"
        );
        one.click("Clear all").await?;
        until_fragment(stage, "#here&nt-two:lanes=country").await?;
        // A link to another part of the page says nothing about a timeline.
        stage.run::<Value>("location.hash = 'here'; return null", vec![]).await?;
        one.choose("actor", "John Kerry").await?;
        until_fragment(stage, "#here&nt-one:actor=John Kerry").await?;
        assert_eq!(state(&two).await?["lanes"], json!(["country"]));
        Ok(())
    });
}

#[test]
fn what_a_link_names_in_vain_is_passed_over_and_said() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        stage.shown_timeline().await?;
        let url =
            stage.server.url("/page.html#nt:event=gone&actor=Sergei%20Lavrov,Nobody&lanes=mood&range=soon");
        let timeline = open_anew(stage, &url).await?;
        let said = wait_for("a note", async || {
            let notes: Vec<String> = timeline
                .ask("return all('[role=status]').map((note) => note.textContent)", Value::Null)
                .await?;
            Ok(notes.into_iter().find(|note| note.contains("Nobody")))
        })
        .await?;
        for name in ["gone", "mood", "range=soon"] {
            assert!(said.contains(name), "{said}");
        }
        assert_eq!(timeline.property("filters").await?, json!({ "actor": ["Sergei Lavrov"] }));
        assert_eq!(state(&timeline).await?["lanes"], json!(["kind"]));
        Ok(())
    });
}

#[test]
fn a_refused_clipboard_leaves_the_link_to_be_copied() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        stage
            .run::<Value>(
                "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); return null",
                vec![],
            )
            .await?;
        timeline.click("Copy link").await?;
        let field = "input[aria-label='Copy this link']";
        wait_for("the field", async || Ok(timeline.has_focus(field).await?.then_some(()))).await?;
        let selected: String = timeline
            .ask(
                "const [field] = all(given); return field.value.slice(field.selectionStart, field.selectionEnd)",
                json!(field),
            )
            .await?;
        assert!(selected.ends_with("/page.html#nt:"), "{selected}");
        timeline.press(Key::Escape).await?;
        let fields: usize = timeline.ask("return all(given).length", json!(field)).await?;
        assert_eq!(fields, 0);
        Ok(())
    });
}

#[test]
fn a_list_comes_back_and_a_page_that_begins_with_one_follows_links() {
    on_stage(async |stage| {
        stage.open_page(KEPT).await?;
        let timeline = stage.shown_timeline().await?;
        let all = timeline.summary().await?.map_or(0, |summary| summary.shown);
        timeline.choose("actor", "Sergei Lavrov").await?;
        let id = wait_for("an event of his", async || {
            let fewer = timeline.summary().await?.is_some_and(|summary| summary.shown < all);
            Ok(timeline.marks().await?.events.first().filter(|_| fewer).cloned())
        })
        .await?;
        timeline.click("Clear all").await?;
        until_fragment(stage, "").await?;
        timeline.ask::<Value>("host.view = 'list'; return null", Value::Null).await?;
        timeline.choose("actor", "Sergei Lavrov").await?;
        // The page itself asks for the list: it is no part of the link.
        until_fragment(stage, "#nt:actor=Sergei Lavrov").await?;
        stage.open_page(r#"<news-timeline src="/sample/syria-2016.json" view="list" url-state="hash"></news-timeline>"#).await?;
        let url = stage.server.url(&format!("/page.html#nt:event={id}&actor=Sergei%20Lavrov"));
        stage.driver().goto("about:blank").await?;
        stage.driver().goto(&url).await?;
        let timeline = stage.timeline().await?;
        timeline.until_card().await?;
        assert_eq!(state(&timeline).await?["selection"], json!(id));
        assert_eq!(timeline.chips().await?.len(), 1);
        stage.open_page(PAGE).await?;
        stage.driver().goto("about:blank").await?;
        stage.driver().goto(stage.server.url("/page.html#nt:view=list")).await?;
        let timeline = stage.timeline().await?;
        wait_for("the list", async || {
            let charts: usize =
                timeline.ask("return host.summary ? all('[part~=axis]').length : 1", Value::Null).await?;
            Ok((charts == 0).then_some(()))
        })
        .await?;
        assert!(copied(stage, &timeline).await?.ends_with("#nt:view=list"));
        Ok(())
    });
}

#[test]
fn what_is_set_out_of_the_page_keeps_beside_a_section() {
    on_stage(async |stage| {
        stage.open_page(KEPT).await?;
        let section = "#nt:country=RU&range=2016-09/2016-10";
        stage.driver().goto("about:blank").await?;
        stage.driver().goto(stage.server.url(&format!("/page.html{section}"))).await?;
        let timeline = stage.shown_timeline().await?;
        wait_for("a chip", async || Ok((timeline.chips().await?.len() == 1).then_some(()))).await?;
        let before = timeline.days().await?;
        let written = "window.written = []; const { replaceState } = history;
            history.replaceState = (...given) => { window.written.push(given[2]); replaceState.apply(history, given); }; return null";
        stage.run::<Value>(written, vec![]).await?;
        let out_and_in = async |change: &str| {
            stage
                .play(&format!(
                    "const host = document.querySelector('news-timeline');
                    window.told = 0;
                    window.tell ??= () => {{ window.told += 1; }};
                    host.addEventListener('timeline-filter', window.tell);
                    host.remove();
                    await frame();
                    {change}
                    const ready = new Promise((resolve) => host.addEventListener('timeline-ready', resolve, {{ once: true }}));
                    main.append(host);
                    await ready; await drawn(host);
                    return host.filters;"
                ))
                .await
        };
        let told = async || stage.run::<u32>("return window.told", vec![]).await;
        assert_eq!(out_and_in("").await?, json!({ "country": ["RU"] }));
        assert!(same(timeline.until_still().await?, before));
        assert_eq!(told().await?, 0);
        assert_eq!(out_and_in("host.filters = { country: ['IR'] };").await?, json!({ "country": ["IR"] }));
        until_fragment(stage, &section.replace("RU", "IR")).await?;
        assert_eq!(told().await?, 0);
        let written: Vec<String> = stage.run("return window.written", vec![]).await?;
        let others = written.iter().rev().skip(1).filter(|url| !url.ends_with(section));
        assert_eq!(others.count(), 0, "what has not changed stays as it is: {written:?}");
        // An address that has become another one meanwhile is followed.
        let other = "location.hash = '#nt:country=RU'; await frame();";
        out_and_in(other).await?;
        wait_for("the new address", async || Ok((told().await? == 1).then_some(()))).await?;
        assert_eq!(timeline.property("filters").await?, json!({ "country": ["RU"] }));
        Ok(())
    });
}

#[test]
fn each_of_several_without_an_id_has_a_section() {
    on_stage(async |stage| {
        stage.open_page(&KEPT.repeat(2).replace("url-state", "loading=eager url-state")).await?;
        let one = stage.timeline_at("news-timeline:first-of-type").await?;
        let two = stage.timeline_at("news-timeline:last-of-type").await?;
        for timeline in [&one, &two] {
            timeline.until_shown().await?;
        }
        two.choose("kind", "incident").await?;
        until_fragment(stage, "#nt2:kind=incident").await?;
        one.choose("kind", "talks").await?;
        until_fragment(stage, "#nt2:kind=incident&nt:kind=talks").await?;
        let address: String = stage.run("return location.href", vec![]).await?;
        open_anew(stage, &address).await?;
        for (place, kind) in [("first", "talks"), ("last", "incident")] {
            let timeline = stage.timeline_at(&format!("news-timeline:{place}-of-type")).await?;
            timeline.until_shown().await?;
            wait_for("its own filter", async || {
                Ok((timeline.property("filters").await? == json!({ "kind": [kind] })).then_some(()))
            })
            .await?;
        }
        Ok(())
    });
}
