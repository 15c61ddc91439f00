//! The search and the range.

use std::collections::BTreeSet;

use news_timeline_browser_tests::model::{Chosen, Model};
use news_timeline_browser_tests::{Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline>"#;

/// The ids of the sample's events in whose words each word given begins one.
fn found(query: &str) -> Outcome<BTreeSet<String>> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist/sample/syria-2016.json");
    let file: Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut texts = std::collections::BTreeMap::<String, String>::new();
    for article in list(&file["articles"]) {
        for event in list(&article["events"]) {
            let text = texts.entry(event["id"].as_str().unwrap_or_default().to_owned()).or_default();
            let mut add = |value: &Value| {
                text.push_str(value.as_str().unwrap_or_default());
                text.push(' ');
            };
            for value in [&event["title"], &event["quote"], &event["place"], &article["headline"]] {
                add(value);
            }
            for actor in list(&event["actors"]) {
                let known = &file["actors"][actor.as_str().unwrap_or_default()]["name"];
                add(if known.is_null() { &actor } else { known });
            }
        }
    }
    let words = |text: &str| {
        let lower = text.to_ascii_lowercase();
        lower.split(|ch: char| !ch.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
    };
    let matches = |text: &String| {
        let wanted = words(query).into_iter().filter(|word| !word.is_empty());
        wanted.into_iter().all(|wanted| words(text).iter().any(|word| word.starts_with(&wanted)))
    };
    Ok(texts.into_iter().filter(|(_, text)| matches(text)).map(|(id, _)| id).collect())
}

async fn has_focus(timeline: &Timeline, selector: &str) -> Outcome {
    wait_for(&format!("the focus on {selector}"), async || {
        Ok(timeline.has_focus(selector).await?.then_some(()))
    })
    .await
}

async fn told(stage: &Stage) -> Outcome<Vec<Value>> {
    stage.run("return window.told", vec![]).await
}

async fn listen(timeline: &Timeline) -> Outcome {
    let script = "window.told = []; host.addEventListener('timeline-filter', ({ detail }) => window.told.push(detail)); return null";
    timeline.ask::<Value>(script, json!(null)).await.map(drop)
}

#[test]
fn every_key_narrows_what_is_shown() {
    on_stage(async |stage| {
        let model = Model::of("dist/sample/syria-2016.json")?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        listen(&timeline).await?;
        // From a checkbox, by its key.
        timeline.press_until(Key::Tab, "[data-facet=kind] input[type=checkbox]", 40).await?;
        timeline.press("/").await?;
        has_focus(&timeline, "[part~=search]").await?;
        let mut typed = String::new();
        let mut counts = BTreeSet::new();
        for key in "LAVROV mee".chars() {
            typed.push(key);
            timeline.press(key.to_string()).await?;
            let shown = found(&typed)?.len();
            timeline.until_matching(shown).await?;
            counts.insert(shown);
        }
        assert!(counts.len() >= 2, "the keys make a difference: {counts:?}");
        assert_eq!(timeline.property("filters").await?, json!({ "q": "LAVROV mee" }));
        assert_eq!(timeline.chips().await?, ["Remove filter: Search LAVROV mee"]);
        let last = told(stage).await?.pop().unwrap_or_default();
        assert_eq!(last, json!({ "filters": { "q": "LAVROV mee" }, "shown": found(&typed)?.len() }));
        // Together with a facet, whose counts honour it.
        let both: BTreeSet<String> = found(&typed)?
            .intersection(&model.matching(&Chosen::from([("kind", BTreeSet::from(["talks"]))])))
            .cloned()
            .collect();
        let listed = timeline.facet("kind").await?;
        let talks = listed.iter().find(|choice| choice.value == "talks").map(|choice| choice.count);
        assert_eq!(talks, Some(both.len()));
        timeline.choose("kind", "talks").await?;
        timeline.until_matching(both.len()).await?;
        timeline.click("Clear all").await?;
        timeline.until_matching(model.events.len()).await?;
        let value: String = timeline.ask("return all('[part~=search]')[0].value", json!(null)).await?;
        assert_eq!(value, "", "the field is empty, too");
        Ok(())
    });
}

#[test]
fn escape_empties_the_search_and_then_leaves_it() {
    on_stage(async |stage| {
        let model = Model::of("dist/sample/syria-2016.json")?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.search("lavrov / kerry").await?;
        timeline.until_matching(found("lavrov kerry")?.len()).await?;
        timeline.press(Key::Escape).await?;
        timeline.until_matching(model.events.len()).await?;
        assert!(timeline.has_focus("[part~=search]").await?);
        timeline.press(Key::Escape).await?;
        wait_for("the field to be left", async || {
            Ok((!timeline.has_focus("[part~=search]").await?).then_some(()))
        })
        .await
    });
}

#[test]
fn case_diacritics_and_scripts_without_spaces_are_no_obstacle() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline lanes="none"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        let events: Vec<Value> = [
            "Erdoğan reist nach Straßburg",
            "Les négociations à Genève",
            "国际社会呼吁叙利亚停火",
            "東京で会談",
            "Переговоры в Женеве",
            "محادثات في جِنيف",
            "ＦＵＬＬ width",
            "Øresund ﬁnal",
            "ΣΙΣΥΦΟΣ",
        ]
        .iter()
        .map(|title| json!({ "id": title, "title": title, "date": "2016" }))
        .collect();
        timeline
            .set_property("data", json!([{ "url": "/a.html", "headline": "", "events": events }]))
            .await?;
        timeline.until_shown().await?;
        for (query, title) in [
            ("ERDOGAN", Some("Erdoğan reist nach Straßburg")),
            ("strassb", Some("Erdoğan reist nach Straßburg")),
            ("geneve nego", Some("Les négociations à Genève")),
            ("eneve", None),
            ("停火", Some("国际社会呼吁叙利亚停火")),
            ("会談", Some("東京で会談")),
            ("переговоры женев", Some("Переговоры в Женеве")),
            ("جنيف", Some("محادثات في جِنيف")),
            ("full", Some("ＦＵＬＬ width")),
            ("oresund final", Some("Øresund ﬁnal")),
            ("σίσυφος", Some("ΣΙΣΥΦΟΣ")),
        ] {
            timeline.set_property("filters", json!({ "q": query })).await?;
            let shown = timeline.property("summary").await?["shown"].clone();
            assert_eq!(shown, json!(usize::from(title.is_some())), "{query}");
            if let Some(title) = title {
                timeline.set_property("selection", json!(title)).await?;
                timeline.until_card().await?;
                let marked: String = timeline
                    .ask(
                        "return all('[part~=card] mark').map((mark) => mark.textContent).join('|')",
                        json!(null),
                    )
                    .await?;
                assert!(
                    !marked.is_empty() && title.contains(marked.split('|').next().unwrap_or_default()),
                    "{query}: {marked}"
                );
                timeline.set_property("selection", json!(null)).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn the_attribute_searches_at_the_start_and_matches_are_marked() {
    on_stage(async |stage| {
        stage
            .open_page(
                r#"<news-timeline src="/sample/syria-2016.json" lanes="none" q="zarif urg"></news-timeline>"#,
            )
            .await?;
        let timeline = stage.shown_timeline().await?;
        let ids = found("zarif urg")?;
        timeline.until_matching(ids.len()).await?;
        assert!(ids.contains("zarif-lavrov-2"));
        timeline.set_property("selection", json!("zarif-lavrov-2")).await?;
        timeline.until_card().await?;
        let marked = "return all('[part~=card] h3 mark').map((mark) => mark.textContent)";
        assert_eq!(timeline.ask::<Vec<String>>(marked, json!(null)).await?, ["Zarif", "urg"]);
        let title = "return all('[part~=card] h3')[0].textContent";
        assert_eq!(timeline.ask::<String>(title, json!(null)).await?, "Zarif urges an immediate ceasefire");
        // The marks follow the words.
        timeline.set_property("filters", json!({})).await?;
        wait_for("no mark", async || {
            Ok(timeline.ask::<Vec<String>>(marked, json!(null)).await?.is_empty().then_some(()))
        })
        .await
    });
}

#[test]
fn only_what_is_in_view() {
    on_stage(async |stage| {
        let page = r#"<news-timeline src="/sample/syria-2016.json" lanes="none" from="2016-09" to="2016-09"></news-timeline>"#;
        stage.open_page(page).await?;
        let timeline = stage.shown_timeline().await?;
        let all = timeline.summary().await?.map_or(0, |summary| summary.shown);
        assert!(timeline.chips().await?.is_empty(), "the attributes only set what is seen first");
        listen(&timeline).await?;
        timeline.click("Only what is in view").await?;
        wait_for("fewer events", async || {
            Ok(timeline
                .summary()
                .await?
                .is_some_and(|summary| summary.shown > 0 && summary.shown < all)
                .then_some(()))
        })
        .await?;
        let filters = timeline.property("filters").await?;
        assert_eq!(filters, json!({ "from": "2016-09-01", "to": "2016-09-30" }));
        let shown = timeline.summary().await?.map_or(0, |summary| summary.shown);
        assert_eq!(told(stage).await?, [json!({ "filters": filters, "shown": shown })]);
        let counted: usize = timeline.counts("kind").await?.values().sum();
        assert_eq!(counted, shown, "the counts honour the range");
        wait_for("marks for these events alone", async || {
            Ok((timeline.marks().await?.total() == shown).then_some(()))
        })
        .await?;
        let chips = timeline.chips().await?;
        assert!(chips.len() == 1 && chips[0].contains("Time") && chips[0].contains("2016"), "{chips:?}");
        timeline.click("Only what is in view").await?;
        timeline.until_matching(all).await?;

        // What the page sets keeps its precision.
        timeline.set_property("filters", json!({ "from": "2016-09", "to": null })).await?;
        assert_eq!(timeline.property("filters").await?, json!({ "from": "2016-09" }));
        let since = timeline.summary().await?.map_or(0, |summary| summary.shown);
        timeline.set_property("filters", json!({ "from": "2016-09", "to": "2016-10" })).await?;
        assert_eq!(timeline.property("filters").await?, json!({ "from": "2016-09", "to": "2016-10" }));
        assert!(since >= timeline.summary().await?.map_or(0, |summary| summary.shown));
        wait_for("a chip for months", async || {
            let chips = timeline.chips().await?;
            let reads = |chip: &String| chip.contains("Sep") && chip.contains("Oct 2016");
            Ok((chips.len() == 1 && chips.iter().all(reads)).then_some(()))
        })
        .await?;
        timeline.remove_chip("Time").await?;
        timeline.until_matching(all).await
    });
}

#[test]
fn new_counts_are_told_once_typing_rests() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let spoken = "return all('[role=status]').map((status) => status.textContent).join('')";
        wait_for("the counts to be told", async || {
            Ok(timeline.ask::<String>(spoken, json!(null)).await?.starts_with("14 ").then_some(()))
        })
        .await?;
        let watch = "window.spoken = []; const [status] = all('[role=status]');
            new MutationObserver(() => window.spoken.push(status.textContent))
                .observe(status, { childList: true, characterData: true, subtree: true }); return null";
        timeline.ask::<Value>(watch, json!(null)).await?;
        timeline.search("lavrov").await?;
        let shown = found("lavrov")?.len();
        timeline.until_matching(shown).await?;
        let said = wait_for("the new counts", async || {
            let spoken: Vec<String> = stage.run("return window.spoken", vec![]).await?;
            Ok((!spoken.is_empty()).then_some(spoken))
        })
        .await?;
        assert!(
            said.len() <= 2
                && said.last().is_some_and(|said| said.starts_with(&format!("{shown} of 14 events"))),
            "{said:?}"
        );
        Ok(())
    });
}

#[test]
fn nobody_is_barred_from_filters() {
    on_stage(async |stage| {
        stage.open_page(r#"<news-timeline src="/sample/syria-2011-2017.json"></news-timeline>"#).await?;
        let timeline = stage.timeline().await?;
        timeline.until_shown().await?;
        timeline.set_property("filters", json!({ "q": "cease", "from": "2012", "not": { "kind": ["talks"] }, "country": ["SY", "RU"] })).await?;
        timeline.show_all("actor").await?;
        wait_for("chips", async || Ok((timeline.chips().await?.len() == 5).then_some(()))).await?;
        assert_eq!(stage.accessibility_violations().await?, Vec::<String>::new());
        Ok(())
    });
}
