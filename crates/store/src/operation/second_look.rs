//! Second looks: decisions that another reviewer makes once more without knowing of the first, to see how far
//! reviewers agree. They change nothing about the photo.

use domain::{
    CentreId, DecisionName, PhotoId, ReviewId, ReviewRound, StaffId, SubmissionId, Timestamp,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};

use super::table;
use crate::error::{StoreError, UnreadableBody};
use crate::page::{self, Page, PageRequest, Sorting};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(second_look, "second_look", (review: Uuid) => {
    centre: Uuid,
    round: String,
    first_staff: Uuid,
    drawn_at: i64,
    is_done: i64,
    body: String,
});

/// What the second reviewer said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondDecision {
    /// The second reviewer.
    pub staff: StaffId,
    /// What was said.
    pub decision: DecisionName,
    /// When it was said.
    pub at: Timestamp,
}

/// A decision that is made once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondLook {
    /// The first decision.
    pub review: ReviewId,
    /// The centre.
    pub centre: CentreId,
    /// The submission.
    pub submission: SubmissionId,
    /// The photo.
    pub photo: PhotoId,
    /// The round of the first decision.
    pub round: ReviewRound,
    /// The first reviewer.
    pub first_staff: StaffId,
    /// What the first reviewer said.
    pub first: DecisionName,
    /// When it was drawn.
    pub drawn_at: Timestamp,
    /// What the second reviewer said; none while it waits.
    pub second: Option<SecondDecision>,
}

repository! {
    /// Decisions that are made once more.
    SecondLooks, second_looks
}

impl<C: Connection> SecondLooks<'_, C> {
    /// The one about a decision.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, review: ReviewId) -> Result<Option<SecondLook>, StoreError> {
        let row = second_look::Entity::find_by_id(review.as_uuid())
            .one(self.connection.raw())
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// At most `limit` that wait in a round of a centre, the oldest first, for somebody else than the first
    /// reviewer.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_waiting(
        &self,
        (centre, round): (CentreId, ReviewRound),
        second: StaffId,
        limit: u64,
    ) -> Result<Vec<SecondLook>, StoreError> {
        let rows = second_look::Entity::find()
            .filter(second_look::Column::Centre.eq(centre.as_uuid()))
            .filter(second_look::Column::Round.eq(round.name()))
            .filter(second_look::Column::IsDone.eq(0))
            .filter(second_look::Column::FirstStaff.ne(second.as_uuid()))
            .order_by_asc(second_look::Column::DrawnAt)
            .order_by_asc(second_look::Column::Review)
            .limit(limit)
            .all(self.connection.raw())
            .await?;
        rows.iter().map(read).collect()
    }

    /// Those of a centre that were drawn within a time, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        [from, until]: [Timestamp; 2],
        request: PageRequest,
    ) -> Result<Page<SecondLook>, StoreError> {
        let select = second_look::Entity::find()
            .filter(second_look::Column::Centre.eq(centre.as_uuid()))
            .filter(second_look::Column::DrawnAt.gte(from.as_micros()))
            .filter(second_look::Column::DrawnAt.lt(until.as_micros()));
        let sorting = Sorting {
            micros: Some(second_look::Column::DrawnAt),
            id: second_look::Column::Review,
            descending: false,
        };
        let rows = page::rows(self.connection, select, sorting, request).await?;
        let items = rows.items.iter().map(read);
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
            next: rows.next,
        })
    }
}

impl SecondLooks<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, look: &SecondLook) -> Result<(), StoreError> {
        let row = second_look::ActiveModel {
            review: Set(look.review.as_uuid()),
            centre: Set(look.centre.as_uuid()),
            round: Set(look.round.name().to_owned()),
            first_staff: Set(look.first_staff.as_uuid()),
            drawn_at: Set(look.drawn_at.as_micros()),
            is_done: Set(i64::from(look.second.is_some())),
            body: Set(body(look)?),
        };
        second_look::Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Writes what the second reviewer said; `false` where somebody else was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn answer(&self, look: &SecondLook) -> Result<bool, StoreError> {
        let row = second_look::ActiveModel {
            is_done: Set(1),
            body: Set(body(look)?),
            ..Default::default()
        };
        let written = second_look::Entity::update_many()
            .set(row)
            .filter(second_look::Column::Review.eq(look.review.as_uuid()))
            .filter(second_look::Column::IsDone.eq(0))
            .exec(self.connection.raw())
            .await?;
        Ok(written.rows_affected == 1)
    }

    /// Drops one whose photo is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, review: ReviewId) -> Result<(), StoreError> {
        second_look::Entity::delete_by_id(review.as_uuid())
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops those that nobody has taken since `at`; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, at: Timestamp) -> Result<u64, StoreError> {
        let dropped = second_look::Entity::delete_many()
            .filter(second_look::Column::IsDone.eq(0))
            .filter(second_look::Column::DrawnAt.lt(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(dropped.rows_affected)
    }
}

fn body(look: &SecondLook) -> Result<String, StoreError> {
    serde_json::to_string(look).map_err(|error| corrupt(look.review, error.into()))
}

fn read(row: &second_look::Model) -> Result<SecondLook, StoreError> {
    let review = ReviewId::from_uuid(row.review);
    serde_json::from_str(&row.body).map_err(|error| corrupt(review, error.into()))
}

fn corrupt(review: ReviewId, source: UnreadableBody) -> StoreError {
    StoreError::Corrupt {
        table: "second_look",
        id: review.to_string(),
        source,
    }
}
