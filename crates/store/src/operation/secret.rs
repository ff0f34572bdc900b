//! Sealed secrets of external services, such as access tokens, shared by all servers until they expire.

use domain::{Sealed, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::table;
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(secret, "secret", (name: String) => {
    value: Vec<u8>,
    expires_at: i64,
});

repository! {
    /// Sealed values of services outside.
    Secrets, secrets
}

impl<C: Connection> Secrets<'_, C> {
    /// The value of this name, unless it has expired.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, name: &str, now: Timestamp) -> Result<Option<Sealed>, StoreError> {
        let row = secret::Entity::find_by_id(name)
            .filter(secret::Column::ExpiresAt.gt(now.as_micros()))
            .one(self.connection.raw())
            .await?;
        Ok(row.map(|row| Sealed::from_bytes(row.value)))
    }
}

impl Secrets<'_, Transaction> {
    /// Keeps a value in place of any other of its name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(
        &self,
        name: &str,
        value: &Sealed,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        use secret::{Column, Entity};

        Entity::insert(secret::ActiveModel {
            name: Set(name.to_owned()),
            value: Set(value.as_bytes().to_vec()),
            expires_at: Set(expires_at.as_micros()),
        })
        .on_conflict(
            OnConflict::column(Column::Name)
                .update_columns([Column::Value, Column::ExpiresAt])
                .to_owned(),
        )
        .exec_without_returning(self.connection.raw())
        .await?;
        Ok(())
    }

    /// Drops whatever value is of this name; `false` where there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, name: &str) -> Result<bool, StoreError> {
        let deleted = secret::Entity::delete_by_id(name)
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected == 1)
    }

    /// Drops a value; one that another server has put in its place stays. `false` if it stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_if(&self, name: &str, value: &Sealed) -> Result<bool, StoreError> {
        let deleted = secret::Entity::delete_many()
            .filter(secret::Column::Name.eq(name))
            .filter(secret::Column::Value.eq(value.as_bytes()))
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected == 1)
    }
}
