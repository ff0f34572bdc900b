//! Data discs.

use std::collections::BTreeSet;

use domain::{BatchId, BlobKey, CentreId, DataDisc, DataDiscId, DataDiscStateName, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::object::{self, Owner};
use super::repository;
use crate::entity::data_disc::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record::{self, Advance, Record as _};
use crate::work::{Connection, Transaction};

repository! {
    /// Data discs for schools.
    DataDiscs, data_discs of DataDisc, by DataDiscId
}

impl<C: Connection> DataDiscs<'_, C> {
    /// The discs of a centre, of one batch and one state or of all, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        (batch, state): (Option<BatchId>, Option<DataDiscStateName>),
        request: PageRequest,
    ) -> Result<Page<DataDisc>, StoreError> {
        let mut select = Entity::find().filter(Column::Centre.eq(centre.as_uuid()));
        if let Some(batch) = batch {
            select = select.filter(Column::Batch.eq(batch.as_uuid()));
        }
        if let Some(state) = state {
            select = select.filter(Column::State.eq(state.name()));
        }
        let sorting = Sorting {
            micros: None,
            id: Column::Id,
            descending: true,
        };
        record::page(self.connection, select, sorting, request).await
    }

    /// Every disc, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<DataDisc>, StoreError> {
        let sorting = Sorting {
            micros: None,
            id: Column::Id,
            descending: false,
        };
        record::page(self.connection, Entity::find(), sorting, request).await
    }

    /// The discs of a batch that have files, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_with_files(&self, batch: BatchId) -> Result<Vec<DataDisc>, StoreError> {
        let select = Entity::find()
            .filter(Column::Batch.eq(batch.as_uuid()))
            .filter(Column::FilesEndAt.is_not_null())
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// At most `limit` discs with files whose days were over at `at` or before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_files_ended(
        &self,
        at: Timestamp,
        limit: u64,
    ) -> Result<Vec<DataDisc>, StoreError> {
        let select = Entity::find()
            .filter(Column::FilesEndAt.lte(at.as_micros()))
            .order_by_asc(Column::FilesEndAt)
            .order_by_asc(Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }
}

impl DataDiscs<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, new: &DataDisc) -> Result<(), StoreError> {
        record::insert(self.connection, new).await?;
        object::change(
            self.connection,
            owner(new.id),
            &BTreeSet::new(),
            &blobs(new),
        )
        .await
    }

    /// Writes `after` if `before` still is what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(
        &self,
        before: &DataDisc,
        after: &DataDisc,
    ) -> Result<Advance, StoreError> {
        let advance = record::advance(self.connection, before, after).await?;
        if advance == Advance::Done {
            let (was, is) = (blobs(before), blobs(after));
            object::change(self.connection, owner(after.id), &was, &is).await?;
        }
        Ok(advance)
    }
}

const fn owner(disc: DataDiscId) -> Owner {
    Owner {
        table: DataDisc::TABLE,
        id: disc.as_uuid(),
    }
}

fn blobs(disc: &DataDisc) -> BTreeSet<BlobKey> {
    disc.blobs().cloned().collect()
}
