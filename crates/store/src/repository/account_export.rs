//! Archives of students' own data, one per account, packed by a job and kept for some days.

use std::collections::BTreeSet;

use domain::{AccountId, BlobKey, Timestamp};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set, TryInsertResult,
};

use super::object::{self, Owner};
use super::repository;
use crate::error::{StoreError, UnreadableBody};
use crate::operation::{from_column, table};
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

/// The table, as it is named in errors and references.
const TABLE: &str = "account_export";

table!(account_export, "account_export", (account: Uuid) => {
    requested_at: i64,
    blob: Option<String>,
    length_bytes: Option<i64>,
    ready_at: Option<i64>,
    ends_at: Option<i64>,
});

/// An archive that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredExport {
    /// Whose it is.
    pub account: AccountId,
    /// When it was asked for.
    pub requested_at: Timestamp,
    /// The archive; none while it is packed.
    pub archive: Option<StoredArchive>,
}

/// An archive in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredArchive {
    /// The object.
    pub blob: BlobKey,
    /// Its length in bytes.
    pub length_bytes: u64,
    /// When it was packed.
    pub ready_at: Timestamp,
    /// First instant at which it is not given out any more.
    pub ends_at: Timestamp,
}

repository! {
    /// Archives of students' own data, one per account.
    AccountExports, account_exports
}

impl<C: Connection> AccountExports<'_, C> {
    /// The archive of an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, account: AccountId) -> Result<Option<StoredExport>, StoreError> {
        let row = account_export::Entity::find_by_id(account.as_uuid())
            .one(self.connection.raw())
            .await?;
        row.map(read).transpose()
    }

    /// At most `limit` accounts whose archive ended at `at` or before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_ended(
        &self,
        at: Timestamp,
        limit: u64,
    ) -> Result<Vec<AccountId>, StoreError> {
        let ids: Vec<uuid::Uuid> = account_export::Entity::find()
            .select_only()
            .column(account_export::Column::Account)
            .filter(account_export::Column::EndsAt.lte(at.as_micros()))
            .order_by_asc(account_export::Column::EndsAt)
            .order_by_asc(account_export::Column::Account)
            .limit(limit)
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        Ok(ids.into_iter().map(AccountId::from_uuid).collect())
    }
}

impl AccountExports<'_, Transaction> {
    /// Notes that an archive is to be packed; `false` where one is there or under way.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn request(&self, account: AccountId, at: Timestamp) -> Result<bool, StoreError> {
        let row = account_export::ActiveModel {
            account: Set(account.as_uuid()),
            requested_at: Set(at.as_micros()),
            blob: Set(None),
            length_bytes: Set(None),
            ready_at: Set(None),
            ends_at: Set(None),
        };
        let inserted = account_export::Entity::insert(row)
            .on_conflict_do_nothing_on([account_export::Column::Account])
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(matches!(inserted, TryInsertResult::Inserted(1..)))
    }

    /// Notes the archive of the request that was made at `requested_at`; `false` where it is not wanted any
    /// more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(
        &self,
        account: AccountId,
        requested_at: Timestamp,
        archive: &StoredArchive,
    ) -> Result<bool, StoreError> {
        let row = account_export::ActiveModel {
            blob: Set(Some(archive.blob.as_str().to_owned())),
            length_bytes: Set(Some(archive.length_bytes as i64)),
            ready_at: Set(Some(archive.ready_at.as_micros())),
            ends_at: Set(Some(archive.ends_at.as_micros())),
            ..Default::default()
        };
        let written = account_export::Entity::update_many()
            .set(row)
            .filter(account_export::Column::Account.eq(account.as_uuid()))
            .filter(account_export::Column::RequestedAt.eq(requested_at.as_micros()))
            .filter(account_export::Column::Blob.is_null())
            .exec(self.connection.raw())
            .await?;
        if written.rows_affected == 0 {
            return Ok(false);
        }
        let after = BTreeSet::from([archive.blob.clone()]);
        object::change(self.connection, owner(account), &BTreeSet::new(), &after).await?;
        Ok(true)
    }

    /// Drops the archive of an account, or the request for it; returns the object that nobody needs for it
    /// any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, account: AccountId) -> Result<Option<BlobKey>, StoreError> {
        let Some(export) = self.find(account).await? else {
            return Ok(None);
        };
        let blob = export.archive.map(|archive| archive.blob);
        let before: BTreeSet<BlobKey> = blob.iter().cloned().collect();
        object::change(self.connection, owner(account), &before, &BTreeSet::new()).await?;
        account_export::Entity::delete_by_id(account.as_uuid())
            .exec(self.connection.raw())
            .await?;
        Ok(blob)
    }
}

fn owner(account: AccountId) -> Owner {
    Owner {
        table: TABLE,
        id: account.as_uuid(),
    }
}

fn read(row: account_export::Model) -> Result<StoredExport, StoreError> {
    let id = row.account.to_string();
    let archive = match (row.blob, row.length_bytes, row.ready_at, row.ends_at) {
        (None, None, None, None) => None,
        (Some(blob), Some(length_bytes), Some(ready_at), Some(ends_at)) => Some(StoredArchive {
            blob: from_column(TABLE, &id, blob)?,
            length_bytes: length_bytes as u64,
            ready_at: Timestamp::from_micros(ready_at),
            ends_at: Timestamp::from_micros(ends_at),
        }),
        _ => {
            return Err(StoreError::Corrupt {
                table: TABLE,
                id,
                source: UnreadableBody::BESIDE,
            });
        }
    };
    Ok(StoredExport {
        account: AccountId::from_uuid(row.account),
        requested_at: Timestamp::from_micros(row.requested_at),
        archive,
    })
}
