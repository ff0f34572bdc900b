//! Runs the networks on the working picture: faces, landmarks, person mask.
//!
//! It locates; the appearance is measured in [`crate::measure`].

#[cfg(test)]
mod against_reference;
pub(crate) mod anatomy;
mod detect;
pub(crate) mod face;
pub(crate) mod head;
mod landmarks;
mod observe;
mod refinement;
mod scene;
pub(crate) mod segment;
mod tensors;

pub(crate) use face::{Detection, FaceLandmarks};
pub(crate) use landmarks::cut_square;
pub(crate) use observe::{Observed, locate_accepted, observe};
pub(crate) use scene::Scene;
