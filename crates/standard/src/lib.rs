//! The photo standard: what may be asked of a portrait, what was measured, and the verdicts.
//!
//! It never sees a pixel. `portrait` measures a [`PhotoFacts`], a [`PhotoSpec`] says what a
//! batch asks for, and the rules compare the two.

mod colour;
pub mod facts;
mod judge;
pub mod pages;
mod reason;
pub mod rules;
#[cfg(test)]
mod samples;
pub mod spec;
mod text;
mod verdict;

pub use facts::PhotoFacts;
pub use judge::{judge_all, judge_unreadable};
pub use reason::ReasonCode;
pub use spec::{OutputSpec, PhotoSpec, SpecError};
pub use text::Text;
pub use verdict::{Judgement, Outcome, Overall, Verdict};
