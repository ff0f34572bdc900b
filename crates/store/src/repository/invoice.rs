//! Wishes for invoices.

use domain::{
    AccountId, CentreId, InvoiceRequest, InvoiceRequestId, InvoiceStateName, OrderId, Timestamp,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::repository;
use crate::entity::invoice::{Column, Entity};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

repository! {
    /// Wishes for invoices. An order has at most one that is live.
    Invoices, invoices keeps InvoiceRequest, by InvoiceRequestId
}

impl<C: Connection> Invoices<'_, C> {
    /// The live wish for an invoice of an order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_live_of_order(
        &self,
        order: OrderId,
    ) -> Result<Option<InvoiceRequest>, StoreError> {
        let select = Entity::find().filter(Column::LiveOrder.eq(order.as_uuid()));
        record::one(self.connection, select).await
    }

    /// The wishes of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(
        &self,
        account: AccountId,
    ) -> Result<Vec<InvoiceRequest>, StoreError> {
        let select = Entity::find()
            .filter(Column::Account.eq(account.as_uuid()))
            .order_by_asc(Column::Id);
        record::all(self.connection, select).await
    }

    /// All wishes, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<InvoiceRequest>, StoreError> {
        record::page(
            self.connection,
            Entity::find(),
            Sorting::by_id(Column::Id),
            request,
        )
        .await
    }

    /// The wishes of a centre in a state, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        state: InvoiceStateName,
        request: PageRequest,
    ) -> Result<Page<InvoiceRequest>, StoreError> {
        let select = Entity::find()
            .filter(Column::Centre.eq(centre.as_uuid()))
            .filter(Column::State.eq(state.name()));
        record::page(self.connection, select, Sorting::by_id(Column::Id), request).await
    }

    /// Wishes of which it is known whom they are made out to, and of which nothing has become since `before`; in one
    /// state or in any.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_with_buyer_since(
        &self,
        before: Timestamp,
        (state, limit): (Option<InvoiceStateName>, u64),
    ) -> Result<Vec<InvoiceRequest>, StoreError> {
        let mut select = Entity::find()
            .filter(Column::BuyerSince.lt(before.as_micros()))
            .order_by_asc(Column::BuyerSince)
            .limit(limit);
        if let Some(state) = state {
            select = select.filter(Column::State.eq(state.name()));
        }
        record::readable(self.connection, select).await
    }
}
