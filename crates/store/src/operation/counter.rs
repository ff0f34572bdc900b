//! Rate counters in time windows, shared by all servers.

use domain::Timestamp;
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use super::table;
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::Transaction;
use crate::work::private::Raw as _;

table!(counter, "counter", (bucket: String, window_start: i64) => {
    hits: i64,
});

repository! {
    /// Counters in windows of time.
    Counters, counters
}

impl Counters<'_, Transaction> {
    /// Counts `by` more in a bucket's window and says how many it has now. With 0 it only
    /// reads. Another transaction that counts in the same window waits until this one ends.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hit(
        &self,
        bucket: &str,
        window_start: Timestamp,
        by: u32,
    ) -> Result<u64, StoreError> {
        use counter::{Column, Entity};

        let sum = Expr::col((Entity, Column::Hits)).add(i64::from(by));
        let hit = Query::insert()
            .into_table(Entity)
            .columns([Column::Bucket, Column::WindowStart, Column::Hits])
            .values_panic([
                bucket.into(),
                window_start.as_micros().into(),
                i64::from(by).into(),
            ])
            .on_conflict(
                OnConflict::columns([Column::Bucket, Column::WindowStart])
                    .value(Column::Hits, sum)
                    .to_owned(),
            )
            .returning_col(Column::Hits)
            .to_owned();
        let row = self.connection.raw().query_one(&hit).await?;
        let hits: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
        Ok(hits as u64)
    }

    /// Counts one less in a bucket's window; nothing where it has none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn take_back(&self, bucket: &str, window_start: Timestamp) -> Result<(), StoreError> {
        use counter::{Column, Entity};

        Entity::update_many()
            .col_expr(Column::Hits, Expr::col(Column::Hits).sub(1))
            .filter(Column::Bucket.eq(bucket))
            .filter(Column::WindowStart.eq(window_start.as_micros()))
            .filter(Column::Hits.gt(0))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops the windows that began before an instant; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, before: Timestamp) -> Result<u64, StoreError> {
        let pruned = counter::Entity::delete_many()
            .filter(counter::Column::WindowStart.lt(before.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(pruned.rows_affected)
    }
}
