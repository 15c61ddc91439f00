//! A picture of the chart as it is seen: [SVG](https://www.w3.org/TR/SVG11/), in light colours, in need of nothing beside it.

use super::Words;
use crate::archive::kind::look;
use crate::archive::{Archive, Event, Facet, Status};
use crate::layout::{LaneBox, Mark, MarkKind, Style};
use crate::out::Out;
use crate::read::link::of_event;
use crate::time::{Axis, Endpoint, EventDate, Viewport};

/// What a picture shows.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// Where the events are from.
    pub archive: &'a Archive,
    /// The heading.
    pub title: &'a str,
    /// What stands below the heading.
    pub about: &'a str,
    /// What is in view.
    pub viewport: Viewport,
    /// The axis of at least what is in view.
    pub axis: &'a Axis,
    /// The lanes, and their names.
    pub lanes: &'a [(LaneBox, String)],
    /// The height of all lanes, in px.
    pub height_px: f64,
    /// The marks of at least what is in view.
    pub marks: &'a [Mark],
    /// The style sheet that gives each kind its colour and shape.
    pub style: &'a str,
}

/// Beside the plot, for the lanes' names.
const LEFT_PX: f64 = 120.0;
/// Above the axis.
const HEAD_PX: f64 = 76.0;
const AXIS_PX: f64 = 46.0;
const INK: &str = "#16181d";
const SOFT: &str = "#5a6069";
const PAPER: &str = "#fff";

/// Draws the picture. Each mark of one event is a link to its article.
pub fn picture(of: &Picture<'_>, words: &Words<'_>) -> String {
    let mut svg = Svg::default();
    let (width, height) = (of.viewport.width_px, AXIS_PX + of.height_px);
    let size = [("width", LEFT_PX + width), ("height", HEAD_PX + height)];
    svg.out.add(&[
        "<svg xmlns=\"http://www.w3.org/2000/svg\" \
        xmlns:xlink=\"http://www.w3.org/1999/xlink\" font-family=\"sans-serif\" font-size=\"12.5\" fill=\"",
        INK,
        "\"",
    ]);
    svg.numbers(&size);
    svg.out.add(&["><title>"]);
    svg.escaped(of.title);
    svg.out.add(&["</title>"]);
    svg.shape("rect", &size, &[("fill", PAPER)]);
    svg.text((0.0, 28.0), &[("font-family", "serif"), ("font-size", "26"), ("font-weight", "600")], of.title);
    svg.text((0.0, 54.0), &[("fill", SOFT), ("font-size", "14")], of.about);
    for (lane, name) in of.lanes {
        let top = HEAD_PX + AXIS_PX + lane.top_px;
        svg.line([0.0, top, LEFT_PX + width, top], "#e2e4e9");
        svg.text((0.0, top + 22.0), &[("font-weight", "600")], &cut(name, LEFT_PX - 12.0));
        svg.text((0.0, top + 39.0), &[("fill", SOFT)], &lane.count.to_string());
    }
    svg.looks(of);
    // Cuts off what is out of view.
    svg.out.add(&["<svg"]);
    svg.numbers(&[("x", LEFT_PX), ("y", HEAD_PX), ("width", width), ("height", height)]);
    svg.out.add(&[">"]);
    svg.axis(of, height);
    for mark in of.marks {
        svg.mark(of, mark, words);
    }
    svg.out.add(&["</svg></svg>\n"]);
    svg.out.0
}

/// What of a text fits into so many px, by the layout's reckoning; letters of some scripts are twice as wide.
fn cut(text: &str, room_px: f64) -> String {
    let mut left = room_px / Style::default().char_px;
    let mut out = Out::default();
    for ch in text.chars() {
        left -= if ch < '\u{1100}' { 1.0 } else { 2.0 };
        if left < 0.0 {
            out.ch('…');
            break;
        }
        out.ch(ch);
    }
    out.0
}

#[derive(Default)]
struct Svg {
    out: Out,
    /// How many bars may fade so far.
    fades: u32,
}

impl Svg {
    #[inline(never)]
    fn escaped(&mut self, text: &str) {
        for ch in text.chars() {
            match ch {
                '&' => self.out.add(&["&amp;"]),
                '<' => self.out.add(&["&lt;"]),
                '"' => self.out.add(&["&quot;"]),
                // XML has none of them, even escaped.
                _ if ch.is_control() || matches!(ch, '\u{fffe}' | '\u{ffff}') => {}
                _ => self.out.ch(ch),
            }
        }
    }

