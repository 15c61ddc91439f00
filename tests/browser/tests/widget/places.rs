//! Elements in odd places, and at odd moments.

use news_timeline_browser_tests::{Answer, Engine, Gate, Stage, on_stage, wait_for};
use serde_json::{Value, json};

const SRC: &str = "/sample/syria-2016.json";

fn asked(stage: &Stage, path: &str) -> usize {
    stage.server.requests().iter().filter(|asked| *asked == path).count()
}

#[test]
fn what_was_not_shown_is_drawn_once_it_is() {
    on_stage(async |stage| {
        stage.open_page("").await?;
        let hiders = "[
            (box) => { box.hidden = true; return () => { box.hidden = false; }; },
            (box) => { box.style.display = 'none'; return () => { box.style.display = ''; }; },
            (box) => { box.style.visibility = 'hidden'; return () => { box.style.visibility = ''; }; },
            (box) => { box.style.contentVisibility = 'hidden'; return () => { box.style.contentVisibility = ''; }; },
            (box) => { box.style.width = 0; return () => { box.style.width = ''; }; },
            (box) => { const around = document.createElement('details'); box.replaceWith(around); around.append(box); return () => { around.open = true; }; },
            (box) => { const around = document.createElement('dialog'); box.replaceWith(around); around.append(box); return () => { around.showModal(); }; },
        ]";
        stage.play(&format!(
                "for (const [no, hide] of {hiders}.entries()) for (const loading of ['eager', 'lazy']) {{
                    const box = document.createElement('section');
                    main.append(box);
                    const host = document.createElement('news-timeline');
                    Object.assign(host, {{ src: '{SRC}', loading, lanes: 'none' }});
                    const show = hide(box);
                    box.append(host);
                    await frame(); await frame();
                    if (loading === 'eager') await ready(host);
                    show();
                    await ready(host);
                    await drawn(host).catch(() => {{ throw `nothing is drawn after ${{no}}, ${{loading}}`; }});
                    box.closest('dialog')?.close();
                    box.remove();
                }}"
            ),
        )
        .await
        .map(drop)
    });
}

#[test]
fn in_a_tab_that_nobody_looks_at() {
    on_stage(async |stage| {
        stage
            .open_page(&format!("<news-timeline id=one src={SRC} lanes=none hidden></news-timeline>"))
            .await?;
        let tab = stage.driver().window().await?;
        let other = stage.driver().new_tab().await?;
        stage.driver().switch_to_window(other.clone()).await?;
        stage.open("/sample/articles/iran-urges-ceasefire.html").await?;
        stage.driver().switch_to_window(tab.clone()).await?;
        if !stage.run::<bool>("return document.hidden", vec![]).await? {
            eprintln!("skipped in part: {:?} counts every tab as visible", stage.engine());
        }
        let start = "const host = document.querySelector('#one'); host.hidden = false; host.loading = 'eager'; return null";
        stage.run::<Value>(start, vec![]).await?;
        let timeline = stage.timeline_at("#one").await?;
        wait_for("the data, before anybody looks", async || timeline.summary().await).await?;
        stage.driver().switch_to_window(other).await?;
        stage.driver().close_window().await?;
        stage.driver().switch_to_window(tab).await?;
        timeline.until_shown().await?;
        wait_for(
            "marks once somebody looks",
            async || Ok((timeline.marks().await?.total() > 0).then_some(())),
        )
        .await
    });
}

