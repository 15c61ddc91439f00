//! Facets, counts, chips and lanes, against the naive model.

use std::collections::{BTreeMap, BTreeSet};

use news_timeline_browser_tests::model::{Chosen, Model};
use news_timeline_browser_tests::{Outcome, Timeline, on_stage, wait_for};
use serde_json::json;

const SAMPLE: &str = "dist/sample/syria-2016.json";
const PAGE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="none"></news-timeline>"#;

/// Everything that depends on what is chosen is as the model says.
async fn agrees(timeline: &Timeline, model: &Model, chosen: &Chosen<'_>) -> Outcome {
    let matching = model.matching(chosen);
    timeline.until_matching(matching.len()).await?;
    for facet in ["kind", "actor", "country", "source"] {
        timeline.show_all(facet).await?;
        let expected = model.counts(chosen, facet);
        let counts = timeline.counts(facet).await?;
        assert_eq!(counts, expected, "the counts of {facet} under {chosen:?}");
        let checked: BTreeSet<String> = timeline
            .facet(facet)
            .await?
            .into_iter()
            .filter(|choice| choice.checked)
            .map(|choice| choice.value)
            .collect();
        let wanted = chosen.get(facet).into_iter().flatten().map(|value| (*value).to_owned()).collect();
        assert_eq!(checked, wanted, "what is checked in {facet}");
    }
    let chips = timeline.chips().await?.len();
    assert_eq!(chips, chosen.values().map(BTreeSet::len).sum::<usize>(), "a chip for each choice");
    timeline.click("Fit").await?;
    wait_for("marks for the matching events alone", async || {
        let marks = timeline.marks().await?;
        Ok((marks.total() == matching.len() && marks.ids().is_subset(&matching)).then_some(()))
    })
    .await
}

#[test]
fn an_actor_and_a_country_narrow_everything() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let mut chosen = Chosen::new();
        agrees(&timeline, &model, &chosen).await?;

        timeline.choose("actor", "Sergei Lavrov").await?;
        chosen.entry("actor").or_default().insert("Sergei Lavrov");
        assert!(
            (1..model.events.len()).contains(&model.matching(&chosen).len()),
            "the choice makes a difference"
        );
        agrees(&timeline, &model, &chosen).await?;

        timeline.choose("country", "US").await?;
        chosen.entry("country").or_default().insert("US");
        agrees(&timeline, &model, &chosen).await?;

        // A second value of a facet widens.
        timeline.choose("country", "FR").await?;
        chosen.entry("country").or_default().insert("FR");
        agrees(&timeline, &model, &chosen).await?;

        timeline.remove_chip("Sergei Lavrov").await?;
        chosen.remove("actor");
        agrees(&timeline, &model, &chosen).await?;

        timeline.click("Clear all").await?;
        agrees(&timeline, &model, &Chosen::new()).await
    });
}

#[test]
fn every_single_value_gives_what_its_count_says() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        for facet in ["kind", "actor", "country"] {
            for (value, count) in model.counts(&Chosen::new(), facet) {
                timeline.set_property("filters", json!({ (facet): [value] })).await?;
                timeline.until_matching(count).await?;
            }
        }
        Ok(())
    });
}

#[test]
fn the_page_sets_and_reads_the_filters() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let listen = "window.told = []; for (const name of ['timeline-filter', 'timeline-select'])
            host.addEventListener(name, ({ type, detail }) => window.told.push({ type, detail })); return null";
        timeline.ask::<serde_json::Value>(listen, json!(null)).await?;

        timeline.set_property("filters", json!({ "actor": ["Sergei Lavrov"], "kind": ["talks"] })).await?;
        let chosen =
            Chosen::from([("actor", BTreeSet::from(["Sergei Lavrov"])), ("kind", BTreeSet::from(["talks"]))]);
        agrees(&timeline, &model, &chosen).await?;
        let told: Vec<serde_json::Value> = stage.run("return window.told", vec![]).await?;
        assert_eq!(told, Vec::<serde_json::Value>::new(), "what the page does itself, it is not told");

        timeline.choose("kind", "talks").await?;
        let told = wait_for("timeline-filter", async || {
            let told: Vec<serde_json::Value> = stage.run("return window.told", vec![]).await?;
            Ok(told.first().cloned())
        })
        .await?;
        let shown = model.matching(&Chosen::from([("actor", BTreeSet::from(["Sergei Lavrov"]))])).len();
        assert_eq!(told["detail"]["shown"], json!(shown));
        assert_eq!(told["detail"]["filters"]["actor"], json!(["Sergei Lavrov"]));
        let filters = timeline.property("filters").await?;
        assert_eq!(filters["actor"], json!(["Sergei Lavrov"]));

        // A text alone counts as a list of one.
        timeline.set_property("filters", json!({ "kind": "talks", "not": { "country": "IR" } })).await?;
        let filters = timeline.property("filters").await?;
        assert_eq!(filters, json!({ "kind": ["talks"], "not": { "country": ["IR"] } }));
        Ok(())
    });
}

