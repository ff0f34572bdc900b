//! Refunds.

use domain::{CentreId, OrderId, PaymentId, Refund, RefundId, RefundStateName, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::refund::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

repository! {
    /// Refunds of payments.
    Refunds, refunds keeps Refund, by RefundId
}

impl<C: Connection> Refunds<'_, C> {
    /// The refunds of a payment, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_payment(&self, payment: PaymentId) -> Result<Vec<Refund>, StoreError> {
        let select = Entity::find()
            .filter(Column::Payment.eq(payment.as_uuid()))
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// The refunds of an order, oldest first; those of payments that paid nothing too.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_order(&self, order: OrderId) -> Result<Vec<Refund>, StoreError> {
        let select = Entity::find()
            .filter(Column::PlacedOrder.eq(order.as_uuid()))
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// The refunds of a centre, of one state or of all, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        state: Option<RefundStateName>,
        request: PageRequest,
    ) -> Result<Page<Refund>, StoreError> {
        let mut select = Entity::find().filter(Column::Centre.eq(centre.as_uuid()));
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

    /// The refunds of all centres that were approved and have not ended, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_under_way(&self, request: PageRequest) -> Result<Page<Refund>, StoreError> {
        let select = Entity::find().filter(Column::UnderWay.eq(true));
        record::page(self.connection, select, Sorting::by_id(Column::Id), request).await
    }

    /// The refunds that went back within a time, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_done(
        &self,
        [from, until]: [Timestamp; 2],
    ) -> Result<Vec<Refund>, StoreError> {
        let select = Entity::find()
            .filter(Column::DoneAt.gte(from.as_micros()))
            .filter(Column::DoneAt.lt(until.as_micros()))
            .order_by_asc(Column::DoneAt)
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }
}
