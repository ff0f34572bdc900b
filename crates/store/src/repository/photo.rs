//! Photos and the results of their automatic checks.

use std::collections::BTreeSet;
use std::fmt;

use domain::{AccountId, BatchId, BlobKey, CentreId, DegreeId, Photo, PhotoId};
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{
    ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::Value;

use super::object::{self, Owner};
use super::repository;
use crate::entity::{batch, degree, findings, photo};
use crate::error::StoreError;
use crate::record::{self, Advance};
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

repository! {
    /// Photos. Their number is unique within the degree.
    Photos, photos of Photo, by PhotoId
}

repository! {
    /// What the automatic check said of photos in full.
    FindingsOfPhotos, findings
}

/// What the automatic check said of a photo in full. `Debug` shows the version alone: measurements
/// of a face are the person's.
#[derive(Clone, PartialEq)]
pub struct Findings {
    /// What was measured.
    pub facts: Value,
    /// What was judged, rule by rule.
    pub judgement: Value,
    /// Version of the form of `facts`.
    pub facts_version: u32,
    /// Where in the original the portrait was cut from, if one was rendered.
    pub portrait_geometry: Option<Value>,
}

impl fmt::Debug for Findings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Findings(facts version {})", self.facts_version)
    }
}

impl<C: Connection> Photos<'_, C> {
    /// The photos of a degree, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_degree(&self, degree: DegreeId) -> Result<Vec<Photo>, StoreError> {
        let select = of_degree(degree).order_by_desc(photo::Column::Number);
        record::all(self.connection, select).await
    }

    /// The photos with these ids, in no order; 200 at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, ids: &[PhotoId]) -> Result<Vec<Photo>, StoreError> {
        let ids = ids.iter().map(|id| id.as_uuid());
        let select = photo::Entity::find().filter(photo::Column::Id.is_in(ids));
        record::all(self.connection, select).await
    }

    /// The photos that came last for degrees of a centre, of one batch or of all, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_lately(
        &self,
        centre: CentreId,
        of: Option<BatchId>,
        limit: u64,
    ) -> Result<Vec<Photo>, StoreError> {
        let mut batches = Query::select();
        batches
            .column((batch::Entity, batch::Column::Id))
            .from(batch::Entity)
            .and_where(batch::Column::Centre.eq(centre.as_uuid()));
        if let Some(of) = of {
            batches.and_where(batch::Column::Id.eq(of.as_uuid()));
        }
        let degrees = Query::select()
            .column((degree::Entity, degree::Column::Id))
            .from(degree::Entity)
            .and_where(degree::Column::Batch.in_subquery(batches))
            .to_owned();
        let select = photo::Entity::find()
            .filter(photo::Column::Degree.in_subquery(degrees))
            .order_by_desc(photo::Column::ReceivedAt)
            .order_by_desc(photo::Column::Id)
            .limit(limit);
        record::all(self.connection, select).await
    }

    /// The photos of an account, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(&self, account: AccountId) -> Result<Vec<Photo>, StoreError> {
        let select = photo::Entity::find()
            .filter(photo::Column::Account.eq(account.as_uuid()))
            .order_by_desc(photo::Column::ReceivedAt)
            .order_by_desc(photo::Column::Id);
        record::all(self.connection, select).await
    }
}

impl Photos<'_, Transaction> {
    /// The number of the degree's next photo: one more than the largest, from 1. Two at the same time
    /// are told the same; the second's insert fails.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn next_number(&self, degree: DegreeId) -> Result<u32, StoreError> {
        let largest: Option<i64> = of_degree(degree)
            .select_only()
            .column(photo::Column::Number)
            .order_by_desc(photo::Column::Number)
            .into_tuple()
            .one(self.connection.raw())
            .await?;
        Ok(largest.map_or(1, |largest| largest as u32 + 1))
    }

    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with [`crate::UniqueKey::PhotoNumber`].
    pub async fn insert(&self, photo: &Photo) -> Result<(), StoreError> {
        record::insert(self.connection, photo).await?;
        let nothing = BTreeSet::new();
        object::change(self.connection, owner(photo.id), &nothing, &blobs(photo)).await
    }

    /// Writes `after` if `before` still is what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(&self, before: &Photo, after: &Photo) -> Result<Advance, StoreError> {
        let advance = record::advance(self.connection, before, after).await?;
        if advance == Advance::Done {
            let (before, after) = (blobs(before), (owner(after.id), blobs(after)));
            object::change(self.connection, after.0, &before, &after.1).await?;
        }
        Ok(advance)
    }

    /// Deletes a photo and what was found on it, and returns its objects, which are needed no more. A
    /// photo that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget(&self, id: PhotoId) -> Result<BTreeSet<BlobKey>, StoreError> {
        let mut objects = BTreeSet::new();
        if let Some(photo) = self.find(id).await? {
            objects = blobs(&photo);
            let nothing = BTreeSet::new();
            object::change(self.connection, owner(id), &objects, &nothing).await?;
        }
        findings::Entity::delete_by_id(id.as_uuid())
            .exec(self.connection.raw())
            .await?;
        photo::Entity::delete_by_id(id.as_uuid())
            .exec(self.connection.raw())
            .await?;
        Ok(objects)
    }
}

