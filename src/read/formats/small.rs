//! Small letters of the scripts that the vocabulary has, without the tables of all others.

/// A text in small letters: Latin, Greek and Cyrillic; other scripts stay as they are.
pub(super) fn small(text: &str) -> String {
    text.chars().map(letter).collect()
}

/// A letter as a small one.
pub(super) fn letter(ch: char) -> char {
    let code = u32::from(ch);
    let small = match ch {
        'İ' => return 'i',
        'Ÿ' => return 'ÿ',
        '×' | '\u{3a2}' => code,
        'À'..='Þ' | 'Α'..='Ϋ' | 'А'..='Я' => code.wrapping_add(32),
        'Ѐ'..='Џ' => code.wrapping_add(80),
        // Capitals and small letters take turns.
        'Ĺ'..='ň' | 'Ź'..='ž' => code.wrapping_add(code & 1),
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' if ch != 'ı' => code | 1,
        _ => return ch.to_ascii_lowercase(),
    };
    char::from_u32(small).unwrap_or(ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_standard_library() {
        for ch in ('\0'..'\u{180}').chain('Α'..='ω').chain('Ѐ'..='џ') {
            let wanted = ch.to_lowercase().next();
            assert_eq!(Some(letter(ch)), wanted, "{ch}");
        }
        assert_eq!(small("ŞİDDET Перемирие ÉLECTION هدنة"), "şiddet перемирие élection هدنة");
    }
}
