//! Texts in a fragment: as they are, save for what a URL cannot hold or a link has a meaning for.

/// Writes a text. Everything that the [URL standard](https://url.spec.whatwg.org/#url-code-points) allows stays as it
/// is, letters of any script among it, except `&`, the characters in `also`, and a tilde after a colon, which would
/// begin a [text fragment](https://wicg.github.io/scroll-to-text-fragment/).
pub(super) fn escape(out: &mut String, text: &str, also: &[char]) {
    for ch in text.chars() {
        let directive = ch == '~' && out.ends_with(':');
        if stays(ch) && !also.contains(&ch) && !directive {
            out.push(ch);
            continue;
        }
        for byte in ch.encode_utf8(&mut [0; 4]).bytes() {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
                out.push(digit.to_ascii_uppercase());
            }
        }
    }
}

fn stays(ch: char) -> bool {
    match ch {
        '!' | '$' | '\'' | '(' | ')' | '*' | '+' | ',' | '-' | '.' | '/' | ':' | ';' | '=' | '?' | '@'
        | '_' | '~' => true,
        // Noncharacters are none of the standard's.
        '\u{fdd0}'..='\u{fdef}' => false,
        '\u{a0}'.. => u32::from(ch) & 0xfffe != 0xfffe,
        _ => ch.is_ascii_alphanumeric(),
    }
}

/// Reads a text. A `%` that escapes nothing stands for itself, bytes that are no UTF-8 for the replacement character.
pub(super) fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digit = |at: usize| char::from(after.get(at).copied().unwrap_or_default()).to_digit(16);
        rest = after;
        let escaped = if byte == b'%' { digit(0).zip(digit(1)) } else { None };
        bytes.push(match escaped {
            Some((high, low)) => {
                rest = after.get(2..).unwrap_or_default();
                u8::try_from(high.wrapping_mul(16).wrapping_add(low)).unwrap_or_default()
            }
            None => byte,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
