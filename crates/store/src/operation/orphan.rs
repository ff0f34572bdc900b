//! Objects to which a sweep found no reference. They are deleted by a later sweep alone, so that one wrong
//! look loses nothing.

use std::collections::HashMap;

use domain::{BlobKey, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::table;
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::Transaction;
use crate::work::private::Raw as _;

table!(orphan, "orphan", (blob: String) => {
    seen_at: i64,
});

repository! {
    /// Objects to which a sweep found no reference.
    Orphans, orphans
}

impl Orphans<'_, Transaction> {
    /// Notes that nothing refers to these objects, 500 at most at a time. For each, since when that has been
    /// known: `now` for one that is new.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note(
        &self,
        keys: &[BlobKey],
        now: Timestamp,
    ) -> Result<Vec<Timestamp>, StoreError> {
        let names = || keys.iter().map(BlobKey::as_str);
        let known = orphan::Entity::find()
            .filter(orphan::Column::Blob.is_in(names()))
            .all(self.connection.raw())
            .await?;
        let known: HashMap<String, i64> = known
            .into_iter()
            .map(|row| (row.blob, row.seen_at))
            .collect();
        let new = names().filter(|name| !known.contains_key(*name));
        let new: Vec<_> = new
            .map(|name| orphan::ActiveModel {
                blob: Set(name.to_owned()),
                seen_at: Set(now.as_micros()),
            })
            .collect();
        if !new.is_empty() {
            orphan::Entity::insert_many(new)
                .exec_without_returning(self.connection.raw())
                .await?;
        }
        let since = names().map(|name| known.get(name).copied().unwrap_or(now.as_micros()));
        Ok(since.map(Timestamp::from_micros).collect())
    }

    /// Forgets what was noted of these objects, 500 at most at a time: something refers to them again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget(&self, keys: &[BlobKey]) -> Result<(), StoreError> {
        orphan::Entity::delete_many()
            .filter(orphan::Column::Blob.is_in(keys.iter().map(BlobKey::as_str)))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Forgets what was noted before `at`: those objects are gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, at: Timestamp) -> Result<(), StoreError> {
        orphan::Entity::delete_many()
            .filter(orphan::Column::SeenAt.lt(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }
}
