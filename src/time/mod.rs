//! When something happened, and the time axis.
