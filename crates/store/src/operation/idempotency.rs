//! Requests with an idempotency key: the first is carried out, repetitions get its response.
//!
//! Between the commit of what was asked for and the keeping of the response a process can die. So the first transaction that
//! a request commits notes in itself that the request was carried out ([`of_request`]): whoever repeats it is told so,
//! and nothing is done twice.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::{ContentHash, Duration, Timestamp};
use sea_orm::sea_query::{Expr, OnConflict, SimpleExpr};
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

/// Stands in place of a status where a request was carried out and no response was kept. No status of HTTP is 0.
const CARRIED_OUT: i64 = 0;

/// How long that is remembered after the time of the request was over.
const CARRIED_OUT_FOR: Duration = Duration::from_hours(24);

tokio::task_local! {
    /// The request that the running task carries out.
    static REQUEST: Arc<Attended>;
}

struct Attended {
    key: IdempotencyKey,
    /// Whether a transaction of this request has noted it.
    is_noted: AtomicBool,
}

/// Carries a request out that was begun: its first transaction that is committed notes so. That commit fails with
/// [`StoreError::Busy`] where the time of the request was over and a repetition was faster.
///
/// Tasks that the request starts are not a part of it.
pub async fn of_request<F: Future>(key: IdempotencyKey, request: F) -> F::Output {
    let attended = Attended {
        key,
        is_noted: AtomicBool::new(false),
    };
    REQUEST.scope(Arc::new(attended), request).await
}

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
    /// It was carried out, or a part of it, and the process died before the response was kept.
    Interrupted,
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
                .action_and_where(is_over(now))
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
        row.map_or(Err(StoreError::Busy), |row| known(row, request, now))
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
            .filter(is_unanswered())
            .exec(self.connection.raw())
            .await?;
        Ok(kept.rows_affected == 1)
    }

    /// Gives a request that is being carried out more time; `false` if it is not known any more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn renew(
        &self,
        key: &IdempotencyKey,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        use request::{Column, Entity};

        let renewed = Entity::update_many()
            .col_expr(Column::ExpiresAt, Expr::value(expires_at.as_micros()))
            .filter(Column::Caller.eq(&key.caller))
            .filter(Column::Key.eq(&key.key))
            .filter(is_unanswered())
            .exec(self.connection.raw())
            .await?;
        Ok(renewed.rows_affected == 1)
    }

    /// Notes in the transaction that the request of this task was carried out, where there is one.
    pub(crate) async fn note_carried_out(&self) -> Result<(), StoreError> {
        use request::{Column, Entity};

        let Ok(attended) = REQUEST.try_with(Arc::clone) else {
            return Ok(());
        };
        if attended.is_noted.load(Ordering::Relaxed) {
            return Ok(());
        }
        let noted = Entity::update_many()
            .col_expr(Column::Status, Expr::value(CARRIED_OUT))
            .filter(Column::Caller.eq(&attended.key.caller))
            .filter(Column::Key.eq(&attended.key.key))
            .filter(Column::Status.is_null())
            .exec(self.connection.raw())
            .await?;
        if noted.rows_affected == 0 {
            return Err(StoreError::Busy);
        }
        // Where the commit fails after this, so does the request, and its key is free again.
        attended.is_noted.store(true, Ordering::Relaxed);
        Ok(())
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
            .filter(is_unanswered())
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
            .filter(is_over(now))
            .exec(self.connection.raw())
            .await?;
        Ok(pruned.rows_affected)
    }
}

/// Whether nobody has to remember a request any more.
fn is_over(now: Timestamp) -> SimpleExpr {
    use request::{Column, Entity};

    let expires_at = || Expr::col((Entity, Column::ExpiresAt));
    let status = || Expr::col((Entity, Column::Status));
    let long_ago = (now - CARRIED_OUT_FOR).as_micros();
    let is_answered_or_not_begun = status().is_null().or(status().ne(CARRIED_OUT));
    let is_over = expires_at()
        .lte(now.as_micros())
        .and(is_answered_or_not_begun);
    is_over.or(expires_at().lte(long_ago))
}

/// Whether no response was kept.
fn is_unanswered() -> SimpleExpr {
    use request::Column;

    Column::Status.is_null().or(Column::Status.eq(CARRIED_OUT))
}

fn known(
    row: request::Model,
    request: ContentHash,
    now: Timestamp,
) -> Result<IdempotencyOutcome, StoreError> {
    if row.request != request.to_hex() {
        return Ok(IdempotencyOutcome::OtherRequest);
    }
    match (row.status, row.content_type, row.response) {
        (None, None, None) => Ok(IdempotencyOutcome::InProgress),
        (Some(CARRIED_OUT), None, None) if row.expires_at > now.as_micros() => {
            Ok(IdempotencyOutcome::InProgress)
        }
        (Some(CARRIED_OUT), None, None) => Ok(IdempotencyOutcome::Interrupted),
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
