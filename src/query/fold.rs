//! When are two spellings the same word? Letters without case and diacritics, and where words begin and end.
//!
//! Must not carry tables of all scripts: who calls brings a function that takes letters apart (Unicode's NFKD) and makes
//! them lower case; the browser has one.

/// Takes a text's letters apart and makes them lower case: `É` becomes `e` and an accent. Line feeds stay what they
/// are, so that many texts can be given at once.
pub type Decompose<'a> = &'a dyn Fn(&str) -> String;

/// A text as it is compared: lower case, without diacritics.
pub fn fold(text: &str, decompose: Decompose<'_>) -> String {
    let mut folded = String::with_capacity(text.len());
    strip(&decompose(text), &mut folded);
    folded
}

/// Appends a decomposed text without its diacritics, and letters that Unicode does not take apart as readers type them.
pub(super) fn strip(decomposed: &str, into: &mut String) {
    for ch in decomposed.chars() {
        match ch {
            // Latin, Greek and Cyrillic accents; Hebrew points; Arabic vowel signs and the stretching of letters.
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {
            }
            'ß' => into.push_str("ss"),
            'æ' => into.push_str("ae"),
            'œ' => into.push_str("oe"),
            'ø' => into.push('o'),
            'đ' | 'ð' => into.push('d'),
            'ł' => into.push('l'),
            'ı' => into.push('i'),
            'ς' => into.push('σ'),
            _ => into.push(ch),
        }
    }
}

/// What a letter is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It separates words.
    Between,
    /// It belongs to a word that stands between spaces.
    Spaced,
    /// It belongs to a run of words that are written without spaces.
    Unspaced,
}

fn class(ch: char) -> Class {
    match ch {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => Class::Spaced,
        '\0'..='\u{bf}' | '×' | '÷' => Class::Between,
        // Hebrew, Arabic and Indic punctuation.
        '\u{5be}' | '\u{5f3}' | '\u{5f4}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{6d4}' | '\u{964}'
        | '\u{965}' => Class::Between,
        // Thai and Lao; Burmese; Khmer.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Class::Unspaced,
        // Punctuation, currencies, arrows, signs; punctuation of East Asia, and its full-width forms.
        '\u{2000}'..='\u{206f}'
        | '\u{20a0}'..='\u{20cf}'
        | '\u{2190}'..='\u{2bff}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{30fb}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}' => Class::Between,
        // Han and Kana.
        '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Unspaced,
        _ => Class::Spaced,
    }
}

/// Calls `found` with each word of a folded text and its position in bytes. Where a script has no spaces, a whole run
/// of it is a word.
pub(super) fn each_word<'a>(folded: &'a str, found: &mut dyn FnMut(usize, &'a str)) {
    let (mut start, mut before) = (0, Class::Between);
    for (at, ch) in folded.char_indices().chain([(folded.len(), ' ')]) {
        let class = class(ch);
        if class != before {
            if before != Class::Between {
                found(start, folded.get(start..at).unwrap_or_default());
            }
            (start, before) = (at, class);
        }
    }
}

/// The words of a text, folded.
pub fn words(text: &str, decompose: Decompose<'_>) -> Vec<String> {
    let mut words = Vec::new();
    each_word(&fold(text, decompose), &mut |_, word| words.push(word.to_owned()));
    words
}

/// Where a wanted word is found in a word, in bytes from `from` on: at its beginning or, where the script has no
/// spaces, anywhere.
pub(super) fn find(word: &str, wanted: &str, from: usize) -> Option<usize> {
    let unspaced = wanted.chars().next().is_some_and(|first| class(first) == Class::Unspaced);
    if !unspaced {
        return (from == 0 && word.starts_with(wanted)).then_some(0);
    }
    // `str::find` is made for longer texts, and weighs more.
    let windows = word.as_bytes().get(from..)?.windows(wanted.len());
    windows.into_iter().position(|window| window == wanted.as_bytes()).and_then(|at| at.checked_add(from))
}

/// A text cut into pieces, and for each whether it matches a wanted word. The pieces together are the text.
pub fn highlight<'a>(text: &'a str, wanted: &[String], decompose: Decompose<'_>) -> Vec<(&'a str, bool)> {
    // Letter by letter, to know which letters a match is made of; in one call, since calls into the browser are slow.
    let mut lines = String::with_capacity(text.len().saturating_mul(2));
    for ch in text.chars() {
        lines.push(ch);
        lines.push('\n');
    }
    let decomposed = decompose(&lines);
    let mut folded = String::with_capacity(text.len());
    // Per letter of the text, where it ends in the folded text.
    let mut ends = Vec::with_capacity(text.len());
    for letter in decomposed.split_terminator('\n') {
        strip(letter, &mut folded);
        ends.push(folded.len());
    }
    let mut hits: Vec<(usize, usize)> = Vec::new();
    each_word(&folded, &mut |start, word| {
        for wanted in wanted {
            let mut from = 0;
            while let Some(at) = find(word, wanted, from) {
                let end = at.saturating_add(wanted.len());
                hits.push((start.saturating_add(at), start.saturating_add(end)));
                from = end;
            }
        }
    });
    let mut pieces = Vec::new();
    let (mut start, mut marked, mut before) = (0, false, 0);
    for ((at, _), end) in text.char_indices().zip(ends) {
        // An accent of its own leaves nothing: it goes with its letter.
        let is_hit = if end == before {
            marked
        } else {
            hits.iter().any(|&(hit_start, hit_end)| hit_start < end && before < hit_end)
        };
        if is_hit != marked {
            pieces.push((text.get(start..at).unwrap_or_default(), marked));
            (start, marked) = (at, is_hit);
        }
        before = end;
    }
    pieces.push((text.get(start..).unwrap_or_default(), marked));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}
