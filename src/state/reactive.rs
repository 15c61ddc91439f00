//! Leptos's signals and memos, for values of any type, compiled for one: the graph's code exists anew per type of value
//! otherwise, a kilobyte or two each.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

pub(crate) use leptos::prelude::untrack;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use send_wrapper::SendWrapper;

use crate::dom::{own_task, run_as, running};

/// A value whose type is known only to [`Var`] and [`Derived`].
#[derive(Clone)]
struct Erased {
    value: Arc<dyn Any + Send + Sync>,
    same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Erased {
    fn eq(&self, other: &Self) -> bool {
        (self.same)(&*self.value, &*other.value)
    }
}

impl Erased {
    fn new<T: Value>(value: T) -> Erased {
        Erased { value: Arc::new(value), same: |a, b| a.downcast_ref::<T>() == b.downcast_ref::<T>() }
    }

    fn get<T: Value>(&self) -> &T {
        // Only what is typed T puts values in.
        #[expect(clippy::expect_used, reason = "the type is part of Var's and Derived's own type")]
        self.value.downcast_ref().expect("the value has its type")
    }
}

/// What a signal may hold.
pub(crate) trait Value: Clone + PartialEq + Send + Sync + 'static {}
impl<T: Clone + PartialEq + Send + Sync + 'static> Value for T {}

/// A signal: setting it to an equal value changes nothing.
pub(crate) struct Var<T> {
    signal: RwSignal<Erased>,
    value: PhantomData<fn() -> T>,
}

/// A memo: what follows from signals, worked out when it is asked for and one of them has changed.
pub(crate) struct Derived<T> {
    memo: Memo<Erased>,
    value: PhantomData<fn() -> T>,
}

macro_rules! copy {
    ($($name:ident),*) => {$(
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<T> Copy for $name<T> {}
    )*};
}
copy!(Var, Derived);

impl<T: Value> Var<T> {
    /// A signal of the current owner.
    pub(crate) fn new(value: T) -> Var<T> {
        Var { signal: RwSignal::new(Erased::new(value)), value: PhantomData }
    }

    /// The value; who asks is told of changes.
    pub(crate) fn get(self) -> T {
        read_signal(self.signal).get::<T>().clone()
    }

    /// The value now.
    pub(crate) fn get_untracked(self) -> T {
        peek_signal(self.signal).get::<T>().clone()
    }

    /// The value now, or `None` if its owner is gone.
    pub(crate) fn try_get_untracked(self) -> Option<T> {
        self.signal.try_get_untracked().map(|value| value.get::<T>().clone())
    }

    /// Whether its owner lives.
    pub(crate) fn is_alive(self) -> bool {
        self.signal.try_get_untracked().is_some()
    }

    /// Something of the value; who asks is told of changes.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(read_signal(self.signal).get())
    }

    /// Something of the value now.
    pub(crate) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(peek_signal(self.signal).get())
    }

    /// Replaces the value. Does nothing once the owner is gone.
    pub(crate) fn set(self, value: T) {
        set_signal(self.signal, Erased::new(value));
    }

    /// Changes the value.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

impl<T: Value> Derived<T> {
    /// A memo of the current owner.
    pub(crate) fn new(work_out: impl Fn() -> T + 'static) -> Derived<T> {
        Derived { memo: memo(Box::new(Typed(work_out))), value: PhantomData }
    }

    /// The value; who asks is told of changes.
    pub(crate) fn get(self) -> T {
        read_memo(self.memo).get::<T>().clone()
    }

    /// The value now.
    pub(crate) fn get_untracked(self) -> T {
        untrack(|| self.get())
    }

    /// Something of the value; who asks is told of changes.
    pub(crate) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(read_memo(self.memo).get())
    }
}

/// Runs `run` now and whenever a signal that it read changes, for as long as the current owner lives.
pub(crate) fn react(run: impl FnMut() + 'static) {
    run_and_keep(Box::new(run));
}

/// Keeps something alive for as long as the current owner lives.
pub(crate) fn keep(what: impl Any) {
    StoredValue::new_local(Box::new(what) as Box<dyn Any>);
}

/// What runs. A trait of its own: a closure behind `dyn FnMut` brings one more way to be called.
trait Run {
    fn run(&mut self);
}

impl<F: FnMut()> Run for F {
    fn run(&mut self) {
        self();
    }
}

fn run_and_keep(mut run: Box<dyn Run>) {
    let instance = running();
    keep(RenderEffect::new(move |_: Option<()>| {
        let before = run_as(instance);
        run.run();
        run_as(before);
    }));
}

/// Runs a task to its end, or to the end of the current owner.
pub(crate) fn spawn(task: impl Future<Output = ()> + 'static) {
    spawn_local_scoped_with_cancellation(own_task(Box::pin(task)));
}

/// What a memo is worked out by.
trait WorkOut {
    fn work_out(&self) -> Erased;
}

struct Typed<F>(F);

impl<T: Value, F: Fn() -> T> WorkOut for Typed<F> {
    fn work_out(&self) -> Erased {
        Erased::new((self.0)())
    }
}

fn memo(work_out: Box<dyn WorkOut>) -> Memo<Erased> {
    let work_out = SendWrapper::new(work_out);
    Memo::new(move |_| work_out.work_out())
}

fn read_memo(memo: Memo<Erased>) -> Erased {
    memo.get()
}

fn read_signal(signal: RwSignal<Erased>) -> Erased {
    signal.get()
}

fn peek_signal(signal: RwSignal<Erased>) -> Erased {
    signal.get_untracked()
}

fn set_signal(signal: RwSignal<Erased>, value: Erased) {
    if signal.try_get_untracked().is_some_and(|before| before != value) {
        signal.set(value);
    }
}
