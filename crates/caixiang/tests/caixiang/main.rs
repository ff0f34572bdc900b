//! The real binary, as people and programs use it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod admin;
mod codes;
#[cfg(unix)]
mod doctor;
mod folder;
#[cfg(unix)]
mod paths;
mod photos;
mod roster;
#[cfg(unix)]
mod serve;
mod streams;
mod usage;
