//! Tests of the built widget in real browsers.
//!
//! A test says what a page holds and what a reader does there, in the words of [`Timeline`]; everything goes through
//! the widget's public names (parts, roles, data attributes), never through its markup. Each test has a browser and a
//! server of its own ([`Stage`]), and whatever it tests, it also fails if the page logged an error, broke the strict
//! content security policy, or asked another server for anything.
//!
//! `BROWSER=chromium` (the default), `firefox` or `webkit` chooses the engine.

mod axe;
mod browser;
pub mod contrast;
mod firefox;
pub mod icews;
mod input;
mod keys;
pub mod model;
mod rest;
mod server;
mod stage;
mod timeline;
mod wait;

pub use browser::{Engine, Scheme};
pub use input::{Held, Place};
pub use server::{Answer, Gate, Server};
pub use stage::{Stage, on_stage, on_stage_with};
pub use timeline::{Card, Choice, Marks, Summary, Timeline};
pub use wait::wait_for;

/// What a test returns: a failed assertion panics, a failed command is an error.
pub type Outcome<T = ()> = anyhow::Result<T>;
