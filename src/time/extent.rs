//! From when to when?
//!
//! Must not know calendars or pixels.

/// A half-open stretch of time: `start_ms` belongs to it, `end_ms` no longer does. Made by [`Extent::new`] it
/// never ends before it starts.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Default)]
pub struct Extent {
    /// The first millisecond.
    pub start_ms: i64,
    /// The first millisecond after it.
    pub end_ms: i64,
}

impl Extent {
    /// The extent between two times, whichever comes first.
    pub fn new(a_ms: i64, b_ms: i64) -> Extent {
        Extent { start_ms: a_ms.min(b_ms), end_ms: a_ms.max(b_ms) }
    }

    /// How long it is.
    pub fn duration_ms(&self) -> i64 {
        self.end_ms.saturating_sub(self.start_ms).max(0)
    }

    /// Half way, rounded down.
    pub fn middle_ms(&self) -> i64 {
        // The floor of the mean without the sum, which might overflow (Hacker's Delight, 2-5).
        (self.start_ms & self.end_ms) + ((self.start_ms ^ self.end_ms) >> 1)
    }

    /// Whether it holds no time at all.
    pub fn is_empty(&self) -> bool {
        self.end_ms <= self.start_ms
    }

    /// Whether the time lies in it.
    pub fn contains(&self, ms: i64) -> bool {
        self.start_ms <= ms && ms < self.end_ms
    }

    /// Whether the two share a time. An empty extent stands for its instant: it intersects what contains it.
    pub fn intersects(&self, other: &Extent) -> bool {
        match (self.is_empty(), other.is_empty()) {
            (false, false) => self.start_ms < other.end_ms && other.start_ms < self.end_ms,
            (true, false) => other.contains(self.start_ms),
            (false, true) => self.contains(other.start_ms),
            (true, true) => self.start_ms == other.start_ms,
        }
    }

    /// The smallest extent around both.
    pub fn union(&self, other: &Extent) -> Extent {
        Extent { start_ms: self.start_ms.min(other.start_ms), end_ms: self.end_ms.max(other.end_ms) }
    }

    /// The part that lies inside `bounds`; empty, at the nearer edge, where there is none.
    pub fn clamp(&self, bounds: &Extent) -> Extent {
        let end = bounds.end_ms.max(bounds.start_ms);
        Extent::new(self.start_ms.clamp(bounds.start_ms, end), self.end_ms.clamp(bounds.start_ms, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_smallest_worlds_agree_with_counting() {
        let all = || (0..6_i64).flat_map(|a| (a..6).map(move |b| Extent::new(a, b)));
        for a in all() {
            assert_eq!(a, Extent::new(a.end_ms, a.start_ms));
            assert_eq!(a.duration_ms(), (0..6).filter(|t| a.contains(*t)).count() as i64);
            assert_eq!(a.middle_ms(), (a.start_ms + a.end_ms).div_euclid(2));
            for b in all() {
                let instants =
                    |e: Extent| if e.is_empty() { e.start_ms..e.start_ms + 1 } else { e.start_ms..e.end_ms };
                let shared = instants(a).any(|t| instants(b).contains(&t));
                assert_eq!(a.intersects(&b), shared, "{a:?} {b:?}");
                assert_eq!(a.union(&b), b.union(&a));
                let part = a.clamp(&b);
                for t in 0..6 {
                    assert_eq!(part.contains(t), a.contains(t) && b.contains(t), "{a:?} {b:?}");
                    assert!(!a.contains(t) || a.union(&b).contains(t));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_overflows(a: i64, b: i64) {
            let e = Extent::new(a, b);
            prop_assert!(e.start_ms <= e.middle_ms() && e.middle_ms() <= e.end_ms);
            prop_assert!(e.duration_ms() >= 0);
        }
    }
}
