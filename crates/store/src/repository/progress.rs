//! How far the students of a batch have come, counted by their place, and who is missing.

use std::collections::BTreeMap;

use domain::{
    BatchId, ClassId, Level, Placement, PrintJobStateName, RosterEntry, SchoolId, Scope,
    Submission, SubmissionStateName, Timestamp, UnitId,
};
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait as _, Func, Order, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QuerySelect, Select,
};
use time::Date;
use uuid::Uuid;

use super::print::is_paid;
use super::repository;
use crate::entity::{print_job, review, roster, submission};
use crate::error::{StoreError, UnreadableBody};
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::Connection;

repository! {
    /// How far the students of a batch have come.
    ProgressCounts, progress
}

/// What a day is called whose decisions are counted.
const DECIDED_AT: &str = "decided_at";

/// A day, microseconds.
const DAY: i64 = 86_400_000_000;

/// China Standard Time is eight hours ahead of UTC, microseconds.
const CHINA_AHEAD: i64 = 28_800_000_000;

/// Which students are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Students {
    /// The batch.
    pub batch: BatchId,
    /// Parts of it that the caller reaches; those of any of them.
    pub within: Vec<Scope>,
    /// One school alone.
    pub school: Option<SchoolId>,
    /// One college or teaching point alone.
    pub unit: Option<UnitId>,
    /// One class alone.
    pub class: Option<ClassId>,
}

/// Which submissions of those students.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BegunWhich {
    /// Those in this state; all without it.
    pub state: Option<SubmissionStateName>,
    /// Those alone whom a school's roster should list and does not.
    pub only_off_roster: bool,
    /// Those alone whose prints have all arrived at the school.
    pub only_delivered: bool,
}

impl BegunWhich {
    /// All that are in this state.
    pub fn in_state(state: SubmissionStateName) -> Self {
        Self {
            state: Some(state),
            ..Self::default()
        }
    }
}

/// A place in a school, and a level of study.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlaceAndLevel {
    /// The place; none for students whose school is no customer.
    pub placement: Option<Placement>,
    /// The level; none where it was not kept.
    pub level: Option<Level>,
}

/// What was counted at one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountsAtPlace {
    /// Students on the roster.
    pub on_roster: u64,
    /// Submissions of students on the roster.
    pub listed: u64,
    /// Submissions by state, of students on the roster and of others.
    pub by_state: BTreeMap<SubmissionStateName, u64>,
}

#[derive(FromQueryResult)]
struct Counted {
    school: Option<Uuid>,
    college: Option<Uuid>,
    teaching_point: Option<Uuid>,
    class: Option<Uuid>,
    level: Option<String>,
    state: Option<String>,
    listed: Option<bool>,
    students: i64,
}

impl Counted {
    fn place(&self) -> PlaceAndLevel {
        PlaceAndLevel {
            placement: self.school.map(|school| Placement {
                school: SchoolId::from_uuid(school),
                college: self.college.map(UnitId::from_uuid),
                teaching_point: self.teaching_point.map(UnitId::from_uuid),
                class: self.class.map(ClassId::from_uuid),
            }),
            level: self.level.as_deref().map(Level::parse),
        }
    }

    fn state(&self) -> Result<Option<SubmissionStateName>, StoreError> {
        let state = self.state.as_deref();
        let parsed = state.map(str::parse).transpose();
        parsed.map_err(|_| StoreError::Corrupt {
            table: "submission",
            id: self.state.clone().unwrap_or_default(),
            source: UnreadableBody::BESIDE,
        })
    }
}

