//! The queue of the reviewers: what waits in a round, by age or by doubt, less what others have in hand.

use domain::{BatchId, CentreId, ReviewRound, SchoolId, StaffId, Submission, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, Select};

use super::repository;
use crate::entity::submission;
use crate::error::StoreError;
use crate::operation::review_claim::review_claim;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

/// Which part of a queue is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueFilter {
    /// The centre.
    pub centre: CentreId,
    /// The round.
    pub round: ReviewRound,
    /// One batch alone.
    pub batch: Option<BatchId>,
    /// Some schools alone.
    pub schools: Option<Vec<SchoolId>>,
    /// Only what the check left something open about, or only what it did not.
    pub with_doubts: Option<bool>,
    /// Only what was submitted before.
    pub submitted_before: Option<Timestamp>,
    /// Leaves out what reviewers other than this one have in hand at this time.
    pub free_for: Option<(StaffId, Timestamp)>,
    /// Leaves out what this member of staff took on site.
    pub not_taken_by: Option<StaffId>,
}

impl QueueFilter {
    /// Everything that waits in a round of a centre.
    pub const fn all(centre: CentreId, round: ReviewRound) -> Self {
        Self {
            centre,
            round,
            batch: None,
            schools: None,
            with_doubts: None,
            submitted_before: None,
            free_for: None,
            not_taken_by: None,
        }
    }
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(strum::EnumString, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum QueueOrder {
    /// What was submitted first.
    Age,
    /// What the check left most open about, then what was submitted first.
    Doubts,
}

repository! {
    /// What waits for reviewers.
    ReviewQueue, review_queue
}

impl<C: Connection> ReviewQueue<'_, C> {
    /// What the reviewers of a round have to decide on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        filter: &QueueFilter,
        order: QueueOrder,
        request: PageRequest,
    ) -> Result<Page<Submission>, StoreError> {
        let sorting = Sorting {
            micros: Some(match order {
                QueueOrder::Age => submission::Column::SubmittedAt,
                QueueOrder::Doubts => submission::Column::DoubtRank,
            }),
            id: submission::Column::Id,
            descending: false,
        };
        record::page(self.connection, select(filter), sorting, request).await
    }

    /// How many submissions the reviewers of a round have to decide on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count(&self, filter: &QueueFilter) -> Result<u64, StoreError> {
        Ok(select(filter).count(self.connection.raw()).await?)
    }
}

fn select(filter: &QueueFilter) -> Select<submission::Entity> {
    use submission::Column;

    let mut select = submission::Entity::find()
        .filter(Column::Centre.eq(filter.centre.as_uuid()))
        .filter(Column::Round.eq(filter.round.name()));
    if let Some(batch) = filter.batch {
        select = select.filter(Column::Batch.eq(batch.as_uuid()));
    }
    if let Some(schools) = &filter.schools {
        let schools = schools.iter().map(|school| school.as_uuid());
        select = select.filter(Column::School.is_in(schools));
    }
    match filter.with_doubts {
        Some(true) => select = select.filter(Column::Doubts.gt(0)),
        Some(false) => select = select.filter(Column::Doubts.eq(0)),
        None => {}
    }
    if let Some(before) = filter.submitted_before {
        select = select.filter(Column::SubmittedAt.lt(before.as_micros()));
    }
    if let Some(staff) = filter.not_taken_by {
        let by_others = Condition::any()
            .add(Column::TakenBy.is_null())
            .add(Column::TakenBy.ne(staff.as_uuid()));
        select = select.filter(by_others);
    }
    if let Some((staff, now)) = filter.free_for {
        select = select.filter(taken(staff, now).not());
    }
    select
}

/// Whether a reviewer other than `staff` has the row's photo in hand.
fn taken(staff: StaffId, now: Timestamp) -> Expr {
    use review_claim::{Column, Entity};

    let same = Expr::col((Entity, Column::Submission))
        .equals((submission::Entity, submission::Column::Id));
    let same_round =
        Expr::col((Entity, Column::Round)).equals((submission::Entity, submission::Column::Round));
    let others = Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .cond_where(
            Condition::all()
                .add(same)
                .add(same_round)
                .add(Column::Until.gt(now.as_micros()))
                .add(Column::Staff.ne(staff.as_uuid())),
        )
        .take();
    Expr::exists(others)
}
