//! Why a transition is refused. Two reasons are common to all aggregates with states: the present
//! state does not know the action, and the aggregate belongs to someone else. What one aggregate
//! refuses besides is an enum in its own module.

use std::convert::Infallible;
use std::fmt::{Debug, Display, Formatter, Result as Written};

use crate::refusal::{Coded, Member, member};

/// The name of a state or an action: written in kebab-case.
pub trait Name: Copy + Debug + Eq + Into<&'static str> {}

impl<N: Copy + Debug + Eq + Into<&'static str>> Name for N {}

/// An aggregate with states.
pub trait StateMachine: Clone + Debug + Eq {
    /// Names of its states, without their data.
    type State: Name;
    /// Names of the actions on it: every transition, and every step of a use case that depends on
    /// its state.
    type Action: Name;
    /// What it refuses in a state that knows the action; [`Infallible`] if nothing.
    type Refusal: Coded + Clone + Eq;
}

/// The present state does not know the action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongState<M: StateMachine> {
    /// The present state.
    pub from: M::State,
    /// What was asked for.
    pub action: M::Action,
}

impl<M: StateMachine> WrongState<M> {
    /// Names the state and the action.
    pub fn new(from: impl Into<M::State>, action: M::Action) -> Self {
        Self {
            from: from.into(),
            action,
        }
    }
}

impl<M: StateMachine> Display for WrongState<M> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Written {
        let (from, action) = (self.from.into(), self.action.into());
        write!(formatter, "cannot {action} while {from}")
    }
}

impl<M: StateMachine> std::error::Error for WrongState<M> {}

/// Why a transition is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Denied<M: StateMachine> {
    /// The present state does not know the action.
    WrongState(WrongState<M>),
    /// It belongs to someone else.
    NotYours,
    /// The aggregate's own reason.
    Refused(M::Refusal),
}

impl<M: StateMachine> Display for Denied<M> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Written {
        match self {
            Self::WrongState(state) => Display::fmt(state, formatter),
            Self::NotYours => formatter.write_str("this belongs to someone else"),
            Self::Refused(refusal) => Display::fmt(refusal, formatter),
        }
    }
}

impl<M: StateMachine> std::error::Error for Denied<M> {}

impl<M: StateMachine> Coded for Denied<M> {
    fn codes() -> Vec<&'static str> {
        let mut codes = vec!["wrong-state", "not-yours"];
        codes.extend(M::Refusal::codes());
        codes
    }

    fn code(&self) -> &'static str {
        match self {
            Self::WrongState(_) => "wrong-state",
            Self::NotYours => "not-yours",
            Self::Refused(refusal) => refusal.code(),
        }
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::WrongState(state) => {
                let (from, action): (&str, &str) = (state.from.into(), state.action.into());
                vec![member("from", from), member("action", action)]
            }
            Self::NotYours => Vec::new(),
            Self::Refused(refusal) => refusal.members(),
        }
    }
}

impl<M: StateMachine> From<WrongState<M>> for Denied<M> {
    fn from(state: WrongState<M>) -> Self {
        Self::WrongState(state)
    }
}

impl Coded for Infallible {
    fn codes() -> Vec<&'static str> {
        Vec::new()
    }

    fn code(&self) -> &'static str {
        match *self {}
    }
}

/// Says what the states and the actions of an aggregate are called, and what it refuses.
macro_rules! state_machine {
    ($aggregate:ty: $state:ty, $action:ty) => {
        impl $crate::transition::StateMachine for $aggregate {
            type State = $state;
            type Action = $action;
            type Refusal = std::convert::Infallible;
        }
    };
    ($aggregate:ty: $state:ty, $action:ty, $refusal:ty) => {
        impl $crate::transition::StateMachine for $aggregate {
            type State = $state;
            type Action = $action;
            type Refusal = $refusal;
        }

        impl From<$refusal> for $crate::transition::Denied<$aggregate> {
            fn from(refusal: $refusal) -> Self {
                Self::Refused(refusal)
            }
        }
    };
}

pub(crate) use state_machine;
