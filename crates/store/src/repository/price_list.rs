//! Price lists of batches.

use domain::{BatchId, PriceList, PriceListId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::repository;
use crate::entity::price_list;
use crate::error::StoreError;
use crate::record;
use crate::work::{Connection, Transaction};

repository! {
    /// Price lists. None changes; of a batch the one with the highest number is in force.
    PriceLists, price_lists of PriceList, by PriceListId
}

impl<C: Connection> PriceLists<'_, C> {
    /// The list of a batch that is in force.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_in_force(&self, batch: BatchId) -> Result<Option<PriceList>, StoreError> {
        let select = price_list::Entity::find()
            .filter(price_list::Column::Batch.eq(batch.as_uuid()))
            .order_by_desc(price_list::Column::Number);
        record::one(self.connection, select).await
    }

    /// Every list of a batch, the one in force first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_batch(&self, batch: BatchId) -> Result<Vec<PriceList>, StoreError> {
        let select = price_list::Entity::find()
            .filter(price_list::Column::Batch.eq(batch.as_uuid()))
            .order_by_desc(price_list::Column::Number);
        record::all(self.connection, select).await
    }
}

impl PriceLists<'_, Transaction> {
    /// Puts a list in force.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if the batch has a list of this number: somebody was faster.
    pub async fn insert(&self, list: &PriceList) -> Result<(), StoreError> {
        record::insert(self.connection, list).await
    }
}
