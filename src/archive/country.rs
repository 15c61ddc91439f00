//! Countries: any accepted spelling → ISO 3166-1 alpha-2.

/// Per line: alpha-2, alpha-3, then English names with `|` between them. `EU`, `UN` and `XK` stand in
/// [ISO 3166-1](https://www.iso.org/iso-3166-country-codes.html) as exceptional or user-assigned codes.
const COUNTRIES: &str = include_str!("countries.txt");

/// The alpha-2 code of a country given as alpha-2, alpha-3 or English name in any case; anything else is
/// returned as given.
pub fn canonical(spelling: &str) -> String {
    let spelling = spelling.trim();
    code(spelling).map_or_else(|| spelling.to_owned(), str::to_owned)
}

/// The alpha-2 code of a country given in an accepted spelling.
pub fn code(spelling: &str) -> Option<&'static str> {
    COUNTRIES.lines().find_map(|line| {
        let (alpha_2, rest) = line.split_at_checked(2)?;
        let (alpha_3, names) = rest.split_at_checked(3)?;
        let same = |name: &str| name.eq_ignore_ascii_case(spelling);
        (same(alpha_2) || same(alpha_3) || names.split('|').any(|name| name == spelling || same(name)))
            .then_some(alpha_2)
    })
}

/// The first English name of an alpha-2 code: for where no browser can say it in the reader's language.
pub fn english_name(alpha_2: &str) -> Option<&'static str> {
    let line = COUNTRIES.lines().find(|line| line.get(..2) == Some(alpha_2))?;
    line.get(5..)?.split('|').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_accepted_spelling_is_one_country() {
        for (code, spellings) in [
            ("IR", ["IR", "ir", "IRN", "Iran", "iran", " Iran "]),
            ("RU", ["RU", "RUS", "rus", "Russia", "Russian Federation", "RUSSIA"]),
            ("TR", ["TR", "TUR", "Turkey", "Türkiye", "turkey", "tr"]),
            ("US", ["US", "USA", "United States", "united states of america", "U.S.", "usa"]),
            ("EU", ["EU", "eu", "European Union", "EUU", "european union", " EU"]),
            ("UN", ["UN", "un", "United Nations", "UNO", "united nations", "UN "]),
        ] {
            for spelling in spellings {
                assert_eq!(canonical(spelling), code, "{spelling}");
            }
        }
    }

    #[test]
    fn other_names_stay_as_given() {
        for name in ["Ruritania", "Dar\u{fc}", "X", "", "日本国"] {
            assert_eq!(canonical(name), name);
        }
    }

    #[test]
    fn the_table_is_sound() {
        let mut seen = std::collections::BTreeSet::new();
        for line in COUNTRIES.lines() {
            let spellings = [&line[..2], &line[2..5]].into_iter().chain(line[5..].split('|'));
            for spelling in spellings {
                assert!(!spelling.is_empty(), "{line}");
                assert_eq!(canonical(spelling), line[..2], "{spelling} is taken twice");
            }
            assert!(seen.insert(&line[..2]), "{line}");
            assert_eq!(english_name(&line[..2]), line[5..].split('|').next());
        }
        assert!(seen.len() >= 250);
    }
}
