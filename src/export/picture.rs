//! A picture of the chart as it is seen: [SVG](https://www.w3.org/TR/SVG11/), in light colours, in need of nothing beside it.

use super::Words;
use crate::archive::kind::look;
use crate::archive::{Archive, Facet, Status};
use crate::layout::{Ends, LaneBox, Mark, MarkKind, Style};
use crate::out::Out;
use crate::read::link::of_event;
use crate::time::{Axis, Viewport};

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
    /// The font family of all texts.
    pub font: &'a str,
    /// The width of a text in that font at the size of labels, in px.
    pub text_px: &'a dyn Fn(&str) -> f64,
}

/// Beside the plot, for the lanes' names.
const LEFT_PX: f64 = 120.0;
/// Above the axis.
const HEAD_PX: f64 = 76.0;
const AXIS_PX: f64 = 46.0;
/// How much wider a bold text is, at most.
const BOLD: f64 = 1.1;
/// The colours of text, and of what it stands on.
const INK: &str = "#16181d";
const PAPER: &str = "#fff";
/// The sizes of the chart.
const SIZES: Style = Style::DEFAULT;

/// Draws the picture. Each mark of one event is a link to its article.
pub fn picture(of: &Picture<'_>, words: &Words<'_>) -> String {
    let mut svg = Svg::default();
    let (width, height) = (of.viewport.width_px, AXIS_PX + of.height_px);
    let (right, bottom) = (LEFT_PX + width, HEAD_PX + height);
    svg.put(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' font-family='^' \
         font-size='12.5' fill='#16181d' width='~' height='~' viewBox='-16 -8 ~ ~'><title>^</title>\
         <rect x='-16' y='-8' width='~' height='~' fill='#fff'/>\
         <text y='28' font-family='serif' font-size='26' font-weight='600'>^</text>\
         <text y='54' font-size='14' fill='#5a6069'>^</text><defs>",
        &[right + 32.0, bottom + 24.0, right + 32.0, bottom + 24.0, right + 32.0, bottom + 24.0],
        &[of.font, of.title, of.title, of.about],
    );
    for (number, _, shape) in looks(of.style) {
        svg.look(number, shape);
    }
    svg.put("</defs>", &[], &[]);
    for (lane, name) in of.lanes {
        let top = HEAD_PX + AXIS_PX + lane.top_px;
        svg.put(
            "<line x2='~' y1='~' y2='~' stroke='#e2e4e9'/><text y='~' font-weight='600'>^</text>\
             <text y='~' fill='#5a6069'>^</text>",
            &[right, top, top, top + 22.0, top + 39.0],
            &[&of.cut(name, (LEFT_PX - 12.0) / BOLD), &lane.count.to_string()],
        );
    }
    // An element of its own cuts off what is out of view.
    svg.put("<svg x='~' y='~' width='~' height='~'>", &[LEFT_PX, HEAD_PX, width, height], &[]);
    svg.axis(of, height);
    for mark in of.marks {
        svg.mark(of, mark, words);
    }
    svg.put("</svg></svg>\n", &[], &[]);
    svg.out.0
}

impl Picture<'_> {
    /// What of a text fits into so many px.
    fn cut(&self, text: &str, room_px: f64) -> String {
        let fits = |text: &str| (self.text_px)(text) <= room_px;
        if fits(text) {
            return text.to_owned();
        }
        let mut out = String::new();
        for ch in text.chars() {
            let before = out.len();
            out.push(ch);
            if !fits(&[out.as_str(), "…"].concat()) {
                out.truncate(before);
                break;
            }
        }
        out.truncate(out.trim_end().len());
        out + "…"
    }
}

#[derive(Default)]
struct Svg {
    out: Out,
    /// How many bars may fade so far.
    fades: u32,
}

impl Svg {
    /// Adds a piece of SVG, in which `~` stands for the next number and `^` for the next text.
    #[inline(never)]
    fn put(&mut self, template: &str, numbers: &[f64], texts: &[&str]) {
        let (mut numbers, mut texts) = (numbers.iter(), texts.iter());
        for ch in template.chars() {
            match ch {
                '~' => self.number(numbers.next().copied().unwrap_or_default()),
                '^' => self.escaped(texts.next().copied().unwrap_or_default()),
                _ => self.out.ch(ch),
            }
        }
    }

