//! What is known of backups. The rows are of the installation that made them: a restored one knows those that came before
//! the backup that it was restored from.

use domain::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::table;
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(backup, "backup", (id: Uuid) => {
    made_at: i64,
    objects: i64,
    length_bytes: i64,
    has_database: bool,
    checked_at: Option<i64>,
    is_sound: bool,
});

/// A backup that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backup {
    /// Names it, here and in its manifest.
    pub id: Uuid,
    /// When it was done.
    pub made_at: Timestamp,
    /// Objects in it, those of earlier backups into the same folder among them.
    pub objects: u64,
    /// Length of all its files in bytes.
    pub length_bytes: u64,
    /// Whether a copy of the database is in it; with PostgreSQL it is not.
    pub has_database: bool,
    /// When it was read again, and what came of it; none before.
    pub check: Option<BackupCheck>,
}

/// That a backup was read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupCheck {
    /// When it was read to its end.
    pub at: Timestamp,
    /// Whether everything in it could be read.
    pub is_sound: bool,
}

repository! {
    /// Backups that were made.
    Backups, backups
}

impl<C: Connection> Backups<'_, C> {
    /// The backup that was made last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_last(&self) -> Result<Option<Backup>, StoreError> {
        let row = backup::Entity::find()
            .order_by_desc(backup::Column::MadeAt)
            .one(self.connection.raw())
            .await?;
        Ok(row.map(|row| Backup {
            id: row.id,
            made_at: Timestamp::from_micros(row.made_at),
            objects: row.objects as u64,
            length_bytes: row.length_bytes as u64,
            has_database: row.has_database,
            check: row.checked_at.map(|at| BackupCheck {
                at: Timestamp::from_micros(at),
                is_sound: row.is_sound,
            }),
        }))
    }
}

impl Backups<'_, Transaction> {
    /// Keeps a new one, which was not read again yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, new: &Backup) -> Result<(), StoreError> {
        backup::Entity::insert(backup::ActiveModel {
            id: Set(new.id),
            made_at: Set(new.made_at.as_micros()),
            objects: Set(new.objects as i64),
            length_bytes: Set(new.length_bytes as i64),
            has_database: Set(new.has_database),
            checked_at: Set(None),
            is_sound: Set(false),
        })
        .exec_without_returning(self.connection.raw())
        .await?;
        Ok(())
    }

    /// Notes that a backup was read again; `false` for one that is not known here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_check(&self, id: Uuid, check: BackupCheck) -> Result<bool, StoreError> {
        use backup::{Column, Entity};

        let noted = Entity::update_many()
            .col_expr(Column::CheckedAt, Expr::value(check.at.as_micros()))
            .col_expr(Column::IsSound, Expr::value(check.is_sound))
            .filter(Column::Id.eq(id))
            .exec(self.connection.raw())
            .await?;
        Ok(noted.rows_affected == 1)
    }

    /// Forgets backups that were made before; how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, before: Timestamp) -> Result<u64, StoreError> {
        let deleted = backup::Entity::delete_many()
            .filter(backup::Column::MadeAt.lt(before.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected)
    }
}
