//! Named characters of HTML 4 (<https://www.w3.org/TR/html401/sgml/entities.html>), and some of HTML 5 that text has.

/// Those from U+00A0 to U+00FF, in order.
const LATIN_1: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
    micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring \
    AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml \
    times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil \
    egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash \
    ugrave uacute ucirc uuml yacute thorn yuml";

/// The others, each with its character.
const OTHERS: &str = "Alpha Α|Beta Β|Chi Χ|Dagger ‡|Delta Δ|Epsilon Ε|Eta Η|Gamma Γ|Iota Ι|Kappa Κ|Lambda Λ|Mu Μ|Nu Ν|OElig Œ|Omega Ω|\
    Omicron Ο|Phi Φ|Pi Π|Prime ″|Psi Ψ|Rho Ρ|Scaron Š|Sigma Σ|Tau Τ|Theta Θ|Upsilon Υ|Xi Ξ|Yuml Ÿ|Zeta Ζ|alefsym ℵ|\
    alpha α|amp &|and ∧|ang ∠|asymp ≈|bdquo „|beta β|bull •|cap ∩|chi χ|circ ˆ|clubs ♣|cong ≅|crarr ↵|cup ∪|dArr ⇓|\
    dagger †|darr ↓|delta δ|diams ♦|empty ∅|epsilon ε|equiv ≡|eta η|euro €|exist ∃|fnof ƒ|forall ∀|frasl ⁄|gamma γ|\
    ge ≥|gt >|hArr ⇔|harr ↔|hearts ♥|hellip …|image ℑ|infin ∞|int ∫|iota ι|isin ∈|kappa κ|lArr ⇐|lambda λ|lang 〈|\
    larr ←|lceil ⌈|ldquo “|le ≤|lfloor ⌊|lowast ∗|loz ◊|lrm \u{200e}|lsaquo ‹|lsquo ‘|lt <|mdash —|minus −|mu μ|\
    nabla ∇|ndash –|ne ≠|ni ∋|notin ∉|nsub ⊄|nu ν|oelig œ|oline ‾|omega ω|omicron ο|oplus ⊕|or ∨|otimes ⊗|part ∂|\
    permil ‰|perp ⊥|phi φ|pi π|piv ϖ|prime ′|prod ∏|prop ∝|psi ψ|quot \u{22}|rArr ⇒|radic √|rang 〉|rarr →|rceil ⌉|\
    rdquo ”|real ℜ|rfloor ⌋|rho ρ|rlm \u{200f}|rsaquo ›|rsquo ’|sbquo ‚|scaron š|sdot ⋅|sigma σ|sigmaf ς|sim ∼|\
    spades ♠|sub ⊂|sube ⊆|sum ∑|sup ⊃|supe ⊇|tau τ|there4 ∴|theta θ|thetasym ϑ|tilde ˜|trade ™|uArr ⇑|uarr ↑|upsih ϒ|\
    upsilon υ|weierp ℘|xi ξ|zeta ζ|zwj \u{200d}|zwnj \u{200c}|apos '|lsqb [|rsqb ]|lpar (|rpar )|comma ,|period .|\
    colon :|semi ;|excl !|quest ?|num #|percnt %|dollar $|ast *|plus +|sol /|bsol \u{5c}|lowbar _|commat @|equals =|\
    hyphen ‐|dash ‐|horbar ―|check ✓|star ☆|starf ★|ccaron č|Ccaron Č|zcaron ž|Zcaron Ž|cacute ć|sacute ś|lstrok ł|\
    Lstrok Ł|eogon ę|aogon ą|gbreve ğ|scedil ş|inodot ı|Idot İ|ecaron ě|rcaron ř|uring ů";

/// What numbers from 128 to 159 mean, which no character has (<https://html.spec.whatwg.org/#numeric-character-reference-end-state>).
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// Appends the character of an entity, by name or number; of one that is not known, what is written.
pub(in crate::read::formats) fn entity(name: &str, out: &mut String) {
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
    if let Some(at) = LATIN_1.split(' ').position(|known| known == name) {
        return char::from_u32(u32::try_from(at).ok()?.wrapping_add(0xa0));
    }
    if matches!(name, "ensp" | "emsp" | "thinsp" | "NewLine" | "Tab") {
        return Some(' ');
    }
    let mut pairs = OTHERS.split('|').filter_map(|pair| pair.split_once(' '));
    pairs.find(|(known, _)| *known == name).and_then(|(_, ch)| ch.chars().next())
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
        assert_eq!(LATIN_1.split(' ').count(), 96);
        assert!(
            OTHERS.split('|').all(|pair| pair.split_once(' ').is_some_and(|(_, ch)| ch.chars().count() == 1))
        );
    }
}
