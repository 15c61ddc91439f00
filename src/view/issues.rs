//! How the file was read: in which format, whom to name for it, and what was wrong with it, for the reader who wants to know.

use super::el::{El, el};
use crate::dom::copy;
use crate::read::{Format, Issue};
use crate::state::{Session, Texts};

/// How many records are listed for one reason.
const LISTED: usize = 20;

/// Whom the data asks to be named, and a note that opens to a list; empty if there is nothing to tell.
pub(super) fn issues_note(session: Session) -> El {
    el("div")
        .child(el("div").dynamic(move || credit(session)))
        .child(el("div").dynamic(move || note(session)))
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
    let texts = session.texts();
    let notice = move || {
        let again = El::button("link").text(texts.try_again()).on("click", move |_| session.ask_again());
        el("p").attr("part", "status").text(&[texts.part_missing(), " "].concat()).child(again)
    };
    el("div").attr("role", "alert").dynamic(move || session.lacks_a_part().then(notice))
}

fn credit(session: Session) -> Option<El> {
    let (name, url) = session.reading().get()?.format.credit()?;
    let link = el("a").attr("href", url).attr("rel", "noopener").attr("dir", "auto").text(name);
    Some(el("p").attr("part", "credit").text(session.texts().credit()).text(" ").child(link))
}

fn note(session: Session) -> Option<El> {
    let texts = session.texts();
    let reading = session.reading().get()?;
    let format = Some(reading.format).filter(|format| *format != Format::Native);
    let read_as = format.map(|format| Texts::fill(texts.read_as(), &[format.title()]));
    let count = reading.issues.count();
    let summary = match count {
        0 => return Some(el("p").attr("part", "issues").text(&read_as?)),
        1 => texts.issue_one().to_owned(),
        _ => Texts::fill(texts.issues(), &[&session.number(count)]),
    };
    let groups = reading.issues.groups();
    let more = count.checked_sub(reading.issues.kept().len()).filter(|more| *more > 0);
    let list = el("ul").children(groups.iter().map(|group| one_reason(session, group)));
    let list = list.children(more.map(|more| rest(session, more)));
    let lines: Vec<String> = reading.issues.kept().iter().map(Issue::line).collect();
    let lines = lines.join("\n");
    let button = El::button("link").text(texts.copy_list());
    let node = button.node().clone();
    let button = button.on("click", move |_| {
        let node = node.clone();
        copy(&lines, move |copied| {
            if copied {
                node.set_text_content(Some(texts.list_copied()));
            }
        });
    });
    let head = el("p").children(read_as.map(|words| el("span").text(&words))).child(button);
    let details = el("details").class("issues").attr("part", "issues");
    Some(details.child(el("summary").text(&summary)).child(head).child(list))
}

/// The records with one thing wrong.
fn one_reason(session: Session, group: &[&Issue]) -> El {
    let [first, others @ ..] = group else { return el("li") };
    if others.is_empty() {
        return record(first, true);
    }
    let reason = match first.field {
        "" => first.action.clone(),
        field => [field, &first.action].join(" "),
    };
    let words = Texts::fill(session.texts().issue_group(), &[&reason, &session.number(group.len())]);
    let more = group.len().checked_sub(LISTED).filter(|more| *more > 0);
    let records = group.iter().take(LISTED).map(|issue| record(issue, false));
    let records = el("ul").children(records).children(more.map(|more| rest(session, more)));
    el("li").child(el("details").child(el("summary").text(&words)).child(records))
}

fn record(issue: &Issue, with_reason: bool) -> El {
    let item = el("li").child(el("b").attr("dir", "auto").text(&issue.record));
    let item = if with_reason { item.text(": ").text(issue.field) } else { item };
    let item =
        if issue.text.is_empty() { item } else { item.text(" ").child(el("bdi").text(&issue.quoted())) };
    if with_reason { item.text(" ").text(&issue.action) } else { item }
}

fn rest(session: Session, more: usize) -> El {
    el("li").text(&Texts::fill(session.texts().issues_more(), &[&session.number(more)]))
}
