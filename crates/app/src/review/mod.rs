//! Review: the queue, photos in hand, decisions and taking them back.

mod claim;
mod decide;
mod decisions;
mod draw;
mod effect;
mod figures;
mod hold;
mod labels;
mod meanwhile;
mod queue;
mod second_look;
mod sheet;
mod together;
mod waiting;

pub use claim::{CLAIMED_FOR, claim, release};
pub use decide::{DecideReview, decide};
pub use figures::{ReviewerFigures, RuleFigures, reviewer_figures, rule_figures};
pub(crate) use hold::SettleDecision;
pub use hold::{Held, hold, undo};
pub use labels::{Labels, labels};
pub use queue::{
    ClaimedBy, QueueChoice, QueueItem, QueueRequest, QueueSize, ReviewFlag, own_round, queue, sizes,
};
pub use second_look::{
    AgreementFigures, Difference, SecondLookSheet, agreement, answer_second_look, next_second_look,
};
pub use sheet::{EarlierVersion, MOST_AT_A_TIME, NextPhotos, ReviewSheet, next, sheet};
pub use store::ReviewClaim;
pub use together::{
    ApprovedTogether, LONGEST_SET, ReviewSetView, SetItem, approve_set, gather, release_set,
    undo_set,
};
pub use waiting::{WaitingPhoto, waiting_photo};
