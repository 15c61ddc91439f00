//! Texts under construction, piece by piece: each way of adding one exists once, since the standard library's are compiled anew wherever they
//! are called.

/// A text that grows.
#[derive(Default)]
pub(crate) struct Out(pub(crate) String);

impl Out {
    /// Adds pieces.
    #[inline(never)]
    pub(crate) fn add(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.0.push_str(piece);
        }
    }

    /// Adds a character.
    #[inline(never)]
    pub(crate) fn ch(&mut self, ch: char) {
        self.0.push(ch);
    }

    /// Adds a number with at least so many digits.
    #[inline(never)]
    pub(crate) fn number(&mut self, number: u32, least: usize) {
        let number = number.to_string();
        for _ in number.len()..least {
            self.ch('0');
        }
        self.add(&[&number]);
    }

    /// Adds two hexadecimal digits.
    pub(crate) fn hex(&mut self, byte: u8) {
        for digit in [byte >> 4, byte & 15] {
            let digit = char::from_digit(u32::from(digit), 16).unwrap_or('0');
            self.ch(digit.to_ascii_uppercase());
        }
    }

    /// Adds a piece, after a separator unless it is the first.
    pub(crate) fn join(&mut self, separator: &str, piece: &str) {
        let separator = if self.0.is_empty() { "" } else { separator };
        self.add(&[separator, piece]);
    }
}
