//! Which kind, or which country, do tags and categories speak of? The words are in `vocabulary.txt`.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::places;
use super::small::small;
use crate::read::item::Text;

const VOCABULARY: &str = include_str!("vocabulary.txt");

/// What a tag speaks of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Meaning {
    pub(super) kind: Option<&'static str>,
    pub(super) country: Option<&'static str>,
}

/// What tags mean; each is looked up once.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// Per phrase the kind, by the phrase's first word, in the order of the file.
    phrases: FxHashMap<&'static str, Vec<(usize, &'static str, &'static str)>>,
    known: FxHashMap<String, Meaning>,
    places: FxHashMap<String, Option<&'static str>>,
}

impl Vocabulary {
    /// The kind that a text speaks of.
    pub(super) fn kind(&mut self, tag: &str) -> Option<&'static str> {
        self.meaning(tag).kind
    }

    /// A kind that the file states: one of ours if the vocabulary has it, else as it stands.
    pub(super) fn stated<'v>(&mut self, kind: Text<'v>) -> Text<'v> {
        let same = kind.len() < 40 && kind.bytes().all(|byte| byte.is_ascii_lowercase());
        if same && crate::archive::kind::BUILT_IN.contains(&&*kind) {
            return kind;
        }
        self.kind(&kind).map_or(kind, Cow::Borrowed)
    }

    /// The country that a text names.
    pub(super) fn country(&mut self, tag: &str) -> Option<&'static str> {
        self.meaning(tag).country
    }

    /// The country that `find` finds for a name or a code; each is looked up once.
    pub(super) fn place(
        &mut self,
        name: &str,
        find: fn(&str) -> Option<&'static str>,
    ) -> Option<&'static str> {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = find(name);
        if name.len() <= 200 && self.places.len() < 50_000 {
            self.places.insert(name.to_owned(), place);
        }
        place
    }

    /// The kind and the country of which a tag speaks.
    pub(super) fn meaning(&mut self, tag: &str) -> Meaning {
        if tag.is_empty() {
            return Meaning::default();
        }
        if let Some(meaning) = self.known.get(tag) {
            return *meaning;
        }
        let tag_is_short = tag.len() <= 200;
        let meaning = if tag_is_short { self.look_up(tag) } else { Meaning::default() };
        // What is not repeated is not worth its memory.
        if tag_is_short && self.known.len() < 50_000 {
            self.known.insert(tag.to_owned(), meaning);
        }
        meaning
    }

    fn look_up(&mut self, tag: &str) -> Meaning {
        if self.phrases.is_empty() {
            let lines = VOCABULARY.lines().filter(|line| !line.starts_with('#'));
            let lines = lines.filter_map(|line| line.split_once(": ")).enumerate();
            for (rank, (kind, phrases)) in lines {
                for phrase in phrases.split(", ") {
                    let first = words(phrase).next().unwrap_or_default();
                    self.phrases.entry(first).or_default().push((rank, phrase, kind));
                }
            }
        }
        let tag = tag.trim();
        let lower = small(tag);
        let all: Vec<&str> = words(&lower).collect();
        let mut best: Option<(usize, &'static str)> = None;
        for (at, word) in all.iter().enumerate() {
            for (rank, phrase, kind) in self.phrases.get(word).into_iter().flatten() {
                let is_here = words(phrase).eq(all.iter().copied().skip(at).take(words(phrase).count()));
                if is_here && best.is_none_or(|(best, _)| *rank < best) {
                    best = Some((*rank, kind));
                }
            }
        }
        // Two letters are as often a word.
        let country = if tag.len() > 3 { places::country(tag) } else { None };
        Meaning { kind: best.map(|(_, kind)| kind), country }
    }
}

/// The words of a text: scripts without spaces are one.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |ch: char| ch.is_alphanumeric() || matches!(ch, '\'' | '’' | '\u{200c}');
    text.split(move |ch: char| !is_part(ch)).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_several_languages_are_kinds() {
        let mut vocabulary = Vocabulary::default();
        for (tag, kind) in [
            ("ceasefire", Some("ceasefire")),
            ("Ceasefire violations", Some("ceasefire")),
            ("Cease-Fire", Some("ceasefire")),
            ("truce", Some("ceasefire")),
            ("Peace talks", Some("talks")),
            ("summit", Some("talks")),
            ("airstrike", Some("incident")),
            ("Air strikes", Some("incident")),
            ("Explosions/Remote violence", Some("incident")),
            ("Waffenruhe", Some("ceasefire")),
            ("Pourparlers de paix", Some("talks")),
            ("alto el fuego", Some("ceasefire")),
            ("переговоры", Some("talks")),
            ("هدنة", Some("ceasefire")),
            ("ateşkes", Some("ceasefire")),
            ("停火", Some("ceasefire")),
            ("football", None),
            ("warehouse", None),
            ("", None),
        ] {
            assert_eq!(vocabulary.kind(tag), kind, "{tag}");
        }
        assert_eq!(vocabulary.stated("Delegations".into()), "Delegations");
        assert_eq!(vocabulary.stated("Truces".into()), "ceasefire");
        assert_eq!(
            (vocabulary.country("Syria"), vocabulary.country("Chad"), vocabulary.country("it")),
            (Some("SY"), Some("TD"), None)
        );
    }

    #[test]
    fn the_vocabulary_is_sound() {
        for line in VOCABULARY.lines().filter(|line| !line.starts_with('#')) {
            let (kind, phrases) = line.split_once(": ").unwrap();
            assert!(crate::archive::kind::BUILT_IN.contains(&kind), "{line}");
            for phrase in phrases.split(", ") {
                assert_eq!(phrase.trim(), phrase);
                assert_eq!(small(phrase), phrase);
                assert!(words(phrase).next().is_some(), "{line}");
            }
        }
    }
}
