//! Batches.

use domain::{Batch, BatchId, CentreId, FeatureCode, LinkSlug, RegionId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{repository, slug};
use crate::entity::batch;
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record::{self, Advance};
use crate::work::{Connection, Transaction};

/// The state in which students find a batch, as the domain names it.
const OPEN: &str = "open";
const PAUSED: &str = "paused";

repository! {
    /// Batches. Their link is unique in the installation, a feature code among live ones.
    Batches, batches of Batch, by BatchId
}

impl<C: Connection> Batches<'_, C> {
    /// The batch, drafted or open, that has this feature code.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_live_by_feature_code(
        &self,
        code: &FeatureCode,
    ) -> Result<Option<Batch>, StoreError> {
        let select = batch::Entity::find().filter(batch::Column::LiveFeatureCode.eq(code.key()));
        record::one(self.connection, select).await
    }

    /// The batch that a link leads to, in whatever state.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_slug(&self, slug: &LinkSlug) -> Result<Option<Batch>, StoreError> {
        let select = batch::Entity::find().filter(batch::Column::Slug.eq(slug.as_str()));
        record::one(self.connection, select).await
    }

    /// The open batch that collects in a region; of several the one that opens first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_open_individual(
        &self,
        region: RegionId,
    ) -> Result<Option<Batch>, StoreError> {
        let select = batch::Entity::find()
            .filter(batch::Column::Region.eq(region.as_uuid()))
            .filter(batch::Column::State.is_in([OPEN, PAUSED]))
            .order_by_asc(batch::Column::OpensAt)
            .order_by_asc(batch::Column::Id);
        record::one(self.connection, select).await
    }

    /// The batches of a centre, those that open last first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        request: PageRequest,
    ) -> Result<Page<Batch>, StoreError> {
        let select = batch::Entity::find().filter(batch::Column::Centre.eq(centre.as_uuid()));
        let sorting = Sorting {
            micros: Some(batch::Column::OpensAt),
            id: batch::Column::Id,
            descending: true,
        };
        record::page(self.connection, select, sorting, request).await
    }

    /// The open and paused batches whose window is over at `at`, in the order in which they close.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_closing_before(&self, at: Timestamp) -> Result<Vec<Batch>, StoreError> {
        let select = batch::Entity::find()
            .filter(batch::Column::State.eq(OPEN))
            .filter(batch::Column::ClosesAt.lte(at.as_micros()))
            .order_by_asc(batch::Column::ClosesAt)
            .order_by_asc(batch::Column::Id);
        record::readable(self.connection, select).await
    }
}

impl Batches<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with [`crate::UniqueKey::LinkSlug`] or
    /// [`crate::UniqueKey::FeatureCode`].
    pub async fn insert(&self, batch: &Batch) -> Result<(), StoreError> {
        slug::take(
            self.connection,
            &batch.plan.slug,
            "batch",
            batch.id.as_uuid(),
        )
        .await?;
        record::insert(self.connection, batch).await
    }

    /// Writes `after` if `before` still is what is stored. A draft may take another link.
    ///
    /// # Errors
    /// As [`Self::insert`].
    pub async fn advance(&self, before: &Batch, after: &Batch) -> Result<Advance, StoreError> {
        let advance = record::advance(self.connection, before, after).await?;
        if advance == Advance::Done && before.plan.slug != after.plan.slug {
            slug::give_back(self.connection, &before.plan.slug).await?;
            slug::take(
                self.connection,
                &after.plan.slug,
                "batch",
                after.id.as_uuid(),
            )
            .await?;
        }
        Ok(advance)
    }
}
