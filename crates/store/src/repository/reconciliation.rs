//! Bills that were held against the ledger.

use domain::{Means, Reconciliation, ReconciliationId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use time::Date;

use super::repository;
use crate::entity::day_number;
use crate::entity::reconciliation::{Column, Entity};
use crate::error::StoreError;
use crate::record;
use crate::work::{Connection, Transaction};

repository! {
    /// Bills that were held against the ledger; none changes.
    Reconciliations, reconciliations of Reconciliation, by ReconciliationId
}

impl<C: Connection> Reconciliations<'_, C> {
    /// What came of a day's bill, last time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_of_day(
        &self,
        means: Means,
        day: Date,
    ) -> Result<Option<Reconciliation>, StoreError> {
        let select = Entity::find()
            .filter(Column::Means.eq(means.name()))
            .filter(Column::Day.eq(day_number(day)))
            .order_by_desc(Column::Id);
        record::one(self.connection, select).await
    }

    /// What came of the bills of several days, newest day first, all tries of each.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        means: Means,
        [from, until]: [Date; 2],
    ) -> Result<Vec<Reconciliation>, StoreError> {
        let select = Entity::find()
            .filter(Column::Means.eq(means.name()))
            .filter(Column::Day.gte(day_number(from)))
            .filter(Column::Day.lte(day_number(until)))
            .order_by_desc(Column::Day)
            .order_by_desc(Column::Id);
        record::all(self.connection, select).await
    }
}

impl Reconciliations<'_, Transaction> {
    /// Keeps what came of a day's bill.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, reconciliation: &Reconciliation) -> Result<(), StoreError> {
        record::insert(self.connection, reconciliation).await
    }
}
