//! The values of a facet as a list of which only what is seen exists as elements, so that ten thousand are as fast as ten.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use super::el::{El, el, set_attr, set_class, set_style, set_text};
use super::facets::Group;
use super::keyboard::plain_key;
use crate::archive::{Facet, kind};
use crate::state::Texts;
use crate::state::reactive::{Var, react};

/// How many rows a scrolled list shows at once, as in style/facets.css.
const SEEN_ROWS: usize = 10;
/// How many more exist on either side, so that the next is there for the Tab key and for a swift hand.
const MORE_ROWS: usize = 24;

/// What a row shows.
#[derive(Clone, PartialEq)]
struct Row {
    value: String,
    name: String,
    count: u32,
    /// The count's share of the largest, in thousandths.
    share: u64,
    is_chosen: bool,
    is_excluded: bool,
}

/// The list.
pub(super) fn list(group: Group) -> El {
    let session = group.session;
    // The first row that exists: it moves in steps.
    let top = Var::new(0_usize);
    let skipped = move || {
        let most = group.rows.with(|rows| rows.len()).saturating_sub(SEEN_ROWS.saturating_add(2 * MORE_ROWS));
        if group.is_open() { top.get().min(most) } else { 0 }
    };
    let rows = el("div")
        .style_with("--rows", move || group.rows.with(|rows| rows.len()).to_string())
        .style_with("--skipped", move || skipped().to_string())
        .each_updated(
            move || group.shown(skipped()),
            move |row| make(group, row),
            move |node, row, before| {
                if before != Some(row) {
                    update(group, node.node(), row);
                }
            },
        );
    let list = el("div").class("options").class_when("scrolled", move || group.is_open());
    // It takes on the focus of a value that is scrolled far away.
    let list = list.attr("tabindex", "-1").child(rows);
    // Another list begins at its beginning.
    let scroller = list.node().clone();
    react(move || {
        group.changes();
        scroller.set_scroll_top(0);
        top.set(0);
    });
    list.on("scroll", move |event| {
        let Some(scroller) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        let count = group.rows.get_untracked().len();
        let row_px = f64::from(scroller.scroll_height()) / count.max(1) as f64;
        let first = (f64::from(scroller.scroll_top()) / row_px.max(1.0)) as usize;
        top.set(first.saturating_sub(MORE_ROWS) / (MORE_ROWS / 2) * (MORE_ROWS / 2));
    })
    .on("change", move |event| {
        if let Some((_, value)) = option_of(&event) {
            session.toggle(group.facet, &value);
        }
    })
    .on("click", move |event| {
        if let Some((true, value)) = option_of(&event) {
            session.toggle_excluded(group.facet, &value);
        }
    })
    .on("keydown", move |event| {
        let is_handled = match plain_key(&event).unwrap_or_default().as_str() {
            "-" | "−" => option_of(&event).map(|(_, value)| session.toggle_excluded(group.facet, &value)),
            "ArrowDown" => go(&event, false, Some(true)),
            "ArrowUp" => go(&event, false, Some(false)),
            "ArrowLeft" | "ArrowRight" => go(&event, true, None),
            _ => None,
        };
        if is_handled.is_some() {
            event.prevent_default();
        }
    })
}

/// Moves the focus from a value's box to the button that excludes it, or back, or to the same of the value after or before it. The
/// buttons are no stops of the Tab key: they would double the way through a list.
fn go(event: &Event, across: bool, forward: Option<bool>) -> Option<()> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let option = target.closest("[part=option]").ok()??;
    let option = match forward {
        Some(true) => option.next_element_sibling()?,
        Some(false) => option.previous_element_sibling()?,
        None => option,
    };
    let selector = if target.matches("button").ok()? == across { "input" } else { "button" };
    option.query_selector(selector).ok()??.dyn_into::<HtmlElement>().ok()?.focus().ok()
}

/// The value of the option that an event is about, and whether it is about the button that excludes it.
fn option_of(event: &Event) -> Option<(bool, String)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let option = target.closest("[part=option]").ok()??;
    let input: HtmlInputElement = option.query_selector("input").ok()??.dyn_into().ok()?;
    Some((target.closest("button").ok()?.is_some(), input.value()))
}

impl Group {
    /// The rows that exist, by key, after those that are skipped.
    fn shown(self, skipped: usize) -> Vec<(String, Row)> {
        let (session, facet) = (self.session, self.facet);
        let (listing, counts) = (self.listing.get(), self.counts.get());
        let most = counts.values.iter().chain([&counts.not_stated]).max().copied().unwrap_or_default();
        let most = u64::from(most.max(1));
        let rows = self.rows.get();
        let names = |value: u32| {
            session
                .peek_archive(|archive| archive.facet(facet).names.get(value).to_owned())
                .unwrap_or_default()
        };
        session.filter().with(|filter| {
            let choice = filter.choice(facet);
            let some = rows.iter().skip(skipped).take(SEEN_ROWS.saturating_add(2 * MORE_ROWS));
            some.map(|&value| {
                let count = counts.count(value);
                let row = Row {
                    value: names(value),
                    name: listing.name(value).to_owned(),
                    count,
                    share: u64::from(count).saturating_mul(1000) / most,
                    is_chosen: choice.include.contains(&names(value)),
                    is_excluded: choice.exclude.contains(&names(value)),
                };
                (value.to_string(), row)
            })
            .collect()
        })
    }
}

fn make(group: Group, row: &Row) -> El {
    let texts = group.session.texts();
    let symbol = (group.facet == Facet::Kind).then(|| {
        el("span").class(&format!("symbol k{}", kind::look(&row.value))).attr("aria-hidden", "true")
    });
    let label = el("label")
        .child(el("input").attr("type", "checkbox").attr("value", &row.value).attr("aria-keyshortcuts", "-"))
        .children(symbol)
        .child(el("span").class("name").attr("dir", "auto").attr("title", &row.name).text(&row.name))
        .child(el("span").class("count").attr("part", "count"));
    let exclude = Texts::fill(texts.exclude(), &[&row.name]);
    let exclude = El::button("exclude")
        .attr("aria-label", &exclude)
        .attr("title", &[&exclude, " (−)"].concat())
        .attr("tabindex", "-1");
    el("div").class("option").attr("part", "option").child(label).child(exclude)
}

fn update(group: Group, option: &Element, row: &Row) {
    set_class(option, "on", row.is_chosen);
    set_class(option, "off", row.is_excluded);
    set_class(option, "zero", row.count == 0);
    let find = |selector| option.query_selector(selector).ok().flatten();
    if let Some(input) = find("input").and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
        input.set_checked(row.is_chosen);
    }
    if let Some(count) = find(".count") {
        set_text(&count, &group.session.number(row.count as usize));
    }
    if let Some(button) = find("button") {
        set_attr(&button, "aria-pressed", Some(if row.is_excluded { "true" } else { "false" }));
    }
    // The bar of the count: it begins beside the box, as in style/facets.css.
    let bar = ["calc((100% - 23px) * ", &row.share.to_string(), " / 1000) 2px"].concat();
    set_style(option, "background-size", &bar);
}
