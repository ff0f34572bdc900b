//! Print jobs and runs.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    AccountId, BatchId, BlobKey, CentreId, DegreeId, OrderId, OrderNumber, OrderStateName,
    PrintJob, PrintJobId, PrintJobStateName, PrintRun, PrintRunId, SchoolId, Timestamp,
};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use super::object::{self, Owner};
use super::repository;
use crate::entity::{placed_order, print_job, print_run};
use crate::error::{StoreError, UnreadableBody};
use crate::page::{Page, PageRequest, Sorting};
use crate::record::{self, Advance};
use crate::work::{Connection, Transaction};

const RUNS: &str = "print_run";

repository! {
    /// Print jobs. The collection fee includes one of each degree in a batch.
    PrintJobs, print_jobs keeps PrintJob, by PrintJobId
}

repository! {
    /// Runs of print jobs.
    PrintRuns, print_runs of PrintRun, by PrintRunId
}

/// Jobs that wait and whose order, where they have one, is settled: how many go where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaitingPrints {
    /// The batch.
    pub batch: BatchId,
    /// The school that they go to; none where each goes to an address.
    pub school: Option<SchoolId>,
    /// How many jobs.
    pub jobs: u64,
}

impl<C: Connection> PrintJobs<'_, C> {
    /// The job of this number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_number(
        &self,
        number: &OrderNumber,
    ) -> Result<Option<PrintJob>, StoreError> {
        let select =
            print_job::Entity::find().filter(print_job::Column::Number.eq(number.as_str()));
        record::one(self.connection, select).await
    }

    /// The job that an order pays for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_of_order(&self, order: OrderId) -> Result<Option<PrintJob>, StoreError> {
        let select =
            print_job::Entity::find().filter(print_job::Column::PlacedOrder.eq(order.as_uuid()));
        record::one(self.connection, select).await
    }

    /// The jobs of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(&self, account: AccountId) -> Result<Vec<PrintJob>, StoreError> {
        let select = print_job::Entity::find()
            .filter(print_job::Column::Account.eq(account.as_uuid()))
            .order_by_asc(print_job::Column::Id);
        record::all(self.connection, select).await
    }

    /// The jobs that are in a run now, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_run(&self, run: PrintRunId) -> Result<Vec<PrintJob>, StoreError> {
        let select = print_job::Entity::find()
            .filter(print_job::Column::Run.eq(run.as_uuid()))
            .order_by_asc(print_job::Column::Id);
        record::all(self.connection, select).await
    }

    /// At most `limit` jobs of a batch that wait, are paid and go to the school, or, without one, to
    /// addresses; oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_waiting(
        &self,
        (batch, school): (BatchId, Option<SchoolId>),
        limit: u64,
    ) -> Result<Vec<PrintJob>, StoreError> {
        let of_school = match school {
            Some(school) => print_job::Column::School.eq(school.as_uuid()),
            None => print_job::Column::School.is_null(),
        };
        let select = ready()
            .filter(print_job::Column::Batch.eq(batch.as_uuid()))
            .filter(of_school)
            .order_by_asc(print_job::Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }

    /// What waits in a centre, by batch and by where it goes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_waiting(&self, centre: CentreId) -> Result<Vec<WaitingPrints>, StoreError> {
        let rows: Vec<(uuid::Uuid, Option<uuid::Uuid>, i64)> = ready()
            .select_only()
            .column(print_job::Column::Batch)
            .column(print_job::Column::School)
            .column_as(print_job::Column::Id.count(), "jobs")
            .filter(print_job::Column::Centre.eq(centre.as_uuid()))
            .group_by(print_job::Column::Batch)
            .group_by(print_job::Column::School)
            .order_by_asc(print_job::Column::Batch)
            .order_by_asc(print_job::Column::School)
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        let count = |(batch, school, jobs): (uuid::Uuid, Option<uuid::Uuid>, i64)| WaitingPrints {
            batch: BatchId::from_uuid(batch),
            school: school.map(SchoolId::from_uuid),
            jobs: u64::try_from(jobs).unwrap_or_default(),
        };
        Ok(rows.into_iter().map(count).collect())
    }

    /// Which of these degrees have the set that the collection fee of the batch includes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn with_included(
        &self,
        batch: BatchId,
        degrees: &[DegreeId],
    ) -> Result<BTreeSet<DegreeId>, StoreError> {
        let degrees = degrees.iter().map(|degree| degree.as_uuid());
        let found: Vec<uuid::Uuid> = print_job::Entity::find()
            .select_only()
            .column(print_job::Column::Degree)
            .filter(print_job::Column::Batch.eq(batch.as_uuid()))
            .filter(print_job::Column::Included.is_not_null())
            .filter(print_job::Column::Degree.is_in(degrees))
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        Ok(found.into_iter().map(DegreeId::from_uuid).collect())
    }

    /// How far the prints of these degrees are that travel with the school's parcel: of several the least far. Degrees
    /// without any are left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn least_far(
        &self,
        batch: BatchId,
        degrees: &[DegreeId],
    ) -> Result<BTreeMap<DegreeId, PrintJobStateName>, StoreError> {
        let degrees = degrees.iter().map(|degree| degree.as_uuid());
        let found: Vec<(uuid::Uuid, String)> = print_job::Entity::find()
            .select_only()
            .column(print_job::Column::Degree)
            .column(print_job::Column::State)
            .filter(print_job::Column::Batch.eq(batch.as_uuid()))
            .filter(print_job::Column::School.is_not_null())
            .filter(print_job::Column::Degree.is_in(degrees))
            .filter(is_paid())
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        let mut least = BTreeMap::new();
        for (degree, state) in found {
            let state: PrintJobStateName = state.parse().map_err(|_| StoreError::Corrupt {
                table: "print_job",
                id: degree.to_string(),
                source: UnreadableBody::BESIDE,
            })?;
            let known = least.entry(DegreeId::from_uuid(degree)).or_insert(state);
            *known = state.min(*known);
        }
        Ok(least)
    }

    /// At most `limit` jobs whose address counts its days from before `before`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_with_address_since(
        &self,
        before: Timestamp,
        (state, limit): (Option<PrintJobStateName>, u64),
    ) -> Result<Vec<PrintJob>, StoreError> {
        let mut select = print_job::Entity::find()
            .filter(print_job::Column::AddressSince.lt(before.as_micros()))
            .order_by_asc(print_job::Column::AddressSince)
            .limit(limit);
        if let Some(state) = state {
            select = select.filter(print_job::Column::State.eq(state.name()));
        }
        record::readable(self.connection, select).await
    }

    /// All jobs, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<PrintJob>, StoreError> {
        let sorting = Sorting::by_id(print_job::Column::Id);
        record::page(self.connection, print_job::Entity::find(), sorting, request).await
    }
}