#[test]
fn moved_and_removed_while_it_loads() {
    on_stage(async |stage| {
        let gate = Gate::closed();
        let data = std::fs::read_to_string(format!("{}/../../public{SRC}", env!("CARGO_MANIFEST_DIR")))?;
        stage.server.answer("/data.json", Answer::Held(data, gate.clone()));
        stage
            .open_page("<section></section><news-timeline src=/data.json lanes=none></news-timeline>")
            .await?;
        wait_for("the request", async || Ok((asked(stage, "/data.json") == 1).then_some(()))).await?;
        stage.play("document.querySelector('section').append(document.querySelector('news-timeline')); await frame(); await frame();").await?;
        assert_eq!(asked(stage, "/data.json"), 1, "a move does not ask again");
        stage
            .play(
                "const host = document.querySelector('news-timeline');
            host.remove(); await frame(); await frame();
            if (host.summary) throw 'it is gone';
            main.append(host); await frame();",
            )
            .await?;
        wait_for("the second request", async || Ok((asked(stage, "/data.json") == 2).then_some(()))).await?;
        gate.open();
        stage.shown_timeline().await.map(drop)
    });
}

#[test]
fn moved_before_another_without_leaving_the_page() {
    on_stage(async |stage| {
        stage
            .open_page(&format!("<section></section><news-timeline src={SRC} lanes=none></news-timeline>"))
            .await?;
        stage.shown_timeline().await?;
        let found = stage
            .play(
                "if (!('moveBefore' in Element.prototype)) return 'unknown';
            const host = document.querySelector('news-timeline');
            const inside = host.shadowRoot.querySelector('[part~=search]');
            inside.focus();
            document.querySelector('section').moveBefore(host, null);
            await frame();
            return host.shadowRoot.activeElement === inside && host.summary !== null;",
            )
            .await?;
        if found == json!("unknown") {
            eprintln!("skipped: {:?} has no moveBefore", stage.engine());
            return Ok(());
        }
        assert_eq!(found, json!(true), "the widget is the same, and has the focus");
        Ok(())
    });
}

#[test]
fn made_by_markup_templates_parsers_and_other_shadow_trees() {
    on_stage(async |stage| {
        stage.open_page("<template id=t><news-timeline lanes=none loading=eager><ul><li><time datetime=2016-10-13>13</time> <a href=/a.html>A</a></li></ul></news-timeline></template>").await?;
        let shown = stage.play(&format!(
                "const template = document.querySelector('#t').content;
                const tag = '<news-timeline src={SRC} lanes=none loading=eager></news-timeline>';
                const places = {{
                    cloned: () => main.appendChild(template.cloneNode(true).firstElementChild),
                    imported: () => main.appendChild(document.importNode(template, true).firstElementChild),
                    adopted: () => main.appendChild(document.adoptNode(new DOMParser().parseFromString(tag, 'text/html').body.firstElementChild)),
                    markup: () => {{ main.insertAdjacentHTML('beforeend', tag); return main.lastElementChild; }},
                    constructed: () => main.appendChild(Object.assign(new (customElements.get('news-timeline'))(), {{ src: '{SRC}', loading: 'eager' }})),
                    closed: () => {{
                        const outer = document.createElement('div');
                        main.append(outer);
                        const root = outer.attachShadow({{ mode: 'closed' }});
                        root.innerHTML = tag;
                        return root.firstElementChild;
                    }},
                    slotted: () => {{
                        const outer = document.createElement('div');
                        main.append(outer);
                        outer.attachShadow({{ mode: 'open' }}).innerHTML = '<slot></slot>';
                        outer.innerHTML = tag;
                        return outer.firstElementChild;
                    }},
                }};
                const shown = [];
                for (const [name, make] of Object.entries(places)) {{
                    const host = make();
                    await ready(host);
                    await drawn(host);
                    shown.push(name);
                    host.remove();
                }}
                return shown;"
            ),
        )
        .await?;
        assert_eq!(
            shown,
            json!(["cloned", "imported", "adopted", "markup", "constructed", "closed", "slotted"])
        );
        Ok(())
    });
}

