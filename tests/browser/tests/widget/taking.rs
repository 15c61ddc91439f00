//! What a reader takes away: files, texts for the page, a print.

use news_timeline_browser_tests::{Engine, on_stage, wait_for};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

const PAGE: &str = r#"<news-timeline id="one" src="/sample/syria-2016.json" lanes="none"></news-timeline>"#;

#[test]
fn the_page_gets_the_matching_events_as_texts() {
    on_stage(async |stage| {
        stage.open_page(&format!(r#"{PAGE}<news-timeline id="two"></news-timeline>"#)).await?;
        let timeline = stage.timeline_at("#one").await?;
        let all = timeline.until_shown().await?;
        timeline.choose("actor", "Sergei Lavrov").await?;
        wait_for("fewer events", async || {
            Ok(timeline.summary().await?.filter(|summary| summary.shown < all.shown))
        })
        .await?;
        let shown = timeline.summary().await?.map_or(0, |summary| summary.shown);
        let script = "const [format, done] = arguments;
            document.querySelector('#one').export(format).then(done, (error) => done({ error: String(error) }));";
        let export = async |format: &str| -> anyhow::Result<Value> {
            Ok(stage.driver().execute_async(script, vec![json!(format)]).await?.convert()?)
        };
        let text = export("json").await?;
        let file: Value = serde_json::from_str(text.as_str().unwrap_or_default())?;
        let events: std::collections::BTreeSet<&str> = file["articles"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|article| article["events"].as_array().into_iter().flatten())
            .filter_map(|event| event["id"].as_str())
            .collect();
        assert_eq!(events.len(), shown);
        // The widget itself reads it.
        let two = stage.timeline_at("#two").await?;
        two.set_property("data", text).await?;
        let read = two.until_shown().await?;
        assert_eq!((read.events, read.issues), (shown, vec![]));
        let table = export("csv").await?;
        assert!(
            table.as_str().is_some_and(
                |table| table.starts_with("id,kind,title,date,") && table.lines().count() > shown
            )
        );
        let calendar = export("ics").await?;
        let entries = calendar.as_str().map(|calendar| calendar.matches("BEGIN:VEVENT\r\n").count());
        assert_eq!(entries, Some(shown));
        let picture = export("svg").await?;
        let parse =
            "const svg = new DOMParser().parseFromString(arguments[0], 'image/svg+xml').documentElement;
            return [svg.localName, svg.querySelectorAll('a > title').length]";
        let parsed: (String, usize) = stage.run(parse, vec![picture]).await?;
        assert!(parsed.0 == "svg" && parsed.1 > 0 && parsed.1 <= shown, "{parsed:?}");
        assert!(export("docx").await?["error"].as_str().is_some_and(|error| error.contains("docx")));
        Ok(())
    });
}

#[test]
fn the_menu_is_worked_by_keyboard_and_saves_files() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let watch = "window.saved = [];
            const make = URL.createObjectURL;
            URL.createObjectURL = (blob) => { window.blob = blob; return make.call(URL, blob); };
            HTMLAnchorElement.prototype.click = function () { window.saved.push([this.download, this.href.slice(0, 5)]); };
            return null";
        stage.run::<Value>(watch, vec![]).await?;
        let button = timeline.button("More").await?;
        button.send_keys(Key::Enter).await?;
        let item = async |name: &str| {
            wait_for(name, async || {
                let text: Option<String> = timeline
                    .ask("return host.shadowRoot.activeElement?.textContent ?? null", Value::Null)
                    .await?;
                Ok(text.filter(|text| text.starts_with(name)))
            })
            .await
        };
        item("Data").await?;
        for (key, name) in [
            (Key::Down, "Table"),
            (Key::End, "Print"),
            (Key::Down, "Data"),
            (Key::Up, "Print"),
            (Key::Home, "Data"),
        ] {
            timeline.press(key).await?;
            item(name).await?;
        }
        timeline.press(Key::Escape).await?;
        wait_for("the focus to return", async || {
            Ok(timeline.has_focus("[aria-haspopup=menu]").await?.then_some(()))
        })
        .await?;
        let open: usize = timeline.ask("return all(':popover-open').length", Value::Null).await?;
        assert_eq!(open, 0);

        for (format, start) in
            [("json", "{"), ("csv", "\u{feff}id,"), ("ics", "BEGIN:VCALENDAR\r\n"), ("svg", "<svg ")]
        {
            button.click().await?;
            timeline.find(&format!("[data-format={format}]")).await?.click().await?;
            let saved = wait_for("a file", async || {
                let saved: Vec<(String, String)> = stage.run("return window.saved.splice(0)", vec![]).await?;
                Ok(saved.into_iter().next())
            })
            .await?;
            assert_eq!(
                saved,
                (format!("Syria-October-2016-a-call-for-a-ceasefire.{format}"), "blob:".to_owned())
            );
            let read = "const done = arguments[0]; window.blob.arrayBuffer().then((bytes) =>
                done(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)));";
            let text: String = stage.driver().execute_async(read, vec![]).await?.convert()?;
            assert!(text.starts_with(start), "{format}: {}", text.chars().take(80).collect::<String>());
        }
        Ok(())
    });
}

