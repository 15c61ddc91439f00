//! What was wrong with the file, for the reader who wants to know.

use super::el::{El, el};
use crate::read::Issue;
use crate::state::{Session, Texts};

/// How many issues are listed.
const LISTED: usize = 50;

/// A note that opens to a list; empty if there are none.
pub(super) fn issues_note(session: Session) -> El {
    el("div").dynamic(move || note(session))
}

/// What of a link could not be shown; empty if nothing.
pub(super) fn link_note(session: Session) -> El {
    el("p")
        .attr("part", "status")
        .attr("role", "status")
        .attr("dir", "auto")
        .text_with(move || session.missing_in_words())
}

/// That a part of the widget could not be fetched, and the way to try again; empty if all is well.
pub(super) fn part_note(session: Session) -> El {
    let texts = session.texts;
    let notice = move || {
        let again = El::button("link").text(texts.try_again).on("click", move |_| session.ask_again());
        el("p").attr("part", "status").text(&[texts.part_missing, " "].concat()).child(again)
    };
    el("div").attr("role", "alert").dynamic(move || session.lacks_a_part().then(notice))
}

fn note(session: Session) -> Option<El> {
    let texts = session.texts;
    let reading = session.reading.get()?;
    let count = reading.issues.count();
    let summary = match count {
        0 => return None,
        1 => texts.issue_one.to_owned(),
        _ => Texts::fill(texts.issues, &[&session.number(count)]),
    };
    let more = count.checked_sub(LISTED).filter(|more| *more > 0);
    let more = more.map(|more| el("li").text(&Texts::fill(texts.issues_more, &[&session.number(more)])));
    let list = el("ul").children(reading.issues.kept().iter().take(LISTED).map(item)).children(more);
    Some(el("details").class("issues").attr("part", "issues").child(el("summary").text(&summary)).child(list))
}

fn item(issue: &Issue) -> El {
    let item = el("li").child(el("b").attr("dir", "auto").text(&issue.record)).text(": ").text(issue.field);
    let item = if issue.text.is_empty() {
        item
    } else {
        item.child(el("bdi").text(&format!(" “{}”", issue.text)))
    };
    item.text(" ").text(&issue.action)
}
