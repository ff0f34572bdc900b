//! Payments.

use domain::{CentreId, Means, OrderId, Payment, PaymentId, PaymentStateName, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::repository;
use crate::entity::payment::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

repository! {
    /// Payments. An order has at most one that could still take money.
    Payments, payments keeps Payment, by PaymentId
}

impl<C: Connection> Payments<'_, C> {
    /// The payment of an order that could still take money.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_open_of_order(&self, order: OrderId) -> Result<Option<Payment>, StoreError> {
        let select = Entity::find().filter(Column::OpenOrder.eq(order.as_uuid()));
        record::one(self.connection, select).await
    }

    /// The payments with these ids, in no order; 200 at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_by_ids(&self, ids: &[PaymentId]) -> Result<Vec<Payment>, StoreError> {
        let ids = ids.iter().map(|id| id.as_uuid());
        record::all(
            self.connection,
            Entity::find().filter(Column::Id.is_in(ids)),
        )
        .await
    }

    /// The payments of an order, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_order(&self, order: OrderId) -> Result<Vec<Payment>, StoreError> {
        let select = Entity::find()
            .filter(Column::PlacedOrder.eq(order.as_uuid()))
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// The payments of a centre in a state, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_in_state(
        &self,
        centre: CentreId,
        state: PaymentStateName,
        request: PageRequest,
    ) -> Result<Page<Payment>, StoreError> {
        let select = Entity::find()
            .filter(Column::Centre.eq(centre.as_uuid()))
            .filter(Column::State.eq(state.name()));
        record::page(self.connection, select, Sorting::by_id(Column::Id), request).await
    }

    /// The payments that could still take money, the first to expire first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_open(&self, request: PageRequest) -> Result<Page<Payment>, StoreError> {
        let select = Entity::find().filter(Column::ExpiresAt.is_not_null());
        let sorting = Sorting {
            micros: Some(Column::ExpiresAt),
            id: Column::Id,
            descending: false,
        };
        record::page(self.connection, select, sorting, request).await
    }

    /// The payments by some means that were paid within a time, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_paid(
        &self,
        means: Means,
        [from, until]: [Timestamp; 2],
    ) -> Result<Vec<Payment>, StoreError> {
        let select = Entity::find()
            .filter(Column::Means.eq(means.name()))
            .filter(Column::PaidAt.gte(from.as_micros()))
            .filter(Column::PaidAt.lt(until.as_micros()))
            .order_by_asc(Column::PaidAt)
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// Those of `payments` that are there.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, payments: &[PaymentId]) -> Result<Vec<Payment>, StoreError> {
        let ids = payments.iter().map(|payment| payment.as_uuid());
        let select = Entity::find().filter(Column::Id.is_in(ids)).limit(1000);
        record::all(self.connection, select).await
    }
}
