//! Orders.

use domain::{
    AccountId, BatchId, CentreId, DegreeId, Order, OrderId, OrderNumber, OrderStateName, Timestamp,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::repository;
use crate::entity::placed_order::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

repository! {
    /// Orders. A degree has at most one that awaits payment.
    Orders, orders keeps Order, by OrderId
}

/// Which orders are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderFilter {
    /// Those of a centre.
    pub centre: CentreId,
    /// One batch alone.
    pub batch: Option<BatchId>,
    /// One state alone.
    pub state: Option<OrderStateName>,
}

impl<C: Connection> Orders<'_, C> {
    /// The order of this number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_number(&self, number: &OrderNumber) -> Result<Option<Order>, StoreError> {
        let select = Entity::find().filter(Column::Number.eq(number.as_str()));
        record::one(self.connection, select).await
    }

    /// The orders of a degree in a batch, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_degree(
        &self,
        degree: DegreeId,
        batch: BatchId,
    ) -> Result<Vec<Order>, StoreError> {
        let select = Entity::find()
            .filter(Column::Degree.eq(degree.as_uuid()))
            .filter(Column::Batch.eq(batch.as_uuid()))
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// The orders of some degrees in a batch, oldest first; 200 degrees at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_degrees(
        &self,
        degrees: &[DegreeId],
        batch: BatchId,
    ) -> Result<Vec<Order>, StoreError> {
        let ids = degrees.iter().map(|id| id.as_uuid());
        let select = Entity::find()
            .filter(Column::Degree.is_in(ids))
            .filter(Column::Batch.eq(batch.as_uuid()))
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// The orders of an account, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(
        &self,
        account: AccountId,
        request: PageRequest,
    ) -> Result<Page<Order>, StoreError> {
        let select = Entity::find().filter(Column::Account.eq(account.as_uuid()));
        record::page(self.connection, select, newest_first(), request).await
    }

    /// The orders of a centre, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        filter: OrderFilter,
        request: PageRequest,
    ) -> Result<Page<Order>, StoreError> {
        let mut select = Entity::find().filter(Column::Centre.eq(filter.centre.as_uuid()));
        if let Some(batch) = filter.batch {
            select = select.filter(Column::Batch.eq(batch.as_uuid()));
        }
        if let Some(state) = filter.state {
            select = select.filter(Column::State.eq(state.name()));
        }
        record::page(self.connection, select, newest_first(), request).await
    }

    /// At most `limit` orders that await payment and expire until `until`, the first to expire first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_overdue(
        &self,
        until: Timestamp,
        limit: u64,
    ) -> Result<Vec<Order>, StoreError> {
        let select = Entity::find()
            .filter(Column::ExpiresAt.lte(until.as_micros()))
            .order_by_asc(Column::ExpiresAt)
            .order_by_asc(Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }
}

const fn newest_first() -> Sorting<Entity> {
    Sorting {
        micros: None,
        id: Column::Id,
        descending: true,
    }
}
