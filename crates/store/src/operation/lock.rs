//! Named locks of transactions, for counts that must not be made twice at once. A row that can be
//! written by compare-and-set needs none.

use domain::{AccountId, BlindIndex};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sha2::{Digest as _, Sha256};

use crate::error::StoreError;
use crate::work::private::Raw as _;
use crate::work::{Transaction, Work};

/// What one transaction at a time may work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock<'a> {
    /// The degrees of an account, which are counted before one more is bound.
    Account(AccountId),
    /// The sign-in code of a phone, whose tries are counted.
    SignInCode(&'a BlindIndex),
    /// The wrong answers of one key.
    Misses(&'a str),
}

impl Lock<'_> {
    /// The class of the lock, fixed for good: servers of two versions hold the same locks.
    const fn class(self) -> i32 {
        match self {
            Self::Misses(_) => 1,
            Self::SignInCode(_) => 2,
            Self::Account(_) => 3,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Account(account) => account.to_string(),
            Self::SignInCode(phone) => phone.to_hex(),
            Self::Misses(key) => key.to_owned(),
        }
    }
}

impl Work {
    /// Makes other transactions that ask for the same lock wait until this one ends.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hold(&self, lock: Lock<'_>) -> Result<(), StoreError> {
        hold(&self.transaction, lock).await
    }
}

/// Holds a lock. Does nothing with SQLite, where a transaction that writes is alone anyway.
///
/// # Errors
/// [`StoreError`].
pub(super) async fn hold(transaction: &Transaction, lock: Lock<'_>) -> Result<(), StoreError> {
    if transaction.raw().get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    // Two names may share a number: then their transactions wait for each other without need.
    let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(lock.name()));
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_advisory_xact_lock($1, $2)",
        [lock.class().into(), i32::from_be_bytes([a, b, c, d]).into()],
    );
    transaction.raw().execute_raw(statement).await?;
    Ok(())
}
