//! The real binary, as people and programs use it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod codes;
mod folder;
#[cfg(unix)]
mod paths;
mod photos;
mod streams;
mod usage;
