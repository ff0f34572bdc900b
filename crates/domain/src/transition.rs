//! The refusal that all state machines share: the present state does not have the action.

/// The present state does not know the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot {action} while {from}")]
pub struct WrongState {
    /// Name of the present state, kebab-case.
    pub from: &'static str,
    /// What was asked for, a verb, kebab-case.
    pub action: &'static str,
}

impl WrongState {
    /// Names the state and the action.
    pub const fn new(from: &'static str, action: &'static str) -> Self {
        Self { from, action }
    }
}
