//! Rosters; every import replaces a school's roster as a whole.

use domain::{BatchId, BlindIndex, RosterEntry, SchoolId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::roster;
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record::{self, Record};
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

/// Rows of one statement: nine columns each, and SQLite takes 32 766 values.
const ROWS_AT_ONCE: usize = 2000;

repository! {
    /// Rosters. A student number is unique within batch and school.
    Rosters, roster
}

impl<C: Connection> Rosters<'_, C> {
    /// Every line of every roster, by id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<RosterEntry>, StoreError> {
        let sorting = Sorting::by_id(roster::Column::Id);
        record::page(self.connection, roster::Entity::find(), sorting, request).await
    }

    /// The line with this student number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_number(
        &self,
        batch: BatchId,
        school: SchoolId,
        number: &BlindIndex,
    ) -> Result<Option<RosterEntry>, StoreError> {
        let select = roster::Entity::find()
            .filter(of(batch, school))
            .filter(roster::Column::StudentNumber.eq(number.to_hex()));
        record::one(self.connection, select).await
    }

    /// Every line of a school's roster, in the order in which they were imported.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_school(
        &self,
        batch: BatchId,
        school: SchoolId,
    ) -> Result<Vec<RosterEntry>, StoreError> {
        let select = roster::Entity::find().filter(of(batch, school));
        record::all(self.connection, select.order_by_asc(roster::Column::Id)).await
    }

    /// Whether the school has supplied a roster with at least one line.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn has_roster(&self, batch: BatchId, school: SchoolId) -> Result<bool, StoreError> {
        let select = roster::Entity::find().filter(of(batch, school));
        let first: Option<RosterEntry> = record::one(self.connection, select).await?;
        Ok(first.is_some())
    }

    /// Lines of all schools of a batch.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count(&self, batch: BatchId) -> Result<u64, StoreError> {
        let select = roster::Entity::find().filter(roster::Column::Batch.eq(batch.as_uuid()));
        Ok(select.count(self.connection.raw()).await?)
    }
}

impl Rosters<'_, Transaction> {
    /// Writes a line that says the same in other bytes, as after its values were sealed again; one
    /// that an import has replaced meanwhile stays gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rewrite(&self, entry: &RosterEntry) -> Result<(), StoreError> {
        record::rewrite(self.connection, entry).await
    }

    /// Deletes every line of a batch; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_of_batch(&self, batch: BatchId) -> Result<u64, StoreError> {
        let deleted = roster::Entity::delete_many()
            .filter(roster::Column::Batch.eq(batch.as_uuid()))
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected)
    }

    /// Puts `entries`, all of this batch and school, in the place of the school's former ones.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with [`crate::UniqueKey::RosterNumber`] if a number is there twice;
    /// [`StoreError::NewerForm`] where a newer version has written the former ones.
    pub async fn replace(
        &self,
        batch: BatchId,
        school: SchoolId,
        entries: &[RosterEntry],
    ) -> Result<(), StoreError> {
        record::check_forms::<RosterEntry>(self.connection, of(batch, school)).await?;
        roster::Entity::delete_many()
            .filter(of(batch, school))
            .exec(self.connection.raw())
            .await?;
        for chunk in entries.chunks(ROWS_AT_ONCE) {
            let rows: Result<Vec<_>, StoreError> = chunk
                .iter()
                .map(|entry| Ok(entry.row(record::body(entry)?)))
                .collect();
            roster::Entity::insert_many(rows?)
                .exec_without_returning(self.connection.raw())
                .await?;
        }
        Ok(())
    }
}

fn of(batch: BatchId, school: SchoolId) -> Condition {
    Condition::all()
        .add(roster::Column::Batch.eq(batch.as_uuid()))
        .add(roster::Column::School.eq(school.as_uuid()))
}
