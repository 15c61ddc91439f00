//! A table for spreadsheets: comma-separated values after [RFC 4180](https://www.rfc-editor.org/rfc/rfc4180).

use super::Excerpt;
use crate::archive::{Article, Event, Facet, Report};
use crate::out::Out;
use crate::time::edtf::civil;
use crate::time::{EventDate, Precision};

/// The columns, named as in article JSON. `first_day` and `last_day` (inclusive) are for spreadsheets, which know no
/// EDTF.
const COLUMNS: &str = "id,kind,title,date,within,first_day,last_day,status,importance,actors,countries,place,quote,\
    headline,source,published,url\r\n";

/// One row per event and article that reports it, in the order of time.
///
/// Several actors or countries stand in one cell, with `;` between them. A cell that a spreadsheet would take for a
/// formula, as it begins with `=`, `+`, `-`, `@` or a control character, begins with an apostrophe instead: `'=1+1`.
pub fn table(excerpt: &Excerpt<'_>) -> String {
    let mut out = Out::default();
    out.add(&[COLUMNS]);
    excerpt.each(&mut |event| {
        excerpt.each_report(event, &mut |report, article| row(&mut out, excerpt, event, report, article));
    });
    out.0
}

fn row<'a>(out: &mut Out, excerpt: &Excerpt<'a>, event: Event<'a>, report: &Report, article: &Article) {
    let date = event.date();
    let written = excerpt.edtf(date);
    let (at, within) = match date {
        EventDate::Within { .. } => ("", written.as_str()),
        _ => (written.as_str(), ""),
    };
    let extent = date.extent();
    let day = |ms| civil(ms, Precision::Day);
    let list = |facet| excerpt.names(event, facet).join("; ");
    let text = |span| excerpt.archive.text(span);
    let cells: [&str; 17] = [
        event.id(),
        event.kind(),
        event.title(),
        at,
        within,
        &day(extent.start_ms),
        &day(extent.end_ms.saturating_sub(1)),
        event.status().name(),
        &event.importance().to_string(),
        &list(Facet::Actor),
        &list(Facet::Country),
        event.place(),
        text(report.quote),
        text(article.headline),
        excerpt.source(article),
        &excerpt.published(article),
        excerpt.address(article),
    ];
    for (no, value) in cells.into_iter().enumerate() {
        if no > 0 {
            out.ch(',');
        }
        cell(out, value);
    }
    out.add(&["\r\n"]);
}

fn cell(out: &mut Out, value: &str) {
    let quoted = value.contains(['"', ',', '\r', '\n']) || value.starts_with(' ') || value.ends_with(' ');
    if quoted {
        out.ch('"');
    }
    // The wide forms are formulas where a spreadsheet reads Japanese.
    let formula =
        |ch: char| matches!(ch, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') || ch.is_control();
    if value.starts_with(formula) {
        out.ch('\'');
    }
    for ch in value.chars() {
        out.ch(ch);
        if ch == '"' {
            out.ch('"');
        }
    }
    if quoted {
        out.ch('"');
    }
}
