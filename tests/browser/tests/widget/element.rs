//! The element as embedders handle it: attributes and properties at any time, in any place.

use news_timeline_browser_tests::{Answer, on_stage, wait_for};
use serde_json::{Value, json};

const SRC: &str = "/sample/syria-2016.json";

#[test]
fn each_attribute_has_a_property() {
    on_stage(async |stage| {
        stage.open_page("").await?;
        let found = stage.play("const host = document.createElement('news-timeline');
            const before = ['lanes', 'view', 'theme', 'loading', 'activate', 'urlState', 'refreshSeconds', 'maxBytes', 'src', 'q']
                .map((name) => host[name]);
            host.lanes = 'country'; host.view = 'nonsense'; host.theme = 'dark'; host.urlState = 'hash';
            host.refreshSeconds = 30; host.maxBytes = 1000; host.src = 'a.json'; host.dir = 'rtl'; host.height = 480;
            const after = host.getAttributeNames().sort().map((name) => `${name}=${host.getAttribute(name)}`);
            const view = host.view;
            host.theme = null;
            return { before, after, view, theme: host.theme, seconds: host.refreshSeconds, refresh: typeof host.refresh };",
        )
        .await?;
        assert_eq!(
            found,
            json!({
                "before": ["kind", "timeline", "auto", "lazy", "card", "off", 0, 64_000_000, "", ""],
                "after": ["dir=rtl", "height=480", "lanes=country", "max-bytes=1000", "refresh=30", "src=a.json",
                    "theme=dark", "url-state=hash", "view=nonsense"],
                "view": "timeline", "theme": "auto", "seconds": 30, "refresh": "function",
            })
        );
        Ok(())
    });
}