impl<C: Connection> ProgressCounts<'_, C> {
    /// Counts at every place where there is a student.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count(
        &self,
        students: &Students,
    ) -> Result<Vec<(PlaceAndLevel, CountsAtPlace)>, StoreError> {
        let mut counts: Vec<(PlaceAndLevel, CountsAtPlace)> = Vec::new();
        let mut places = std::collections::HashMap::new();
        let mut at = |place: PlaceAndLevel, count: &dyn Fn(&mut CountsAtPlace)| {
            let index = *places.entry(place.clone()).or_insert_with(|| {
                counts.push((place, CountsAtPlace::default()));
                counts.len() - 1
            });
            if let Some((_, counts)) = counts.get_mut(index) {
                count(counts);
            }
        };
        for row in self.on_roster(students).await? {
            let students = row.students as u64;
            at(row.place(), &|counts| counts.on_roster += students);
        }
        for row in self.begun(students).await? {
            let students = row.students as u64;
            let state = row.state()?;
            at(row.place(), &|counts| {
                if let Some(state) = state {
                    *counts.by_state.entry(state).or_default() += students;
                }
                if row.listed == Some(true) {
                    counts.listed += students;
                }
            });
        }
        Ok(counts)
    }

    async fn on_roster(&self, students: &Students) -> Result<Vec<Counted>, StoreError> {
        use roster::Column;

        let place = [
            Column::School,
            Column::College,
            Column::TeachingPoint,
            Column::Class,
            Column::Level,
        ];
        let mut select = roster::Entity::find()
            .select_only()
            .expr_as(Expr::value(None::<String>), "state")
            .expr_as(Expr::value(None::<bool>), "listed")
            .column_as(Expr::cust("COUNT(*)"), "students")
            .filter(on_roster(students));
        for column in place {
            select = select.column(column).group_by(column);
        }
        Ok(select.into_model().all(self.connection.raw()).await?)
    }

    async fn begun(&self, students: &Students) -> Result<Vec<Counted>, StoreError> {
        use submission::Column;

        let place = [
            Column::School,
            Column::College,
            Column::TeachingPoint,
            Column::Class,
            Column::Level,
            Column::Listed,
            Column::State,
        ];
        let mut select = submission::Entity::find()
            .select_only()
            .column_as(Expr::cust("COUNT(*)"), "students")
            .filter(begun(students));
        for column in place {
            select = select.column(column).group_by(column);
        }
        Ok(select.into_model().all(self.connection.raw()).await?)
    }

    /// Approved students by the day of the last decision in China, the earliest day first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn approved_by_day(
        &self,
        students: &Students,
    ) -> Result<Vec<(Date, u64)>, StoreError> {
        let approved: &str = SubmissionStateName::Approved.into();
        let decided = Query::select()
            .expr_as(
                Expr::col((review::Entity, review::Column::DecidedAt)).max(),
                DECIDED_AT,
            )
            .from(submission::Entity)
            .inner_join(
                review::Entity,
                Expr::col((review::Entity, review::Column::Submission))
                    .equals((submission::Entity, submission::Column::Id)),
            )
            .cond_where(begun(students))
            .and_where(submission::Column::State.eq(approved))
            .group_by_col((submission::Entity, submission::Column::Id))
            .take();
        // Grouped by its name: to PostgreSQL the same expression with other parameters is another one.
        let by_day = Query::select()
            .expr_as(Expr::col(DECIDED_AT).add(CHINA_AHEAD).div(DAY), "day")
            .expr(Func::count(Expr::col(Asterisk)))
            .from_subquery(decided, "decided")
            .group_by_col("day")
            .order_by("day", Order::Asc)
            .take();
        let mut days = Vec::new();
        for row in self.connection.raw().query_all(&by_day).await? {
            let (day, count): (i64, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let midnight = Timestamp::from_micros(day * DAY - CHINA_AHEAD);
            days.push((midnight.civil_date(), count as u64));
        }
        Ok(days)
    }

    /// Students on the roster who have not begun, by the line's id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_missing(
        &self,
        students: &Students,
        request: PageRequest,
    ) -> Result<Page<RosterEntry>, StoreError> {
        let sorting = Sorting::by_id(roster::Column::Id);
        record::page(self.connection, missing_of(students), sorting, request).await
    }

    /// How many [`Self::list_missing`] lists in all.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_missing(&self, students: &Students) -> Result<u64, StoreError> {
        Ok(missing_of(students).count(self.connection.raw()).await?)
    }

    /// Submissions of the students by id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_begun(
        &self,
        students: &Students,
        which: BegunWhich,
        request: PageRequest,
    ) -> Result<Page<Submission>, StoreError> {
        let select = begun_of(students, which);
        let sorting = Sorting::by_id(submission::Column::Id);
        record::page(self.connection, select, sorting, request).await
    }

    /// How many [`Self::list_begun`] lists in all.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_begun(
        &self,
        students: &Students,
        which: BegunWhich,
    ) -> Result<u64, StoreError> {
        let select = begun_of(students, which);
        Ok(select.count(self.connection.raw()).await?)
    }
}

