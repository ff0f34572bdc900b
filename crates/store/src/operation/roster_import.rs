//! Imports of rosters, and where the lines are kept that the last one replaced.

use std::collections::BTreeSet;

use domain::{Actor, BatchId, BlobKey, ImportWay, SchoolId, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table;
use crate::error::{StoreError, UnreadableBody};
use crate::repository::object::{self, Owner};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(roster_import, "roster_import", (id: Uuid) => {
    batch: Uuid,
    school: Uuid,
    body: String,
});

/// One import of a school's roster. Its id is newer than those of the imports before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterImport {
    /// Unique; made outside, in order of time.
    pub id: Uuid,
    /// The batch.
    pub batch: BatchId,
    /// The school.
    pub school: SchoolId,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it.
    pub by: Actor,
    /// How its lines came there.
    pub way: ImportWay,
    /// Students on the roster afterwards.
    pub students: u32,
    /// Students who were not on it before.
    pub new: u32,
    /// Students whose place or level is another one.
    pub changed: u32,
    /// Students who are not on it any more.
    pub gone: u32,
    /// The lines that stood there before; of the last import alone.
    pub former: Option<BlobKey>,
}

repository! {
    /// Imports of rosters.
    RosterImports, roster_imports
}

impl<C: Connection> RosterImports<'_, C> {
    /// The last imports of a school's roster, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        batch: BatchId,
        school: SchoolId,
        count: u64,
    ) -> Result<Vec<RosterImport>, StoreError> {
        let rows = roster_import::Entity::find()
            .filter(of(batch).add(roster_import::Column::School.eq(school.as_uuid())))
            .order_by_desc(roster_import::Column::Id)
            .limit(count)
            .all(self.connection.raw())
            .await?;
        rows.iter().map(read).collect()
    }
}

impl RosterImports<'_, Transaction> {
    /// Keeps a new one. `last`, the one before, keeps its lines no longer: says which object nobody needs now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(
        &self,
        new: &RosterImport,
        last: Option<&RosterImport>,
    ) -> Result<Option<BlobKey>, StoreError> {
        roster_import::Entity::insert(roster_import::ActiveModel {
            id: Set(new.id),
            batch: Set(new.batch.as_uuid()),
            school: Set(new.school.as_uuid()),
            body: Set(body(new)?),
        })
        .exec_without_returning(self.connection.raw())
        .await?;
        object::change(
            self.connection,
            owner(new.id),
            &blobs(None),
            &blobs(Some(new)),
        )
        .await?;
        let Some(last) = last.filter(|last| last.former.is_some()) else {
            return Ok(None);
        };
        self.forget(last).await
    }

    /// Drops what stood before this import; says which object nobody needs now.
    async fn forget(&self, import: &RosterImport) -> Result<Option<BlobKey>, StoreError> {
        let after = RosterImport {
            former: None,
            ..import.clone()
        };
        let row = roster_import::ActiveModel {
            body: Set(body(&after)?),
            ..Default::default()
        };
        roster_import::Entity::update_many()
            .set(row)
            .filter(roster_import::Column::Id.eq(import.id))
            .exec(self.connection.raw())
            .await?;
        let (before, after) = (blobs(Some(import)), blobs(Some(&after)));
        object::change(self.connection, owner(import.id), &before, &after).await?;
        Ok(import.former.clone())
    }

    /// Deletes every import of a batch; says which objects nobody needs now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_of_batch(&self, batch: BatchId) -> Result<Vec<BlobKey>, StoreError> {
        let rows = roster_import::Entity::find()
            .filter(of(batch))
            .all(self.connection.raw())
            .await?;
        let mut dropped = Vec::new();
        for row in &rows {
            let import = read(row)?;
            let before = blobs(Some(&import));
            object::change(self.connection, owner(import.id), &before, &blobs(None)).await?;
            dropped.extend(import.former);
        }
        roster_import::Entity::delete_many()
            .filter(of(batch))
            .exec(self.connection.raw())
            .await?;
        Ok(dropped)
    }
}

fn of(batch: BatchId) -> Condition {
    Condition::all().add(roster_import::Column::Batch.eq(batch.as_uuid()))
}

const fn owner(id: Uuid) -> Owner {
    Owner {
        table: "roster_import",
        id,
    }
}

fn blobs(import: Option<&RosterImport>) -> BTreeSet<BlobKey> {
    import
        .and_then(|import| import.former.clone())
        .into_iter()
        .collect()
}

fn body(import: &RosterImport) -> Result<String, StoreError> {
    serde_json::to_string(import).map_err(|error| corrupt(import.id, error.into()))
}

fn read(row: &roster_import::Model) -> Result<RosterImport, StoreError> {
    serde_json::from_str(&row.body).map_err(|error| corrupt(row.id, error.into()))
}

fn corrupt(id: Uuid, source: UnreadableBody) -> StoreError {
    StoreError::Corrupt {
        table: "roster_import",
        id: id.to_string(),
        source,
    }
}