/// Jobs without an order, or with a settled one.
pub(super) fn is_paid() -> Condition {
    let settled = [OrderStateName::Paid, OrderStateName::Covered].map(OrderStateName::name);
    let settled = Query::select()
        .column(placed_order::Column::Id)
        .from(placed_order::Entity)
        .and_where(placed_order::Column::State.is_in(settled))
        .to_owned();
    Condition::any()
        .add(print_job::Column::PlacedOrder.is_null())
        .add(print_job::Column::PlacedOrder.in_subquery(settled))
}

/// Jobs that wait and can be produced.
fn ready() -> Select<print_job::Entity> {
    print_job::Entity::find()
        .filter(print_job::Column::State.eq(PrintJobStateName::Waiting.name()))
        .filter(is_paid())
}

/// Which runs are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunFilter {
    /// Those of a centre.
    pub centre: CentreId,
    /// One batch alone.
    pub batch: Option<BatchId>,
    /// Those that go to one school alone.
    pub school: Option<SchoolId>,
}

impl<C: Connection> PrintRuns<'_, C> {
    /// The runs of a centre, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        filter: RunFilter,
        request: PageRequest,
    ) -> Result<Page<PrintRun>, StoreError> {
        let mut select =
            print_run::Entity::find().filter(print_run::Column::Centre.eq(filter.centre.as_uuid()));
        if let Some(batch) = filter.batch {
            select = select.filter(print_run::Column::Batch.eq(batch.as_uuid()));
        }
        if let Some(school) = filter.school {
            select = select.filter(print_run::Column::School.eq(school.as_uuid()));
        }
        let newest_first = Sorting {
            micros: None,
            id: print_run::Column::Id,
            descending: true,
        };
        record::page(self.connection, select, newest_first, request).await
    }

    /// The runs of a batch whose files can be fetched: those of two weeks, one for some hundreds of students.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_with_files(&self, batch: BatchId) -> Result<Vec<PrintRun>, StoreError> {
        let select = print_run::Entity::find()
            .filter(print_run::Column::Batch.eq(batch.as_uuid()))
            .filter(print_run::Column::BuiltAt.is_not_null());
        record::readable(self.connection, select).await
    }

    /// At most `limit` runs whose files were made before `before`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_built_before(
        &self,
        before: Timestamp,
        limit: u64,
    ) -> Result<Vec<PrintRun>, StoreError> {
        let select = print_run::Entity::find()
            .filter(print_run::Column::BuiltAt.lt(before.as_micros()))
            .order_by_asc(print_run::Column::BuiltAt)
            .limit(limit);
        record::readable(self.connection, select).await
    }
}

impl PrintRuns<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert(&self, run: &PrintRun) -> Result<(), StoreError> {
        record::insert(self.connection, run).await?;
        let nothing = BTreeSet::new();
        object::change(self.connection, owner(run.id), &nothing, &objects(run)).await
    }

    /// Writes `after` if `before` still is what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(
        &self,
        before: &PrintRun,
        after: &PrintRun,
    ) -> Result<Advance, StoreError> {
        let advance = record::advance(self.connection, before, after).await?;
        if advance == Advance::Done {
            let (gone, kept) = (objects(before), objects(after));
            object::change(self.connection, owner(after.id), &gone, &kept).await?;
        }
        Ok(advance)
    }
}

fn objects(run: &PrintRun) -> BTreeSet<BlobKey> {
    run.objects().into_iter().collect()
}

fn owner(run: PrintRunId) -> Owner {
    Owner {
        table: RUNS,
        id: run.as_uuid(),
    }
}
