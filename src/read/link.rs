//! Links: which are safe, what relative ones mean, and how one points at a passage.

use std::borrow::Cow;

use crate::archive::{Archive, Event};

/// The absolute form of a link, or `None` if it is not safe to follow: only `http` and `https` are.
///
/// Reads as browsers do: white space and control characters at the ends, tabs and line breaks anywhere are no part
/// of the link (<https://url.spec.whatwg.org/#concept-basic-url-parser>), so that `java\nscript:` is seen for what it
/// is. Relative links are resolved by [RFC 3986, 5.2](https://www.rfc-editor.org/rfc/rfc3986#section-5.2).
pub fn resolve<'l>(base: &str, link: &'l str) -> Option<Cow<'l, str>> {
    if link.is_empty() {
        return None;
    }
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://")).unwrap_or_default();
    if !rest.is_empty()
        && !rest.starts_with('/')
        && rest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    {
        // As nearly every link is.
        return Some(Cow::Borrowed(link));
    }
    let link: String = link.chars().filter(|ch| !matches!(ch, '\t' | '\n' | '\r')).collect();
    let link = link.trim_matches(|ch: char| ch <= ' ');
    if link.is_empty() || link.chars().any(char::is_control) {
        return None;
    }
    // Browsers read a backslash as a slash.
    let end = link.find(['?', '#']).unwrap_or(link.len());
    let (path, rest) = link.split_at(end);
    let link = format!("{}{rest}", path.replace('\\', "/"));
    if let Some((scheme, rest)) = scheme(&link) {
        let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
        let host = rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
        return (web && host).then_some(Cow::Owned(link));
    }
    against(base, &link).map(Cow::Owned)
}

/// A relative link, resolved.
fn against(base: &str, link: &str) -> Option<String> {
    let (scheme, rest) = scheme(base)?;
    let rest = rest.strip_prefix("//")?;
    let path_at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(path_at);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    if let Some(rest) = link.strip_prefix("//") {
        return (!rest.is_empty() && !rest.starts_with('/')).then(|| format!("{scheme}://{rest}"));
    }
    let (target, suffix) = link.split_at(link.find(['?', '#']).unwrap_or(link.len()));
    let merged = match target {
        "" => path.to_owned(),
        _ if target.starts_with('/') => target.to_owned(),
        _ => format!("{}/{target}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    Some(format!("{scheme}://{authority}{}{suffix}", without_dots(&merged)))
}

/// The scheme of an address and what follows its colon.
fn scheme(link: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = link.split_once(':')?;
    let mut chars = scheme.chars();
    let ok = chars.next()?.is_ascii_alphabetic()
        && chars.all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '+' | '-' | '.'));
    ok.then_some((scheme, rest))
}

/// A path without `.` and `..` (RFC 3986, 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        match segment {
            ".." => _ = kept.pop(),
            "." => {}
            _ => kept.push(segment),
        }
        if segments.peek().is_none() && matches!(segment, "." | "..") {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

/// The link to the first article of an event that has one, at the passage.
pub fn of_event(archive: &Archive, event: Event<'_>) -> Option<String> {
    event.reports().iter().find_map(|report| {
        let url = archive.text(archive.article(report.article)?.url);
        (!url.is_empty()).then(|| to_passage(url, archive.text(report.quote)))
    })
}

/// The link to a passage of a page: a browser that knows
/// [text fragments](https://wicg.github.io/scroll-to-text-fragment/) scrolls to it and marks it.
pub fn to_passage(url: &str, quote: &str) -> String {
    if url.is_empty() || quote.is_empty() {
        return url.to_owned();
    }
    let mut link =
        String::with_capacity(url.len().saturating_add(quote.len().saturating_mul(2)).saturating_add(9));
    link.push_str(url);
    link.push_str(if url.contains('#') { ":~:text=" } else { "#:~:text=" });
    for byte in quote.bytes() {
        // `-`, `,` and `&` have a meaning of their own in a text directive.
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~' | b'!' | b'*' | b'(' | b')') {
            link.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            link.push('%');
            for digit in [byte >> 4, byte & 15] {
                link.push(HEX.get(usize::from(digit)).map_or('0', |&digit| char::from(digit)));
            }
        }
    }
    link
}
