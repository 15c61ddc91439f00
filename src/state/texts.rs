//! Every text of the interface, in one place, so that it can be translated.

use std::cell::RefCell;

use crate::archive::{Facet, Status};
use crate::time::Phrases;

use super::{Export, LanesBy};

/// Defines the texts, each with its English words, which are its name in a translation.
macro_rules! texts {
    ($($name:ident: $english:literal,)*) => {
        /// In their order.
        const ALL: [&str; [$($english),*].len()] = [$($english),*];

        #[expect(non_camel_case_types, reason = "the names are those of functions")]
        enum Name {
            $($name,)*
        }

        impl Texts {
            $(
                #[inline(always)]
                pub(crate) fn $name(&self) -> &'static str {
                    self.all.get(Name::$name as usize).copied().unwrap_or_default()
                }
            )*
        }
    };
}

/// The texts of one language. `{}` stands for a number or a name.
#[derive(Debug)]
pub(crate) struct Texts {
    all: [&'static str; ALL.len()],
    /// Keys or gestures, apart by spaces (those within one do not break), and what they do. `{}` stands for the key that
    /// zooms with the wheel.
    pub(crate) help: [(&'static str, &'static str); HELP.len()],
    /// The words around dates.
    pub(crate) phrases: Phrases,
    translation: Translation,
}

static ENGLISH: Texts = Texts::ENGLISH;

impl Texts {
    const ENGLISH: Texts =
        Texts { all: ALL, help: HELP, phrases: Phrases::ENGLISH, translation: Translation(Vec::new()) };

