//! The marks of one lane as elements: kept while their marks are, used again for others, put in order at rest.

use web_sys::Element;

use super::list::{focused_in, give_back};
use super::mark::{Placed, complete, is_of_one_make, make, says_the_same, update};
use crate::layout::MarkKey;
use crate::sort::sorted_positions;
use crate::state::Session;

/// The elements of a lane's marks.
pub(super) struct Layer {
    parent: Element,
    /// By key.
    shown: Vec<Shown>,
}

struct Shown {
    placed: Placed,
    node: Element,
    /// Whether it has its label and its name.
    is_complete: bool,
}

impl Shown {
    /// Shows another mark, or the same one elsewhere.
    fn turn_into(&mut self, session: Session, placed: Placed) {
        update(session, &self.node, &placed, Some(&self.placed));
        self.is_complete &= says_the_same(&self.placed.mark, &placed.mark);
        self.placed = placed;
    }
}

impl Layer {
    pub(super) fn new(parent: &Element) -> Layer {
        Layer { parent: parent.clone(), shown: Vec::new() }
    }

    /// Shows marks. While the zoom moves, names, new labels and the order of the elements wait: they take longer than a
    /// frame has.
    pub(super) fn show(&mut self, session: Session, marks: Vec<Placed>, at_rest: bool) {
        let key = |at: u32| marks.get(at as usize).map(|placed| placed.mark.key);
        let order = sorted_positions(marks.len(), &mut |a, b| key(a).cmp(&key(b)));
        let mut marks: Vec<Option<Placed>> = marks.into_iter().map(Some).collect();
        let mut before = std::mem::take(&mut self.shown).into_iter().peekable();
        let mut gone: Vec<Shown> = Vec::new();
        let mut new: Vec<Placed> = Vec::new();
        for at in order {
            let Some(placed) = marks.get_mut(at as usize).and_then(Option::take) else { continue };
            while let Some(shown) = before.next_if(|shown| shown.placed.mark.key < placed.mark.key) {
                gone.push(shown);
            }
            match before.next_if(|shown| shown.placed.mark.key == placed.mark.key) {
                Some(mut shown) => {
                    shown.turn_into(session, placed);
                    self.shown.push(shown);
                }
                None => new.push(placed),
            }
        }
        gone.extend(before);
        // Where the keyboard is, nothing else is to appear.
        let focused = session.focused().get_untracked();
        let is_free = |key: MarkKey| Some(key) != focused;
        for placed in new {
            let again = gone.iter().position(|shown| {
                is_free(shown.placed.mark.key) && is_of_one_make(&shown.placed.mark, &placed.mark)
            });
            if let Some(mut shown) = again.map(|at| gone.swap_remove(at)) {
                shown.turn_into(session, placed);
                self.shown.push(shown);
                continue;
            }
            let node = make(&placed.mark).node().clone();
            update(session, &node, &placed, None);
            _ = self.parent.append_child(&node);
            self.shown.push(Shown { placed, node, is_complete: false });
        }
        let had_focus = focused_in(&self.parent);
        for shown in &gone {
            shown.node.remove();
        }
        self.sort();
        if at_rest {
            self.complete(session);
            self.put_in_order();
        }
        let heir_of = gone.iter().find(|gone| had_focus.as_deref() == Some(&gone.node));
        give_back(&self.parent, had_focus.clone());
        if let Some(gone) = heir_of {
            session.focus_heir(&gone.placed.mark);
        }
    }

    fn sort(&mut self) {
        let key = |at: u32| self.shown.get(at as usize).map(|shown| shown.placed.mark.key);
        let order = sorted_positions(self.shown.len(), &mut |a, b| key(a).cmp(&key(b)));
        let mut unsorted: Vec<Option<Shown>> =
            std::mem::take(&mut self.shown).into_iter().map(Some).collect();
        self.shown = order.iter().filter_map(|at| unsorted.get_mut(*at as usize)?.take()).collect();
    }

    fn complete(&mut self, session: Session) {
        for shown in self.shown.iter_mut().filter(|shown| !shown.is_complete) {
            complete(session, &shown.node, &shown.placed.mark);
            shown.is_complete = true;
        }
    }

    /// Puts the elements into the order of time, for those who read the page one after the other.
    fn put_in_order(&self) {
        let anchor = |at: u32| self.shown.get(at as usize).map(|shown| shown.placed.mark.anchor_ms);
        let order = sorted_positions(self.shown.len(), &mut |a, b| anchor(a).cmp(&anchor(b)));
        let mut next = self.parent.first_element_child();
        for shown in order.iter().filter_map(|at| self.shown.get(*at as usize)) {
            if next.as_ref() == Some(&shown.node) {
                next = shown.node.next_element_sibling();
            } else {
                _ = self.parent.insert_before(&shown.node, next.as_deref());
            }
        }
    }
}