/// Who is on the roster and has not begun.
fn missing_of(students: &Students) -> Select<roster::Entity> {
    let same =
        |ours, theirs| Expr::col((submission::Entity, ours)).equals((roster::Entity, theirs));
    let has_begun = Query::select()
        .expr(Expr::val(1))
        .from(submission::Entity)
        .cond_where(
            Condition::all()
                .add(same(submission::Column::Batch, roster::Column::Batch))
                .add(same(submission::Column::School, roster::Column::School))
                .add(same(
                    submission::Column::StudentNumber,
                    roster::Column::StudentNumber,
                )),
        )
        .take();
    roster::Entity::find()
        .filter(on_roster(students))
        .filter(Expr::exists(has_begun).not())
}

/// Submissions of the students.
fn begun_of(students: &Students, which: BegunWhich) -> Select<submission::Entity> {
    let mut select = submission::Entity::find().filter(begun(students));
    if which.only_off_roster {
        select = select.filter(submission::Column::Listed.eq(false));
    }
    if let Some(state) = which.state {
        let name: &str = state.into();
        select = select.filter(submission::Column::State.eq(name));
    }
    if which.only_delivered {
        let arrived = print_job::Column::State.eq(PrintJobStateName::Received.name());
        let has = |what| Expr::exists(prints_of_school(what));
        select = select
            .filter(has(arrived.clone()))
            .filter(has(arrived.not()).not());
    }
    select
}

/// The prints of a submission that travel with the school's parcel and are so.
fn prints_of_school(are: Expr) -> SelectStatement {
    let same =
        |ours, theirs| Expr::col((print_job::Entity, ours)).equals((submission::Entity, theirs));
    let matching = Condition::all()
        .add(same(print_job::Column::Degree, submission::Column::Degree))
        .add(same(print_job::Column::Batch, submission::Column::Batch))
        .add(print_job::Column::School.is_not_null())
        .add(is_paid())
        .add(are);
    Query::select()
        .expr(Expr::val(1))
        .from(print_job::Entity)
        .cond_where(matching)
        .take()
}

/// Makes the condition for a table that has the columns of a place.
macro_rules! at_place {
    ($table:ident, $students:expr) => {{
        use $table::Column;

        let students: &Students = $students;
        let unit = |unit: UnitId| {
            Condition::any()
                .add(Column::College.eq(unit.as_uuid()))
                .add(Column::TeachingPoint.eq(unit.as_uuid()))
        };
        let mut reached = Condition::any();
        for scope in &students.within {
            reached = match *scope {
                Scope::Centre => reached.add(Column::Batch.eq(students.batch.as_uuid())),
                Scope::School(school) => reached.add(Column::School.eq(school.as_uuid())),
                Scope::Unit(school, of) => reached.add(
                    Condition::all()
                        .add(Column::School.eq(school.as_uuid()))
                        .add(unit(of)),
                ),
            };
        }
        let mut all = Condition::all()
            .add(Column::Batch.eq(students.batch.as_uuid()))
            .add(reached);
        if let Some(school) = students.school {
            all = all.add(Column::School.eq(school.as_uuid()));
        }
        if let Some(of) = students.unit {
            all = all.add(unit(of));
        }
        if let Some(class) = students.class {
            all = all.add(Column::Class.eq(class.as_uuid()));
        }
        all
    }};
}

fn on_roster(students: &Students) -> Condition {
    at_place!(roster, students)
}

fn begun(students: &Students) -> Condition {
    at_place!(submission, students)
}