    /// A number, to a tenth.
    fn number(&mut self, value: f64) {
        let tenths = (value.abs() * 10.0).round() as u32;
        if value < 0.0 && tenths > 0 {
            self.out.ch('-');
        }
        self.out.number(tenths / 10, 1);
        self.out.ch('.');
        self.out.number(tenths % 10, 1);
    }

    fn escaped(&mut self, text: &str) {
        for ch in text.chars() {
            match ch {
                '&' => self.out.add(&["&amp;"]),
                '<' => self.out.add(&["&lt;"]),
                '\'' => self.out.add(&["&#39;"]),
                // XML has none of them, even escaped.
                _ if ch.is_control() || matches!(ch, '\u{fffe}' | '\u{ffff}') => {}
                _ => self.out.ch(ch),
            }
        }
    }

    /// A shape of the style sheet, in a square of 14 px about the origin.
    fn look(&mut self, number: &str, shape: &str) {
        // Per cent of the square are units of it.
        let (form, rest) = shape.split_once('(').unwrap_or_default();
        let values = rest.replace(['%', ')', ';', '}'], "");
        let mut sizes = values.split(' ').filter_map(|value| value.parse::<u8>().ok()).map(f64::from);
        let y = sizes.next().unwrap_or_default();
        let (second, third) = (sizes.next().unwrap_or(y), sizes.next());
        let (x, round) = third.map_or((y, second), |round| (second, round));
        let template = match form {
            "polygon" => "<g id='k^' transform='scale(.14) translate(-50 -50)'><polygon points='^'/></g>",
            "circle" => "<g id='k^' transform='scale(.14)'><circle r='~'/></g>",
            _ => {
                "<g id='k^' transform='scale(.14) translate(-50 -50)'><rect y='~' x='~' width='~' height='~' rx='~'/></g>"
            }
        };
        self.put(template, &[y, x, 100.0 - 2.0 * x, 100.0 - 2.0 * y, round], &[number, values.trim()]);
    }

    fn axis(&mut self, of: &Picture<'_>, height: f64) {
        let scale = of.viewport.scale();
        for tick in &of.axis.ticks {
            let x = scale.x_from_time(tick.at_ms);
            let (template, top) = if tick.strong {
                (
                    "<path d='M~ ~V~' stroke='#e2e4e9'/><text x='~' y='38' font-size='12' fill='#5a6069' dx='5'>^</text>",
                    22.0,
                )
            } else {
                (
                    "<path d='M~ ~V~' stroke='#f0f1f4'/><text x='~' y='38' font-size='12' fill='#5a6069' text-anchor='middle'>^</text>",
                    AXIS_PX,
                )
            };
            self.put(template, &[x, top, height, x], &[&tick.label]);
        }
        for context in &of.axis.contexts {
            let start = scale.x_from_time(context.start_ms).max(0.0) + 6.0;
            let room = scale.x_from_time(context.end_ms).min(of.viewport.width_px) - start;
            // A part of a name would be another one.
            if (of.text_px)(&context.label) * BOLD <= room {
                self.put("<text x='~' y='17' font-weight='600'>^</text>", &[start], &[&context.label]);
            }
        }
        self.put("<path d='M0 ~H~' stroke='#e2e4e9'/>", &[AXIS_PX, of.viewport.width_px], &[]);
    }

