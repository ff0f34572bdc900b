//! The photo standard: specs, facts, rules, verdicts and reason codes.
//!
//! `portrait` measures [`PhotoFacts`], a [`PhotoSpec`] holds the requirements of a batch, and the
//! rules compare the two. The crate reads no pixels.

mod colour;
pub mod facts;
pub mod guidance;
mod judge;
mod limit;
mod limit_fault;
mod limit_field;
mod output;
pub mod pages;
mod quantity;
mod reason;
pub mod rules;
#[cfg(test)]
mod samples;
pub mod sheet;
pub mod spec;
mod text;
mod verdict;

pub use facts::PhotoFacts;
pub use judge::{judge_all, judge_unreadable};
pub use output::OutputSpec;
pub use reason::ReasonCode;
pub use rules::RuleId;
pub use spec::{PhotoSpec, SpecError};
pub use text::Text;
pub use verdict::{Judgement, Outcome, Overall, Verdict};
