//! The API from outside: requests into the router, over the real use cases, a real database and a
//! real vault. The service that they run in is the one of `app`'s own tests.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod access;
mod access_till;
mod api;
mod browser;
mod description;
mod journey;
mod limits;
mod mailed;
mod messages;
mod operators;
mod paying;
mod posters;
mod problems;
mod ranges;
mod reads;
mod repeats;
mod reviews;
mod schools;
mod serving;
mod staff;
mod students;
mod trials;
mod uploads;

#[path = "../../../app/tests/app"]
#[expect(dead_code, unused_imports, reason = "shared with app's tests, which use all of it")]
mod shared {
    pub(crate) mod harness;
    pub(crate) mod steps;
}

pub(crate) use shared::{harness, steps};
