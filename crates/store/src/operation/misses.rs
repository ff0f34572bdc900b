//! Wrong guesses by account, code, phone, login and network. `domain::Misses` decides when they lock.

use domain::{AccountId, BlindIndex, Misses, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::lock::{self, Lock};
use super::table;
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Pool, Transaction};

table!(misses, "misses", (key: String) => {
    body: String,
});

/// Rows that are looked at together when old ones are dropped.
const PAGE: u64 = 500;

/// Whose, or on what, answers are wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MissKey {
    /// A student's account.
    Account(AccountId),
    /// The last four of the identity number, asked for at the sign-in to an account.
    StepUp(AccountId),
    /// A collection code.
    Code(BlindIndex),
    /// A login of staff, typed from one network (the keyed hash of its address).
    LoginFrom(BlindIndex, String),
    /// A network, by the keyed hash of its address.
    Network(String),
}

impl MissKey {
    fn text(&self) -> String {
        match self {
            Self::Account(id) => format!("account:{id}"),
            Self::StepUp(id) => format!("step-up:{id}"),
            Self::Code(index) => format!("code:{}", index.to_hex()),
            Self::LoginFrom(login, network) => {
                format!("login:{}:from:{network}", login.to_hex())
            }
            Self::Network(hash) => format!("network:{hash}"),
        }
    }
}

repository! {
    /// Wrong answers.
    MissCounts, misses
}

impl MissCounts<'_, Pool> {
    /// The misses of a key; none if there never was one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, key: &MissKey) -> Result<Misses, StoreError> {
        find(self.connection, &key.text()).await
    }
}

impl MissCounts<'_, Transaction> {
    /// The misses of a key; none if there never was one. Another transaction that
    /// looks up the same key waits until this one ends, so that every miss counts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, key: &MissKey) -> Result<Misses, StoreError> {
        let key = key.text();
        lock::hold(self.connection, Lock::Misses(&key)).await?;
        find(self.connection, &key).await
    }

    /// Keeps the misses of a key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, key: &MissKey, misses: &Misses) -> Result<(), StoreError> {
        let key = key.text();
        let body = serde_json::to_string(misses).map_err(|error| corrupt(&key, error))?;
        misses::Entity::insert(misses::ActiveModel {
            key: Set(key),
            body: Set(body),
        })
        .on_conflict(
            OnConflict::column(misses::Column::Key)
                .update_column(misses::Column::Body)
                .to_owned(),
        )
        .exec_without_returning(self.connection.raw())
        .await?;
        Ok(())
    }

    /// Drops the misses that are forgotten; says how many keys that are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        use misses::{Column, Entity};

        let mut pruned = 0;
        let mut after = String::new();
        loop {
            let rows = Entity::find()
                .filter(Column::Key.gt(after))
                .order_by_asc(Column::Key)
                .limit(PAGE)
                .all(self.connection.raw())
                .await?;
            let Some(last) = rows.last() else {
                return Ok(pruned);
            };
            after = last.key.clone();
            for row in rows {
                if !read(&row)?.is_forgotten(now) {
                    continue;
                }
                // As it was read: a miss that came meanwhile stays.
                let deleted = Entity::delete_many()
                    .filter(Column::Key.eq(row.key))
                    .filter(Column::Body.eq(row.body))
                    .exec(self.connection.raw())
                    .await?;
                pruned += deleted.rows_affected;
            }
        }
    }
}

async fn find(connection: &impl Connection, key: &str) -> Result<Misses, StoreError> {
    let row = misses::Entity::find_by_id(key)
        .one(connection.raw())
        .await?;
    row.map_or(Ok(Misses::default()), |row| read(&row))
}

fn read(row: &misses::Model) -> Result<Misses, StoreError> {
    serde_json::from_str(&row.body).map_err(|error| corrupt(&row.key, error))
}

fn corrupt(key: &str, error: serde_json::Error) -> StoreError {
    StoreError::Corrupt {
        table: "misses",
        id: key.to_owned(),
        source: error.into(),
    }
}
