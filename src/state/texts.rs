//! Every text of the interface, in one place, so that it can be translated.

use crate::archive::{Facet, Status};

use super::{Export, LanesBy};

/// The texts of one language. `{}` stands for a number or a name.
#[derive(Clone, Debug)]
pub(crate) struct Texts {
    pub(crate) untitled: &'static str,
    pub(crate) count_all: &'static str,
    pub(crate) count_all_one: &'static str,
    pub(crate) count_some: &'static str,
    pub(crate) articles: &'static str,
    pub(crate) article_one: &'static str,
    pub(crate) events: &'static str,
    pub(crate) event_one: &'static str,
    pub(crate) more_events: &'static str,
    pub(crate) earlier: &'static str,
    pub(crate) toolbar: &'static str,
    pub(crate) lanes: &'static str,
    pub(crate) lanes_none: &'static str,
    pub(crate) zoom_out: &'static str,
    pub(crate) zoom_in: &'static str,
    pub(crate) fit: &'static str,
    pub(crate) fit_title: &'static str,
    pub(crate) filters: &'static str,
    pub(crate) active_filters: &'static str,
    pub(crate) clear_all: &'static str,
    pub(crate) remove_filter: &'static str,
    pub(crate) not: &'static str,
    pub(crate) not_stated: &'static str,
    pub(crate) show_all: &'static str,
    pub(crate) show_fewer: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_events: &'static str,
    pub(crate) search_values: &'static str,
    pub(crate) no_value: &'static str,
    pub(crate) exclude: &'static str,
    pub(crate) only_view: &'static str,
    pub(crate) only_view_title: &'static str,
    pub(crate) time: &'static str,
    pub(crate) chart: &'static str,
    pub(crate) chart_help: &'static str,
    pub(crate) all_events: &'static str,
    pub(crate) others: &'static str,
    pub(crate) all_lanes: &'static str,
    pub(crate) fewer_lanes: &'static str,
    pub(crate) cluster: &'static str,
    pub(crate) cluster_here: &'static str,
    pub(crate) filter_by: &'static str,
    pub(crate) today: &'static str,
    pub(crate) card: &'static str,
    pub(crate) close: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) next: &'static str,
    pub(crate) events_nav: &'static str,
    pub(crate) to_passage: &'static str,
    pub(crate) no_link: &'static str,
    pub(crate) meanwhile: &'static str,
    pub(crate) cite: &'static str,
    pub(crate) cited: &'static str,
    pub(crate) and_more: &'static str,
    pub(crate) loading: &'static str,
    pub(crate) loading_of: &'static str,
    pub(crate) reading: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) empty_hint: &'static str,
    pub(crate) no_events: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) failed_network: &'static str,
    pub(crate) failed_http: &'static str,
    pub(crate) failed_offline: &'static str,
    pub(crate) failed_broken_off: &'static str,
    pub(crate) failed_timed_out: &'static str,
    pub(crate) failed_too_slow: &'static str,
    pub(crate) failed_forbidden: &'static str,
    pub(crate) failed_too_large: &'static str,
    pub(crate) newer_one: &'static str,
    pub(crate) newer: &'static str,
    pub(crate) newer_version: &'static str,
    pub(crate) failed_crash: &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) part_missing: &'static str,
    pub(crate) issues: &'static str,
    pub(crate) issue_one: &'static str,
    pub(crate) issues_more: &'static str,
    pub(crate) issue_group: &'static str,
    pub(crate) copy_list: &'static str,
    pub(crate) list_copied: &'static str,
    pub(crate) read_as: &'static str,
    pub(crate) credit: &'static str,
    pub(crate) hint: &'static str,
    pub(crate) hint_touch: &'static str,
    pub(crate) overview: &'static str,
    pub(crate) brush: &'static str,
    pub(crate) brush_start: &'static str,
    pub(crate) brush_end: &'static str,
    pub(crate) help_title: &'static str,
    /// Keys or gestures, apart by spaces (those within one do not break), and what they do. `{}` stands for the key that
    /// zooms with the wheel.
    pub(crate) help: &'static [(&'static str, &'static str)],
    pub(crate) link_missing: &'static str,
    pub(crate) copy_link: &'static str,
    pub(crate) link_copied: &'static str,
    pub(crate) link_to_copy: &'static str,
    pub(crate) more: &'static str,
    pub(crate) print: &'static str,
    pub(crate) not_printed: &'static str,
    pub(crate) not_in_calendar: &'static str,
    pub(crate) view: &'static str,
    pub(crate) timeline: &'static str,
    pub(crate) list: &'static str,
    pub(crate) done: &'static str,
}

impl Texts {
    /// English.
    pub(crate) const ENGLISH: Texts = Texts {
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
        issue_group: "{} records: {}",
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
        help: &[
            ("← →", "Previous and next event"),
            ("↑ ↓", "Event in the lane above or below"),
            ("Home End", "First and last event"),
            ("Enter", "Open the event"),
            ("Esc", "Close, or give up what you began"),
            ("+ −", "Zoom in and out"),
            ("0", "Show all events"),
            ("/", "Search"),
            ("?", "These keys"),
            ("Drag", "Move; on the overview move, stretch or draw the view"),
            ("Shift\u{a0}+\u{a0}drag", "Zoom to what you mark out"),
            ("{}\u{a0}+\u{a0}wheel Pinch", "Zoom where you point"),
            ("Shift\u{a0}+\u{a0}wheel Swipe", "Move sideways"),
            ("Double\u{a0}click", "Zoom in; on the overview show all events"),
        ],
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
    };

    /// The name of a facet.
    pub(crate) fn facet(&self, facet: Facet) -> &'static str {
        match facet {
            Facet::Kind => "Kind",
            Facet::Actor => "Actor",
            Facet::Country => "Country",
            Facet::Source => "Source",
        }
    }

    /// The name of a choice of lanes.
    pub(crate) fn lanes_by(&self, by: LanesBy) -> &'static str {
        match by {
            LanesBy::Facet(facet) => self.facet(facet),
            LanesBy::None => self.lanes_none,
        }
    }

    /// The name of a kind: translated if it is built in, else as it stands, with a capital.
    pub(crate) fn kind(&self, name: &str) -> String {
        let mut chars = name.chars();
        match chars.next() {
            None => self.not_stated.to_owned(),
            Some(first) => std::iter::once(first.to_ascii_uppercase()).chain(chars).collect(),
        }
    }

    /// What the file of an export is.
    pub(crate) fn export(&self, format: Export) -> &'static str {
        match format {
            Export::Json => "Data (JSON)",
            Export::Table => "Table (CSV)",
            Export::Calendar => "Calendar (ICS)",
            Export::Picture => "Picture (SVG)",
        }
    }

    /// The word for a status; `None` for what simply happened.
    pub(crate) fn status(&self, status: Status) -> Option<&'static str> {
        match status {
            Status::Happened => None,
            Status::Scheduled => Some("scheduled"),
            Status::Cancelled => Some("cancelled"),
            Status::Postponed => Some("postponed"),
            Status::Disputed => Some("disputed"),
        }
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
