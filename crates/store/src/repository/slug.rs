//! Owners of link slugs. Batches and regions share one table; a slug stays taken for good, because
//! printed QR codes stay in use.

use domain::LinkSlug;
use sea_orm::{ActiveValue, EntityTrait};
use uuid::Uuid;

use crate::entity::link_slug;
use crate::error::StoreError;
use crate::work::Transaction;
use crate::work::private::Raw as _;

/// Takes a slug for `owner`, or fails with [`crate::UniqueKey::LinkSlug`].
pub(super) async fn take(
    transaction: &Transaction,
    slug: &LinkSlug,
    kind: &'static str,
    owner: Uuid,
) -> Result<(), StoreError> {
    let row = link_slug::ActiveModel {
        slug: ActiveValue::Set(slug.as_str().to_owned()),
        kind: ActiveValue::Set(kind.to_owned()),
        owner: ActiveValue::Set(owner),
    };
    link_slug::Entity::insert(row)
        .exec_without_returning(transaction.raw())
        .await?;
    Ok(())
}

/// Gives a slug back that a draft had and nobody was told.
pub(super) async fn give_back(
    transaction: &Transaction,
    slug: &LinkSlug,
) -> Result<(), StoreError> {
    link_slug::Entity::delete_by_id(slug.as_str())
        .exec(transaction.raw())
        .await?;
    Ok(())
}