impl<C: Connection> FindingsOfPhotos<'_, C> {
    /// What was said of a photo, once it was checked.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, photo: PhotoId) -> Result<Option<Findings>, StoreError> {
        let row = findings::Entity::find_by_id(photo.as_uuid())
            .one(self.connection.raw())
            .await?;
        row.map(|row| read(&row).map_err(|error| corrupt(photo, error)))
            .transpose()
    }

    /// What was said of these photos, in no order; 200 at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, photos: &[PhotoId]) -> Result<Vec<(PhotoId, Findings)>, StoreError> {
        let ids = photos.iter().map(|id| id.as_uuid());
        let rows = findings::Entity::find()
            .filter(findings::Column::Photo.is_in(ids))
            .all(self.connection.raw())
            .await?;
        let found = rows.iter().map(|row| {
            let photo = PhotoId::from_uuid(row.photo);
            let found = read(row).map_err(|error| corrupt(photo, error))?;
            Ok((photo, found))
        });
        found.collect()
    }
}

impl FindingsOfPhotos<'_, Transaction> {
    /// Keeps what was said, in the place of what was said before.
    ///
    /// # Errors
    /// [`StoreError::NewerForm`] where facts of a newer version are kept.
    pub async fn put(&self, photo: PhotoId, said: &Findings) -> Result<(), StoreError> {
        let row = findings::ActiveModel {
            photo: ActiveValue::Set(photo.as_uuid()),
            facts: ActiveValue::Set(said.facts.to_string()),
            judgement: ActiveValue::Set(said.judgement.to_string()),
            facts_version: ActiveValue::Set(i64::from(said.facts_version)),
            portrait_geometry: ActiveValue::Set(
                said.portrait_geometry.as_ref().map(Value::to_string),
            ),
        };
        let rest = [
            findings::Column::Facts,
            findings::Column::Judgement,
            findings::Column::FactsVersion,
            findings::Column::PortraitGeometry,
        ];
        let replace = OnConflict::column(findings::Column::Photo)
            .update_columns(rest)
            .action_and_where(
                Expr::col((findings::Entity, findings::Column::FactsVersion))
                    .lte(i64::from(said.facts_version)),
            )
            .to_owned();
        let written = findings::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(self.connection.raw())
            .await?;
        if written > 0 {
            return Ok(());
        }
        let newer = self.find(photo).await?;
        Err(StoreError::NewerForm {
            table: "findings",
            id: photo.to_string(),
            stored: newer.map_or(0, |newer| i64::from(newer.facts_version)),
            known: i64::from(said.facts_version),
            source: None,
        })
    }
}

fn of_degree(degree: DegreeId) -> Select<photo::Entity> {
    photo::Entity::find().filter(photo::Column::Degree.eq(degree.as_uuid()))
}

fn owner(photo: PhotoId) -> Owner {
    Owner {
        table: "photo",
        id: photo.as_uuid(),
    }
}

/// The original while it is kept, and what the check made of it: portrait and fingerprint.
fn blobs(photo: &Photo) -> BTreeSet<BlobKey> {
    let made = photo
        .assessment()
        .map(|said| [&said.portrait, &said.fingerprint]);
    let made = made.into_iter().flatten().flatten();
    photo
        .original_blob()
        .into_iter()
        .chain(made)
        .cloned()
        .collect()
}

fn read(row: &findings::Model) -> Result<Findings, serde_json::Error> {
    let geometry = row.portrait_geometry.as_deref();
    Ok(Findings {
        facts: serde_json::from_str(&row.facts)?,
        judgement: serde_json::from_str(&row.judgement)?,
        facts_version: row.facts_version as u32,
        portrait_geometry: geometry.map(serde_json::from_str).transpose()?,
    })
}

fn corrupt(photo: PhotoId, error: serde_json::Error) -> StoreError {
    StoreError::Corrupt {
        table: "findings",
        id: photo.to_string(),
        source: error.into(),
    }
}
