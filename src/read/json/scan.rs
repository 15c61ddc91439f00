//! What stands at the start of some bytes: plain text, a number, hexadecimal digits.

/// How many bytes stand before the first quote, backslash or control character. Looks at eight bytes at once
/// (<https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>).
pub(super) fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    let zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut at = 0_usize;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let quote = zero(word ^ (ONES * b'"' as u64));
        let backslash = zero(word ^ (ONES * b'\\' as u64));
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        // Of the bytes so found the first one is right: a borrow only reaches upward.
        let found = (quote | backslash | control) & TOPS;
        if found != 0 {
            return at.saturating_add((found.trailing_zeros() / 8) as usize);
        }
        at = at.saturating_add(8);
    }
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    at.saturating_add(rest.iter().position(special).unwrap_or(rest.len()))
}

/// The number that a text is by [RFC 8259](https://www.rfc-editor.org/rfc/rfc8259#section-6), without the zeros at the
/// end of its fraction.
pub(super) fn number(text: &str) -> Option<&str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let whole = digits(unsigned);
    if whole == 0 || (whole > 1 && unsigned.starts_with('0')) {
        return None;
    }
    let mut rest = unsigned.get(whole..)?;
    let mut short = text;
    if let Some(fraction) = rest.strip_prefix('.') {
        let count = digits(fraction);
        rest = fraction.get(count..)?;
        if count == 0 {
            return None;
        }
        if rest.is_empty() {
            short = text.trim_end_matches('0').trim_end_matches('.');
        }
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let count = digits(exponent);
        rest = exponent.get(count..).filter(|_| count > 0)?;
    }
    rest.is_empty().then_some(short)
}

/// The number that the first four bytes write in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> Option<u32> {
    bytes.get(..4)?.iter().try_fold(0, |number, byte| Some(number << 4 | char::from(*byte).to_digit(16)?))
}
