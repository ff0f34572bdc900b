//! Decisions of reviewers. None is deleted; only a note about a person may be.

use domain::{CentreId, ReviewRecord, SubmissionId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::review;
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::{Connection, Transaction};

repository! {
    /// Decisions of reviewers.
    Reviews, reviews
}

impl<C: Connection> Reviews<'_, C> {
    /// The decisions on a submission, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_submission(
        &self,
        submission: SubmissionId,
    ) -> Result<Vec<ReviewRecord>, StoreError> {
        let select = review::Entity::find()
            .filter(review::Column::Submission.eq(submission.as_uuid()))
            .order_by_asc(review::Column::DecidedAt)
            .order_by_asc(review::Column::Id);
        record::all(self.connection, select).await
    }

    /// The decisions of a centre within a time, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_centre(
        &self,
        centre: CentreId,
        [from, until]: [Timestamp; 2],
        request: PageRequest,
    ) -> Result<Page<ReviewRecord>, StoreError> {
        let select = review::Entity::find()
            .filter(review::Column::Centre.eq(centre.as_uuid()))
            .filter(review::Column::DecidedAt.gte(from.as_micros()))
            .filter(review::Column::DecidedAt.lt(until.as_micros()));
        let sorting = Sorting {
            micros: Some(review::Column::DecidedAt),
            id: review::Column::Id,
            descending: false,
        };
        record::page(self.connection, select, sorting, request).await
    }
}

impl Reviews<'_, Transaction> {
    /// Keeps a decision.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, review: &ReviewRecord) -> Result<(), StoreError> {
        record::insert(self.connection, review).await
    }

    /// Forgets what was written in the decisions on a submission.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_notes(&self, submission: SubmissionId) -> Result<(), StoreError> {
        for review in self.list_of_submission(submission).await? {
            let review = review.forget_note();
            record::rewrite(self.connection, &review).await?;
        }
        Ok(())
    }
}