    /// Attributes that are numbers, to a tenth.
    #[inline(never)]
    fn numbers(&mut self, attributes: &[(&str, f64)]) {
        for (name, value) in attributes {
            let tenths = (value.abs() * 10.0).round() as u32;
            let sign = if *value < 0.0 && tenths > 0 { "-" } else { "" };
            self.out.add(&[" ", name, "=\"", sign]);
            self.out.number(tenths / 10, 1);
            self.out.ch('.');
            self.out.number(tenths % 10, 1);
            self.out.ch('"');
        }
    }

    #[inline(never)]
    fn attributes(&mut self, attributes: &[(&str, &str)]) {
        for (name, value) in attributes {
            self.out.add(&[" ", name, "=\""]);
            self.escaped(value);
            self.out.ch('"');
        }
    }

    #[inline(never)]
    fn shape(&mut self, name: &str, numbers: &[(&str, f64)], attributes: &[(&str, &str)]) {
        self.out.add(&["<", name]);
        self.numbers(numbers);
        self.attributes(attributes);
        self.out.add(&["/>"]);
    }

    #[inline(never)]
    fn text(&mut self, (x, y): (f64, f64), attributes: &[(&str, &str)], text: &str) {
        if text.is_empty() {
            return;
        }
        self.out.add(&["<text"]);
        self.numbers(&[("x", x), ("y", y)]);
        self.attributes(attributes);
        self.out.add(&[">"]);
        self.escaped(text);
        self.out.add(&["</text>"]);
    }

