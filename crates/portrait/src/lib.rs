//! Measures a phone photo and renders the official portrait; pure computation on bytes.
//!
//! Façade: [`analyze`] (bytes → facts), [`render`] (analysis × output spec → portrait), and
//! [`fingerprint`] with [`compare_shots`] (whether two files show the same shot). The crate does no
//! I/O and reads no clock. It does not judge: rules and verdicts are in `standard`.

mod analysis;
mod compose;
mod engine;
mod even_odd;
mod framing;
#[doc(hidden)]
pub mod inspect;
mod matting;
mod measure;
mod same_shot;
mod vision;

pub use analysis::{Analysis, AnalyzeError, analyze};
pub use compose::{Portrait, RenderError, RenderedGeometry, render};
pub use engine::Engine;
pub use framing::FramingFault;
pub use same_shot::{
    FingerprintError, ShotComparison, ShotFingerprint, compare_shots, fingerprint,
};
