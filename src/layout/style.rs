//! How large things are, in CSS pixels. The style sheet says the same numbers.

use super::Ends;

/// Sizes that the layout reckons with.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Diameter of a point's symbol.
    pub symbol_px: f64,
    /// Width kept free for a point: what a finger or a mouse can hit (WCAG 2.2, 2.5.8 asks for 24).
    pub target_px: f64,
    /// Height of a row.
    pub row_px: f64,
    /// Widest pill of a cluster.
    pub pill_px: f64,
    /// Widest label.
    pub label_max_px: f64,
    /// A label with less room than this is left out.
    pub label_min_px: f64,
    /// Widest second line under a label.
    pub detail_max_px: f64,
    /// Without so much room there is no second line.
    pub detail_min_px: f64,
    /// A bar with at least this much room inside carries its label even if shortened.
    pub label_inside_px: f64,
    /// Between a mark and its label.
    pub label_gap_px: f64,
    /// What a bar's symbol takes from a label inside, and its other end.
    pub bar_lead_px: f64,
    /// See `bar_lead_px`.
    pub bar_tail_px: f64,
    /// Over how much a bar fades at most, where its start or end is not known to the day; [`Style::fade_px`].
    pub fade_max_px: f64,
    /// Over how much the bar fades of what is still going on.
    pub open_px: f64,
    /// Free after a bar or a label, before the next mark of the row.
    pub gap_px: f64,
    /// Above the first and below the last row of a lane, each.
    pub lane_pad_px: f64,
    /// Least height of a lane: its two-line heading.
    pub lane_min_px: f64,
    /// Most rows that bars may take in a lane.
    pub bar_rows: u16,
}

impl Default for Style {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Style {
    /// The sizes of the widget.
    pub const DEFAULT: Style = Self {
        symbol_px: 14.0,
        target_px: 24.0,
        row_px: 24.0,
        pill_px: 42.0,
        label_max_px: 200.0,
        label_min_px: 40.0,
        detail_max_px: 240.0,
        detail_min_px: 130.0,
        label_inside_px: 96.0,
        label_gap_px: 6.0,
        bar_lead_px: 17.0,
        bar_tail_px: 9.0,
        fade_max_px: 60.0,
        open_px: 40.0,
        gap_px: 4.0,
        lane_pad_px: 10.0,
        lane_min_px: 52.0,
        bar_rows: 12,
    };

    /// Over how much a bar of a width fades, where its start or end is not known to the day.
    #[must_use]
    pub fn fade_px(&self, width_px: f64) -> f64 {
        (width_px * 0.34).min(self.fade_max_px)
    }

    /// What the two ends of a bar of a width take from a label inside.
    #[must_use]
    pub fn ends_px(&self, width_px: f64, ends: Ends) -> (f64, f64) {
        let fade_px = |fades: bool| if fades { self.fade_px(width_px) } else { 0.0 };
        let open_px = if ends.open { self.open_px } else { 0.0 };
        (
            self.bar_lead_px.max(fade_px(ends.fades_in)),
            self.bar_tail_px.max(fade_px(ends.fades_out)).max(open_px),
        )
    }

    /// How far a mark with its label reaches beyond its anchor or its end.
    pub(crate) fn reach_px(&self) -> f64 {
        self.target_px + self.label_gap_px + self.label_max_px + self.gap_px
    }
}
