//! Which events speak of the words that a reader types?
//!
//! An event is found by its title, its place, the passages that report it, its actors' names and its articles' headlines.
//! Every word must be the beginning of one of theirs, whichever text that stands in.
//!
//! Each distinct word is kept once, and each text as a list of numbers of words. A search looks at all distinct words,
//! of which there are few, and then whether an event has one of those that match: two passes through memory from
//! front to back, of which the second grows shorter with each further word.

use fixedbitset::FixedBitSet;

use super::fold::{Decompose, each_word, find, strip};
use crate::archive::{Archive, Facet, Lists, Names};

/// The words of an archive. It is filled in steps: see [`Index::extend`].
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// To number words while there are new ones; afterwards they stand in `words` alone.
    names: Names,
    /// All distinct words in the order of their numbers, a line feed behind each.
    words: String,
    /// Per text the numbers of its words, each once: events, then actors, then articles.
    texts: Lists,
    complete: bool,
}

impl Index {
    /// Takes in at most so many more texts of the archive; false once there are no more. It must always be the same
    /// archive.
    pub fn extend(&mut self, archive: &Archive, at_most: usize, decompose: Decompose<'_>) -> bool {
        if self.complete {
            return false;
        }
        let first = self.texts.len();
        let last = count(archive).min(first.saturating_add(at_most));
        let mut lines = String::new();
        for text in first..last {
            add_text(archive, text, &mut lines);
            lines.push('\n');
        }
        let (mut folded, mut numbers) = (String::new(), Vec::new());
        for line in decompose(&lines).split_terminator('\n') {
            folded.clear();
            strip(line, &mut folded);
            numbers.clear();
            each_word(&folded, &mut |_, word| {
                let number = self.names.intern(word);
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            });
            self.texts.push(numbers.iter().copied());
        }
        self.complete = last == count(archive);
        if self.complete {
            self.texts.shrink();
            for word in std::mem::take(&mut self.names).iter() {
                self.words.push_str(word);
                self.words.push('\n');
            }
        }
        !self.complete
    }

    /// The events that match every word, which are folded; all if there is none. What is not taken in yet does not match.
    /// Linear in the events and the words that they have, per word.
    pub fn search(&self, archive: &Archive, wanted: &[String]) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(archive.len());
        found.insert_range(..);
        for wanted in wanted {
            found = self.narrow(archive, &found, wanted);
        }
        found
    }

    /// Those of some events that match a word.
    fn narrow(&self, archive: &Archive, among: &FixedBitSet, wanted: &str) -> FixedBitSet {
        let mut found = FixedBitSet::with_capacity(archive.len());
        // Per word, and then per actor or article: is it a hit.
        let hits: Vec<bool> =
            self.words.split_terminator('\n').map(|word| find(word, wanted, 0).is_some()).collect();
        if !hits.contains(&true) {
            return found;
        }
        let is_among = |hits: &[bool], number: u32| hits.get(number as usize).copied().unwrap_or_default();
        let is_hit = |text: usize| self.texts.get(text).iter().any(|&word| is_among(&hits, word));
        let (first_actor, first_article) = starts(archive);
        let actors: Vec<bool> = (first_actor..first_article).map(is_hit).collect();
        let articles: Vec<bool> = (first_article..count(archive)).map(is_hit).collect();
        let values = &archive.facet(Facet::Actor).values;
        for event in among.ones() {
            let matches = is_hit(event)
                || values.get(event).iter().any(|&actor| is_among(&actors, actor))
                || (u32::try_from(event).is_ok_and(|event| {
                    archive.reports(event).iter().any(|report| is_among(&articles, report.article))
                }));
            found.set(event, matches);
        }
        found
    }
}

/// The numbers of the first actor and of the first article among the texts.
fn starts(archive: &Archive) -> (usize, usize) {
    let events = archive.len();
    (events, events.saturating_add(archive.facet(Facet::Actor).names.len()))
}

/// How many texts there are.
fn count(archive: &Archive) -> usize {
    starts(archive).1.saturating_add(archive.articles().len())
}

/// Appends what one text says, on one line.
fn add_text(archive: &Archive, text: usize, line: &mut String) {
    let mut add = |part: &str| {
        // A line feed would make two texts of one.
        line.extend(part.chars().map(|ch| if ch == '\n' { ' ' } else { ch }));
        line.push(' ');
    };
    let (first_actor, first_article) = starts(archive);
    let number = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    if let Some(article) = text.checked_sub(first_article) {
        archive.article(number(article)).into_iter().for_each(|article| add(archive.text(article.headline)));
    } else if let Some(actor) = text.checked_sub(first_actor) {
        add(archive.facet(Facet::Actor).names.get(number(actor)));
    } else if let Some(event) = archive.event(number(text)) {
        add(event.title());
        add(event.place());
        for report in event.reports() {
            add(archive.text(report.quote));
        }
    }
}