#[test]
fn paper_gets_every_matching_event_with_its_addresses() {
    on_stage(async |stage| {
        stage.open_page(PAGE).await?;
        let timeline = stage.shown_timeline().await?;
        let all = timeline.summary().await?.map_or(0, |summary| summary.shown);
        timeline.choose("actor", "Sergei Lavrov").await?;
        wait_for("fewer events", async || {
            Ok(timeline.summary().await?.filter(|summary| summary.shown < all))
        })
        .await?;
        let shown = timeline.summary().await?.map_or(0, |summary| summary.shown);
        // What is seen is not all.
        for _ in 0..3 {
            timeline.click("Zoom in").await?;
        }
        let watch = "addEventListener('beforeprint', () => {
                const timeline = document.querySelector('news-timeline').shadowRoot;
                const print = timeline.querySelector('[part=print]');
                const parts = ['heading', 'chip', 'toolbar', 'chart', 'facet', 'print'];
                window.printed = {
                    titles: [...print.querySelectorAll('h3')].map((title) => title.textContent),
                    addresses: [...print.querySelectorAll('a')].map((link) => link.dataset.address),
                    links: [...print.querySelectorAll('a[href]')].map((link) => link.href),
                    quotes: [...print.querySelectorAll('blockquote')].map((quote) =>
                        quote.querySelector('q') ? '“' + quote.textContent : quote.textContent),
                    seen: parts.filter((part) => [...timeline.querySelectorAll(`[part~=${part}]`)]
                        .some((element) => element.checkVisibility())),
                    wide: document.documentElement.scrollWidth > innerWidth,
                };
            });
            return null";
        stage.run::<Value>(watch, vec![]).await?;
        let events =
            "for (const name of ['beforeprint', 'afterprint']) dispatchEvent(new Event(name)); return null";
        if stage.engine() == Engine::Chromium {
            stage.driver().cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
            stage.resize(700, 900).await?;
            stage.run::<Value>(events, vec![]).await?;
            let printed: Value = stage.run("return window.printed", vec![]).await?;
            assert_eq!(printed["seen"], json!(["heading", "chip", "print"]));
            assert_eq!(printed["wide"], json!(false));
            stage.driver().cdp().send_raw("Emulation.setEmulatedMedia", json!({ "media": "" })).await?;
            stage.run::<Value>("window.printed = null; return null", vec![]).await?;
            let pdf = stage.driver().cdp().send_raw("Page.printToPDF", json!({})).await?;
            assert!(pdf["data"].as_str().is_some_and(|data| data.len() > 10_000));
        } else {
            stage.run::<Value>(events, vec![]).await?;
        }
        let printed: Value = stage.run("return window.printed", vec![]).await?;
        assert_eq!(printed["titles"].as_array().map(Vec::len), Some(shown));
        let addresses = printed["addresses"].as_array().cloned().unwrap_or_default();
        assert!(addresses.len() >= shown);
        assert_eq!(printed["links"], printed["addresses"]);
        let quotes = printed["quotes"].as_array().cloned().unwrap_or_default();
        assert!(!quotes.is_empty());
        assert!(quotes.iter().all(|quote| quote.as_str().is_some_and(|quote| quote.contains(['“', '"']))));
        let server = stage.server.url("/sample/articles/");
        assert!(addresses.iter().all(|address| address.as_str().is_some_and(|url| url.starts_with(&server))));
        wait_for("the list to be gone", async || {
            let left: usize =
                timeline.ask("return all('[part=print], .printing').length", Value::Null).await?;
            Ok((left == 0).then_some(()))
        })
        .await
    });
}
