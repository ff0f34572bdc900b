//! Lists of many students that are taken out as files.

use std::collections::BTreeSet;

use domain::{
    BatchId, BlobKey, CentreId, ListExport, ListExportId, ListExportStateName, StaffId, Timestamp,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::object::{self, Owner};
use super::repository;
use crate::entity::list_export::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record::{self, Advance, Record as _};
use crate::work::{Connection, Transaction};

repository! {
    /// Lists of many students that are taken out as files.
    ListExports, list_exports of ListExport, by ListExportId
}

impl<C: Connection> ListExports<'_, C> {
    /// The lists of a centre, of one member of staff or of all, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        (proposed_by, state): (Option<StaffId>, Option<ListExportStateName>),
        request: PageRequest,
    ) -> Result<Page<ListExport>, StoreError> {
        let mut select = Entity::find().filter(Column::Centre.eq(centre.as_uuid()));
        if let Some(state) = state {
            select = select.filter(Column::State.eq(state.name()));
        }
        if let Some(staff) = proposed_by {
            select = select.filter(Column::ProposedBy.eq(staff.as_uuid()));
        }
        let sorting = Sorting {
            micros: None,
            id: Column::Id,
            descending: true,
        };
        record::page(self.connection, select, sorting, request).await
    }

    /// The lists of a batch that have a file or are being made, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_with_file(&self, batch: BatchId) -> Result<Vec<ListExport>, StoreError> {
        let select = Entity::find()
            .filter(Column::Batch.eq(batch.as_uuid()))
            .filter(
                Condition::any()
                    .add(Column::FileEndsAt.is_not_null())
                    .add(Column::State.eq(ListExportStateName::Approved.name())),
            )
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// At most `limit` lists with a file whose day was over at `at` or before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_file_ended(
        &self,
        at: Timestamp,
        limit: u64,
    ) -> Result<Vec<ListExport>, StoreError> {
        let select = Entity::find()
            .filter(Column::FileEndsAt.lte(at.as_micros()))
            .order_by_asc(Column::FileEndsAt)
            .order_by_asc(Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }
}

impl ListExports<'_, Transaction> {
    /// Keeps a new one, which has no file yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, new: &ListExport) -> Result<(), StoreError> {
        record::insert(self.connection, new).await
    }

    /// Writes `after` if `before` still is what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(
        &self,
        before: &ListExport,
        after: &ListExport,
    ) -> Result<Advance, StoreError> {
        let advance = record::advance(self.connection, before, after).await?;
        if advance == Advance::Done {
            let owner = Owner {
                table: ListExport::TABLE,
                id: after.id.as_uuid(),
            };
            let (was, is) = (blobs(before), blobs(after));
            object::change(self.connection, owner, &was, &is).await?;
        }
        Ok(advance)
    }
}

fn blobs(list: &ListExport) -> BTreeSet<BlobKey> {
    list.blob().cloned().into_iter().collect()
}
