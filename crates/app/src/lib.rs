//! Use cases and jobs of the collection service: one file each, one transaction each. Knows neither
//! HTTP nor SQL; image work it asks for through a port.
//!
//! | room | what happens there |
//! |---|---|
//! | [`ports`], [`service`], [`caller`], [`failure`], [`refusal`] | what every use case needs |
//! | [`sign_in`], [`network`] | who asks: codes, passwords, sessions, and how much one network may try |
//! | [`account`], [`consent`] | what a student decides about the own data |
//! | [`organisation`], [`staff`], [`region`], [`studio`] | centres with their schools, staff, regions, studios |
//! | [`batch`], [`roster`], [`progress`] | what is collected from whom, how students find it, how far they are |
//! | [`poster`] | what is pinned up for them to scan |
//! | [`degree`], [`appointment`], [`notification`] | a student's degrees, appointments, messages |
//! | [`capture`], [`photo`], [`submission`], [`review`] | a photo's way: handed in, checked, submitted, reviewed |
//! | [`counter`] | students who are photographed by staff |
//! | [`standards`] | what photos are judged by |
//! | [`change_request`] | what two people change after approval |
//! | [`registry`], [`data_disc`] | portraits handed over to the registry and to schools |
//! | [`list_export`] | lists of many students, taken out by two people |
//! | [`money`] | prices, orders, payments, refunds, the ledger, bills, invoices |
//! | [`address`], [`prints`] | where prints are sent to; prints from the order to the parcel |
//! | [`jobs`] | what is done later, and again and again |
//! | [`upkeep`], [`outbox`] | what operators of the installation look after |
//! | [`local`] | what the gateways keep in the store |
//! | [`idempotency`] | what the HTTP API needs besides |
//!
//! **Reading before or inside a transaction.** A use case that changes one thing reads it before
//! (`app.store()`), decides, begins the transaction and writes by compare-and-set. It then holds no lock
//! while it waits for pictures, hashes or gateways, and of two changes one gets [`Failure::Stale`]. It reads
//! inside (`&work`) where the decision depends on rows that it does not write: counts, seats, the holder of
//! a code, everything of a degree. Compare-and-set does not guard those; where two transactions could each
//! overlook the other, `work.hold(Lock::…)` or a unique index does. What loads a thing takes `&impl
//! store::Reads` and is spelled alike in both: `find(reads, caller, permission, id)` checks permission too.

mod access;
pub mod account;
pub mod address;
pub mod announcement;
pub mod appointment;
pub mod batch;
mod by_index;
pub mod caller;
pub mod capture;
pub mod change_request;
pub mod consent;
pub mod counter;
pub mod data_disc;
pub mod degree;
pub mod enquiry;
mod expected;
pub mod failure;
mod guesses;
pub mod idempotency;
pub mod jobs;
mod kept;
mod kept_rows;
mod lines;
pub mod list_export;
pub mod local;
mod looks;
pub mod mini_program;
pub mod money;
pub mod network;
pub mod notification;
pub mod organisation;
pub mod outbox;
pub mod photo;
pub mod portrait_link;
pub mod portrait_mail;
pub mod ports;
pub mod poster;
pub mod prints;
pub mod progress;
pub mod refusal;
pub mod region;
pub mod registry;
pub mod review;
pub mod roster;
pub mod service;
pub mod sign_in;
mod spool;
pub mod staff;
pub mod standards;
pub mod studio;
pub mod submission;
mod sum;
mod trace;
pub mod upkeep;

pub use caller::Caller;
pub use expected::Expected;
pub use failure::Failure;
pub use network::NetworkKey;
pub use print::Typefaces;
pub use refusal::Refusal;
pub use service::{App, Parts, SecondFactorPolicy, Settings};
pub use store::{
    AccountSum, Cursor, DaySum, InvalidCursor, LedgerFilter, OrderFilter, Page, PageRequest,
    QueueOrder, SchoolSum, WaitingPrints,
};
