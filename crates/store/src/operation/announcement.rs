//! What centres announce to their students.

use domain::{Actor, BatchId, CentreId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table;
use crate::error::{StoreError, UnreadableBody};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(announcement, "announcement", (id: Uuid) => {
    centre: Uuid,
    until: i64,
    body: String,
});

/// What an announcement says in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncedText {
    /// What it is about, 1 to 40 characters.
    pub title: String,
    /// What is to be known, 1 to 1000 characters.
    pub text: String,
}

/// Something that a centre tells its students.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// Unique; made outside, in order of time.
    pub id: Uuid,
    /// The centre.
    pub centre: CentreId,
    /// The students of one batch alone.
    pub batch: Option<BatchId>,
    /// In Chinese.
    pub zh: AnnouncedText,
    /// In English, where somebody wrote it.
    pub en: Option<AnnouncedText>,
    /// From when it is shown.
    pub from: Timestamp,
    /// Until when it is shown.
    pub until: Timestamp,
    /// Who published it.
    pub by: Actor,
    /// When it was taken back, before its end.
    pub withdrawn_at: Option<Timestamp>,
}

impl Announcement {
    /// Whether students see it at this moment.
    pub fn is_shown(&self, at: Timestamp) -> bool {
        self.withdrawn_at.is_none() && self.from <= at && at < self.until
    }
}

repository! {
    /// What centres announce.
    Announcements, announcements
}

impl<C: Connection> Announcements<'_, C> {
    /// The one with this id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, id: Uuid) -> Result<Option<Announcement>, StoreError> {
        let row = announcement::Entity::find_by_id(id)
            .one(self.connection.raw())
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// Those of these centres that end after `until`, the newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centres: &[CentreId],
        until: Timestamp,
        count: u64,
    ) -> Result<Vec<Announcement>, StoreError> {
        let centres = centres.iter().map(|centre| centre.as_uuid());
        let rows = announcement::Entity::find()
            .filter(announcement::Column::Centre.is_in(centres))
            .filter(announcement::Column::Until.gt(until.as_micros()))
            .order_by_desc(announcement::Column::Id)
            .limit(count)
            .all(self.connection.raw())
            .await?;
        rows.iter().map(read).collect()
    }
}

impl Announcements<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, new: &Announcement) -> Result<(), StoreError> {
        let row = announcement::ActiveModel {
            id: Set(new.id),
            centre: Set(new.centre.as_uuid()),
            until: Set(new.until.as_micros()),
            body: Set(body(new)?),
        };
        announcement::Entity::insert(row)
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Writes one that has changed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, changed: &Announcement) -> Result<(), StoreError> {
        let row = announcement::ActiveModel {
            until: Set(changed.until.as_micros()),
            body: Set(body(changed)?),
            ..Default::default()
        };
        announcement::Entity::update_many()
            .set(row)
            .filter(announcement::Column::Id.eq(changed.id))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops those that ended before `at`; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, at: Timestamp) -> Result<u64, StoreError> {
        let dropped = announcement::Entity::delete_many()
            .filter(announcement::Column::Until.lte(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(dropped.rows_affected)
    }
}

fn body(announcement: &Announcement) -> Result<String, StoreError> {
    serde_json::to_string(announcement).map_err(|error| corrupt(announcement.id, error.into()))
}

fn read(row: &announcement::Model) -> Result<Announcement, StoreError> {
    serde_json::from_str(&row.body).map_err(|error| corrupt(row.id, error.into()))
}

fn corrupt(id: Uuid, source: UnreadableBody) -> StoreError {
    StoreError::Corrupt {
        table: "announcement",
        id: id.to_string(),
        source,
    }
}
