//! Use cases and jobs of the collection service: one file each, one transaction each. Knows neither
//! HTTP nor SQL; image work it asks for through a port.
//!
//! | room | what happens there |
//! |---|---|
//! | [`ports`], [`service`], [`caller`], [`failure`] | what every use case needs |
//! | [`words`] | every failure in words for people |
//! | [`sign_in`], [`network`] | who asks: codes, passwords, sessions, and how much one network may try |
//! | [`account`], [`consent`] | what a student decides about the own data |
//! | [`batch`] | how students find where they belong |
//! | [`degree`], [`appointment`], [`notification`] | a student's degrees, appointments, messages |
//! | [`capture`], [`photo`], [`submission`] | a photo's way: handed in, checked, submitted |
//! | [`review`], [`operate`] | what staff and operators do |
//! | [`jobs`] | what is done later, and again and again |
//! | [`local`] | what the gateways keep in the store |
//! | [`idempotency`], [`readiness`], [`mailroom`], [`staff`] | what the HTTP API and operators need besides |

mod access;
pub mod account;
pub mod appointment;
pub mod batch;
pub mod caller;
pub mod capture;
pub mod consent;
pub mod degree;
pub mod failure;
mod guesses;
pub mod idempotency;
pub mod jobs;
pub mod local;
pub mod mailroom;
pub mod network;
pub mod notification;
pub mod operate;
pub mod photo;
pub mod ports;
pub mod readiness;
pub mod review;
pub mod service;
pub mod sign_in;
pub mod staff;
pub mod submission;
mod trace;
pub mod words;

pub use caller::Caller;
pub use failure::{Failure, Refusal};
pub use network::NetworkKey;
pub use service::{App, Parts, Settings};
pub use store::{Cursor, InvalidCursor, Page, PageRequest};
