//! The audit log. A transaction leaves its lines in a table of waiting lines, where it waits for nobody;
//! afterwards they are tied to the chain of their log with a key (ADR 34). There is a log for each centre
//! and one for the installation. Triggers in both engines refuse updates and deletions of chained lines.

use std::collections::HashSet;

use domain::audit::{
    ActionName, AuditEntry, AuditEvent, BrokenLog, ChainKey, LogEnd, LogName, verify_log,
};
use domain::{AuditEventId, CentreId, StaffId, Subject, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Set,
};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::table;
use crate::error::StoreError;
use crate::page::{self, Page, PageRequest, Sorting};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

table!(entry, "audit_entry", (chain: Uuid, number: i64) => {
    subject: String,
    subject_id: Uuid,
    at: i64,
    body: String,
});

// Lines that are not yet tied to their chain.
table!(line, "audit_line", (id: Uuid) => {
    chain: Uuid,
    subject: String,
    subject_id: Uuid,
    at: i64,
    // Place among the lines of its transaction.
    place: i64,
    body: String,
});

// The last entry of each chain: what the next is tied to, and by what a chain that was cut off at
// its end is known.
table!(head, "audit_head", (chain: Uuid) => {
    last: Option<String>,
});

/// Entries that are read at once to verify a chain, and lines that are tied to it in one transaction.
const PAGE: u64 = 500;

/// Chains with a key have the id of their centre with this bit set: versions without keys write on to the
/// chains that they know while both run. Ids begin with the time and reach the bit in four thousand years.
const KEYED: u128 = 1 << 127;