#[test]
fn one_made_by_script_cloned_moved_and_put_back() {
    on_stage(async |stage| {
        stage.open_page(r#"<div id="there"></div>"#).await?;
        let found = stage
            .play(&format!(
                "const host = document.createElement('news-timeline');
                host.filters = {{ kind: ['talks'] }};
                main.append(host);
                host.src = '{SRC}';
                await ready(host);
                const {{ shown, events }} = host.summary;
                if (shown >= events) throw 'the filter that was set first is lost';
                // Changed while it runs.
                host.setAttribute('kind', 'incident');
                const narrowed = host.summary.shown;
                host.removeAttribute('kind');
                if (host.summary.shown !== events) throw 'the attribute is gone and its filter is not';
                host.filters = {{ kind: ['talks'] }};
                document.querySelector('#there').append(host);
                await frame();
                if (host.summary.shown !== shown) throw 'lost by a move';
                host.remove();
                await frame();
                if (host.shadowRoot.querySelector('[part]')) throw 'not taken down';
                main.append(host);
                await ready(host);
                if (host.summary.shown !== shown) throw 'lost by putting it back';
                const clone = host.cloneNode(true);
                clone.lanes = 'country';
                main.append(clone);
                await ready(clone);
                if (clone.summary.shown !== events) throw 'a clone has the attributes only';
                return narrowed > 0;"
            ))
            .await?;
        assert_eq!(found, json!(true));
        Ok(())
    });
}

#[test]
fn one_in_another_shadow_tree_speaks_its_language() {
    on_stage(async |stage| {
        stage.open_page("").await?;
        let words = stage.play(&format!(
                "const outer = document.createElement('div');
                outer.lang = 'de';
                main.append(outer);
                const root = outer.attachShadow({{ mode: 'open' }});
                const host = document.createElement('news-timeline');
                host.src = '{SRC}';
                const heard = new Promise((resolve) => document.addEventListener('timeline-ready', resolve, {{ once: true }}));
                root.append(host);
                const event = await heard;
                if (event.target !== outer) throw 'the event stays inside';
                return host.shadowRoot.textContent;"
            ),
        )
        .await?;
        assert!(words.as_str().is_some_and(|words| words.contains("Okt")), "October in German: {words}");
        Ok(())
    });
}

#[test]
fn a_lazy_one_waits_for_the_reader_and_an_eager_one_does_not() {
    on_stage(async |stage| {
        stage
            .open_page(&format!("<div id=far></div><news-timeline id=none src={SRC} hidden></news-timeline>"))
            .await?;
        stage
            .play(&format!(
                "document.querySelector('#far').style.height = '9000px';
                const host = Object.assign(document.createElement('news-timeline'), {{ src: '{SRC}' }});
                const asked = [], {{ fetch }} = window;
                window.fetch = (...given) => {{ asked.push(String(given[0])); return fetch(...given); }};
                main.append(host);
                // An observer like the loader's own, which was there first and is told first.
                await new Promise((told) => new IntersectionObserver(told, {{ rootMargin: '800px' }}).observe(host));
                await frame();
                if (asked.length) throw `it does not wait: ${{asked}}`;
                const hidden = document.querySelector('#none');
                host.scrollIntoView();
                await ready(host);
                if (!asked.length) throw 'it asked for nothing, or by other means';
                // It would have been there first.
                if (hidden.summary) throw 'one that is hidden does not wait';
                hidden.loading = 'eager';
                await ready(hidden);
                hidden.hidden = false;
                await frame(); await frame();",
            ))
            .await?;
        let hidden = stage.timeline_at("#none").await?;
        hidden.until_shown().await?;
        wait_for("marks on what was hidden", async || Ok((hidden.marks().await?.total() > 0).then_some(())))
            .await
    });
}

#[test]
fn room_is_kept_and_nothing_below_moves() {
    on_stage(async |stage| {
        stage
            .open_page(
                "<news-timeline height=1500 loading=eager lanes=none></news-timeline><p id=below>Below</p>",
            )
            .await?;
        let found = stage
            .play(&format!(
                "const below = document.querySelector('#below');
                const host = document.querySelector('news-timeline');
                const tops = new Set([below.offsetTop]);
                host.src = '{SRC}';
                const shown = ready(host);
                for (let frames = 0; frames < 30; frames += 1) {{ await frame(); tops.add(below.offsetTop); }}
                await shown; await frame();
                tops.add(below.offsetTop);
                host.height = '20em';
                return {{ tops: tops.size, reserved: getComputedStyle(host).minHeight }};"
            ))
            .await?;
        assert_eq!(found, json!({ "tops": 1, "reserved": "300px" }));
        Ok(())
    });
}

#[test]
fn a_second_copy_of_the_script_does_no_harm() {
    on_stage(async |stage| {
        stage.open_page(&format!("<news-timeline src={SRC} lanes=none></news-timeline>")).await?;
        let loader =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist/news-timeline.js"))?;
        stage.server.answer("/other/news-timeline.js", Answer::Text("text/javascript", loader));
        stage
            .play("await import('/other/news-timeline.js'); await import('/news-timeline.js?again');")
            .await?;
        let timeline = stage.shown_timeline().await?;
        assert!(timeline.summary().await?.is_some());
        let asked = stage.server.requests();
        assert!(!asked.iter().any(|path| path.starts_with("/other/news-timeline-app")), "{asked:?}");
        Ok(())
    });
}

#[test]
fn it_is_light_or_dark_as_the_page_or_as_it_is_told() {
    on_stage(async |stage| {
        stage.open_page(&format!("<news-timeline src={SRC} lanes=none></news-timeline>")).await?;
        stage.shown_timeline().await?;
        let found = stage.play("const host = document.querySelector('news-timeline');
            const lightness = () => Number(getComputedStyle(host).color.match(/\\d+/)[0]) > 128 ? 'light ink' : 'dark ink';
            const seen = [];
            document.documentElement.style.colorScheme = 'light'; seen.push(lightness());
            document.documentElement.style.colorScheme = 'dark'; seen.push(lightness());
            host.theme = 'light'; seen.push(lightness());
            document.documentElement.style.colorScheme = 'light'; host.theme = 'dark'; seen.push(lightness());
            return seen;",
        )
        .await?;
        assert_eq!(found, json!(["dark ink", "light ink", "dark ink", "light ink"]));
        Ok(())
    });
}

#[test]
fn what_is_no_text_is_taken_as_one_and_breaks_nothing() {
    on_stage(async |stage| {
        stage.open_page("").await?;
        let found = stage
            .play(
                "const host = Object.assign(document.createElement('news-timeline'), { loading: 'eager', lanes: 'none' });
                const failed = [];
                host.addEventListener('timeline-error', ({ detail }) => failed.push(detail.kind));
                const refused = async (...given) => host.export(...given).then(() => 'a text', (error) => error.message);
                host.data = [{ url: '/a.html', headline: 'A', events: [5, 6, 7].map((id) => ({ id, title: `No ${id}`, date: `2016-10-0${id}` })) }];
                host.selection = 5;
                main.append(host);
                await ready(host); await drawn(host); await frame();
                const selected = [host.selection];
                for (const id of [6, undefined, null]) { host.goTo(id); await frame(); await frame(); selected.push(host.selection); }
                host.goTo();
                for (const id of [7, {}, undefined]) { host.selection = id; await frame(); await frame(); selected.push(host.selection); }
                host.zoom('2'); host.zoom(2n); host.zoom({}); host.zoom();
                const refusals = [await refused(), await refused(null), await refused(5)];
                return { selected, refusals, failed, shown: host.summary.shown };",
            )
            .await?;
        let refusal = |format: &str| format!("no data yet, or no format '{format}'");
        assert_eq!(
            found,
            json!({
                "selected": ["5", "6", "6", "6", "7", "7", null],
                "refusals": [refusal("undefined"), refusal("null"), refusal("5")],
                "failed": [], "shown": 3,
            })
        );
        Ok(())
    });
}

#[test]
fn what_the_page_sets_is_not_told_to_it() {
    on_stage(async |stage| {
        stage
            .open_page(
                "<news-timeline src=/sample/syria-2011-2017.json lanes=none loading=eager></news-timeline>",
            )
            .await?;
        let timeline = stage.shown_timeline().await?;
        let watch = "window.told = [];
            for (const type of ['timeline-range', 'timeline-filter', 'timeline-select'])
                host.addEventListener(type, () => window.told.push(type));
            return fetch(host.src).then((answer) => answer.json()).then(({ articles }) => articles.flatMap(({ events }) => events)
                .filter(({ date }) => /^....-..-..$/.test(date) && !date.startsWith('2016-10')).map(({ id }) => id).slice(0, 2))";
        let [one, other]: [String; 2] = timeline.ask(watch, Value::Null).await?;
        let told = async || stage.run::<Vec<String>>("return window.told", vec![]).await;
        for (what, script) in [
            ("zoom", "host.zoom(16)"),
            ("fit", "host.fit()"),
            ("range", "host.range = { start: '2016-10-01', end: '2016-10-02' }"),
            ("selection", "host.selection = given[0]"),
            ("goTo", "host.goTo(given[1])"),
            (
                "data",
                "host.data = [{ url: '/a.html', headline: 'A', events: [{ id: 'a', title: 'A', date: '1999-01-01' }] }]",
            ),
            ("no data", "host.data = null"),
        ] {
            let before = timeline.days().await?;
            timeline.ask::<Value>(&format!("{script}; return null"), json!([one, other])).await?;
            // The second event may be in view already.
            if what != "goTo" {
                wait_for(&format!("{what} to move the view"), async || {
                    Ok((timeline.days().await? != before).then_some(()))
                })
                .await?;
            }
            timeline.until_still().await?;
            assert_eq!(told().await?, Vec::<String>::new(), "{what}");
        }
        // What a reader does is told.
        timeline.click("Zoom in").await?;
        wait_for("the reader's zoom to be told", async || {
            Ok((told().await? == ["timeline-range"]).then_some(()))
        })
        .await
    });
}

#[test]
fn no_server_says_what_the_page_hands_over() {
    on_stage(async |stage| {
        stage
            .open_page(&format!("<news-timeline src={SRC} lanes=none loading=eager></news-timeline>"))
            .await?;
        stage.shown_timeline().await?;
        let found = stage
            .play(
                "const host = document.querySelector('news-timeline');
                const failed = new Promise((resolve) => host.addEventListener('timeline-error', resolve, { once: true }));
                host.data = 'not json';
                const { detail } = await failed;
                await frame();
                return { ...detail, alert: host.shadowRoot.querySelector('[role=alert]').textContent };",
            )
            .await?;
        let words = found["message"].as_str().unwrap_or_default();
        assert_eq!((&found["kind"], &found["url"]), (&json!("data"), &json!("")));
        assert!(!words.is_empty() && !words.contains("server"), "{found}");
        assert!(
            found["alert"].as_str().is_some_and(|alert| alert.contains(words) && !alert.contains(SRC)),
            "{found}"
        );
        Ok(())
    });
}
