//! Kinds of event: an open vocabulary of which twelve are built in.

/// The built-in kinds. Their order is that of the colours and shapes in `style/kinds.css`.
pub const BUILT_IN: [&str; 12] = [
    "talks",
    "ceasefire",
    "incident",
    "agreement",
    "statement",
    "operation",
    "conflict",
    "protest",
    "sanctions",
    "election",
    "humanitarian",
    "report",
];

/// How many looks there are for kinds that are not built in.
pub const SPARE_LOOKS: u64 = 6;

/// How many looks there are.
pub const LOOKS: usize = BUILT_IN.len() + SPARE_LOOKS as usize;

/// Which colour and shape a kind has: 0 to 11 are the built-in kinds, 12 to 17 are shared by all others, each
/// other kind always the same one, whatever the file.
pub fn look(kind: &str) -> u8 {
    let built_in = BUILT_IN.iter().position(|&name| name == kind);
    let look =
        built_in.unwrap_or_else(|| BUILT_IN.len().saturating_add((fnv1a(kind) % SPARE_LOOKS) as usize));
    u8::try_from(look).unwrap_or(u8::MAX)
}

/// The 64-bit FNV-1a hash (<http://www.isthe.com/chongo/tech/comp/fnv/>): short, and the same for ever.
pub fn fnv1a(text: &str) -> u64 {
    fnv1a_on(0xcbf2_9ce4_8422_2325, text)
}

/// Goes on with the hash of a text: gives that of the text with `text` after it.
pub fn fnv1a_on(hash: u64, text: &str) -> u64 {
    text.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_stable_look() {
        for (idx, kind) in BUILT_IN.iter().enumerate() {
            assert_eq!(usize::from(look(kind)), idx);
        }
        let others = ["summit", "airstrike", "перемирие", ""];
        assert!(others.iter().all(|kind| (12..18).contains(&look(kind)) && look(kind) == look(kind)));
        assert_ne!(look("summit"), look("airstrike"));
    }

    #[test]
    fn fnv1a_agrees_with_the_published_vectors() {
        assert_eq!(fnv1a(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(fnv1a_on(fnv1a("foo"), "bar"), fnv1a("foobar"));
    }
}