/// Which entries of a centre's log are asked for; all without any of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditFilter {
    /// The centre.
    pub centre: CentreId,
    /// What was done.
    pub action: Option<ActionName>,
    /// The member of staff who did it.
    pub staff: Option<StaffId>,
    /// The thing that it was done to, by its id.
    pub subject: Option<Uuid>,
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
}

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
    /// At most `limit` entries of a log that follow number `after_number`, in their order. Lines that
    /// wait are not among them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        log: LogName,
        after_number: u64,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = self.rows(chain(log), after_number, u64::from(limit));
        rows.await?.iter().map(read).collect()
    }

    /// Entries of a centre's log, the last one first. Lines that wait are not among them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn search(
        &self,
        filter: &AuditFilter,
        request: PageRequest,
    ) -> Result<Page<AuditEntry>, StoreError> {
        let log = chain(LogName::keyed(Some(filter.centre)));
        let mut select = entry::Entity::find().filter(entry::Column::Chain.eq(log));
        if let Some(subject) = filter.subject {
            select = select.filter(entry::Column::SubjectId.eq(subject));
        }
        if let Some(from) = filter.from {
            select = select.filter(entry::Column::At.gte(from.as_micros()));
        }
        if let Some(until) = filter.until {
            select = select.filter(entry::Column::At.lt(until.as_micros()));
        }
        // Names and ids have no signs that a pattern would read otherwise, and words of details no quotes.
        let action = filter.action.map(|action| {
            let name: &str = action.into();
            format!("%\"action\":\"{name}\"%")
        });
        let actor = |id: StaffId| format!("%\"actor\":{{\"actor\":\"staff\",\"id\":\"{id}\"}}%");
        for pattern in [action, filter.staff.map(actor)].into_iter().flatten() {
            select = select.filter(entry::Column::Body.like(pattern));
        }
        let sorting = Sorting {
            micros: Some(entry::Column::Number),
            id: entry::Column::SubjectId,
            descending: true,
        };
        let rows = page::rows(self.connection, select, sorting, request).await?;
        let items = rows.items.iter().map(read);
        Ok(Page {
            items: items.collect::<Result<_, _>>()?,
            next: rows.next,
        })
    }

    /// What happened to a thing, oldest first, with lines that wait.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_subject(&self, subject: Subject) -> Result<Vec<AuditEvent>, StoreError> {
        // The waiting lines first: one that is chained between the two reads is then seen twice, not
        // missed.
        let waiting = line::Entity::find()
            .filter(line::Column::Subject.eq(subject.name()))
            .filter(line::Column::SubjectId.eq(subject.id()))
            .order_by_asc(line::Column::Place)
            .all(self.connection.raw())
            .await?;
        let chained = entry::Entity::find()
            .filter(entry::Column::Subject.eq(subject.name()))
            .filter(entry::Column::SubjectId.eq(subject.id()))
            .order_by_asc(entry::Column::Chain)
            .order_by_asc(entry::Column::Number)
            .all(self.connection.raw())
            .await?;
        let mut events = Vec::with_capacity(chained.len() + waiting.len());
        for row in &chained {
            events.push(read(row)?.event);
        }
        let ids: HashSet<AuditEventId> = events.iter().map(|event: &AuditEvent| event.id).collect();
        for row in &waiting {
            let event = read_line(row)?;
            if !ids.contains(&event.id) {
                events.push(event);
            }
        }
        events.sort_by_key(|event| event.at);
        Ok(events)
    }

    /// The logs that lines wait for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_waiting(&self) -> Result<Vec<LogName>, StoreError> {
        let chains: Vec<Uuid> = line::Entity::find()
            .select_only()
            .column(line::Column::Chain)
            .distinct()
            .order_by_asc(line::Column::Chain)
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        Ok(chains.into_iter().map(log_name).collect())
    }

    /// The end of every log that has one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_ends(&self) -> Result<Vec<(LogName, LogEnd)>, StoreError> {
        let heads = head::Entity::find()
            .order_by_asc(head::Column::Chain)
            .all(self.connection.raw())
            .await?;
        let mut ends = Vec::with_capacity(heads.len());
        for head in heads {
            if let Some(last) = head.last {
                ends.push((log_name(head.chain), parse(head.chain, &last)?));
            }
        }
        Ok(ends)
    }

    /// Whether a log holds the entry that once was its end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn holds(&self, log: LogName, end: LogEnd) -> Result<bool, StoreError> {
        let key = (chain(log), i64::try_from(end.number).unwrap_or(i64::MAX));
        let row = entry::Entity::find_by_id(key)
            .one(self.connection.raw())
            .await?;
        let found = row.and_then(|row| read(&row).ok());
        Ok(found.is_some_and(|entry| LogEnd::from(&entry) == end))
    }

    /// Checks a log from its first entry to the one that was its last when this began; says how many
    /// that are. `mac` is HMAC-SHA-256 with the key of this number; `None` where it is not known.
    ///
    /// # Errors
    /// [`VerifyError::Broken`] names the first entry that is missing, was changed, or was not
    /// written by this program.
    pub async fn verify(
        &self,
        log: LogName,
        mac: impl Fn(ChainKey, &[u8]) -> Option<[u8; 32]> + Sync,
    ) -> Result<u64, VerifyError> {
        let chain = chain(log);
        let hash = |key: Option<ChainKey>, bytes: &[u8]| match key {
            // An entry without a key proves nothing in a log with one.
            None => (!log.is_keyed).then(|| sha256(bytes)),
            Some(key) => mac(key, bytes),
        };
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
                let entry = check(last.as_ref(), &row, hash)?;
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
    /// Leaves a line for the log of the event's centre; it is written with the commit.
    pub fn append(&self, event: AuditEvent) {
        self.connection.note(event);
    }

    /// Writes what was appended; says whether that is anything.
    pub(crate) async fn write_out(&self) -> Result<bool, StoreError> {
        let events = self.connection.noted();
        let mut rows = Vec::with_capacity(events.len());
        for (place, event) in (0_i64..).zip(&events) {
            rows.push(waiting(event, place)?.into_active_model());
        }
        for rows in rows.chunks(PAGE as usize) {
            line::Entity::insert_many(rows.iter().cloned())
                .exec_without_returning(self.connection.raw())
                .await?;
        }
        Ok(!rows.is_empty())
    }

    /// Ties the oldest lines that wait for a log to its end; says how many it were. More may wait where it
    /// were [`Self::AT_ONCE`]. `mac` is HMAC-SHA-256 with `key`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chain(
        &self,
        log: LogName,
        key: ChainKey,
        mac: impl Fn(&[u8]) -> [u8; 32] + Sync,
    ) -> Result<u64, StoreError> {
        let chain = chain(log);
        // Held until the commit: others who chain wait here, and then find other lines.
        let last = match self.hold_end(chain).await? {
            Some(end) => end.last,
            None => self.begin_chain(chain).await?,
        };
        let mut end = last.map(|body| parse(chain, &body)).transpose()?;
        let lines = line::Entity::find()
            .filter(line::Column::Chain.eq(chain))
            .order_by_asc(line::Column::At)
            .order_by_asc(line::Column::Place)
            .order_by_asc(line::Column::Id)
            .limit(Self::AT_ONCE)
            .all(self.connection.raw())
            .await?;
        let mut rows = Vec::with_capacity(lines.len());
        for line in &lines {
            let entry = AuditEntry::follow(end, read_line(line)?, Some(key), &mac);
            let body = serde_json::to_string(&entry)
                .map_err(|error| corrupt(chain, entry.number, error))?;
            end = Some(LogEnd::from(&entry));
            rows.push(derived(chain, &entry, body));
        }
        let Some(last) = rows.last().map(|row| row.body.clone()) else {
            return Ok(0);
        };
        let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
        entry::Entity::insert_many(rows)
            .exec_without_returning(self.connection.raw())
            .await?;
        line::Entity::delete_many()
            .filter(line::Column::Id.is_in(lines.iter().map(|line| line.id)))
            .exec(self.connection.raw())
            .await?;
        let end = head::ActiveModel {
            chain: Set(chain),
            last: Set(Some(last)),
        };
        head::Entity::update_many()
            .set(end)
            .filter(head::Column::Chain.eq(chain))
            .exec(self.connection.raw())
            .await?;
        Ok(lines.len() as u64)
    }

    /// Lines that [`Self::chain`] takes at once.
    pub const AT_ONCE: u64 = PAGE;

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
fn chain(log: LogName) -> Uuid {
    let centre = log.centre.map_or_else(Uuid::nil, CentreId::as_uuid);
    let key = if log.is_keyed { KEYED } else { 0 };
    Uuid::from_u128(centre.as_u128() | key)
}

