//! Decisions of reviewers. None is deleted; only a note about a person may be.

use domain::{ReviewRecord, SubmissionId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::review;
use crate::error::StoreError;
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
