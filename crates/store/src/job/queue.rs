//! Queues jobs, ends them, and lists those that were given up.

use domain::Timestamp;
use sea_orm::sea_query::{Asterisk, Expr, Func, OnConflict, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
    QuerySelect, Set,
};
use uuid::Uuid;

use super::table::{dead_job, job};
use super::{DeadJob, Enqueued, Fenced, JobCount, JobKind, JobStatus, NewJob};
use crate::error::StoreError;
use crate::page::{self, Page, PageRequest, Sorting};
use crate::repository::repository;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

repository! {
    /// The queue of jobs.
    Jobs, jobs
}

impl<C: Connection> Jobs<'_, C> {
    /// The jobs that were given up, the last one first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_dead(&self, request: PageRequest) -> Result<Page<DeadJob>, StoreError> {
        let last_first = Sorting {
            micros: Some(dead_job::Column::BuriedAt),
            id: dead_job::Column::Id,
            descending: true,
        };
        let select = dead_job::Entity::find();
        let page = page::rows(self.connection, select, last_first, request).await?;
        Ok(Page {
            items: page.items.into_iter().map(dead_job::Model::read).collect(),
            next: page.next,
        })
    }

    /// How many jobs there are, by kind and status.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn counts(&self) -> Result<Vec<JobCount>, StoreError> {
        let connection = self.connection.raw();
        let alive = Query::select()
            .column(job::Column::Kind)
            .expr(Func::count(Expr::col(Asterisk)))
            .expr(Func::count(Expr::col(job::Column::LeaseToken)))
            .from(job::Entity)
            .group_by_col(job::Column::Kind)
            .to_owned();
        let mut counts = Vec::new();
        for row in connection.query_all(&alive).await? {
            let kind: String = row.try_get_by_index(0)?;
            let all: i64 = row.try_get_by_index(1)?;
            let running: i64 = row.try_get_by_index(2)?;
            counts.push(count(&kind, JobStatus::Ready, all - running));
            counts.push(count(&kind, JobStatus::Running, running));
        }
        let dead = Query::select()
            .column(dead_job::Column::Kind)
            .expr(Func::count(Expr::col(Asterisk)))
            .from(dead_job::Entity)
            .group_by_col(dead_job::Column::Kind)
            .to_owned();
        for row in connection.query_all(&dead).await? {
            let kind: String = row.try_get_by_index(0)?;
            counts.push(count(&kind, JobStatus::Dead, row.try_get_by_index(1)?));
        }
        counts.retain(|count| count.count > 0);
        counts.sort_by(|a, b| (&a.kind, a.status).cmp(&(&b.kind, b.status)));
        Ok(counts)
    }

    /// Since when the job that has waited longest is due; none if none is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn oldest_due(&self, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let oldest: Option<Option<i64>> = job::Entity::find()
            .select_only()
            .column_as(job::Column::DueAt.min(), "oldest")
            .filter(job::Column::DueAt.lte(now.as_micros()))
            .into_tuple()
            .one(self.connection.raw())
            .await?;
        Ok(oldest.flatten().map(Timestamp::from_micros))
    }
}

