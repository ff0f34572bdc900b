//! The photo standard: what may be asked of a portrait, what was measured, and the verdicts.
//!
//! It never sees a pixel. `portrait` measures a [`PhotoFacts`], a [`PhotoSpec`] says what a
//! batch asks for, and the rules compare the two.

pub mod facts;
pub mod spec;

pub use facts::PhotoFacts;
pub use spec::OutputSpec;
