//! The widget speaks the language around it.

use news_timeline_browser_tests::{Answer, on_stage, wait_for};
use serde_json::{Value, json};

const TIMELINE: &str = r#"<news-timeline src="/sample/syria-2016.json" lanes="kind"></news-timeline>"#;

#[test]
fn it_speaks_as_the_page_does_and_changes_with_it() {
    on_stage(async |stage| {
        stage.open_page(&format!(r#"<div lang="fr-CA">{TIMELINE}</div>"#)).await?;
        let timeline = stage.shown_timeline().await?;
        for words in ["événements", "Pourparlers", "Copier le lien", "octobre"] {
            if words == "octobre" {
                timeline.set_property("selection", json!("zarif-lavrov-2")).await?;
            }
            timeline.until_says(words).await?;
        }
        let none: Vec<String> = Vec::new();
        assert_eq!(stage.accessibility_violations().await?, none);
        stage.run::<Value>("document.querySelector('div').lang = 'de'; return null", vec![]).await?;
        // What stands around it does not tell of a change; a move does, and the reader's place is kept.
        stage
            .run::<Value>(
                "document.querySelector('div').append(document.querySelector('news-timeline')); return null",
                vec![],
            )
            .await?;
        for words in ["Ereignisse", "Gespräche", "Oktober"] {
            timeline.until_says(words).await?;
        }
        assert_eq!(timeline.property("selection").await?, json!("zarif-lavrov-2"));
        timeline.set_property("lang", json!("en")).await?;
        timeline.until_says("Copy link").await
    });
}

#[test]
fn from_right_to_left_nothing_is_out_of_place() {
    on_stage(async |stage| {
        for width in [1100, 360] {
            stage.resize(width, 800).await?;
            stage.open_page(&format!(r#"<div lang="ar" dir="rtl">{TIMELINE}</div>"#)).await?;
            let timeline = stage.shown_timeline().await?;
            timeline.until_says("نسخ الرابط").await?;
            let none: Vec<String> = Vec::new();
            assert_eq!(stage.accessibility_violations().await?, none);
            let is_wide: bool =
                stage.run("return document.documentElement.scrollWidth > innerWidth", vec![]).await?;
            assert!(!is_wide, "{width}");
        }
        Ok(())
    });
}

#[test]
fn a_page_brings_words_of_its_own() {
    on_stage(async |stage| {
        let words = json!({ "Copy link": "Ceangal a chopáil", "{} events": "Imeachtaí: {}" }).to_string();
        stage.server.answer("/ga.json", Answer::Text("application/json", words));
        stage.open_page(&TIMELINE.replace("src=", r#"lang="ga" texts="/ga.json" src="#)).await?;
        let timeline = stage.shown_timeline().await?;
        for words in ["Ceangal a chopáil", "Imeachtaí: ", "Filters"] {
            timeline.until_says(words).await?;
        }
        Ok(())
    });
}

#[test]
fn another_language_changes_nothing_but_the_words() {
    on_stage(async |stage| {
        stage.open_page(TIMELINE).await?;
        let timeline = stage.shown_timeline().await?;
        timeline.choose("kind", "talks").await?;
        wait_for("a chip", async || Ok((timeline.chips().await?.len() == 1).then_some(()))).await?;
        let watch =
            "window.told = []; for (const type of ['timeline-ready', 'timeline-range', 'timeline-filter'])
            host.addEventListener(type, () => window.told.push(type)); return null";
        timeline.ask::<Value>(watch, Value::Null).await?;
        let place = async || {
            let script = "return [host.range, host.filters, host.summary.shown]";
            timeline.ask::<Value>(script, Value::Null).await
        };
        let before = place().await?;
        let asked =
            || stage.server.requests().iter().filter(|path| path.ends_with("syria-2016.json")).count();
        assert_eq!(asked(), 1);
        for (lang, words) in
            [("de", "Ereignisse"), ("fr", "événements"), ("en-GB", "events"), ("es", "sucesos")]
        {
            timeline.set_property("lang", json!(lang)).await?;
            timeline.until_says(words).await?;
            timeline.until_shown().await?;
            assert_eq!(place().await?, before, "{lang}");
        }
        // What it tells of its range can be given back to it.
        timeline
            .ask::<Value>(
                "for (let no = 0; no < 3; no += 1) host.range = host.range; return null",
                Value::Null,
            )
            .await?;
        assert_eq!(place().await?, before);
        assert_eq!(asked(), 1, "the data is asked for again");
        assert_eq!(stage.run::<Vec<String>>("return window.told", vec![]).await?, Vec::<String>::new());
        Ok(())
    });
}
