//! The clock that gateways get as a parameter.

use std::sync::Arc;

use domain::Timestamp;

/// Returns the current time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