#[test]
fn attributes_choose_at_the_start() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        let page = r#"<news-timeline src="/sample/syria-2016.json" lanes="none" kind="talks"
            country="FR,IR"></news-timeline>"#;
        stage.open_page(page).await?;
        let timeline = stage.shown_timeline().await?;
        let chosen =
            Chosen::from([("kind", BTreeSet::from(["talks"])), ("country", BTreeSet::from(["FR", "IR"]))]);
        agrees(&timeline, &model, &chosen).await
    });
}

#[test]
fn lanes_stand_for_what_is_chosen() {
    on_stage(async |stage| {
        let model = Model::of(SAMPLE)?;
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        assert_eq!(timeline.lanes().await?.len(), 1, "without lanes there is one");
        let mut seen = BTreeMap::new();
        for by in ["kind", "actor", "country", "source"] {
            timeline.set_lanes(by).await?;
            let values = model.counts(&Chosen::new(), by).len();
            let lanes = wait_for(&format!("lanes by {by}"), async || {
                let lanes = timeline.lanes().await?;
                Ok((!seen.values().any(|other| *other == lanes) && (lanes.len() > 1 || values == 1))
                    .then_some(lanes))
            })
            .await?;
            assert!(lanes.len() <= values + 1, "{by} has {values} values, and the lanes {lanes:?}");
            assert_eq!(lanes.iter().collect::<BTreeSet<_>>().len(), lanes.len(), "each lane once: {lanes:?}");
            seen.insert(by, lanes);
        }
        assert!(seen["kind"].iter().any(|lane| lane == "Talks"), "{:?}", seen["kind"]);
        assert!(seen["actor"].iter().any(|lane| lane == "Sergei Lavrov"), "{:?}", seen["actor"]);
        assert!(seen["country"].iter().any(|lane| lane == "Iran"), "{:?}", seen["country"]);
        Ok(())
    });
}

/// The marks of each lane, and whether any of it is on the screen.
const LANES: &str = "const lanes = () => all('[part~=lane]').map((lane) => {
    const { top, bottom } = lane.getBoundingClientRect();
    const marks = [...lane.children].map((mark) => mark.dataset.eventId ?? mark.dataset.count);
    return [top < innerHeight && bottom > 0, marks.join(' ')];
});";

/// Filters, and returns the lanes as they are when all that was to be done at once has been done.
const FILTER: &str = "const task = () => new Promise((then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
});
all('[part~=search]')[0].dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
return task().then(() => { host.filters = given; return task(); }).then(lanes);";

#[test]
fn what_nobody_sees_is_drawn_after_what_is_on_the_screen() {
    on_stage(async |stage| {
        let sample = "sample/syria-2011-2017.json";
        let model = Model::of(&format!("dist/{sample}"))?;
        stage.resize(1000, 500).await?;
        stage.open_page(&format!(r#"<news-timeline src="/{sample}" lanes="actor"></news-timeline>"#)).await?;
        let timeline = stage.shown_timeline().await?;
        let lanes = async |script: &str, given| -> Outcome<Vec<(bool, String)>> {
            timeline.ask(&format!("{LANES} {script}"), given).await
        };
        let now = async || lanes("return lanes()", json!(null)).await;
        let seen = |lanes: &[(bool, String)]| {
            lanes.iter().filter(|(visible, _)| *visible).cloned().collect::<Vec<_>>()
        };
        let before = wait_for("marks in all lanes", async || {
            let lanes = now().await?;
            Ok(lanes.iter().all(|(_, marks)| !marks.is_empty()).then_some(lanes))
        })
        .await?;
        assert!((1..before.len()).contains(&seen(&before).len()), "some are on the screen: {before:?}");

        let at_once = lanes(FILTER, json!({ "kind": ["talks"] })).await?;
        let talks = model.matching(&Chosen::from([("kind", BTreeSet::from(["talks"]))]));
        wait_for("the lanes below", async || {
            Ok(timeline.marks().await?.ids().is_subset(&talks).then_some(()))
        })
        .await?;
        let after = now().await?;
        assert_ne!(seen(&at_once), seen(&before), "what is on the screen is new");
        assert_eq!(seen(&at_once), seen(&after), "and there at once");
        assert_ne!(at_once, after, "what is not comes later");
        Ok(())
    });
}
