//! The program as it runs in a centre: processes of their own, real photos, and whatever can go
//! wrong around them.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on may stop")]

mod abuse;
mod faults;
mod harness;
mod heic;
mod killed;
mod leaked_ring;
mod notice;
mod schemathesis;
mod two_nodes;
mod walk;