    /// Another language; what the translation lacks stays English.
    fn translated(translation: Translation) -> Texts {
        let mut texts = Texts::ENGLISH;
        for text in &mut texts.all {
            *text = translation.of(text);
        }
        for (keys, what) in &mut texts.help {
            (*keys, *what) = (translation.of(keys), translation.of(what));
        }
        texts.phrases = Phrases::ENGLISH.translated(&|english| translation.find(english));
        texts.translation = translation;
        texts
    }
}

texts! {
    untitled: "Timeline",
    count_all: "{} events",
    count_all_one: "1 event",
    count_some: "{} of {} events",
    articles: "{} articles",
    article_one: "1 article",
    events: "{} events",
    event_one: "1 event",
    more_events: "{} more events",
    earlier: "Began earlier",
    toolbar: "Timeline tools",
    lanes: "Lanes",
    lanes_none: "None",
    zoom_out: "Zoom out",
    zoom_in: "Zoom in",
    fit: "Fit",
    fit_title: "Show all events",
    filters: "Filters",
    active_filters: "Active filters",
    clear_all: "Clear all",
    remove_filter: "Remove filter: {}",
    not: "not {}",
    not_stated: "Not stated",
    show_all: "Show all {}",
    show_fewer: "Show fewer",
    search: "Search",
    search_events: "Search events",
    search_values: "Search: {}",
    no_value: "Nothing found.",
    exclude: "Exclude: {}",
    only_view: "In view",
    only_view_title: "Only what is in view",
    time: "Time",
    chart: "Timeline",
    chart_help: "Arrow keys move between events, Enter opens one, plus and minus zoom, 0 shows all.",
    all_events: "All events",
    others: "{} others",
    all_lanes: "Show all {} lanes",
    fewer_lanes: "Show fewer lanes",
    cluster: "{} events: {}. Zoom in.",
    cluster_here: "{} events: {}. List them.",
    filter_by: "Show only: {}",
    today: "Today",
    card: "Event",
    close: "Close",
    previous: "Previous event",
    next: "Next event",
    events_nav: "Previous and next event",
    to_passage: "to the passage",
    no_link: "no link",
    meanwhile: "What happened meanwhile",
    cite: "Copy citation",
    cited: "Citation copied",
    and_more: "and {} more: zoom in to see them",
    loading: "Loading … {}",
    loading_of: "Loading … {} of {}",
    reading: "Reading the articles …",
    empty: "No event matches.",
    empty_hint: "Clear filters",
    no_events: "There are no events here yet.",
    failed: "The timeline could not be loaded.",
    failed_network: "The server did not answer.",
    failed_http: "The server answered with error {}.",
    failed_offline: "There is no connection to the internet.",
    failed_broken_off: "The connection broke off.",
    failed_timed_out: "The server took too long to answer.",
    failed_too_slow: "The file came too slowly.",
    failed_forbidden: "The server does not allow this page to read the file.",
    failed_too_large: "The file is larger than {}, which is more than this page allows.",
    newer_one: "1 new event",
    newer: "{} new events",
    newer_version: "Show the new version",
    failed_crash: "The timeline has stopped because of an error of its own.",
    try_again: "Try again",
    part_missing: "A part of the timeline could not be loaded.",
    issues: "{} records were repaired or left out",
    issue_one: "1 record was repaired or left out",
    issues_more: "and {} more",
    issue_group: "{} ({} times)",
    copy_list: "Copy this list",
    list_copied: "Copied",
    read_as: "Read as {}.",
    credit: "Data:",
    hint: "Drag to move · {} + wheel to zoom · arrows walk the events",
    hint_touch: "Swipe to move · pinch to zoom · tap to read",
    overview: "Overview",
    brush: "Time in view",
    brush_start: "Start of the view",
    brush_end: "End of the view",
    help_title: "Keys and gestures",
    link_missing: "The link names what is not in this timeline: {}",
    copy_link: "Copy link",
    link_copied: "Link copied",
    link_to_copy: "Copy this link",
    more: "More",
    print: "Print",
    not_printed: "{} more events are not printed",
    not_in_calendar: "{} events lie before the year 1 or after 9999, which calendars cannot hold.",
    view: "View",
    timeline: "Timeline",
    list: "List",
    done: "Show {}",
}

const HELP: [(&str, &str); 15] = [
    ("← →", "Previous and next event"),
    ("↑ ↓", "Event in the lane above or below"),
    ("Home End", "First and last event of the lane or list"),
    ("Enter", "Open the event"),
    ("Esc", "Close, or give up what you began"),
    ("+ −", "Zoom in and out"),
    ("0", "Show all events"),
    ("−", "On a filter: exclude it"),
    ("/", "Search"),
    ("?", "These keys"),
    ("Drag", "Move; on the overview move, stretch or draw the view"),
    ("Shift\u{a0}+\u{a0}drag", "Zoom to what you mark out"),
    ("{}\u{a0}+\u{a0}wheel Pinch", "Zoom where you point"),
    ("Shift\u{a0}+\u{a0}wheel Swipe", "Move sideways"),
    ("Double\u{a0}click", "Zoom in; on the overview show all events"),
];

/// What stands for English texts in another language, sorted by the English.
#[derive(Debug)]
struct Translation(Vec<(String, &'static str)>);

impl Translation {
    fn find(&self, english: &str) -> Option<&'static str> {
        let at = self.0.binary_search_by(|(each, _)| each.as_str().cmp(english)).ok()?;
        self.0.get(at).map(|(_, text)| *text)
    }

    #[inline(never)]
    fn of(&self, english: &'static str) -> &'static str {
        self.find(english).unwrap_or(english)
    }
}

/// English texts, and what stands for each.
type Pairs = Vec<(String, String)>;

thread_local! {
    /// The texts of each translation that was ever asked for: a page has few languages, and the words of all its widgets are the same.
    static KNOWN: RefCell<Vec<(Pairs, &'static Texts)>> = const { RefCell::new(Vec::new()) };
}

impl Texts {
    /// The texts of a translation: pairs of the English and what stands for it. Of none they are English.
    pub(crate) fn of(mut pairs: Pairs) -> &'static Texts {
        if pairs.is_empty() {
            return &ENGLISH;
        }
        pairs.sort_unstable();
        KNOWN.with_borrow_mut(|known| {
            if let Some((_, texts)) = known.iter().find(|(each, _)| *each == pairs) {
                return *texts;
            }
            let leaked = |(english, text): &(String, String)| (english.clone(), &*text.clone().leak());
            let translation = Translation(pairs.iter().map(leaked).collect());
            let texts: &'static Texts = Box::leak(Box::new(Texts::translated(translation)));
            known.push((pairs, texts));
            texts
        })
    }

    /// The name of a facet.
    pub(crate) fn facet(&self, facet: Facet) -> &'static str {
        self.translation.of(match facet {
            Facet::Kind => "Kind",
            Facet::Actor => "Actor",
            Facet::Country => "Country",
            Facet::Source => "Source",
        })
    }

    /// The name of a choice of lanes.
    pub(crate) fn lanes_by(&self, by: LanesBy) -> &'static str {
        match by {
            LanesBy::Facet(facet) => self.facet(facet),
            LanesBy::None => self.lanes_none(),
        }
    }

    /// The name of a kind: translated if it is built in, else as it stands, with a capital.
    pub(crate) fn kind(&self, name: &str) -> String {
        let mut chars = name.chars();
        let Some(first) = chars.next() else { return self.not_stated().to_owned() };
        let name: String = std::iter::once(first.to_ascii_uppercase()).chain(chars).collect();
        self.translation.find(&name).map_or(name, str::to_owned)
    }

    /// What the file of an export is.
    pub(crate) fn export(&self, format: Export) -> &'static str {
        self.translation.of(match format {
            Export::Json => "Data (JSON)",
            Export::Table => "Table (CSV)",
            Export::Calendar => "Calendar (ICS)",
            Export::Picture => "Picture (SVG)",
        })
    }

