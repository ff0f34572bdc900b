//! The audit log: a chain of entries for each centre and one for the installation. Entries are
//! appended; triggers in both engines refuse updates and deletions.

use domain::audit::{AuditEntry, AuditEvent, BrokenLog, LogEnd, verify_log};
use domain::{CentreId, Subject};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::table;
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(entry, "audit_entry", (chain: Uuid, number: i64) => {
    subject: String,
    subject_id: Uuid,
    at: i64,
    body: String,
});

// The last entry of each chain: what the next is tied to, and by what a chain that was cut off at
// its end is known.
table!(head, "audit_head", (chain: Uuid) => {
    last: Option<String>,
});

/// Entries that are read at once to verify a chain.
const PAGE: u64 = 500;

/// The log is not sound, or cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// It is not what was written.
    #[error(transparent)]
    Broken(#[from] BrokenLog),
    /// It cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

repository! {
    /// The audit log. `None` as a centre is the installation's own chain.
    AuditLog, audit
}

impl<C: Connection> AuditLog<'_, C> {
    /// At most `limit` entries of a chain that follow number `after_number`, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: Option<CentreId>,
        after_number: u64,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = self.rows(chain(centre), after_number, u64::from(limit));
        rows.await?.iter().map(read).collect()
    }

    /// The entries about a thing, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_subject(&self, subject: Subject) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = entry::Entity::find()
            .filter(entry::Column::Subject.eq(subject.name()))
            .filter(entry::Column::SubjectId.eq(subject.id()))
            .order_by_asc(entry::Column::At)
            .order_by_asc(entry::Column::Chain)
            .order_by_asc(entry::Column::Number)
            .all(self.connection.raw())
            .await?;
        rows.iter().map(read).collect()
    }

    /// Checks a chain from its first entry to the one that was its last when this began; says how
    /// many that are.
    ///
    /// # Errors
    /// [`VerifyError::Broken`] names the first entry that is missing, was changed, or was not
    /// written by this program.
    pub async fn verify(&self, centre: Option<CentreId>) -> Result<u64, VerifyError> {
        let chain = chain(centre);
        let end = head::Entity::find_by_id(chain)
            .one(self.connection.raw())
            .await
            .map_err(StoreError::from)?;
        let end = end.and_then(|end| end.last);
        let mut last = None;
        let mut number = 0;
        loop {
            let rows = self.rows(chain, number, PAGE).await?;
            if rows.is_empty() && number == 0 && end.is_none() {
                return Ok(0);
            }
            if rows.is_empty() || end.is_none() {
                return Err(BrokenLog { number: number + 1 }.into());
            }
            for row in rows {
                let entry = check(last.as_ref(), &row)?;
                number = entry.number;
                if end.as_ref() == Some(&row.body) {
                    return Ok(number);
                }
                last = Some(entry);
            }
        }
    }

    async fn rows(
        &self,
        chain: Uuid,
        after_number: u64,
        limit: u64,
    ) -> Result<Vec<entry::Model>, StoreError> {
        let rows = entry::Entity::find()
            .filter(entry::Column::Chain.eq(chain))
            .filter(entry::Column::Number.gt(i64::try_from(after_number).unwrap_or(i64::MAX)))
            .order_by_asc(entry::Column::Number)
            .limit(limit)
            .all(self.connection.raw())
            .await?;
        Ok(rows)
    }
}

impl AuditLog<'_, Transaction> {
    /// Adds an event at the end of its centre's chain, as the last thing before the commit: numbers
    /// have no gaps because the end of the chain is held until the transaction is over, and whoever
    /// held it and then waited for a row would sooner or later wait for someone who holds the row
    /// and waits for the end.
    pub fn append(&self, event: AuditEvent) {
        self.connection.note(event);
    }

    /// Writes what was appended: to the chains in one order, the installation's last, for the same
    /// reason.
    pub(crate) async fn write_out(&self) -> Result<(), StoreError> {
        let mut events = self.connection.noted();
        events.sort_by_key(|event| (event.centre.is_none(), chain(event.centre)));
        for event in events {
            self.write(event).await?;
        }
        Ok(())
    }

    async fn write(&self, event: AuditEvent) -> Result<(), StoreError> {
        let chain = chain(event.centre);
        let last = match self.hold_end(chain).await? {
            Some(end) => end.last,
            None => self.begin_chain(chain).await?,
        };
        let end = last.map(|body| parse(chain, &body)).transpose()?;
        let entry = AuditEntry::follow(end, event, sha256);
        let body =
            serde_json::to_string(&entry).map_err(|error| corrupt(chain, entry.number, error))?;
        let end = head::ActiveModel {
            chain: Set(chain),
            last: Set(Some(body.clone())),
        };
        let row = derived(chain, &entry, body);
        entry::Entity::insert(row.into_active_model())
            .exec_without_returning(self.connection.raw())
            .await?;
        head::Entity::update_many()
            .set(end)
            .filter(head::Column::Chain.eq(chain))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    async fn hold_end(&self, chain: Uuid) -> Result<Option<head::Model>, StoreError> {
        let end = head::Entity::find_by_id(chain)
            .lock_exclusive()
            .one(self.connection.raw())
            .await?;
        Ok(end)
    }

    /// Somebody else may begin it at the same time; then their end is held.
    async fn begin_chain(&self, chain: Uuid) -> Result<Option<String>, StoreError> {
        let empty = head::ActiveModel {
            chain: Set(chain),
            last: Set(None),
        };
        head::Entity::insert(empty)
            .on_conflict(
                OnConflict::column(head::Column::Chain)
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(self.connection.raw())
            .await?;
        let end = self.hold_end(chain).await?;
        Ok(end.and_then(|end| end.last))
    }
}

/// The key of a chain. No centre has the nil UUID, which is never made.
fn chain(centre: Option<CentreId>) -> Uuid {
    centre.map_or_else(Uuid::nil, CentreId::as_uuid)
}

/// The entry of a row that follows `last`.
fn check(last: Option<&AuditEntry>, row: &entry::Model) -> Result<AuditEntry, BrokenLog> {
    let number = last.map_or(1, |last| last.number + 1);
    let entry = read(row).map_err(|_| BrokenLog { number })?;
    if derived(row.chain, &entry, row.body.clone()) != *row {
        return Err(BrokenLog { number });
    }
    verify_log(last, [&entry], sha256)?;
    Ok(entry)
}

fn derived(chain: Uuid, entry: &AuditEntry, body: String) -> entry::Model {
    entry::Model {
        chain,
        number: entry.number as i64,
        subject: entry.event.subject.name().to_owned(),
        subject_id: entry.event.subject.id(),
        at: entry.event.at.as_micros(),
        body,
    }
}

fn read(row: &entry::Model) -> Result<AuditEntry, StoreError> {
    serde_json::from_str(&row.body).map_err(|error| corrupt(row.chain, row.number as u64, error))
}

/// The end alone: the last entry may be another version's and hold what this one does not know.
fn parse(chain: Uuid, body: &str) -> Result<LogEnd, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::Corrupt {
        table: "audit_head",
        id: chain.to_string(),
        source: error.into(),
    })
}

fn corrupt(chain: Uuid, number: u64, error: serde_json::Error) -> StoreError {
    StoreError::Corrupt {
        table: "audit_entry",
        id: format!("{chain}/{number}"),
        source: error.into(),
    }
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
