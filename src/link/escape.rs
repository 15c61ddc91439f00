//! Texts in a fragment: as they are, save for what a URL cannot hold or a link has a meaning for.

use crate::out::Out;

/// Writes a text. Everything that the [URL standard](https://url.spec.whatwg.org/#url-code-points) allows stays as it
/// is, letters of any script among it, except `&`, the characters in `also`, and a tilde after a colon, which would
/// begin a [text fragment](https://wicg.github.io/scroll-to-text-fragment/).
pub(super) fn escape(out: &mut Out, text: &str, also: &[char]) {
    for ch in text.chars() {
        let directive = ch == '~' && out.0.ends_with(':');
        if stays(ch) && !also.contains(&ch) && !directive {
            out.ch(ch);
            continue;
        }
        for byte in ch.encode_utf8(&mut [0; 4]).bytes() {
            out.ch('%');
            out.hex(byte);
        }
    }
}

fn stays(ch: char) -> bool {
    match ch {
        // Noncharacters are none of the standard's.
        '\u{fdd0}'..='\u{fdef}' => false,
        '\u{a0}'.. => u32::from(ch) & 0xfffe != 0xfffe,
        _ => ch.is_ascii_alphanumeric() || "!$'()*+,-./:;=?@_~".contains(ch),
    }
}

/// Reads a text. A `%` that escapes nothing stands for itself; what does not escape UTF-8 is read as it stands.
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
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
