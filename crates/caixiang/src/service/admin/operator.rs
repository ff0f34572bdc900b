//! The caller of all commands, and the parsing of arguments into values of the domain.

use app::{Caller, Failure};

/// An operator on the machine has the keys and the database, so no permission is asked for.
pub(super) const OPERATOR: Caller = Caller::System;

/// What was typed, as the domain reads it.
///
/// # Errors
/// [`Failure::Invalid`] with the name of the option.
pub(super) fn read<T, E: std::fmt::Display>(
    option: &'static str,
    parsed: Result<T, E>,
) -> Result<T, Failure> {
    parsed.map_err(|error| Failure::invalid(option, &error))
}
