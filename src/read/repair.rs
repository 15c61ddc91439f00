//! JSON that breaks off or breaks in the middle → the JSON of all records before the break.

/// The beginning of `bytes`, cut after the last whole element of a list before `end`, with what is open closed.
/// `None` if no list has a whole element there.
pub(super) fn before_break(bytes: &[u8], end: usize) -> Option<Vec<u8>> {
    let mut open: Vec<u8> = Vec::new();
    let mut in_text = false;
    let mut escaped = false;
    let mut cut: Option<(usize, Vec<u8>)> = None;
    for (at, &byte) in bytes.iter().enumerate().take(end) {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                if open.pop() != Some(byte) {
                    break;
                }
                if open.last() == Some(&b']') {
                    cut = Some((at.saturating_add(1), open.clone()));
                }
            }
            _ => {}
        }
    }
    let (at, open) = cut?;
    let mut whole = bytes.get(..at)?.to_vec();
    whole.extend(open.iter().rev());
    Some(whole)
}

/// The byte offset of a line and column as serde_json counts them: lines from 1, columns in bytes from 1.
pub(super) fn offset(bytes: &[u8], line: usize, column: usize) -> usize {
    let before: usize =
        bytes.split_inclusive(|&byte| byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    before.saturating_add(column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_records_before_the_break() {
        for (broken, whole) in [
            (r#"{"articles":[{"a":[{"x":1},{"y":"#, r#"{"articles":[{"a":[{"x":1}]}]}"#),
            (r#"{"articles":[{"a":1},{"b":"]}"#, r#"{"articles":[{"a":1}]}"#),
            (r#"[{"a":"\"]"},{"#, r#"[{"a":"\"]"}]"#),
            (r#"[{"a":1}]}"#, r#"[{"a":1}]"#),
        ] {
            let repaired = before_break(broken.as_bytes(), broken.len());
            assert_eq!(repaired.as_deref().map(String::from_utf8_lossy).as_deref(), Some(whole));
        }
        for broken in ["", "{", r#"{"title":"#, r#"{"articles":["#, "oops"] {
            assert_eq!(before_break(broken.as_bytes(), broken.len()), None);
        }
    }

    #[test]
    fn offsets_are_bytes() {
        assert_eq!(offset(b"ab\ncd", 1, 2), 2);
        assert_eq!(offset(b"ab\ncd", 2, 1), 4);
    }
}
