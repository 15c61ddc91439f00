//! Tests of the built widget in real browsers.
