//! Errors of the gateways, grouped by what the caller can do.

use domain::{DeliveryFailure, Duration};

use crate::cause::Cause;
use crate::outbox::OutboxError;
use crate::tokens::TokenStoreError;

/// Why a service did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The one-time code from the mini-program is wrong, used up or too old; it has to fetch
    /// another one.
    #[error("the one-time code is wrong, used up or too old")]
    InvalidCode,
    /// The student has not allowed this message.
    #[error("the recipient has not allowed this message")]
    NotSubscribed,
    /// The address does not exist.
    #[error("there is nobody at this address")]
    UnknownRecipient,
    /// The service said no, and will again.
    #[error("the service refused ({code})")]
    Refused {
        /// The service's number or word for it; never its sentence.
        code: String,
    },
    /// Too many calls.
    #[error("the service asks for fewer calls")]
    RateLimited {
        /// How long to wait, where the service says it.
        retry_after: Option<Duration>,
    },
    /// No answer, or none that makes sense. The request may have been carried out all the same.
    #[error("the service could not be reached")]
    Unreachable {
        /// What went wrong on the way.
        source: Cause,
    },
    /// The service does not accept our configuration; an operator has to change it.
    #[error("the configuration does not fit the service: {what}")]
    Misconfigured {
        /// What to look at.
        what: String,
    },
    /// The cache of access tokens failed.
    #[error(transparent)]
    Tokens(#[from] TokenStoreError),
    /// The outbox failed.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
}

impl GatewayError {
    /// Whether the same request may succeed later without anybody doing anything.
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::RateLimited { .. }
            | Self::Unreachable { .. }
            | Self::Tokens(_)
            | Self::Outbox(_) => true,
            Self::InvalidCode
            | Self::NotSubscribed
            | Self::UnknownRecipient
            | Self::Refused { .. }
            | Self::Misconfigured { .. } => false,
        }
    }

    /// What is written down about a message once no further try is made.
    pub const fn to_failure(&self) -> DeliveryFailure {
        match self {
            Self::NotSubscribed => DeliveryFailure::NotSubscribed,
            Self::UnknownRecipient => DeliveryFailure::UnknownRecipient,
            Self::InvalidCode
            | Self::Refused { .. }
            | Self::RateLimited { .. }
            | Self::Misconfigured { .. } => DeliveryFailure::Refused,
            Self::Unreachable { .. } | Self::Tokens(_) | Self::Outbox(_) => {
                DeliveryFailure::Unreachable
            }
        }
    }

    pub(crate) fn unreachable(source: impl Into<Cause>) -> Self {
        Self::Unreachable {
            source: source.into(),
        }
    }

    pub(crate) fn misconfigured(what: impl Into<String>) -> Self {
        Self::Misconfigured { what: what.into() }
    }
}

/// An answer that is none. Says nothing of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadAnswer {
    #[error("the answer is longer than {0} bytes")]
    TooLong(usize),
    #[error("the answer is not what this service answers")]
    NotUnderstood,
    #[error("the answer has HTTP status {0}")]
    Status(u16),
}

/// Why the gateways cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// A setting is not right.
    #[error("gateways.{key}: {problem}")]
    Setting {
        /// Where it is in the configuration.
        key: String,
        /// What is wrong with it; never a secret.
        problem: String,
    },
    /// No client could be made, for example as the machine has no root certificates.
    #[error("the client for {service} could not be made")]
    Client {
        /// Which service it is for.
        service: &'static str,
        /// What went wrong.
        source: Cause,
    },
}

impl ConnectError {
    pub(crate) fn setting(key: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Setting {
            key: key.into(),
            problem: problem.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(error: &GatewayError, transient: bool, failure: DeliveryFailure) {
        assert_eq!(error.is_transient(), transient, "{error}");
        assert_eq!(error.to_failure(), failure, "{error}");
    }

    #[test]
    fn what_may_pass_is_tried_again() {
        let unreachable = || GatewayError::unreachable(BadAnswer::NotUnderstood);
        check(&unreachable(), true, DeliveryFailure::Unreachable);
        check(
            &GatewayError::RateLimited { retry_after: None },
            true,
            DeliveryFailure::Refused,
        );
        let tokens = TokenStoreError::new(unreachable());
        check(&tokens.into(), true, DeliveryFailure::Unreachable);
        let outbox = OutboxError::new(unreachable());
        check(&outbox.into(), true, DeliveryFailure::Unreachable);
    }

    #[test]
    fn what_stays_is_not() {
        check(&GatewayError::InvalidCode, false, DeliveryFailure::Refused);
        check(
            &GatewayError::NotSubscribed,
            false,
            DeliveryFailure::NotSubscribed,
        );
        check(
            &GatewayError::UnknownRecipient,
            false,
            DeliveryFailure::UnknownRecipient,
        );
        check(
            &GatewayError::misconfigured("mail.user"),
            false,
            DeliveryFailure::Refused,
        );
    }
}