    fn mark(&mut self, of: &Picture<'_>, mark: &Mark, words: &Words<'_>) {
        let scale = of.viewport.scale();
        let y = AXIS_PX + mark.y_px;
        let x = if mark.is_pinned() { 24.0 } else { scale.x_from_time(mark.anchor_ms) };
        let (start, end) = (scale.x_from_time(mark.start_ms), scale.x_from_time(mark.end_ms));
        if let MarkKind::Cluster { count, shares } = &mark.kind {
            return self.cluster(of, (x, y), *count, shares);
        }
        let Some(event) = mark.event().and_then(|idx| of.archive.event(idx)) else { return };
        let (number, colour, _) = look_of(of.style, event.kind());
        let link = of_event(of.archive, event);
        let template = if link.is_some() { "<a xlink:href='^'>" } else { "<a>" };
        self.put(template, &[], &[&link.unwrap_or_default()]);
        self.put("<title>^, ^</title>", &[], &[event.title(), &(words.date)(event.date())]);
        let is_hollow = !matches!(event.status(), Status::Happened | Status::Disputed);
        let (fill, line) = if is_hollow { (PAPER, colour) } else { (colour, "none") };
        let (label_x, label_fill) = match mark.kind {
            MarkKind::Bar { .. } => {
                let (width, ends) = ((end - start).max(16.0), Ends::of(event.date()));
                let fading = self.fade(ends, width, colour);
                self.put(
                    "<rect x='~' y='~' width='~' height='16' rx='8' fill='^' stroke='^' stroke-width='2'/>",
                    &[start, y - 8.0, width],
                    &[fading.as_deref().unwrap_or(fill), line],
                );
                let on_bar = if is_hollow || ends.fades_in { colour } else { PAPER };
                self.put(
                    "<use xlink:href='#k^' transform='translate(~ ~) scale(.7)' fill='^'/>",
                    &[start + 8.0, y],
                    &[number, on_bar],
                );
                if ends.open {
                    self.put(
                        "<path d='M~ ~l7 6l-7 6' fill='^'/>",
                        &[start + width - 2.0, y - 6.0],
                        &[colour],
                    );
                }
                if mark.label_inside {
                    // Where the bar begins before the view, at the view's start, as long as the bar is.
                    let (lead, tail) = SIZES.ends_px(width, ends);
                    let last = width - tail - f64::from(mark.label_px);
                    (start + lead.max((lead - start).min(last)), if is_hollow { INK } else { PAPER })
                } else {
                    (start + width + SIZES.label_gap_px, INK)
                }
            }
            _ => {
                if let MarkKind::Point { whisker: true, .. } = mark.kind {
                    self.put("<path d='M~ ~H~' stroke='^' opacity='.4'/>", &[start, y + 8.0, end], &[colour]);
                }
                self.put(
                    "<use xlink:href='#k^' x='~' y='~' fill='^' stroke='^' stroke-width='14'/>",
                    &[x, y],
                    &[number, fill, line],
                );
                (x + 13.0, INK)
            }
        };
        if mark.label_px > 0 {
            let label = of.cut(event.title(), f64::from(mark.label_px));
            self.put("<text x='~' y='~' fill='^'>^</text>", &[label_x, y + 4.5], &[label_fill, &label]);
        }
        self.put("</a>", &[], &[]);
    }

    /// A colour that fades where a date does not say when, to be filled with.
    fn fade(&mut self, ends: Ends, width: f64, colour: &str) -> Option<String> {
        if ends == Ends::default() {
            return None;
        }
        let open = if ends.open { SIZES.open_px.min(width) } else { SIZES.fade_px(width) };
        self.fades = self.fades.wrapping_add(1);
        let id = self.fades.to_string();
        let opacity = |is_soft| if is_soft { 0.0 } else { 1.0 };
        self.put(
            "<linearGradient id='g^'><stop stop-color='^' stop-opacity='~'/><stop offset='~%' stop-color='^'/>\
             <stop offset='~%' stop-color='^'/><stop offset='1' stop-color='^' stop-opacity='~'/></linearGradient>",
            &[
                opacity(ends.fades_in),
                SIZES.fade_px(width) / width * 100.0,
                100.0 - open / width * 100.0,
                opacity(ends.fades_out || ends.open),
            ],
            &[&id, colour, colour, colour, colour],
        );
        Some(["url(#g", &id, ")"].concat())
    }

    fn cluster(&mut self, of: &Picture<'_>, (x, y): (f64, f64), count: u32, shares: &[(u16, u32)]) {
        let words = count.to_string();
        let width = 18.0 + 8.0 * words.len() as f64;
        self.put(
            "<rect x='~' y='~' width='~' height='24' rx='12' fill='#fff' stroke='#16181d' stroke-width='1.5'/>\
             <text x='~' y='~' text-anchor='middle' font-weight='600'>^</text>",
            &[x - width / 2.0, y - 12.0, width, x, y + 2.0],
            &[&words],
        );
        let mut start = x - 9.0;
        for &(kind, share) in shares {
            let kind = of.archive.facet(Facet::Kind).names.get(u32::from(kind));
            let width = 18.0 * f64::from(share) / f64::from(count.max(1));
            self.put(
                "<path d='M~ ~h~' stroke-width='3' stroke='^'/>",
                &[start, y + 6.5, width],
                &[look_of(of.style, kind).1],
            );
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
