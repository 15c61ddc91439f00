//! The heading: the title, and what is shown in numbers.

use std::cell::Cell;
use std::rc::Rc;

use fixedbitset::FixedBitSet;

use super::el::{El, el};
use crate::dom::after_ms;
use crate::query;
use crate::state::reactive::{Derived, Var, react};
use crate::state::{Session, Texts};
use crate::time::{DateFormat, Fields};

/// How long counts must have stood to be told, in ms.
const REST_MS: i32 = 600;

/// Title and counts.
pub(super) fn heading(session: Session) -> El {
    let title = move || {
        let title = session.with_archive(|archive| archive.title().to_owned()).unwrap_or_default();
        if title.is_empty() { session.texts.untitled.to_owned() } else { title }
    };
    let counts = Derived::new(move || counts_in_words(&session));
    el("div")
        .class("heading")
        .child(el("h2").attr("part", "heading").attr("dir", "auto").text_with(title))
        .child(el("p").class("counts").attr("part", "status").text_with(move || counts.get()))
        .child(announcement(session, counts))
}

/// Tells those who do not see them of new counts, once they have stood for a moment: not at every key of a search.
fn announcement(session: Session, counts: Derived<String>) -> El {
    let told = Var::new(String::new());
    let latest = Rc::new(Cell::new(0_u32));
    react(move || {
        let counts = counts.get();
        let this = latest.get().wrapping_add(1);
        latest.set(this);
        let latest = latest.clone();
        after_ms(REST_MS, move || {
            if latest.get() == this && session.is_alive() {
                told.set(counts);
            }
        });
    });
    el("p").class("unseen").attr("role", "status").text_with(move || told.get())
}

/// "34 of 120 events · 12 articles · Mar 2011 – Oct 2016".
fn counts_in_words(session: &Session) -> String {
    let texts = session.texts;
    let matching = session.matching.get();
    let shown = matching.count_ones(..);
    let Some((all, articles, extent)) = session.with_archive(|archive| {
        let shown = matching.ones().filter_map(|idx| u32::try_from(idx).ok());
        let mut articles = FixedBitSet::with_capacity(archive.articles().len());
        for report in shown.flat_map(|idx| archive.reports(idx)) {
            articles.grow_and_insert(report.article as usize);
        }
        (archive.len(), articles.count_ones(..), query::extent(archive, &matching))
    }) else {
        return String::new();
    };
    session.intl.with(|intl| {
        let number = |value: usize| intl.number(value);
        let events = match (shown, all) {
            (1, 1) => texts.count_all_one.to_owned(),
            _ if shown == all => Texts::fill(texts.count_all, &[&number(all)]),
            _ => Texts::fill(texts.count_some, &[&number(shown), &number(all)]),
        };
        let articles = match articles {
            1 => texts.article_one.to_owned(),
            _ => Texts::fill(texts.articles, &[&number(articles)]),
        };
        let range = extent.map(|extent| {
            let last_ms = extent.end_ms.saturating_sub(1).max(extent.start_ms);
            intl.range(extent.start_ms, last_ms, Fields::YearMonthShort)
        });
        [Some(events), Some(articles), range].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    })
}
