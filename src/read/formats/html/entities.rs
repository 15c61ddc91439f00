//! Named characters of HTML 4 (<https://www.w3.org/TR/html401/sgml/entities.html>), and some of HTML 5 that text has.

use std::sync::LazyLock;

/// In each line a name and its character, in the order of the names' bytes.
const ENTITIES: &str = include_str!("entities.txt");

/// The same, to be looked up in.
static CHARACTERS: LazyLock<Vec<(&str, char)>> = LazyLock::new(|| {
    let pair =
        |line: &'static str| line.split_once(' ').and_then(|(name, ch)| Some((name, ch.chars().next()?)));
    ENTITIES.lines().filter_map(pair).collect()
});

/// What numbers from 128 to 159 mean, which no character has (<https://html.spec.whatwg.org/#numeric-character-reference-end-state>).
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Appends the character of an entity, by name or number; of one that is not known, what is written.
pub(super) fn entity(name: &str, out: &mut String) {
    match character(name) {
        Some(ch) => out.push(ch),
        None => {
            out.push('&');
            out.push_str(name);
            out.push(';');
        }
    }
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return match code.ok()? {
            code @ 128..160 => WINDOWS.chars().nth(usize::try_from(code.wrapping_sub(128)).ok()?),
            0 => None,
            code => char::from_u32(code),
        };
    }
    let at = CHARACTERS.binary_search_by_key(&name, |(known, _)| *known).ok()?;
    CHARACTERS.get(at).map(|(_, ch)| *ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_names_and_numbers() {
        for (name, ch) in [
            ("amp", '&'),
            ("lt", '<'),
            ("nbsp", '\u{a0}'),
            ("eacute", 'é'),
            ("yuml", 'ÿ'),
            ("hellip", '…'),
            ("rsquo", '’'),
            ("#8217", '’'),
            ("#x2019", '’'),
            ("#146", '’'),
            ("apos", '\''),
            ("scaron", 'š'),
            ("zwnj", '\u{200c}'),
            ("quot", '"'),
        ] {
            assert_eq!(character(name), Some(ch), "{name}");
        }
        for name in ["", "#", "#0", "#xd800", "T", "Amp", "#99999999"] {
            assert_eq!(character(name), None, "{name}");
        }
        assert!(CHARACTERS.is_sorted() && CHARACTERS.len() == ENTITIES.lines().count());
        for pair in ENTITIES.lines() {
            let (name, ch) = pair.split_once(' ').unwrap();
            assert_eq!((character(name), ch.chars().count()), (ch.chars().next(), 1), "{pair}");
        }
    }
}
