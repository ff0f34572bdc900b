//! Pictures of collection codes that staff decide disputes by: one per claimed degree, kept until some time
//! after the dispute.

use std::collections::BTreeSet;

use domain::{AccountId, BlobKey, DegreeId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::object::{self, Owner};
use super::repository;
use crate::error::StoreError;
use crate::operation::{from_column, table};
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

/// The table, as it is named in errors and references.
const TABLE: &str = "dispute_evidence";

table!(dispute_evidence, "dispute_evidence", (degree: Uuid) => {
    account: Uuid,
    blob: String,
    content_type: String,
    kept_at: i64,
    ends_at: i64,
});

/// The picture of a code that somebody claims a degree with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeEvidence {
    /// The claimed degree.
    pub degree: DegreeId,
    /// Who claims it.
    pub account: AccountId,
    /// The picture in the vault.
    pub blob: BlobKey,
    /// What it is, as in the header `Content-Type`.
    pub content_type: String,
    /// When it was handed in.
    pub kept_at: Timestamp,
    /// First instant at which it is not shown any more.
    pub ends_at: Timestamp,
}

repository! {
    /// Pictures that staff decide disputes by.
    Evidence, evidence
}

impl<C: Connection> Evidence<'_, C> {
    /// The picture of a claimed degree.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, degree: DegreeId) -> Result<Option<DisputeEvidence>, StoreError> {
        let row = dispute_evidence::Entity::find_by_id(degree.as_uuid())
            .one(self.connection.raw())
            .await?;
        row.map(read).transpose()
    }

    /// Claimed degrees of an account with a picture.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(&self, account: AccountId) -> Result<Vec<DegreeId>, StoreError> {
        let ids: Vec<uuid::Uuid> = dispute_evidence::Entity::find()
            .select_only()
            .column(dispute_evidence::Column::Degree)
            .filter(dispute_evidence::Column::Account.eq(account.as_uuid()))
            .order_by_asc(dispute_evidence::Column::Degree)
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        Ok(ids.into_iter().map(DegreeId::from_uuid).collect())
    }

    /// At most `limit` claimed degrees whose picture ended at `at` or before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_ended(&self, at: Timestamp, limit: u64) -> Result<Vec<DegreeId>, StoreError> {
        let ids: Vec<uuid::Uuid> = dispute_evidence::Entity::find()
            .select_only()
            .column(dispute_evidence::Column::Degree)
            .filter(dispute_evidence::Column::EndsAt.lte(at.as_micros()))
            .order_by_asc(dispute_evidence::Column::EndsAt)
            .order_by_asc(dispute_evidence::Column::Degree)
            .limit(limit)
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        Ok(ids.into_iter().map(DegreeId::from_uuid).collect())
    }
}

impl Evidence<'_, Transaction> {
    /// Keeps a picture, unless one of this degree is kept already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, evidence: &DisputeEvidence) -> Result<(), StoreError> {
        if self.find(evidence.degree).await?.is_some() {
            return Ok(());
        }
        let row = dispute_evidence::ActiveModel {
            degree: Set(evidence.degree.as_uuid()),
            account: Set(evidence.account.as_uuid()),
            blob: Set(evidence.blob.as_str().to_owned()),
            content_type: Set(evidence.content_type.clone()),
            kept_at: Set(evidence.kept_at.as_micros()),
            ends_at: Set(evidence.ends_at.as_micros()),
        };
        dispute_evidence::Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        let after = BTreeSet::from([evidence.blob.clone()]);
        object::change(
            self.connection,
            owner(evidence.degree),
            &BTreeSet::new(),
            &after,
        )
        .await
    }

    /// Lets a picture end at `at`; nothing happens where there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end(&self, degree: DegreeId, at: Timestamp) -> Result<(), StoreError> {
        let row = dispute_evidence::ActiveModel {
            ends_at: Set(at.as_micros()),
            ..Default::default()
        };
        dispute_evidence::Entity::update_many()
            .set(row)
            .filter(dispute_evidence::Column::Degree.eq(degree.as_uuid()))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops a picture; returns the object that nobody needs for it any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, degree: DegreeId) -> Result<Option<BlobKey>, StoreError> {
        let Some(evidence) = self.find(degree).await? else {
            return Ok(None);
        };
        let before = BTreeSet::from([evidence.blob.clone()]);
        object::change(self.connection, owner(degree), &before, &BTreeSet::new()).await?;
        dispute_evidence::Entity::delete_by_id(degree.as_uuid())
            .exec(self.connection.raw())
            .await?;
        Ok(Some(evidence.blob))
    }
}

fn owner(degree: DegreeId) -> Owner {
    Owner {
        table: TABLE,
        id: degree.as_uuid(),
    }
}

fn read(row: dispute_evidence::Model) -> Result<DisputeEvidence, StoreError> {
    Ok(DisputeEvidence {
        degree: DegreeId::from_uuid(row.degree),
        account: AccountId::from_uuid(row.account),
        blob: from_column(TABLE, &row.degree, row.blob)?,
        content_type: row.content_type,
        kept_at: Timestamp::from_micros(row.kept_at),
        ends_at: Timestamp::from_micros(row.ends_at),
    })
}
