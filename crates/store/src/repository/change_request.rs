//! Requests to change what is approved.

use domain::{CentreId, ChangeRequest, ChangeRequestId, SubmissionId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::repository;
use crate::entity::change_request;
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

repository! {
    /// Requests to change what is approved. A submission has at most one that is open.
    ChangeRequests, change_requests keeps ChangeRequest, by ChangeRequestId
}

impl<C: Connection> ChangeRequests<'_, C> {
    /// The request about a submission that nobody has answered.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_open(
        &self,
        submission: SubmissionId,
    ) -> Result<Option<ChangeRequest>, StoreError> {
        let open = change_request::Column::OpenSubmission.eq(submission.as_uuid());
        record::one(self.connection, change_request::Entity::find().filter(open)).await
    }

    /// The requests about some submissions that nobody has answered, in no order; 200 at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_open_of(
        &self,
        submissions: &[SubmissionId],
    ) -> Result<Vec<ChangeRequest>, StoreError> {
        let ids = submissions.iter().map(|id| id.as_uuid());
        let open = change_request::Column::OpenSubmission.is_in(ids);
        record::all(self.connection, change_request::Entity::find().filter(open)).await
    }

    /// The requests of a centre, those that were asked last first; with `only_open` those that nobody has
    /// answered.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        only_open: bool,
        request: PageRequest,
    ) -> Result<Page<ChangeRequest>, StoreError> {
        let mut select = change_request::Entity::find()
            .filter(change_request::Column::Centre.eq(centre.as_uuid()));
        if only_open {
            select = select.filter(change_request::Column::OpenSubmission.is_not_null());
        }
        let sorting = Sorting {
            micros: Some(change_request::Column::AskedAt),
            id: change_request::Column::Id,
            descending: true,
        };
        record::page(self.connection, select, sorting, request).await
    }
}
