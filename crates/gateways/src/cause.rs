//! The error behind an error.

/// An error of a library or of another crate.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;
