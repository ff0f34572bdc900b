//! Submissions.

use std::collections::BTreeMap;

use domain::{
    AccountId, BatchId, BlindIndex, CentreId, DegreeId, Submission, SubmissionId,
    SubmissionStateName, Timestamp,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::repository;
use crate::entity::submission;
use crate::error::{StoreError, UnreadableBody};
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

repository! {
    /// Submissions. A degree has one in a batch.
    Submissions, submissions keeps Submission, by SubmissionId
}

impl<C: Connection> Submissions<'_, C> {
    /// The submission of a degree in a batch.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_of_degree(
        &self,
        degree: DegreeId,
        batch: BatchId,
    ) -> Result<Option<Submission>, StoreError> {
        let select = submission::Entity::find()
            .filter(submission::Column::Degree.eq(degree.as_uuid()))
            .filter(submission::Column::Batch.eq(batch.as_uuid()));
        record::one(self.connection, select).await
    }

    /// The submissions with these ids, in no order; 200 at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, ids: &[SubmissionId]) -> Result<Vec<Submission>, StoreError> {
        let ids = ids.iter().map(|id| id.as_uuid());
        let select = submission::Entity::find().filter(submission::Column::Id.is_in(ids));
        record::all(self.connection, select).await
    }

    /// At most `limit` submissions of a centre whose students have this number, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_by_number(
        &self,
        centre: CentreId,
        number: &BlindIndex,
        limit: u64,
    ) -> Result<Vec<Submission>, StoreError> {
        let select = submission::Entity::find()
            .filter(submission::Column::StudentNumber.eq(number.to_hex()))
            .filter(submission::Column::Centre.eq(centre.as_uuid()))
            .order_by_asc(submission::Column::Id)
            .limit(limit);
        record::all(self.connection, select).await
    }

    /// The submissions of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(&self, account: AccountId) -> Result<Vec<Submission>, StoreError> {
        let select = submission::Entity::find()
            .filter(submission::Column::Account.eq(account.as_uuid()))
            .order_by_asc(submission::Column::Id);
        record::all(self.connection, select).await
    }

    /// The submissions of a batch that wait for the student, which are those that expire, oldest
    /// first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_with_student(
        &self,
        batch: BatchId,
        request: PageRequest,
    ) -> Result<Page<Submission>, StoreError> {
        let select = submission::Entity::find()
            .filter(submission::Column::Batch.eq(batch.as_uuid()))
            .filter(submission::Column::WithStudent.eq(true));
        let sorting = Sorting::by_id(submission::Column::Id);
        record::page(self.connection, select, sorting, request).await
    }

    /// All submissions of a batch, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_batch(
        &self,
        batch: BatchId,
        request: PageRequest,
    ) -> Result<Page<Submission>, StoreError> {
        let select =
            submission::Entity::find().filter(submission::Column::Batch.eq(batch.as_uuid()));
        let sorting = Sorting::by_id(submission::Column::Id);
        record::page(self.connection, select, sorting, request).await
    }

    /// How many submissions of a batch are in which state, by the state; states without any
    /// are left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_by_state(
        &self,
        batch: BatchId,
    ) -> Result<BTreeMap<SubmissionStateName, u64>, StoreError> {
        let counts: Vec<(String, i64)> = submission::Entity::find()
            .select_only()
            .column(submission::Column::State)
            .column_as(submission::Column::Id.count(), "count")
            .filter(submission::Column::Batch.eq(batch.as_uuid()))
            .group_by(submission::Column::State)
            .order_by_asc(submission::Column::State)
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        let named = |(state, count): (String, i64)| {
            let unreadable = |_| StoreError::Corrupt {
                table: "submission",
                id: state.clone(),
                source: UnreadableBody::BESIDE,
            };
            Ok((state.parse().map_err(unreadable)?, count as u64))
        };
        counts.into_iter().map(named).collect()
    }

    /// At most `limit` submissions of which a photo was rejected, that are with their student, and whose photo has to be
    /// replaced until `until` or before, the most urgent first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_to_replace_before(
        &self,
        until: Timestamp,
        limit: u64,
    ) -> Result<Vec<Submission>, StoreError> {
        let select = submission::Entity::find()
            .filter(submission::Column::ReplaceBy.lte(until.as_micros()))
            .order_by_asc(submission::Column::ReplaceBy)
            .order_by_asc(submission::Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }
}
