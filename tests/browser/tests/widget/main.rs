//! The widget in a browser: one program, so that it is linked once.

mod accessibility;
mod card;
mod crash;
mod demo;
mod element;
mod facets;
mod failures;
mod filtering;
mod gestures;
mod iframe;
mod inside;
mod instances;
mod keyboard;
mod large;
mod links;
mod listing;
mod loading;
mod moving;
mod narrow;
mod network;
mod overview;
mod parts;
mod searching;
mod sharing;
mod taking;
mod themes;
