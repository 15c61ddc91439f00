//! What a reader could not use as it stood.

/// One doubt about one record. Texts are for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Which record: "article 3 “Iran urges …”, event 2".
    pub record: String,
    /// Which of its fields; empty if it is the record as a whole.
    pub field: &'static str,
    /// The offending text, cut to 120 characters.
    pub text: String,
    /// What is wrong and what was done: "is not a status; read as happened".
    pub action: String,
}

impl Issue {
    /// The issue in one line.
    pub fn line(&self) -> String {
        let mut line = self.record.clone() + ":";
        for part in [self.field, &self.quoted(), &self.action] {
            if !part.is_empty() {
                line.push(' ');
                line.push_str(part);
            }
        }
        line
    }

    /// The offending text in quotation marks; empty if there is none.
    pub fn quoted(&self) -> String {
        if self.text.is_empty() { String::new() } else { format!("“{}”", self.text) }
    }
}

/// All doubts about a file. The first [`Issues::LIMIT`] are kept in words, the others counted.
#[derive(Clone, Debug, Default)]
pub struct Issues {
    kept: Vec<Issue>,
    count: usize,
    skipped: usize,
}

impl Issues {
    /// How many issues are kept in words.
    pub const LIMIT: usize = 500;

    /// Notes an issue.
    pub fn push(&mut self, issue: impl FnOnce() -> Issue) {
        self.count = self.count.saturating_add(1);
        if self.kept.len() < Self::LIMIT {
            self.kept.push(issue());
        }
    }

    /// Notes an issue after so many of those that are kept.
    pub(super) fn insert(&mut self, at: usize, issue: Issue) {
        self.count = self.count.saturating_add(1);
        self.kept.insert(at.min(self.kept.len()), issue);
        self.kept.truncate(Self::LIMIT);
    }

    /// Notes that a record is not shown; its issue says why.
    pub fn skip(&mut self, issue: impl FnOnce() -> Issue) {
        self.skipped = self.skipped.saturating_add(1);
        self.push(issue);
    }

    /// How far the notes have come, for [`Issues::back_to`].
    pub(super) fn mark(&self) -> (usize, usize, usize) {
        (self.kept.len(), self.count, self.skipped)
    }

    /// Forgets what was noted since a mark.
    pub(super) fn back_to(&mut self, (kept, count, skipped): (usize, usize, usize)) {
        self.kept.truncate(kept);
        (self.count, self.skipped) = (count, skipped);
    }

    /// The issues that were kept in words, in the order of the file.
    pub fn kept(&self) -> &[Issue] {
        &self.kept
    }

    /// The issues that were kept in words, those of one field for one reason together, in the order of the first of each.
    pub fn groups(&self) -> Vec<Vec<&Issue>> {
        let mut groups: Vec<Vec<&Issue>> = Vec::new();
        for issue in &self.kept {
            let same = |group: &&mut Vec<&Issue>| {
                group.first().is_some_and(|first| first.field == issue.field && first.action == issue.action)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(issue),
                None => groups.push(vec![issue]),
            }
        }
        groups
    }

    /// How many issues there are in all.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many records are not shown because of one.
    pub fn skipped(&self) -> usize {
        self.skipped
    }
}

/// The first `limit` characters, with an ellipsis where something is cut.
pub(super) fn cut(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
