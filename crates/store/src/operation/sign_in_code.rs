//! Sign-in codes that were sent to phones, one for each phone. Only the hash of a code is kept.

use domain::{BlindIndex, Timestamp, TokenHash};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};

use super::lock::{self, Lock};
use super::{from_column, table};
use crate::error::StoreError;
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Pool, Transaction};

table!(sign_in_code, "sign_in_code", (phone: String) => {
    code: String,
    expires_at: i64,
    tries_left: i64,
    sent_at: i64,
});

/// A code that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInCode {
    /// Blind index of the phone that the code was sent to.
    pub phone: BlindIndex,
    /// What, hashed.
    pub code: TokenHash,
    /// Until when it can be used.
    pub expires_at: Timestamp,
    /// How often it may still be typed wrong.
    pub tries_left: u8,
    /// When it was sent.
    pub sent_at: Timestamp,
}

repository! {
    /// Codes to sign in with.
    SignInCodes, sign_in_codes
}

impl SignInCodes<'_, Pool> {
    /// The last code that was sent to a phone, also one that has expired.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, phone: &BlindIndex) -> Result<Option<SignInCode>, StoreError> {
        find(self.connection, phone).await
    }
}

impl SignInCodes<'_, Transaction> {
    /// The last code that was sent to a phone, also one that has expired. Another
    /// transaction that looks up the same phone waits until this one ends, so that every try counts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, phone: &BlindIndex) -> Result<Option<SignInCode>, StoreError> {
        lock::hold(self.connection, Lock::SignInCode(phone)).await?;
        find(self.connection, phone).await
    }

    /// Keeps a code in place of any other of its phone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, code: &SignInCode) -> Result<(), StoreError> {
        use sign_in_code::{Column, Entity};

        Entity::insert(sign_in_code::ActiveModel {
            phone: Set(code.phone.to_hex()),
            code: Set(code.code.to_hex()),
            expires_at: Set(code.expires_at.as_micros()),
            tries_left: Set(i64::from(code.tries_left)),
            sent_at: Set(code.sent_at.as_micros()),
        })
        .on_conflict(
            OnConflict::column(Column::Phone)
                .update_columns([
                    Column::Code,
                    Column::ExpiresAt,
                    Column::TriesLeft,
                    Column::SentAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(self.connection.raw())
        .await?;
        Ok(())
    }

    /// Drops the code of a phone, if there is one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, phone: &BlindIndex) -> Result<(), StoreError> {
        sign_in_code::Entity::delete_by_id(phone.to_hex())
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops the codes that have expired; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        let pruned = sign_in_code::Entity::delete_many()
            .filter(sign_in_code::Column::ExpiresAt.lte(now.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(pruned.rows_affected)
    }
}

async fn find(
    connection: &impl Connection,
    phone: &BlindIndex,
) -> Result<Option<SignInCode>, StoreError> {
    let row = sign_in_code::Entity::find_by_id(phone.to_hex())
        .one(connection.raw())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    Ok(Some(SignInCode {
        phone: *phone,
        code: from_column("sign_in_code", &row.phone, row.code)?,
        expires_at: Timestamp::from_micros(row.expires_at),
        tries_left: row.tries_left as u8,
        sent_at: Timestamp::from_micros(row.sent_at),
    }))
}
