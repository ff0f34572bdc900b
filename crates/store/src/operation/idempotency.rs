//! Requests with an idempotency key: the first is carried out, repetitions get its response.

use std::fmt;

use domain::{ContentHash, Timestamp};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, Set};

use super::table;
use crate::error::{StoreError, UnreadableBody};
use crate::repository::repository;
use crate::work::Transaction;
use crate::work::private::Raw as _;

table!(request, "idempotency", (caller: String, key: String) => {
    request: String,
    expires_at: i64,
    status: Option<i64>,
    content_type: Option<String>,
    response: Option<Vec<u8>>,
});

/// What a client calls a request of its own.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey {
    /// Who; the same key of two callers is two keys.
    pub caller: String,
    /// The key as the client made it up.
    pub key: String,
}

impl fmt::Debug for IdempotencyKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("IdempotencyKey(…)")
    }
}

/// A response to be given again.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredResponse {
    /// Status of HTTP.
    pub status: u16,
    /// Type of the body.
    pub content_type: String,
    /// The body.
    pub body: Vec<u8>,
}

impl fmt::Debug for StoredResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (status, length) = (self.status, self.body.len());
        write!(formatter, "StoredResponse({status}, {length} bytes)")
    }
}

/// What is known of a request.
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdempotencyOutcome {
    /// Nothing: it is to be carried out, and then finished or abandoned.
    New,
    /// It is being carried out.
    InProgress,
    /// It was carried out.
    Done(StoredResponse),
    /// Another request has this key.
    OtherRequest,
}

repository! {
    /// Requests that clients may send again.
    IdempotentRequests, idempotency
}

impl IdempotentRequests<'_, Transaction> {
    /// Looks a request up by its key and the hash of what it asks for; one that nobody knows, or
    /// whose time is over, is noted as being carried out until `expires_at`.
    ///
    /// Commit before the request is carried out: of two at the same time the second waits for this
    /// transaction.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin(
        &self,
        key: &IdempotencyKey,
        request: ContentHash,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<IdempotencyOutcome, StoreError> {
        use request::{Column, Entity};

        let noted = Entity::insert(request::ActiveModel {
            caller: Set(key.caller.clone()),
            key: Set(key.key.clone()),
            request: Set(request.to_hex()),
            expires_at: Set(expires_at.as_micros()),
            status: Set(None),
            content_type: Set(None),
            response: Set(None),
        })
        .on_conflict(
            OnConflict::columns([Column::Caller, Column::Key])
                .update_columns([
                    Column::Request,
                    Column::ExpiresAt,
                    Column::Status,
                    Column::ContentType,
                    Column::Response,
                ])
                .action_and_where(Expr::col((Entity, Column::ExpiresAt)).lte(now.as_micros()))
                .to_owned(),
        )
        .exec_without_returning(self.connection.raw())
        .await?;
        if noted == 1 {
            return Ok(IdempotencyOutcome::New);
        }
        let row = Entity::find_by_id((key.caller.clone(), key.key.clone()))
            .one(self.connection.raw())
            .await?;
        // Another server may have dropped it between the two statements.
        row.map_or(Err(StoreError::Busy), |row| known(row, request))
    }

    /// Keeps the response of a request that was begun, until `expires_at`. `false` if its time was
    /// over and it is not known any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finish(
        &self,
        key: &IdempotencyKey,
        response: &StoredResponse,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        use request::{Column, Entity};

        let kept = Entity::update_many()
            .set(request::ActiveModel {
                expires_at: Set(expires_at.as_micros()),
                status: Set(Some(i64::from(response.status))),
                content_type: Set(Some(response.content_type.clone())),
                response: Set(Some(response.body.clone())),
                ..request::ActiveModel::default()
            })
            .filter(Column::Caller.eq(&key.caller))
            .filter(Column::Key.eq(&key.key))
            .filter(Column::Status.is_null())
            .exec(self.connection.raw())
            .await?;
        Ok(kept.rows_affected == 1)
    }

    /// Forgets a request that was begun and not carried out; the client may send it again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn abandon(&self, key: &IdempotencyKey) -> Result<(), StoreError> {
        use request::{Column, Entity};

        Entity::delete_many()
            .filter(Column::Caller.eq(&key.caller))
            .filter(Column::Key.eq(&key.key))
            .filter(Column::Status.is_null())
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops everything that is kept for a caller.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_all(&self, caller: &str) -> Result<(), StoreError> {
        request::Entity::delete_many()
            .filter(request::Column::Caller.eq(caller))
            .exec(self.connection.raw())
            .await?;
        Ok(())
    }

    /// Drops the requests whose time is over; says how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn prune(&self, now: Timestamp) -> Result<u64, StoreError> {
        let pruned = request::Entity::delete_many()
            .filter(request::Column::ExpiresAt.lte(now.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(pruned.rows_affected)
    }
}

fn known(row: request::Model, request: ContentHash) -> Result<IdempotencyOutcome, StoreError> {
    if row.request != request.to_hex() {
        return Ok(IdempotencyOutcome::OtherRequest);
    }
    match (row.status, row.content_type, row.response) {
        (None, None, None) => Ok(IdempotencyOutcome::InProgress),
        (Some(status), Some(content_type), Some(body)) => {
            Ok(IdempotencyOutcome::Done(StoredResponse {
                status: status as u16,
                content_type,
                body,
            }))
        }
        _ => Err(StoreError::Corrupt {
            table: "idempotency",
            // The key is the client's own words.
            id: row.request,
            source: UnreadableBody::BESIDE,
        }),
    }
}
