//! Which reviewer has which photo in hand. A claim ends by itself; it keeps nobody from deciding but other
//! reviewers.

use domain::{ReviewRound, StaffId, SubmissionId, Timestamp};
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, Set};

use super::table;
use crate::error::{StoreError, UnreadableBody};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(review_claim, "review_claim", (submission: Uuid) => {
    round: String,
    staff: Uuid,
    claimed_at: i64,
    until: i64,
});

/// A photo that a reviewer has in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewClaim {
    /// The submission.
    pub submission: SubmissionId,
    /// The round in which it is looked at.
    pub round: ReviewRound,
    /// The reviewer.
    pub staff: StaffId,
    /// Since when.
    pub claimed_at: Timestamp,
    /// Until when; renewed while the reviewer looks.
    pub until: Timestamp,
}

impl ReviewClaim {
    /// Whether it keeps others away at an instant.
    pub fn is_live(&self, now: Timestamp) -> bool {
        now < self.until
    }
}

repository! {
    /// Photos that reviewers have in hand.
    ReviewClaims, review_claims
}

impl<C: Connection> ReviewClaims<'_, C> {
    /// The claim on a submission, also one whose time is over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, submission: SubmissionId) -> Result<Option<ReviewClaim>, StoreError> {
        let row = review_claim::Entity::find_by_id(submission.as_uuid())
            .one(self.connection.raw())
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// The submissions that a reviewer has in hand at a time, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_staff(
        &self,
        staff: StaffId,
        now: Timestamp,
    ) -> Result<Vec<ReviewClaim>, StoreError> {
        let rows = review_claim::Entity::find()
            .filter(review_claim::Column::Staff.eq(staff.as_uuid()))
            .filter(review_claim::Column::Until.gt(now.as_micros()))
            .all(self.connection.raw())
            .await?;
        rows.iter().map(read).collect()
    }

    /// The claims on some submissions, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, submissions: &[SubmissionId]) -> Result<Vec<ReviewClaim>, StoreError> {
        let ids = submissions.iter().map(|id| id.as_uuid());
        let rows = review_claim::Entity::find()
            .filter(review_claim::Column::Submission.is_in(ids))
            .all(self.connection.raw())
            .await?;
        rows.iter().map(read).collect()
    }
}

/// What ends later: a claim of a set, which is longer, does not end sooner because its photo was looked at alone.
fn later(until: Timestamp) -> SimpleExpr {
    let column = Expr::col(review_claim::Column::Until);
    let is_later = column.clone().gt(until.as_micros());
    Expr::case(is_later, column)
        .finally(until.as_micros())
        .into()
}

impl ReviewClaims<'_, Transaction> {
    /// Takes a photo in hand, or keeps it for as long as the claim says, or longer; `false` while another reviewer
    /// has it. One's own claim keeps its beginning.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn try_claim(&self, claim: &ReviewClaim, now: Timestamp) -> Result<bool, StoreError> {
        use review_claim::{Column, Entity};

        let own = Entity::update_many()
            .col_expr(Column::Until, later(claim.until))
            .filter(Column::Submission.eq(claim.submission.as_uuid()))
            .filter(Column::Staff.eq(claim.staff.as_uuid()))
            .filter(Column::Round.eq(claim.round.name()))
            .filter(Column::Until.gt(now.as_micros()))
            .exec(self.connection.raw())
            .await?;
        if own.rows_affected == 1 {
            return Ok(true);
        }
        let is_free = Condition::any()
            .add(Expr::col((Entity, Column::Until)).lte(now.as_micros()))
            .add(Expr::col((Entity, Column::Round)).ne(claim.round.name()));
        let taken = Entity::insert(review_claim::ActiveModel {
            submission: Set(claim.submission.as_uuid()),
            round: Set(claim.round.name().to_owned()),
            staff: Set(claim.staff.as_uuid()),
            claimed_at: Set(claim.claimed_at.as_micros()),
            until: Set(claim.until.as_micros()),
        })
        .on_conflict(
            OnConflict::column(Column::Submission)
                .update_columns([
                    Column::Round,
                    Column::Staff,
                    Column::ClaimedAt,
                    Column::Until,
                ])
                .action_cond_where(is_free)
                .to_owned(),
        )
        .exec_without_returning(self.connection.raw())
        .await?;
        Ok(taken == 1)
    }

    /// Puts a photo back; one that another reviewer has by now stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn release(
        &self,
        submission: SubmissionId,
        staff: StaffId,
    ) -> Result<(), StoreError> {
        review_claim::Entity::delete_many()
            .filter(review_claim::Column::Submission.eq(submission.as_uuid()))
            .filter(review_claim::Column::Staff.eq(staff.as_uuid()))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops the claims whose time is over; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        let dropped = review_claim::Entity::delete_many()
            .filter(review_claim::Column::Until.lte(now.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(dropped.rows_affected)
    }
}

fn read(row: &review_claim::Model) -> Result<ReviewClaim, StoreError> {
    let round = row.round.parse().map_err(|_| StoreError::Corrupt {
        table: "review_claim",
        id: row.submission.to_string(),
        source: UnreadableBody::BESIDE,
    })?;
    Ok(ReviewClaim {
        submission: SubmissionId::from_uuid(row.submission),
        round,
        staff: StaffId::from_uuid(row.staff),
        claimed_at: Timestamp::from_micros(row.claimed_at),
        until: Timestamp::from_micros(row.until),
    })
}
