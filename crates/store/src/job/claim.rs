//! Claims jobs that are due.

use domain::Timestamp;
use sea_orm::sea_query::{Expr, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::table::{dead_job, job, payload};
use super::{ClaimedJob, JobKind, Lease};
use crate::Store;
use crate::error::StoreError;
use crate::work::Transaction;
use crate::work::private::Raw as _;

impl Store {
    /// Takes at most `limit` jobs of some kinds that are due: nobody has them, or somebody's lease is
    /// over. Higher priority first, then the longest due. A job that has no try left is given up
    /// instead.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim(
        &self,
        kinds: &[JobKind],
        lease: Lease,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<ClaimedJob>, StoreError> {
        let limit = limit as usize;
        let work = self.begin().await?;
        let transaction = &work.transaction;
        let mut claimed = Vec::new();
        while claimed.len() < limit {
            let wanted = limit - claimed.len();
            let due = due(transaction, kinds, now, wanted).await?;
            let were_all = due.len() < wanted;
            let (used_up, due): (Vec<_>, Vec<_>) = due
                .into_iter()
                .partition(|job| job.attempts >= job.max_attempts);
            give_up(transaction, used_up, now).await?;
            take(transaction, &due, lease).await?;
            claimed.extend(due);
            if were_all {
                break;
            }
        }
        work.commit().await?;
        let claimed = claimed.into_iter().map(|job| read(job, lease.token));
        Ok(claimed.collect())
    }
}

/// Jobs that are due and that no other transaction holds.
async fn due(
    transaction: &Transaction,
    kinds: &[JobKind],
    now: Timestamp,
    limit: usize,
) -> Result<Vec<job::Model>, StoreError> {
    let jobs = job::Entity::find()
        .filter(job::Column::DueAt.lte(now.as_micros()))
        .filter(job::Column::Kind.is_in(kinds.iter().map(JobKind::as_str)))
        .order_by_desc(job::Column::Priority)
        .order_by_asc(job::Column::DueAt)
        .order_by_asc(job::Column::Id)
        .limit(limit as u64)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(transaction.raw())
        .await?;
    Ok(jobs)
}

async fn take(
    transaction: &Transaction,
    jobs: &[job::Model],
    lease: Lease,
) -> Result<(), StoreError> {
    if jobs.is_empty() {
        return Ok(());
    }
    job::Entity::update_many()
        .col_expr(job::Column::DueAt, Expr::value(lease.until.as_micros()))
        .col_expr(job::Column::LeaseToken, Expr::value(lease.token))
        .col_expr(
            job::Column::Attempts,
            Expr::col(job::Column::Attempts).add(1),
        )
        .filter(job::Column::Id.is_in(jobs.iter().map(|job| job.id)))
        .exec(transaction.raw())
        .await?;
    Ok(())
}

/// Their workers did not come back, so nobody has said what went wrong.
async fn give_up(
    transaction: &Transaction,
    jobs: Vec<job::Model>,
    now: Timestamp,
) -> Result<(), StoreError> {
    for job in jobs {
        job::Entity::delete_by_id(job.id)
            .exec(transaction.raw())
            .await?;
        let dead = job.bury(None, now).into_active_model();
        dead_job::Entity::insert(dead)
            .exec_without_returning(transaction.raw())
            .await?;
    }
    Ok(())
}

fn read(job: job::Model, token: Uuid) -> ClaimedJob {
    ClaimedJob {
        id: job.id,
        kind: JobKind::from(job.kind),
        payload: payload(job.payload),
        attempt: (job.attempts + 1) as u16,
        max_attempts: job.max_attempts as u16,
        token,
        enqueued_at: Timestamp::from_micros(job.enqueued_at),
    }
}
