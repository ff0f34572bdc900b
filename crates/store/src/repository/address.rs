//! Addresses of students.

use domain::{AccountId, Address, AddressId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::address::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

repository! {
    /// Addresses. An account has at most one default.
    Addresses, addresses keeps Address, by AddressId
}

impl<C: Connection> Addresses<'_, C> {
    /// The addresses of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(&self, account: AccountId) -> Result<Vec<Address>, StoreError> {
        let select = Entity::find()
            .filter(Column::Account.eq(account.as_uuid()))
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// All addresses, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<Address>, StoreError> {
        let sorting = Sorting::by_id(Column::Id);
        record::page(self.connection, Entity::find(), sorting, request).await
    }
}

impl Addresses<'_, Transaction> {
    /// Deletes an address.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, id: AddressId) -> Result<(), StoreError> {
        Entity::delete_by_id(id.as_uuid())
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Deletes the addresses of an account.
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
}