#[test]
fn every_attribute_can_change_while_it_runs() {
    on_stage(async |stage| {
        if stage.engine() == Engine::WebKit {
            // It says so now and then, though nothing of ours changes a size before the next frame.
            stage.expect_complaint("ResizeObserver loop completed");
        }
        stage.open_page(&format!("<news-timeline src={SRC}></news-timeline>")).await?;
        let timeline = stage.shown_timeline().await?;
        let all = timeline.summary().await?.map_or(0, |summary| summary.events);
        let found = stage.play("const host = document.querySelector('news-timeline');
            const inside = (selector) => host.shadowRoot.querySelector(selector);
            const changes = {
                lanes: ['country', () => inside('select').value === 'country'],
                view: ['list', () => inside('[part~=list]')],
                kind: ['talks', () => host.summary.shown < host.summary.events && host.filters.kind?.[0] === 'talks'],
                actor: ['Sergei Lavrov', () => host.filters.actor?.[0] === 'Sergei Lavrov'],
                country: ['ir', () => host.filters.country?.[0] === 'IR'],
                source: ['nobody', () => host.summary.shown === 0],
                q: ['phone', () => host.filters.q === 'phone'],
                lang: ['de', () => /Okt/.test(host.shadowRoot.textContent)],
                dir: ['rtl', () => getComputedStyle(inside('.widget')).direction === 'rtl'],
                theme: ['dark', () => getComputedStyle(host).colorScheme === 'dark'],
                height: ['900', () => getComputedStyle(host).minHeight === '900px'],
            };
            const failed = [];
            // The list is fetched when it is first wanted, and another language is a new start.
            const comes = async (name, isSo) => {
                const holds = () => { try { return Boolean(isSo()); } catch { return false; } };
                for (let frames = 0; frames < 300 && !holds(); frames += 1) await frame();
                if (!holds()) failed.push(name);
            };
            for (const [name, [value, holds]] of Object.entries(changes)) {
                host.setAttribute(name, value);
                await comes(name, holds);
                host.removeAttribute(name);
                await comes(`no ${name}`, () => host.summary && inside('.widget') && !holds());
            }
            host.setAttribute('to', '2016-10-01'); host.setAttribute('from', '2016-09-01');
            await comes('range', () => host.range.start.startsWith('2016-0'));
            return failed;",
        )
        .await?;
        assert_eq!(found, json!([]));
        assert_eq!(timeline.summary().await?.map(|summary| summary.shown), Some(all));
        Ok(())
    });
}

#[test]
fn in_another_document_it_says_so_and_goes_on_once_it_is_back() {
    on_stage(async |stage| {
        stage.open_page(&format!("<iframe></iframe><news-timeline src={SRC} lanes=none><a href=/all.html>All</a></news-timeline>")).await?;
        stage.shown_timeline().await?;
        let told = stage.play("const host = document.querySelector('news-timeline'), frame = document.querySelector('iframe');
            host.filters = { country: ['RU'] };
            const { shown } = host.summary;
            const told = [];
            host.addEventListener('timeline-error', ({ detail }) => told.push([detail.kind, detail.message]));
            for (const other of [frame.contentDocument, document.implementation.createHTMLDocument()]) {
                other.body.append(host);
                while (!host.shadowRoot.querySelector('[role=alert]')) await frame();
                if (host.summary) throw 'it runs on';
                told.push(host.shadowRoot.querySelector('[role=alert]')?.textContent, Boolean(host.shadowRoot.querySelector('slot')));
                main.append(host);
                await ready(host);
                await drawn(host);
                if (host.summary.shown !== shown || host.filters.country[0] !== 'RU') throw 'it forgot what it showed';
                const { position } = getComputedStyle(host.shadowRoot.querySelector('[part~=chart] [part~=event], [part~=cluster]'));
                if (position !== 'absolute') throw 'it has lost its style';
            }
            return told",
        )
        .await?;
        let message = "a timeline works only in the document whose script defined it";
        let notice = "The timeline could not be loaded. Try again";
        let once = [json!(["start", message]), json!(notice), json!(true)];
        assert_eq!(told, json!([once.clone(), once].concat()));
        Ok(())
    });
}
