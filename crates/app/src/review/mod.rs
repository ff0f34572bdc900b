//! Review: the queue and the decision.

mod decide;
mod queue;
mod waiting;

pub use decide::{DecideReview, decide};
pub use queue::{QueueItem, QueueRequest, queue};
pub use waiting::{WaitingPhoto, waiting_photo};
