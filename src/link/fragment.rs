//! Whose is which part of a page's fragment?
//!
//! ```text
//! fragment = [ part *( "&" part ) ] [ ":~:" directive ]
//! part     = name ":" field    opens the section of the timeline of that name
//!          / field             belongs to the section before it, if its key is one of a link's
//!          / anything else     is the page's own
//! name     = "nt-" id          the element's id attribute, escaped
//!          / "nt" [ number ]   without one: its place among those without, from 2 on
//! field    = key [ "=" value ]
//! ```
//!
//! What is the page's own stays as it is, and where it is: before the sections. So does what belongs to other timelines,
//! and the directive that some browsers leave in the fragment. A page's part whose key happens to be a link's has to
//! stand before the first section.

use super::escape::{escape, unescape};
use super::state::is_key;
use crate::out::Out;

/// The name of a timeline's section, by the element's id, or, if that is empty, by its place among those without one, from 0.
pub fn name(id: &str, place: i32) -> String {
    match (id, place) {
        ("", 1..) => ["nt", &place.saturating_add(1).to_string()].concat(),
        ("", _) => "nt".to_owned(),
        _ => ["nt-", id].concat(),
    }
}

/// The section of a name, without the name; `None` if the fragment has none. Without the leading `#`.
pub fn section(fragment: &str, name: &str) -> Option<String> {
    let (mut found, mut fields) = (false, Out::default());
    for part in parts(fragment).filter(|part| part.is_of(name)) {
        found = true;
        if !part.field.is_empty() {
            fields.join("&", part.field);
        }
    }
    found.then_some(fields.0)
}

/// The fragment with another section of that name, or none.
pub fn with_section(fragment: &str, name: &str, fields: Option<&str>) -> String {
    let mut out = Out::default();
    for part in parts(fragment).filter(|part| !part.is_of(name) && !part.written.is_empty()) {
        out.join("&", part.written);
    }
    if let Some(fields) = fields {
        let id = name.strip_prefix("nt-");
        out.join("&", if id.is_some() { "nt-" } else { name });
        escape(&mut out, id.unwrap_or_default(), &[':']);
        out.add(&[":", fields]);
    }
    out.add(&[split(fragment).1]);
    out.0
}

/// The parts before the directive, and the directive with its delimiter.
fn split(fragment: &str) -> (&str, &str) {
    let directive = |at: &usize| fragment.get(*at..).is_some_and(|rest| rest.starts_with(":~:"));
    let colons = fragment.match_indices(':').map(|(at, _)| at);
    fragment.split_at(colons.into_iter().find(directive).unwrap_or(fragment.len()))
}

/// A part of a fragment.
struct Part<'a> {
    /// The name of the section that it belongs to, as it is written.
    section: Option<&'a str>,
    field: &'a str,
    /// All of it.
    written: &'a str,
}

impl Part<'_> {
    fn is_of(&self, name: &str) -> bool {
        self.section.is_some_and(|section| unescape(section) == name)
    }
}

fn parts(fragment: &str) -> impl Iterator<Item = Part<'_>> {
    let mut current = None;
    split(fragment).0.split('&').map(move |written| {
        if let Some((name, field)) = written.split_once(':')
            && name
                .strip_prefix("nt")
                .is_some_and(|rest| rest.starts_with('-') || rest.chars().all(|ch| ch.is_ascii_digit()))
        {
            current = Some(name);
            return Part { section: current, field, written };
        }
        let key = written.split('=').next().unwrap_or_default();
        Part { section: current.filter(|_| is_key(key)), field: written, written }
    })
}
