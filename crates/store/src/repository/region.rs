//! Regions.

use domain::{CentreId, LinkSlug, Region, RegionId};
use sea_orm::sea_query::LikeExpr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{repository, slug};
use crate::entity::{region, sortable};
use crate::error::StoreError;
use crate::record::{self, Advance};
use crate::work::{Connection, Transaction};

repository! {
    /// Regions. Their link is unique in the installation.
    Regions, regions of Region, by RegionId
}

impl<C: Connection> Regions<'_, C> {
    /// The region that a link leads to.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_slug(&self, slug: &LinkSlug) -> Result<Option<Region>, StoreError> {
        let select = region::Entity::find().filter(region::Column::Slug.eq(slug.as_str()));
        record::one(self.connection, select).await
    }

    /// The regions of a centre, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, centre: CentreId) -> Result<Vec<Region>, StoreError> {
        let select = region::Entity::find()
            .filter(region::Column::Centre.eq(centre.as_uuid()))
            .order_by_asc(region::Column::NameFolded)
            .order_by_asc(region::Column::Id);
        record::all(self.connection, select).await
    }

    /// At most `limit` regions whose name contains `query`, capitals or not, by name. An empty query
    /// is in every name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn search(&self, query: &str, limit: u64) -> Result<Vec<Region>, StoreError> {
        let query = sortable(&query.trim().to_lowercase());
        let pattern = LikeExpr::new(containing(&query)).escape('\\');
        let select = region::Entity::find()
            .filter(region::Column::NameFolded.into_expr().like(pattern))
            .order_by_asc(region::Column::NameFolded)
            .order_by_asc(region::Column::Id)
            .limit(limit);
        record::all(self.connection, select).await
    }
}

impl Regions<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with [`crate::UniqueKey::LinkSlug`].
    pub async fn insert(&self, region: &Region) -> Result<(), StoreError> {
        slug::take(self.connection, &region.slug, "region", region.id.as_uuid()).await?;
        record::insert(self.connection, region).await
    }

    /// Writes `after` if `before` still is what is stored. The link never changes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(&self, before: &Region, after: &Region) -> Result<Advance, StoreError> {
        record::advance(self.connection, before, after).await
    }
}

/// A LIKE pattern for texts that contain `part`, whose own wildcards are plain characters.
fn containing(part: &str) -> String {
    let mut pattern = String::from("%");
    for letter in part.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(part: &str, expected: &str) {
        assert_eq!(containing(part), expected);
    }

    #[test]
    fn wildcards_of_a_query_are_plain_characters() {
        check("韶关", "%韶关%");
        check("", "%%");
        check("100%", "%100\\%%");
        check("a_b\\c", "%a\\_b\\\\c%");
    }
}
