//! Messages to students.

use domain::{AccountId, Channel, Notification, NotificationId, NotificationStateName, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};

use super::repository;
use crate::entity::notification;
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

repository! {
    /// Messages to students.
    Notifications, notifications keeps Notification, by NotificationId
}

impl<C: Connection> Notifications<'_, C> {
    /// What an account is shown in the app, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(
        &self,
        account: AccountId,
        request: PageRequest,
    ) -> Result<Page<Notification>, StoreError> {
        let sorting = Sorting {
            micros: Some(notification::Column::CreatedAt),
            id: notification::Column::Id,
            descending: true,
        };
        record::page(self.connection, in_app(account), sorting, request).await
    }

    /// Those of some messages that were written, in no order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, ids: &[NotificationId]) -> Result<Vec<Notification>, StoreError> {
        let ids = ids.iter().map(|id| id.as_uuid());
        let select = notification::Entity::find().filter(notification::Column::Id.is_in(ids));
        record::all(self.connection, select).await
    }

    /// How many of these are shown and not read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_unread(&self, account: AccountId) -> Result<u64, StoreError> {
        let unread = in_app(account)
            .filter(notification::Column::State.eq(NotificationStateName::Sent.name()));
        Ok(unread.count(self.connection.raw()).await?)
    }
}

impl Notifications<'_, Transaction> {
    /// Deletes what was written before `at`; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_before(&self, at: Timestamp) -> Result<u64, StoreError> {
        let deleted = notification::Entity::delete_many()
            .filter(notification::Column::CreatedAt.lt(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected)
    }

    /// Deletes what was written to an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_of_account(&self, account: AccountId) -> Result<(), StoreError> {
        notification::Entity::delete_many()
            .filter(notification::Column::Account.eq(account.as_uuid()))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }
}

fn in_app(account: AccountId) -> Select<notification::Entity> {
    notification::Entity::find()
        .filter(notification::Column::Account.eq(account.as_uuid()))
        .filter(notification::Column::Channel.eq(Channel::InApp.name()))
}
