//! Capture sessions and the parts of uploads that are not complete yet.

use std::collections::BTreeSet;

use domain::{
    BlobKey, CaptureSession, CaptureSessionId, CaptureStateName, ContentHash, DegreeId, Timestamp,
};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::object::{self, Owner};
use super::repository;
use crate::entity::{capture, upload_part};
use crate::error::{StoreError, UnreadableBody};
use crate::operation::from_column;
use crate::record;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

/// The table of parts, as it is named in errors and references.
const TABLE: &str = "upload_part";

repository! {
    /// Capture sessions. Their token is unique.
    Captures, captures keeps CaptureSession, by CaptureSessionId
}

repository! {
    /// Parts of uploads that are not complete yet.
    UploadParts, upload_parts
}

/// One part of an upload, stored in the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPart {
    /// The object.
    pub blob: BlobKey,
    /// Its length in bytes.
    pub length_bytes: u64,
    /// SHA-256 of its bytes.
    pub hash: ContentHash,
}

impl<C: Connection> Captures<'_, C> {
    /// At most `limit` sessions that wait for a photo and end at `at` or before, first those that
    /// ended first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_expiring_before(
        &self,
        at: Timestamp,
        limit: u64,
    ) -> Result<Vec<CaptureSession>, StoreError> {
        let select = capture::Entity::find()
            .filter(capture::Column::State.eq(CaptureStateName::Issued.name()))
            .filter(capture::Column::ExpiresAt.lte(at.as_micros()))
            .order_by_asc(capture::Column::ExpiresAt)
            .order_by_asc(capture::Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }

    /// The sessions of a degree, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_degree(
        &self,
        degree: DegreeId,
    ) -> Result<Vec<CaptureSession>, StoreError> {
        let select = capture::Entity::find()
            .filter(capture::Column::Degree.eq(degree.as_uuid()))
            .order_by_asc(capture::Column::Id);
        record::all(self.connection, select).await
    }
}

impl<C: Connection> UploadParts<'_, C> {
    /// The parts of a session with their numbers, by number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        session: CaptureSessionId,
    ) -> Result<Vec<(u16, StoredPart)>, StoreError> {
        let rows = upload_part::Entity::find()
            .filter(upload_part::Column::Capture.eq(session.as_uuid()))
            .order_by_asc(upload_part::Column::Number)
            .all(self.connection.raw())
            .await?;
        rows.into_iter().map(part).collect()
    }
}

impl UploadParts<'_, Transaction> {
    /// Keeps a part, in the place of a former one with the same number, whose object is returned.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(
        &self,
        session: CaptureSessionId,
        number: u16,
        part: &StoredPart,
    ) -> Result<Option<BlobKey>, StoreError> {
        let parts = self.list(session).await?;
        let former = parts.iter().find(|(found, _)| *found == number);
        let former = former.map(|(_, former)| former.blob.clone());
        let before = blobs(&parts);
        let others = parts.into_iter().filter(|(other, _)| *other != number);
        let mut after = blobs(&others.collect::<Vec<_>>());
        after.insert(part.blob.clone());
        object::change(self.connection, owner(session), &before, &after).await?;

        let row = upload_part::ActiveModel {
            capture: ActiveValue::Set(session.as_uuid()),
            number: ActiveValue::Set(i64::from(number)),
            blob: ActiveValue::Set(part.blob.as_str().to_owned()),
            length_bytes: ActiveValue::Set(part.length_bytes as i64),
            hash: ActiveValue::Set(part.hash.to_hex()),
        };
        let key = [upload_part::Column::Capture, upload_part::Column::Number];
        let rest = [
            upload_part::Column::Blob,
            upload_part::Column::LengthBytes,
            upload_part::Column::Hash,
        ];
        let replace = OnConflict::columns(key).update_columns(rest).to_owned();
        upload_part::Entity::insert(row)
            .on_conflict(replace)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(former.filter(|former| *former != part.blob))
    }

    /// Deletes every part of a session.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_all(&self, session: CaptureSessionId) -> Result<(), StoreError> {
        let before = blobs(&self.list(session).await?);
        object::change(self.connection, owner(session), &before, &BTreeSet::new()).await?;
        upload_part::Entity::delete_many()
            .filter(upload_part::Column::Capture.eq(session.as_uuid()))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }
}

fn owner(session: CaptureSessionId) -> Owner {
    Owner {
        table: TABLE,
        id: session.as_uuid(),
    }
}

fn blobs(parts: &[(u16, StoredPart)]) -> BTreeSet<BlobKey> {
    parts.iter().map(|(_, part)| part.blob.clone()).collect()
}

fn part(row: upload_part::Model) -> Result<(u16, StoredPart), StoreError> {
    let id = format!("{}/{}", row.capture, row.number);
    let number = u16::try_from(row.number).map_err(|_| StoreError::Corrupt {
        table: TABLE,
        id: id.clone(),
        source: UnreadableBody::BESIDE,
    })?;
    let part = StoredPart {
        blob: from_column(TABLE, &id, row.blob)?,
        length_bytes: row.length_bytes as u64,
        hash: from_column(TABLE, &id, row.hash)?,
    };
    Ok((number, part))
}
