//! Codes of events in CAMEO (<http://eventdata.parusanalytics.com/data.dir/cameo.html>): what they mean, and which of our kinds they are.

/// Per line a code, or the beginning of codes, a title and a kind; of two that fit the longer one counts. Codes keep their leading zeros.
const CODES: &str = include_str!("cameo.txt");

fn codes() -> impl Iterator<Item = [&'static str; 3]> {
    CODES.lines().filter_map(|line| {
        let (code, rest) = line.split_once('|')?;
        let (title, kind) = rest.split_once('|')?;
        Some([code, title, kind])
    })
}

fn entry(code: &str) -> (&'static str, &'static str) {
    let best = codes().filter(|[known, ..]| code.starts_with(known)).max_by_key(|[known, ..]| known.len());
    best.map_or(("Event", ""), |[_, title, kind]| (title, kind))
}

/// What a code means, in a few words.
pub(super) fn title(code: &str) -> &'static str {
    entry(code).0
}

/// Which kind a code is; empty if it is unknown.
pub(super) fn kind(code: &str) -> &'static str {
    entry(code).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kinds() {
        for (code, wanted) in [
            ("040", "talks"),
            ("046", "talks"),
            ("036", "talks"),
            ("057", "agreement"),
            ("0871", "ceasefire"),
            ("107", "ceasefire"),
            ("1211", "ceasefire"),
            ("196", "ceasefire"),
            ("141", "protest"),
            ("1831", "incident"),
            ("194", "conflict"),
            ("085", "sanctions"),
            ("163", "sanctions"),
            ("", ""),
            ("99", ""),
            ("871", ""),
        ] {
            assert_eq!(kind(code), wanted, "{code}");
        }
        assert_eq!((title("0871"), title("x")), ("Truce, ceasefire", "Event"));
        assert!(codes().all(|[_, _, kind]| crate::archive::kind::BUILT_IN.contains(&kind)));
        assert_eq!(codes().count(), CODES.lines().count());
    }
}