    /// The word for a status; `None` for what simply happened.
    pub(crate) fn status(&self, status: Status) -> Option<&'static str> {
        Some(self.translation.of(match status {
            Status::Happened => return None,
            Status::Scheduled => "scheduled",
            Status::Cancelled => "cancelled",
            Status::Postponed => "postponed",
            Status::Disputed => "disputed",
        }))
    }

    /// Bytes for people: "3.2 MB".
    pub(crate) fn bytes(bytes: u64) -> String {
        match bytes {
            0..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
            _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
        }
    }

    /// Fills the placeholders of a template in turn.
    pub(crate) fn fill(template: &str, values: &[&str]) -> String {
        let mut out = String::with_capacity(template.len());
        let mut values = values.iter();
        for (no, part) in template.split('{').enumerate() {
            if no > 0 {
                out.push_str(values.next().copied().unwrap_or_default());
            }
            out.push_str(part.strip_prefix('}').unwrap_or(part));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::archive::kind;

    /// Every English text that a translation is to have.
    fn english() -> BTreeSet<String> {
        let phrases = RefCell::new(Vec::new());
        _ = Phrases::ENGLISH.translated(&|phrase| {
            phrases.borrow_mut().push(phrase.to_owned());
            None
        });
        let statuses = [Status::Scheduled, Status::Cancelled, Status::Postponed, Status::Disputed];
        let mut all: BTreeSet<String> = ALL.iter().map(|&text| text.to_owned()).collect();
        all.extend(HELP.iter().flat_map(|(keys, what)| [keys, what]).map(|&text| text.to_owned()));
        all.extend(phrases.into_inner());
        all.extend(Facet::ALL.map(|facet| ENGLISH.facet(facet).to_owned()));
        all.extend(Export::ALL.map(|format| ENGLISH.export(format).to_owned()));
        all.extend(statuses.iter().filter_map(|&status| ENGLISH.status(status)).map(str::to_owned));
        all.extend(kind::BUILT_IN.iter().map(|kind| ENGLISH.kind(kind)));
        all
    }

    #[test]
    fn every_translation_has_every_text_with_its_places_and_no_other() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/texts");
        let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(files.len() >= 4);
        for file in files {
            let texts: BTreeMap<String, String> =
                serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            let has: BTreeSet<String> = texts.keys().cloned().collect();
            let differs: Vec<_> = has.symmetric_difference(&english()).cloned().collect();
            assert_eq!(differs, Vec::<String>::new(), "{}", file.display());
            for (english, text) in &texts {
                for place in ["{}", "{0}", "{1}"] {
                    assert_eq!(
                        english.matches(place).count(),
                        text.matches(place).count(),
                        "{english}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_a_translation_lacks_is_english() {
        let texts = Texts::of(vec![("Zoom in".to_owned(), "Vergrößern".to_owned())]);
        assert_eq!((texts.zoom_in(), texts.zoom_out()), ("Vergrößern", "Zoom out"));
        assert_eq!((texts.kind("talks"), texts.facet(Facet::Kind)), ("Talks".to_owned(), "Kind"));
        assert!(std::ptr::eq(texts, Texts::of(vec![("Zoom in".to_owned(), "Vergrößern".to_owned())])));
    }
}