impl Jobs<'_, Transaction> {
    /// Queues a job in the transaction that makes it necessary.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn enqueue(&self, new: NewJob, now: Timestamp) -> Result<Enqueued, StoreError> {
        let row = job::Model {
            id: new.id,
            kind: new.kind.as_str().to_owned(),
            payload: new.payload.to_string(),
            dedup: new.dedup,
            priority: i64::from(new.priority),
            attempts: 0,
            max_attempts: i64::from(new.max_attempts),
            error: None,
            enqueued_at: now.as_micros(),
            due_at: new.run_at.as_micros(),
            lease_token: None,
        };
        self.insert(row).await
    }

    /// Brings the waiting jobs of a kind forward that would run later than `at`; says how many. Those under way are left
    /// alone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hasten(&self, kind: JobKind, at: Timestamp) -> Result<u64, StoreError> {
        let hastened = job::Entity::update_many()
            .col_expr(job::Column::DueAt, Expr::value(at.as_micros()))
            .filter(job::Column::Kind.eq(kind.as_str()))
            .filter(job::Column::LeaseToken.is_null())
            .filter(job::Column::DueAt.gt(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        self.connection.note_queued();
        Ok(hastened.rows_affected)
    }

    /// Extends a lease; `false` if it is lost.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn heartbeat(
        &self,
        id: Uuid,
        token: Uuid,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        let extended = job::ActiveModel {
            due_at: Set(until.as_micros()),
            ..job::ActiveModel::default()
        };
        let fenced = self.update(id, token, extended).await?;
        Ok(fenced == Fenced::Done)
    }

    /// Ends a job that is done, in the transaction of its effects; nothing is left of it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn finish(&self, id: Uuid, token: Uuid) -> Result<Fenced, StoreError> {
        let deleted = job::Entity::delete_many()
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::LeaseToken.eq(token))
            .exec(self.connection.raw())
            .await?;
        Ok(fenced(deleted.rows_affected))
    }

    /// Gives a job back that failed, to be tried again from `run_at` on. If no try is left, it is
    /// given up when its turn comes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn retry(
        &self,
        id: Uuid,
        token: Uuid,
        run_at: Timestamp,
        error: &str,
    ) -> Result<Fenced, StoreError> {
        let given_back = job::ActiveModel {
            due_at: Set(run_at.as_micros()),
            lease_token: Set(None),
            error: Set(Some(error.to_owned())),
            ..job::ActiveModel::default()
        };
        self.update(id, token, given_back).await
    }

    /// Gives a job back that an outage stopped, to be tried again from `run_at` on. The try does not
    /// count.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn postpone(
        &self,
        id: Uuid,
        token: Uuid,
        run_at: Timestamp,
        error: &str,
    ) -> Result<Fenced, StoreError> {
        let updated = job::Entity::update_many()
            .col_expr(job::Column::DueAt, Expr::value(run_at.as_micros()))
            .col_expr(job::Column::LeaseToken, Expr::value(None::<Uuid>))
            .col_expr(job::Column::Error, Expr::value(error))
            .col_expr(
                job::Column::Attempts,
                Expr::col(job::Column::Attempts).sub(1),
            )
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::LeaseToken.eq(token))
            .exec(self.connection.raw())
            .await?;
        Ok(fenced(updated.rows_affected))
    }

    /// Gives a job up; it waits for a person.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn bury(
        &self,
        id: Uuid,
        token: Uuid,
        error: &str,
        now: Timestamp,
    ) -> Result<Fenced, StoreError> {
        let job = job::Entity::find_by_id(id)
            .filter(job::Column::LeaseToken.eq(token))
            .lock_exclusive()
            .one(self.connection.raw())
            .await?;
        let Some(job) = job else {
            return Ok(Fenced::Lost);
        };
        job::Entity::delete_by_id(id)
            .exec(self.connection.raw())
            .await?;
        let dead = job.bury(Some(error.to_owned()), now);
        dead_job::Entity::insert(dead.into_active_model())
            .exec_without_returning(self.connection.raw())
            .await?;
        Ok(Fenced::Done)
    }

    /// Queues a job that was given up once more, with all its tries; none if it was not given up.
    /// [`Enqueued::Duplicate`] if the same one is queued by now: that one is left to do it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn revive(&self, id: Uuid, now: Timestamp) -> Result<Option<Enqueued>, StoreError> {
        let dead = dead_job::Entity::find_by_id(id)
            .lock_exclusive()
            .one(self.connection.raw())
            .await?;
        let Some(dead) = dead else {
            return Ok(None);
        };
        self.discard(id).await?;
        self.insert(dead.revive(now)).await.map(Some)
    }

    /// Drops a job that was given up; `false` if it was not given up.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn discard(&self, id: Uuid) -> Result<bool, StoreError> {
        let deleted = dead_job::Entity::delete_by_id(id)
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected == 1)
    }

    async fn insert(&self, row: job::Model) -> Result<Enqueued, StoreError> {
        let same = OnConflict::columns([job::Column::Kind, job::Column::Dedup])
            .do_nothing()
            .to_owned();
        let added = job::Entity::insert(row.into_active_model())
            .on_conflict(same)
            .exec_without_returning(self.connection.raw())
            .await?;
        self.connection.note_queued();
        Ok(match added {
            0 => Enqueued::Duplicate,
            _ => Enqueued::Added,
        })
    }

    async fn update(
        &self,
        id: Uuid,
        token: Uuid,
        change: job::ActiveModel,
    ) -> Result<Fenced, StoreError> {
        let updated = job::Entity::update_many()
            .set(change)
            .filter(job::Column::Id.eq(id))
            .filter(job::Column::LeaseToken.eq(token))
            .exec(self.connection.raw())
            .await?;
        Ok(fenced(updated.rows_affected))
    }
}

fn fenced(rows: u64) -> Fenced {
    if rows == 1 {
        Fenced::Done
    } else {
        Fenced::Lost
    }
}

fn count(kind: &str, status: JobStatus, count: i64) -> JobCount {
    JobCount {
        kind: JobKind::from(kind.to_owned()),
        status,
        count: count as u64,
    }
}
