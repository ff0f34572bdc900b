//! The vault from outside: in a folder, in a bucket that fails in every way, and in a real server of
//! the S3 protocol.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop there")]

mod bucket;
mod damage;
mod fake_bucket;
mod folder;
mod harness;
mod key_ring_file;
mod moto;
mod objects;
mod parts;
mod places;
mod rotation;
mod sweeping;
