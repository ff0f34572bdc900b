//! Review: the queue, photos in hand, decisions and taking them back.

mod claim;
mod decide;
mod effect;
mod figures;
mod hold;
mod meanwhile;
mod queue;
mod sheet;
mod waiting;

pub use claim::{CLAIMED_FOR, claim, release};
pub use decide::{DecideReview, decide};
pub use figures::{ReviewerFigures, RuleFigures, reviewer_figures, rule_figures};
pub(crate) use hold::SettleDecision;
pub use hold::{Held, hold, undo};
pub use queue::{
    ClaimedBy, QueueChoice, QueueItem, QueueRequest, QueueSize, ReviewFlag, own_round, queue, sizes,
};
pub use sheet::{EarlierVersion, MOST_AT_A_TIME, NextPhotos, ReviewSheet, next, sheet};
pub use store::ReviewClaim;
pub use waiting::{WaitingPhoto, waiting_photo};