    fn line(&mut self, [x1, y1, x2, y2]: [f64; 4], stroke: &str) {
        self.shape("line", &[("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)], &[("stroke", stroke)]);
    }

    /// The shape of every kind, by the number of its look, in a square of 14 px about the origin.
    fn looks(&mut self, of: &Picture<'_>) {
        self.out.add(&["<defs>"]);
        for (number, _, shape) in looks(of.style) {
            self.out.add(&["<g id=\"k", number, "\" transform=\"scale(.14) translate(-50 -50)\">"]);
            // Per cent of the square are units of it.
            let (form, rest) = shape.split_once('(').unwrap_or_default();
            let values = rest.replace(['%', ')', ';', '}'], "");
            let mut sizes = values.split(' ').filter_map(|value| value.parse::<u8>().ok()).map(f64::from);
            let first = sizes.next().unwrap_or_default();
            match form {
                "polygon" => self.shape("polygon", &[], &[("points", values.trim())]),
                "circle" => self.shape("circle", &[("cx", 50.0), ("cy", 50.0), ("r", first)], &[]),
                _ => {
                    let (second, third) = (sizes.next(), sizes.next());
                    let (x, round) = third.map_or((first, second), |_| (second.unwrap_or(first), third));
                    let numbers = [
                        ("x", x),
                        ("y", first),
                        ("width", 100.0 - 2.0 * x),
                        ("height", 100.0 - 2.0 * first),
                        ("rx", round.unwrap_or_default()),
                    ];
                    self.shape("rect", &numbers, &[]);
                }
            }
            self.out.add(&["</g>"]);
        }
        self.out.add(&["</defs>"]);
    }

    fn axis(&mut self, of: &Picture<'_>, height: f64) {
        let scale = of.viewport.scale();
        for tick in &of.axis.ticks {
            let x = scale.x_from_time(tick.at_ms);
            let (top, colour) = if tick.strong { (22.0, "#e2e4e9") } else { (AXIS_PX, "#f0f1f4") };
            self.line([x, top, x, height], colour);
            let (x, anchor) = if tick.strong { (x + 5.0, "start") } else { (x, "middle") };
            self.text(
                (x, 38.0),
                &[("text-anchor", anchor), ("fill", SOFT), ("font-size", "12")],
                &tick.label,
            );
        }
        for context in &of.axis.contexts {
            let start = scale.x_from_time(context.start_ms).max(0.0);
            let room = scale.x_from_time(context.end_ms).min(of.viewport.width_px) - start - 6.0;
            if room > 24.0 {
                self.text((start + 6.0, 17.0), &[("font-weight", "600")], &cut(&context.label, room));
            }
        }
        self.line([0.0, AXIS_PX, of.viewport.width_px, AXIS_PX], "#e2e4e9");
    }

    fn mark(&mut self, of: &Picture<'_>, mark: &Mark, words: &Words<'_>) {
        let scale = of.viewport.scale();
        let y = AXIS_PX + mark.y_px;
        let x = if mark.is_pinned() { 24.0 } else { scale.x_from_time(mark.anchor_ms) };
        let (start, end) = (scale.x_from_time(mark.start_ms), scale.x_from_time(mark.end_ms));
        if let MarkKind::Cluster { count, shares } = &mark.kind {
            self.cluster(of, (x, y), *count, shares);
            return;
        }
        let Some(event) = mark.event().and_then(|idx| of.archive.event(idx)) else { return };
        let (number, colour, _) = look_of(of.style, event.kind());
        self.out.add(&["<a"]);
        if let Some(address) = of_event(of.archive, event) {
            self.attributes(&[("xlink:href", &address)]);
        }
        self.out.add(&["><title>"]);
        for piece in [event.title(), ", ", &(words.date)(event.date())] {
            self.escaped(piece);
        }
        self.out.add(&["</title>"]);
        let is_hollow = !matches!(event.status(), Status::Happened | Status::Disputed);
        let (fill, line) = if is_hollow { (PAPER, colour) } else { (colour, "none") };
        let symbol = ["#k", number].concat();
        let (label_x, label_fill) = match mark.kind {
            MarkKind::Bar { .. } => {
                let width = (end - start).max(16.0);
                self.fades = self.fades.wrapping_add(1);
                let id = ["g", &self.fades.to_string()].concat();
                let is_soft = self.fade(event, colour, &id);
                let url = ["url(#", &id, ")"].concat();
                let numbers = [("x", start), ("y", y - 8.0), ("width", width), ("height", 16.0), ("rx", 8.0)];
                let fill = if is_soft { &url } else { fill };
                self.shape("rect", &numbers, &[("fill", fill), ("stroke", line), ("stroke-width", "2")]);
                if mark.label_inside {
                    (start.max(0.0) + 14.0, if is_hollow { INK } else { PAPER })
                } else {
                    (start + width + 6.0, INK)
                }
            }
            _ => {
                if let MarkKind::Point { whisker: true, .. } = mark.kind {
                    self.line([start, y + 7.0, end, y + 7.0], colour);
                }
                let numbers = [("x", x), ("y", y)];
                self.shape(
                    "use",
                    &numbers,
                    &[("xlink:href", &symbol), ("fill", fill), ("stroke", line), ("stroke-width", "14")],
                );
                (x + 13.0, INK)
            }
        };
        if mark.label_px > 0.0 {
            self.text(
                (label_x, y + 4.5),
                &[("fill", label_fill)],
                &cut(event.title(), f64::from(mark.label_px)),
            );
        }
        self.out.add(&["</a>"]);
    }

    /// A colour that fades where a date does not say when; whether it does.
    fn fade(&mut self, event: Event<'_>, colour: &str, id: &str) -> bool {
        let date = event.date();
        let EventDate::Span { start, end } = date else { return false };
        let start = date.soft_start().is_some() || !matches!(start, Endpoint::Known(_));
        let end = date.soft_end().is_some() || !matches!(end, Endpoint::Known(_));
        if start || end {
            let opacity = |is_soft| if is_soft { "0" } else { "1" };
            self.out.add(&["<linearGradient"]);
            self.attributes(&[("id", id)]);
            self.out.add(&[">"]);
            for (offset, opacity) in [("0", opacity(start)), (".3", "1"), (".7", "1"), ("1", opacity(end))] {
                self.shape(
                    "stop",
                    &[],
                    &[("offset", offset), ("stop-color", colour), ("stop-opacity", opacity)],
                );
            }
            self.out.add(&["</linearGradient>"]);
        }
        start || end
    }

    fn cluster(&mut self, of: &Picture<'_>, (x, y): (f64, f64), count: u32, shares: &[(u16, u32)]) {
        let words = count.to_string();
        let width = 12.0 + 8.0 * words.len() as f64;
        let numbers =
            [("x", x - width / 2.0), ("y", y - 12.0), ("width", width), ("height", 24.0), ("rx", 12.0)];
        self.shape("rect", &numbers, &[("fill", PAPER), ("stroke", INK), ("stroke-width", "1.5")]);
        self.text((x, y + 2.0), &[("text-anchor", "middle"), ("font-weight", "600")], &words);
        let mut start = x - 9.0;
        for &(kind, share) in shares {
            let kind = of.archive.facet(Facet::Kind).names.get(u32::from(kind));
            let width = 18.0 * f64::from(share) / f64::from(count.max(1));
            let numbers = [("x", start), ("y", y + 5.0), ("width", width), ("height", 3.0)];
            self.shape("rect", &numbers, &[("fill", look_of(of.style, kind).1)]);
            start += width;
        }
    }
}

/// Number, light colour and shape of every look in the style sheet.
pub(super) fn looks(style: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    style.lines().filter_map(|line| {
        let (number, rest) = line.strip_prefix(".k")?.split_once(' ')?;
        let colour = rest.get(rest.find('#')?..)?.split(',').next()?;
        Some((number, colour, rest.rsplit(": ").next()?))
    })
}

/// The look of a kind.
fn look_of<'a>(style: &'a str, kind: &str) -> (&'a str, &'a str, &'a str) {
    looks(style).nth(usize::from(look(kind))).unwrap_or(("0", INK, ""))
}