/// The log of a chain.
fn log_name(chain: Uuid) -> LogName {
    let is_keyed = chain.as_u128() & KEYED != 0;
    let centre = Uuid::from_u128(chain.as_u128() & !KEYED);
    LogName {
        centre: (!centre.is_nil()).then(|| CentreId::from_uuid(centre)),
        is_keyed,
    }
}

/// The entry of a row that follows `last`.
fn check(
    last: Option<&AuditEntry>,
    row: &entry::Model,
    hash: impl Fn(Option<ChainKey>, &[u8]) -> Option<[u8; 32]>,
) -> Result<AuditEntry, BrokenLog> {
    let number = last.map_or(1, |last| last.number + 1);
    let entry = read(row).map_err(|_| BrokenLog { number })?;
    if derived(row.chain, &entry, row.body.clone()) != *row {
        return Err(BrokenLog { number });
    }
    verify_log(last, [&entry], hash)?;
    Ok(entry)
}

fn waiting(event: &AuditEvent, place: i64) -> Result<line::Model, StoreError> {
    let id = event.id.as_uuid();
    Ok(line::Model {
        id,
        chain: chain(LogName::keyed(event.centre)),
        subject: event.subject.name().to_owned(),
        subject_id: event.subject.id(),
        at: event.at.as_micros(),
        place,
        body: serde_json::to_string(event).map_err(|error| corrupt_line(id, error))?,
    })
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

fn read_line(row: &line::Model) -> Result<AuditEvent, StoreError> {
    serde_json::from_str(&row.body).map_err(|error| corrupt_line(row.id, error))
}

fn corrupt_line(id: Uuid, error: serde_json::Error) -> StoreError {
    StoreError::Corrupt {
        table: "audit_line",
        id: id.to_string(),
        source: error.into(),
    }
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
