//! The use cases as a server would call them, on a whole service in a temporary folder.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod accounts;
mod appointments;
mod background;
mod batches;
mod captures;
mod change_phone;
mod consents;
mod degrees;
mod disputes;
mod end_of_data;
mod harness;
mod keys;
mod local;
mod messages;
mod notifications;
mod objects;
mod operation;
mod photos;
mod progress;
mod review_desk;
mod reviews;
mod sendable;
mod sign_in;
mod sign_in_codes;
mod staff_sign_in;
mod steps;
mod stored;
mod submissions;
