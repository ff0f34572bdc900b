//! The source of an error that another crate returned.

/// An error of a library or of another crate.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;
