//! Draws decisions for a second look.

use domain::{ReviewRecord, Timestamp};
use store::{SecondLook, Work};

use crate::failure::Failure;
use crate::service::App;

/// Draws a decision for a second look, or not.
pub(super) async fn draw(
    app: &App,
    work: &Work,
    record: &ReviewRecord,
    now: Timestamp,
) -> Result<(), Failure> {
    let share = usize::from(app.settings().second_looks_percent);
    if app.random().index_below(100) >= share {
        return Ok(());
    }
    let look = SecondLook {
        review: record.id,
        centre: record.centre,
        submission: record.submission,
        photo: record.photo,
        round: record.reviewer.round,
        first_staff: record.reviewer.staff,
        first: (&record.decision).into(),
        drawn_at: now,
        second: None,
    };
    Ok(work.second_looks().insert(&look).await?)
}
