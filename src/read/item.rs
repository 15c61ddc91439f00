//! What a file says of an article and its events, in texts as they stand in it: every reader makes this of its records, and
//! `native` takes it into the archive.

use std::borrow::Cow;

/// A text that may lie in the file.
pub(super) type Text<'v> = Cow<'v, str>;

/// An article. What is empty is not given. Texts are plain, dates meant to be EDTF.
#[derive(Clone, Debug, Default)]
pub(super) struct Item<'v> {
    pub(super) id: Text<'v>,
    pub(super) url: Text<'v>,
    pub(super) title: Text<'v>,
    pub(super) source: Text<'v>,
    pub(super) published: Text<'v>,
    pub(super) language: Text<'v>,
    pub(super) summary: Text<'v>,
    pub(super) image: Picture<'v>,
    /// Without any, the article itself is the event.
    pub(super) events: Vec<Event<'v>>,
}

/// A picture.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture<'v> {
    pub(super) url: Text<'v>,
    pub(super) alt: Text<'v>,
    pub(super) credit: Text<'v>,
}

/// An event.
#[derive(Clone, Debug, Default)]
pub(super) struct Event<'v> {
    pub(super) id: Text<'v>,
    pub(super) title: Text<'v>,
    pub(super) date: When<'v>,
    pub(super) kind: Text<'v>,
    /// Clean, none of them empty.
    pub(super) actors: Vec<Text<'v>>,
    /// As the actors.
    pub(super) countries: Vec<Text<'v>>,
    pub(super) place: Text<'v>,
    pub(super) status: Text<'v>,
    pub(super) quote: Text<'v>,
    pub(super) importance: Text<'v>,
}

/// When an event happened, in EDTF.
#[derive(Clone, Debug, Default)]
pub(super) enum When<'v> {
    #[default]
    Unknown,
    /// When the article was published.
    Published,
    /// A date or an interval.
    At(Text<'v>),
    /// From a start to an end, each if it is given.
    Bounds(Option<Text<'v>>, Option<Text<'v>>),
    /// At an unknown time in an interval.
    Within(Text<'v>),
}

impl<'v> When<'v> {
    /// From a start to an end; an end that is the start is none.
    pub(super) fn span(start: Text<'v>, end: Text<'v>) -> When<'v> {
        match (start.is_empty(), end.is_empty() || start == end) {
            (true, true) if end.is_empty() => When::Unknown,
            (true, _) => When::At(format!("/{end}").into()),
            (false, true) => When::At(start),
            (false, false) => When::At(format!("{start}/{end}").into()),
        }
    }
}
