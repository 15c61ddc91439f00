//! Handles of one word to sets of signals. A closure that takes a handle along does not take a copy of the set along:
//! views are made of closures, and a session has seventy signals.

use std::cell::Cell;

/// Where a set lies: the same place serves one set after the other, so that a page that adds and removes timelines
/// does not grow. What is in it is of no use once its owner is gone, as each of its signals is.
pub(crate) struct Place<T: 'static>(&'static Cell<T>);

impl<T> Clone for Place<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Place<T> {}

impl<T: Copy> Place<T> {
    /// The set.
    #[inline(always)]
    pub(crate) fn get(self) -> T {
        self.0.get()
    }

    /// Replaces the set by another one of the same signals.
    pub(crate) fn put(self, set: T) {
        self.0.set(set);
    }

    /// Puts a set where another one was, or at a new place.
    pub(crate) fn take(free: &mut Vec<Place<T>>, set: T) -> Place<T> {
        let Some(place) = free.pop() else { return Place(Box::leak(Box::new(Cell::new(set)))) };
        place.0.set(set);
        place
    }
}

/// Declares a handle and, as functions of it, the signals of the set that it leads to.
macro_rules! handle {
    (
        $(#[$about:meta])*
        $vis:vis struct $Handle:ident -> $Set:ident {
            $($(#[$what:meta])* $is:vis $name:ident: $Type:ty,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy)]
        $vis struct $Handle($crate::state::handle::Place<$Set>);

        #[derive(Clone, Copy)]
        struct $Set {
            $($name: $Type,)*
        }

        impl $Handle {
            /// Keeps a set for as long as the current owner lives.
            fn of(set: $Set) -> $Handle {
                thread_local! {
                    static FREE: std::cell::RefCell<Vec<$crate::state::handle::Place<$Set>>> =
                        const { std::cell::RefCell::new(Vec::new()) };
                }
                struct Kept($crate::state::handle::Place<$Set>);
                impl Drop for Kept {
                    fn drop(&mut self) {
                        FREE.with_borrow_mut(|free| free.push(self.0));
                    }
                }
                let place = FREE.with_borrow_mut(|free| $crate::state::handle::Place::take(free, set));
                $crate::state::reactive::keep(Kept(place));
                $Handle(place)
            }

            $(
                $(#[$what])*
                #[inline(always)]
                $is fn $name(self) -> $Type {
                    self.0.get().$name
                }
            )*
        }
    };
}
pub(crate) use handle;
