//! What the store promises, held against both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod accounts;
mod appointments;
mod audit;
mod backups;
mod change_requests;
mod collection;
mod fixtures;
mod harness;
mod job_crashes;
mod job_model;
mod jobs;
mod ledger;
mod money;
mod organisation;
mod photos;
mod prints;
mod progress;
mod registry;
mod review_claims;
mod sealed;
mod serving;
mod signing_in;
mod skew;
mod standards;
mod submissions;
mod works;
