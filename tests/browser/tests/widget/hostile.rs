//! Hostile texts in every field, shown in every way: none runs, none breaks the page, nobody complains.

use news_timeline_browser_tests::{Answer, Outcome, Stage, Timeline, on_stage, wait_for};
use serde_json::{Value, json};

/// The texts as JSON string literals, which may hold half characters.
fn literals() -> Outcome<Vec<String>> {
    let file = std::fs::read_to_string(format!("{}/../fixtures/hostile.txt", env!("CARGO_MANIFEST_DIR")))?;
    Ok(file.lines().filter(|line| line.starts_with('"')).map(str::to_owned).collect())
}

/// One article with one event for each text, which stands in every field.
fn everywhere(literals: &[String]) -> String {
    let articles: Vec<String> = literals
        .iter()
        .enumerate()
        .map(|(no, text)| {
            let day = format!("{}-{:02}-{:02}", 2000 + no / 300, no / 25 % 12 + 1, no % 25 + 1);
            format!(
                r#"{{"url":{text},"headline":{text},"source":{text},"published":"2016-10-13","language":{text},"summary":{text},
                "image":{{"url":{text},"alt":{text},"credit":{text}}},
                "events":[{{"id":"e{no}","title":{text},"date":"{day}","kind":{text},"actors":[{text}],"countries":[{text}],
                "place":{text},"status":{text},"quote":{text}}}, {{"id":{text},"title":{text},"date":"{day}"}}]}}"#
            )
        })
        .collect();
    let actors: Vec<String> = literals
        .iter()
        .map(|text| format!(r#"{text}:{{"name":{text},"country":{text},"aliases":[{text}]}}"#))
        .collect();
    let title = literals.first().map_or("", String::as_str);
    format!(r#"{{"title":{title},"actors":{{{}}},"articles":[{}]}}"#, actors.join(","), articles.join(","))
}

/// A timeline with these attributes of texts that stand everywhere.
async fn show_everywhere(stage: &Stage, literals: &[String], attributes: &str) -> Outcome<Timeline> {
    // A picture that is asked for where there is none.
    for part in ["Failed to load resource", "ERR_", "a request to http", "img-src"] {
        stage.expect_complaint(part);
    }
    stage.server.answer("/data.json", Answer::Text("application/json", everywhere(literals)));
    stage.open_page(&format!("<news-timeline src=/data.json {attributes}></news-timeline>")).await?;
    stage.shown_timeline().await
}

/// Nothing has run, no element or attribute came from a text, every address is one of the web, and nothing is wider than the page.
async fn is_harmless(timeline: &Timeline, when: &str) -> Outcome {
    let script = "const faults = [];
        if (window.hacked || history.state?.hacked) faults.push('it ran');
        if (Object.prototype.name || ({}).hacked) faults.push('all objects have more');
        const known = new Set('a article aside bdi blockquote br button cite datalist div dialog dd dl dt fieldset figcaption figure footer form h2 h3 h4 header hr i b img input kbd label legend li line main mark nav ol optgroup option p path circle rect polygon g progress section select slot small span strong summary details svg table tbody td text th thead time title tr ul use defs symbol output meter datalist'.split(' '));
        for (const element of all('*')) {
            if (!known.has(element.localName)) faults.push(`an element ${element.localName}`);
            for (const { name, value } of element.attributes) {
                if (name.startsWith('on') || name === 'srcdoc' || name === 'formaction') faults.push(`${name}=${value}`);
                if (/^(href|src|xlink:href|action|data|poster)$/.test(name) && !/^(https?:\\/\\/|#)/.test(value)) faults.push(`${name}=${value}`);
            }
        }
        const page = document.documentElement;
        if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth - page.clientWidth} px too wide`);
        const { left, right } = host.getBoundingClientRect();
        const isCut = (element) => {
            for (let around = element.parentElement; around; around = around.parentElement) {
                if (getComputedStyle(around).overflowX !== 'visible') return true;
            }
            return false;
        };
        // What holds text itself; what a finger finds may reach beyond what is seen.
        for (const element of all('[part], [part] *')) {
            if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
            if (!element.checkVisibility() || element.closest('[part~=chart], dialog, [popover]')) continue;
            const box = element.getBoundingClientRect();
            if ((box.right > right + 1 || box.left < left - 1) && !isCut(element)) {
                faults.push(`${element.localName}.${element.className} reaches from ${box.left} to ${box.right}: ${element.textContent.slice(0, 40)}`);
            }
        }
        return faults.slice(0, 20);";
    let faults: Vec<String> = timeline.ask(script, Value::Null).await?;
    assert!(faults.is_empty(), "{when}: {faults:#?}");
    Ok(())
}

/// As many frames as it takes to draw.
const DRAWN: &str = "return new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => then(true)))))";

async fn drawn(stage: &Stage) -> Outcome {
    stage.run::<bool>(DRAWN, vec![]).await.map(drop)
}

#[test]
fn texts_in_every_field_are_only_texts() {
    on_stage(async |stage| {
        let literals = literals()?;
        assert!(literals.len() >= 150);
        let timeline = show_everywhere(stage, &literals, "lanes=kind url-state=hash").await?;
        let summary = timeline.summary().await?.unwrap_or_else(|| unreachable!());
        assert!(summary.events >= literals.len(), "{} events", summary.events);
        for (width, height) in [(1280, 900), (360, 780)] {
            stage.resize(width, height).await?;
            drawn(stage).await?;
            for view in ["timeline", "list"] {
                timeline.set_property("view", json!(view)).await?;
                for lanes in ["kind", "country", "actor", "source"] {
                    timeline.set_property("lanes", json!(lanes)).await?;
                    drawn(stage).await?;
                    is_harmless(&timeline, &format!("{view} by {lanes} at {width} px")).await?;
                }
            }
        }
        stage.resize(1280, 900).await?;
        timeline.set_property("view", json!("timeline")).await?;
        for facet in ["kind", "actor", "country", "source"] {
            timeline.show_all(facet).await?;
        }
        is_harmless(&timeline, "all values").await?;
        Ok(())
    });
}

#[test]
fn each_card_is_harmless() {
    on_stage(async |stage| {
        let literals = literals()?;
        let timeline = show_everywhere(stage, &literals, "lanes=none url-state=hash").await?;
        let mut missing = Vec::new();
        for (no, literal) in literals.iter().enumerate() {
            let id = format!("e{no}");
            timeline.set_property("selection", json!(id)).await?;
            drawn(stage).await?;
            if timeline.property("selection").await? != json!(id) {
                // Nothing is left of some texts, and what has no title is no event.
                missing.push(literal);
                continue;
            }
            is_harmless(&timeline, &format!("the card of {literal}")).await?;
        }
        assert!(missing.len() < 20, "{missing:?}");
        Ok(())
    });
}

#[test]
fn as_filters_searches_and_attributes_they_do_nothing_else() {
    on_stage(async |stage| {
        let literals = literals()?;
        stage.open_page("<news-timeline src=/sample/syria-2016.json lanes=none></news-timeline>").await?;
        let timeline = stage.shown_timeline().await?;
        let play = "const texts = JSON.parse(given), names = host.constructor.observedAttributes.filter((name) => name !== 'src' && name !== 'texts');
            const before = Object.fromEntries(names.map((name) => [name, host.getAttribute(name)]));
            return (async () => {
                for (const text of texts) {
                    host.filters = { kind: [text], actor: [text], not: { country: [text], [text]: [text] }, q: text, from: text, [text]: text };
                    host.range = { start: text, end: text };
                    host.selection = text;
                    host.goTo(text);
                    await host.export(text).catch(() => {});
                    for (const name of names) host.setAttribute(name, text);
                    host.id = text;
                    location.hash = `nt:${text}`;
                    location.hash = `nt:kind=${encodeURIComponent(text.replace(/[\\ud800-\\udfff]/g, ''))}&event=${text}`;
                    postMessage(text, '*');
                    postMessage({ type: text, [text]: text }, '*');
                }
                for (const name of names) before[name] === null ? host.removeAttribute(name) : host.setAttribute(name, before[name]);
                host.id = '';
                host.selection = null;
                host.filters = null;
                await new Promise((then) => setTimeout(then));
                return host.summary.shown === host.summary.events;
            })();";
        let given = format!("[{}]", literals.join(","));
        assert!(timeline.ask::<bool>(play, json!(given)).await?, "all is as before");
        drawn(stage).await?;
        is_harmless(&timeline, "afterwards").await
    });
}

#[test]
fn what_is_taken_away_is_harmless_too() {
    on_stage(async |stage| {
        let timeline = show_everywhere(stage, &literals()?, "lanes=kind").await?;
        let look = "return Promise.all([host.export('svg'), host.export('json')]).then(([svg, json]) => {
            const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
            const bad = [...documentElement.querySelectorAll('*')].filter((element) =>
                /^(script|foreignObject|iframe|parsererror|animate|set|image)$/.test(element.localName)
                || [...element.attributes].some(({ localName, value }) => localName.startsWith('on')
                    || (localName === 'href' && !/^(https?:|#k\\d)/.test(value))));
            return [documentElement.localName, bad.slice(0, 5).map((element) => element.outerHTML), JSON.parse(json).articles.length > 100];
        })";
        let found: Value = timeline.ask(look, Value::Null).await?;
        assert_eq!(found, json!(["svg", [], true]));
        Ok(())
    });
}

#[test]
fn texts_of_a_megabyte_are_cut_where_they_are_shown() {
    on_stage(async |stage| {
        for unit in ["x", "long ", "\u{202e}<b>", "線", "e\u{301}"] {
            let long = unit.repeat(1_000_000 / unit.len());
            let data = json!({ "title": long, "articles": [{ "url": format!("https://news.example/{long}"), "headline": long, "source": long,
                "summary": long, "image": null, "events": [
                    { "id": "long", "title": long, "date": "2016-10-13", "kind": long, "actors": [long], "place": long, "quote": long },
                    { "id": "short", "title": "Short", "date": "2016-10-14" }] }] });
            stage.server.answer("/data.json", Answer::Text("application/json", data.to_string()));
            stage.open_page("<news-timeline src=/data.json lanes=kind></news-timeline>").await?;
            let timeline = stage.shown_timeline().await?;
            is_harmless(&timeline, unit).await?;
            timeline.set_property("selection", json!("long")).await?;
            timeline.until_card().await?;
            is_harmless(&timeline, unit).await?;
            timeline.set_property("view", json!("list")).await?;
            wait_for("the list", async || Ok(timeline.find("[part~=list]").await.ok())).await?;
            is_harmless(&timeline, unit).await?;
            let height: f64 = timeline.ask("return host.getBoundingClientRect().height", Value::Null).await?;
            assert!(height < 3000.0, "{unit:?} makes it {height} px high");
        }
        Ok(())
    });
}
