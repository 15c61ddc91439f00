//! The heading: the title, and what is shown in numbers.

use fixedbitset::FixedBitSet;

use super::el::{El, el};
use super::status::still_loading;
use crate::dom::after_ms;
use crate::query::reach;
use crate::state::reactive::react;
use crate::state::{Session, Texts};

/// How long counts must have stood to be told, in ms.
const REST_MS: i32 = 600;

/// Title and counts.
pub(super) fn heading(session: Session) -> El {
    let title = move || {
        let title = session.with_archive(|archive| archive.title().to_owned()).unwrap_or_default();
        if title.is_empty() { session.texts().untitled().to_owned() } else { title }
    };
    let counts = el("p").class("counts").attr("part", "status");
    let announcement = el("p").class("unseen").attr("role", "status");
    keep_counts(session, &counts, &announcement);
    el("div")
        .class("heading")
        .child(el("h2").attr("part", "heading").attr("dir", "auto").text_with(title))
        .child(counts)
        .child(still_loading(session))
        .child(announcement)
}

/// Keeps the counts up to date, and tells those who do not see them once they have stood for a moment: not at every key
/// of a search.
fn keep_counts(session: Session, shown: &El, told: &El) {
    let (shown, told) = (shown.node().clone(), told.node().clone());
    react(move || {
        let counts = counts_in_words(session);
        shown.set_text_content(Some(&counts));
        // The first ones are no change.
        if told.text_content().is_none_or(|told| told.is_empty()) {
            return told.set_text_content(Some(&counts));
        }
        let (shown, told) = (shown.clone(), told.clone());
        after_ms(REST_MS, move || {
            if shown.text_content().as_ref() == Some(&counts) && told.text_content().as_ref() != Some(&counts)
            {
                told.set_text_content(Some(&counts));
            }
        });
    });
}

/// "34 of 120 events · 12 articles · Mar 2011 – Oct 2016".
fn counts_in_words(session: Session) -> String {
    let texts = session.texts();
    let matching = session.matching().get();
    let shown = matching.count_ones(..);
    let Some((all, articles, reach)) = session.with_archive(|archive| {
        let shown = matching.ones().filter_map(|idx| u32::try_from(idx).ok());
        let mut articles = FixedBitSet::with_capacity(archive.articles().len());
        for report in shown.flat_map(|idx| archive.reports(idx)) {
            articles.grow_and_insert(report.article as usize);
        }
        (archive.len(), articles.count_ones(..), reach(archive, &matching))
    }) else {
        return String::new();
    };
    session.intl().with(|intl| {
        let number = |value: usize| intl.number(value);
        let events = match (shown, all) {
            (1, 1) => texts.count_all_one().to_owned(),
            _ if shown == all => Texts::fill(texts.count_all(), &[&number(all)]),
            _ => Texts::fill(texts.count_some(), &[&number(shown), &number(all)]),
        };
        let articles = match articles {
            1 => texts.article_one().to_owned(),
            _ => Texts::fill(texts.articles(), &[&number(articles)]),
        };
        let range = reach.map(|date| session.date_in_short(&date));
        [Some(events), Some(articles), range].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    })
}
