//! References to objects of the vault. A reference is written and deleted in the transaction of the row
//! that needs the object, so that the sweeper never removes an object that was just stored.

use std::collections::{BTreeSet, HashSet};

use domain::BlobKey;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::repository;
use crate::entity::blob_reference;
use crate::error::{StoreError, UnreadableBody};
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

/// Keys that one statement asks for.
const KEYS_AT_ONCE: usize = 500;

repository! {
    /// Which objects of the vault are needed.
    Objects, objects
}

impl<C: Connection> Objects<'_, C> {
    /// For each key, whether a row needs the object: as original, portrait or fingerprint of a
    /// photo, or as a part of an upload.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn referenced(&self, keys: &[BlobKey]) -> Result<Vec<bool>, StoreError> {
        let mut found: HashSet<String> = HashSet::new();
        for chunk in keys.chunks(KEYS_AT_ONCE) {
            let names = chunk.iter().map(BlobKey::as_str);
            let some: Vec<String> = blob_reference::Entity::find()
                .select_only()
                .column(blob_reference::Column::Blob)
                .filter(blob_reference::Column::Blob.is_in(names))
                .into_tuple()
                .all(self.connection.raw())
                .await?;
            found.extend(some);
        }
        Ok(keys
            .iter()
            .map(|key| found.contains(key.as_str()))
            .collect())
    }

    /// The objects that rows need, by name, each once: the first `limit` behind `after`.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for a name that no object has.
    pub async fn list_referenced(
        &self,
        after: Option<&BlobKey>,
        limit: u32,
    ) -> Result<Vec<BlobKey>, StoreError> {
        let mut select = blob_reference::Entity::find()
            .select_only()
            .column(blob_reference::Column::Blob)
            .distinct()
            .order_by_asc(blob_reference::Column::Blob)
            .limit(u64::from(limit));
        if let Some(after) = after {
            select = select.filter(blob_reference::Column::Blob.gt(after.as_str()));
        }
        let names: Vec<String> = select.into_tuple().all(self.connection.raw()).await?;
        let keys = names.into_iter().map(|name| {
            BlobKey::new(name.as_str()).map_err(|_| StoreError::Corrupt {
                table: "blob_reference",
                id: name,
                source: UnreadableBody::BESIDE,
            })
        });
        keys.collect()
    }
}

/// A row that needs objects.
#[derive(Clone, Copy)]
pub(crate) struct Owner {
    /// Its table.
    pub(crate) table: &'static str,
    /// Its key.
    pub(crate) id: Uuid,
}

/// Notes that `owner` needs `after` instead of `before`.
pub(crate) async fn change(
    transaction: &Transaction,
    owner: Owner,
    before: &BTreeSet<BlobKey>,
    after: &BTreeSet<BlobKey>,
) -> Result<(), StoreError> {
    let gone: Vec<&str> = before.difference(after).map(BlobKey::as_str).collect();
    if !gone.is_empty() {
        blob_reference::Entity::delete_many()
            .filter(blob_reference::Column::OwnerTable.eq(owner.table))
            .filter(blob_reference::Column::Owner.eq(owner.id))
            .filter(blob_reference::Column::Blob.is_in(gone))
            .exec(transaction.raw())
            .await?;
    }
    let new = after
        .difference(before)
        .map(|key| blob_reference::ActiveModel {
            blob: ActiveValue::Set(key.as_str().to_owned()),
            owner_table: ActiveValue::Set(owner.table.to_owned()),
            owner: ActiveValue::Set(owner.id),
        });
    let new: Vec<_> = new.collect();
    if !new.is_empty() {
        blob_reference::Entity::insert_many(new)
            .exec_without_returning(transaction.raw())
            .await?;
    }
    Ok(())
}
