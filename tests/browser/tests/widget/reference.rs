//! The live page of the documentation: everything that the element has can be tried there.

use news_timeline_browser_tests::{on_stage, wait_for};
use serde_json::{Value, json};

#[test]
fn everything_has_a_control_that_works() {
    on_stage(async |stage| {
        stage.open("/examples/reference.html").await?;
        let timeline = stage.shown_timeline().await?;
        wait_for("the controls", async || {
            let ready = "return document.querySelectorAll('#cssParts input').length > 10";
            Ok(stage.run::<bool>(ready, vec![]).await?.then_some(()))
        })
        .await?;
        let missing: Vec<String> = timeline
            .ask("return host.constructor.observedAttributes.filter((name) => !document.querySelector(`#attributes [name='${name}']`))", Value::Null)
            .await?;
        assert_eq!(missing, Vec::<String>::new());
        let change = "const [name, value] = given;
            const control = document.querySelector(`[name='${name}']`);
            control.type === 'checkbox' ? control.checked = true : control.value = value;
            control.dispatchEvent(new Event('change'));
            return null";
        for (name, value) in [
            ("lanes", "actor"),
            ("filters", r#"{"kind":["talks"]}"#),
            ("--nt-ink", "rgb(1, 2, 3)"),
            ("heading", ""),
        ] {
            timeline.ask::<Value>(change, json!([name, value])).await?;
        }
        let tag: String = stage.run("return document.querySelector('#tag').textContent", vec![]).await?;
        assert!(tag.contains(r#"lanes="actor""#), "{tag}");
        wait_for("the filter", async || {
            Ok(timeline.summary().await?.filter(|summary| summary.shown < summary.events).map(drop))
        })
        .await?;
        let looks: Vec<String> = timeline
            .ask("const style = getComputedStyle(all('[part~=heading]')[0]); return [style.color, style.outlineStyle]", Value::Null)
            .await?;
        assert_eq!(looks, ["rgb(1, 2, 3)", "dashed"]);
        timeline.choose("kind", "incident").await?;
        wait_for("the event in the log", async || {
            let log: String = stage.run("return document.querySelector('#log').textContent", vec![]).await?;
            Ok((log.contains("timeline-filter")).then_some(()))
        })
        .await?;
        assert_eq!(stage.accessibility_violations().await?, Vec::<String>::new());
        Ok(())
    });
}
