//! Photos that a reviewer approves together. A set ends by itself; what was decided about its photos is in the
//! submissions.

use domain::{CentreId, PhotoId, ReviewRound, StaffId, SubmissionId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table;
use crate::error::{StoreError, UnreadableBody};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(review_set, "review_set", (id: Uuid) => {
    staff: Uuid,
    until: i64,
    body: String,
});

/// A photo of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoOfSet {
    /// The submission.
    pub submission: SubmissionId,
    /// The photo that waited.
    pub photo: PhotoId,
}

/// Photos that a reviewer approves together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewSet {
    /// Unique; made outside.
    pub id: Uuid,
    /// The centre.
    pub centre: CentreId,
    /// The reviewer.
    pub staff: StaffId,
    /// The round in which they are decided.
    pub round: ReviewRound,
    /// Until when they can be approved.
    pub until: Timestamp,
    /// Those that are looked at and decided one by one first.
    pub sample: Vec<PhotoOfSet>,
    /// The others.
    pub rest: Vec<PhotoOfSet>,
    /// Whether the others were approved.
    pub is_approved: bool,
}

repository! {
    /// Photos that reviewers approve together.
    ReviewSets, review_sets
}

impl<C: Connection> ReviewSets<'_, C> {
    /// The set with this id, also one whose time is over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, id: Uuid) -> Result<Option<ReviewSet>, StoreError> {
        let row = review_set::Entity::find_by_id(id)
            .one(self.connection.raw())
            .await?;
        row.as_ref().map(read).transpose()
    }
}

impl ReviewSets<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, set: &ReviewSet) -> Result<(), StoreError> {
        let row = review_set::ActiveModel {
            id: Set(set.id),
            staff: Set(set.staff.as_uuid()),
            until: Set(set.until.as_micros()),
            body: Set(body(set)?),
        };
        review_set::Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Writes a set that has changed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, set: &ReviewSet) -> Result<(), StoreError> {
        let row = review_set::ActiveModel {
            until: Set(set.until.as_micros()),
            body: Set(body(set)?),
            ..Default::default()
        };
        review_set::Entity::update_many()
            .set(row)
            .filter(review_set::Column::Id.eq(set.id))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops the sets whose time was over before `at`; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, at: Timestamp) -> Result<u64, StoreError> {
        let dropped = review_set::Entity::delete_many()
            .filter(review_set::Column::Until.lte(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(dropped.rows_affected)
    }
}

fn body(set: &ReviewSet) -> Result<String, StoreError> {
    serde_json::to_string(set).map_err(|error| corrupt(set.id, error.into()))
}

fn read(row: &review_set::Model) -> Result<ReviewSet, StoreError> {
    serde_json::from_str(&row.body).map_err(|error| corrupt(row.id, error.into()))
}

fn corrupt(id: Uuid, source: UnreadableBody) -> StoreError {
    StoreError::Corrupt {
        table: "review_set",
        id: id.to_string(),
        source,
    }
}
