//! Why the body of a request or an answer ended before its end.

/// Why a body ended before its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Interrupted {
    /// Too long a pause, or too slow on average.
    #[error("the body came too slowly")]
    TooSlow,
    /// The connection broke, or what came is no body.
    #[error("the body broke off")]
    BrokeOff,
}
