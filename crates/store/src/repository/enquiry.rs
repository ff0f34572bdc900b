//! Questions of students to a centre.

use domain::{AccountId, CentreId, Enquiry, EnquiryId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::enquiry::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

repository! {
    /// Questions of students to a centre.
    Enquiries, enquiries keeps Enquiry, by EnquiryId
}

impl<C: Connection> Enquiries<'_, C> {
    /// The questions of an account, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(&self, account: AccountId) -> Result<Vec<Enquiry>, StoreError> {
        let select = Entity::find()
            .filter(Column::Account.eq(account.as_uuid()))
            .order_by_desc(Column::Id);
        record::all(self.connection, select).await
    }

    /// The questions of a centre that wait, or that were answered, the ones longest waiting or last answered
    /// first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        is_waiting: bool,
        request: PageRequest,
    ) -> Result<Page<Enquiry>, StoreError> {
        let select = Entity::find()
            .filter(Column::Centre.eq(centre.as_uuid()))
            .filter(Column::IsWaiting.eq(is_waiting));
        let sorting = Sorting {
            micros: Some(Column::Since),
            id: Column::Id,
            descending: !is_waiting,
        };
        record::page(self.connection, select, sorting, request).await
    }

    /// All questions, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<Enquiry>, StoreError> {
        let sorting = Sorting::by_id(Column::Id);
        record::page(self.connection, Entity::find(), sorting, request).await
    }
}

impl Enquiries<'_, Transaction> {
    /// Deletes the questions of an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_of_account(&self, account: AccountId) -> Result<(), StoreError> {
        Entity::delete_many()
            .filter(Column::Account.eq(account.as_uuid()))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Deletes those that were answered, or asked without an answer, before `at`; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, at: Timestamp) -> Result<u64, StoreError> {
        let dropped = Entity::delete_many()
            .filter(Column::Since.lt(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(dropped.rows_affected)
    }
}
