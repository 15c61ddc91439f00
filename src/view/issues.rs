//! What was wrong with the file, for the reader who wants to know.

use leptos::prelude::*;

use crate::state::{Session, Texts};

/// How many issues are listed.
const LISTED: usize = 50;

/// A note that opens to a list.
#[component]
pub(crate) fn IssuesNote(session: Session) -> impl IntoView {
    let texts = session.texts;
    move || {
        let reading = session.reading.get()?;
        let count = reading.issues.count();
        if count == 0 {
            return None;
        }
        let number = |value: usize| session.intl.with(|intl| intl.number(value));
        let summary = match count {
            1 => texts.issue_one.to_owned(),
            _ => Texts::fill(texts.issues, &[&number(count)]),
        };
        let listed = reading.issues.kept().iter().take(LISTED).map(|issue| {
            let offending = if issue.text.is_empty() { String::new() } else { format!(" “{}”", issue.text) };
            view! {
                <li>
                    <b dir="auto">{issue.record.clone()}</b>
                    ": "
                    {issue.field}
                    <bdi>{offending}</bdi>
                    " "
                    {issue.action.clone()}
                </li>
            }
        });
        let listed = listed.collect_view();
        let more = count.checked_sub(LISTED).filter(|more| *more > 0);
        let more = more.map(|more| view! { <li>{Texts::fill(texts.issues_more, &[&number(more)])}</li> });
        Some(view! {
            <details class="issues" part="issues">
                <summary>{summary}</summary>
                <ul>{listed}{more}</ul>
            </details>
        })
    }
}
