//! The ledger: entries are added, and the database sums them. Nothing changes or deletes one.

use domain::{BatchId, CentreId, LedgerAccount, LedgerEntry, SchoolId};
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use time::Date;
use uuid::Uuid;

use super::repository;
use crate::entity::ledger::{Column, Entity};
use crate::entity::{day_number, day_of_number};
use crate::error::{StoreError, UnreadableBody};
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::{Connection, Transaction};

repository! {
    /// The ledger of all centres.
    Ledger, ledger
}

/// Which entries are listed and summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LedgerFilter {
    /// Those of a centre.
    pub centre: CentreId,
    /// One batch alone.
    pub batch: Option<BatchId>,
    /// First and last day, in China.
    pub days: Option<[Date; 2]>,
}

/// The sum of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSum {
    /// The account.
    pub account: LedgerAccount,
    /// By how much it grew, fen.
    pub debit_fen: i64,
    /// By how much it fell, fen.
    pub credit_fen: i64,
}

impl AccountSum {
    /// What is on it, fen: positive for money at hand, negative for what is owed or was earned.
    pub const fn balance_fen(&self) -> i64 {
        self.debit_fen - self.credit_fen
    }
}

/// What a day brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySum {
    /// The day, in China.
    pub day: Date,
    /// The account that grew.
    pub debit: LedgerAccount,
    /// The account that fell.
    pub credit: LedgerAccount,
    /// Number of entries.
    pub entries: u64,
    /// Their sum, fen.
    pub fen: i64,
}

/// What a school owes and has paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolSum {
    /// The school; none for students whose school is no customer.
    pub school: Option<SchoolId>,
    /// Students whose price it bears.
    pub students: u64,
    /// What it owes for them, fen.
    pub owed_fen: i64,
    /// What it has paid, less what went back to it, fen.
    pub paid_fen: i64,
}

/// What happened on a day between a school and the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolDay {
    /// The school; none for students whose school is no customer.
    pub school: Option<SchoolId>,
    /// The day, in China.
    pub day: Date,
    /// The account that grew.
    pub debit: LedgerAccount,
    /// The account that fell.
    pub credit: LedgerAccount,
    /// Number of entries.
    pub entries: u64,
    /// Their sum, fen.
    pub fen: i64,
}

#[derive(FromQueryResult)]
struct Moved {
    debit: String,
    credit: String,
    entries: i64,
    fen: i64,
}

#[derive(FromQueryResult)]
struct MovedOnDay {
    day: i64,
    debit: String,
    credit: String,
    entries: i64,
    fen: i64,
}

#[derive(FromQueryResult)]
struct MovedOfSchool {
    school: Option<Uuid>,
    debit: String,
    credit: String,
    entries: i64,
    fen: i64,
}

#[derive(FromQueryResult)]
struct MovedOfSchoolOnDay {
    school: Option<Uuid>,
    day: i64,
    debit: String,
    credit: String,
    entries: i64,
    fen: i64,
}

/// PostgreSQL sums whole numbers to a decimal one.
fn sum() -> SimpleExpr {
    Expr::cust("CAST(SUM(amount_fen) AS BIGINT)")
}

impl<C: Connection> Ledger<'_, C> {
    /// Every account that has entries, in the order of accounts. All balances together are zero.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sums(&self, filter: LedgerFilter) -> Result<Vec<AccountSum>, StoreError> {
        let moved: Vec<Moved> = Entity::find()
            .select_only()
            .column(Column::Debit)
            .column(Column::Credit)
            .column_as(Expr::cust("COUNT(*)"), "entries")
            .column_as(sum(), "fen")
            .filter(chosen(filter))
            .group_by(Column::Debit)
            .group_by(Column::Credit)
            .into_model()
            .all(self.connection.raw())
            .await?;
        let mut sums: Vec<AccountSum> = Vec::new();
        let mut add = |account: LedgerAccount, debit_fen, credit_fen| match sums
            .iter_mut()
            .find(|sum| sum.account == account)
        {
            Some(sum) => {
                sum.debit_fen += debit_fen;
                sum.credit_fen += credit_fen;
            }
            None => sums.push(AccountSum {
                account,
                debit_fen,
                credit_fen,
            }),
        };
        for row in moved.iter().filter(|row| row.entries > 0) {
            add(account(&row.debit)?, row.fen, 0);
            add(account(&row.credit)?, 0, row.fen);
        }
        sums.sort_by_key(|sum| sum.account);
        Ok(sums)
    }

    /// What each day brought, by day and accounts.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn by_day(&self, filter: LedgerFilter) -> Result<Vec<DaySum>, StoreError> {
        let rows: Vec<MovedOnDay> = Entity::find()
            .select_only()
            .column(Column::Day)
            .column(Column::Debit)
            .column(Column::Credit)
            .column_as(Expr::cust("COUNT(*)"), "entries")
            .column_as(sum(), "fen")
            .filter(chosen(filter))
            .group_by(Column::Day)
            .group_by(Column::Debit)
            .group_by(Column::Credit)
            .order_by_asc(Column::Day)
            .order_by_asc(Column::Debit)
            .order_by_asc(Column::Credit)
            .into_model()
            .all(self.connection.raw())
            .await?;
        let read = |row: MovedOnDay| {
            Ok(DaySum {
                day: day_of_number(row.day).ok_or_else(|| unreadable(row.day.to_string()))?,
                debit: account(&row.debit)?,
                credit: account(&row.credit)?,
                entries: row.entries as u64,
                fen: row.fen,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// What schools owe for the students of a batch, and have paid.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn of_schools(&self, batch: BatchId) -> Result<Vec<SchoolSum>, StoreError> {
        let owes = LedgerAccount::SchoolsOwe.name();
        let income = LedgerAccount::Income.name();
        let rows: Vec<MovedOfSchool> = Entity::find()
            .select_only()
            .column(Column::School)
            .column(Column::Debit)
            .column(Column::Credit)
            .column_as(Expr::cust("COUNT(*)"), "entries")
            .column_as(sum(), "fen")
            .filter(Column::Batch.eq(batch.as_uuid()))
            .filter(Column::Debit.eq(owes).or(Column::Credit.eq(owes)))
            .group_by(Column::School)
            .group_by(Column::Debit)
            .group_by(Column::Credit)
            .order_by_asc(Column::School)
            .order_by_asc(Column::Debit)
            .order_by_asc(Column::Credit)
            .into_model()
            .all(self.connection.raw())
            .await?;
        let mut sums: Vec<SchoolSum> = Vec::new();
        for row in rows {
            let school = row.school.map(SchoolId::from_uuid);
            let place = sums.iter().position(|sum| sum.school == school);
            let place = place.unwrap_or_else(|| {
                sums.push(SchoolSum {
                    school,
                    students: 0,
                    owed_fen: 0,
                    paid_fen: 0,
                });
                sums.len() - 1
            });
            let Some(sum) = sums.get_mut(place) else {
                continue;
            };
            match (row.debit == owes, row.credit == income) {
                (true, true) => {
                    sum.students += row.entries as u64;
                    sum.owed_fen += row.fen;
                }
                // What it has paid goes back.
                (true, false) => sum.paid_fen -= row.fen,
                (false, _) => sum.paid_fen += row.fen,
            }
        }
        Ok(sums)
    }

    /// What schools owe for the students of a batch and have paid, day by day; each school by itself.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn of_schools_by_day(&self, batch: BatchId) -> Result<Vec<SchoolDay>, StoreError> {
        let owes = LedgerAccount::SchoolsOwe.name();
        let by = [Column::School, Column::Day, Column::Debit, Column::Credit];
        let mut select = Entity::find().select_only();
        for column in by {
            select = select.column(column).group_by(column).order_by_asc(column);
        }
        let rows: Vec<MovedOfSchoolOnDay> = select
            .column_as(Expr::cust("COUNT(*)"), "entries")
            .column_as(sum(), "fen")
            .filter(Column::Batch.eq(batch.as_uuid()))
            .filter(Column::Debit.eq(owes).or(Column::Credit.eq(owes)))
            .into_model()
            .all(self.connection.raw())
            .await?;
        let read = |row: MovedOfSchoolOnDay| {
            Ok(SchoolDay {
                school: row.school.map(SchoolId::from_uuid),
                day: day_of_number(row.day).ok_or_else(|| unreadable(row.day.to_string()))?,
                debit: account(&row.debit)?,
                credit: account(&row.credit)?,
                entries: row.entries as u64,
                fen: row.fen,
            })
        };
        rows.into_iter().map(read).collect()
    }

    /// Entries, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        filter: LedgerFilter,
        request: PageRequest,
    ) -> Result<Page<LedgerEntry>, StoreError> {
        let select = Entity::find().filter(chosen(filter));
        let sorting = Sorting {
            micros: None,
            id: Column::Id,
            descending: true,
        };
        record::page(self.connection, select, sorting, request).await
    }
}

impl Ledger<'_, Transaction> {
    /// Adds an entry.
    ///
    /// # Errors
    /// [`StoreError::Taken`] if its event is booked already.
    pub async fn book(&self, entry: &LedgerEntry) -> Result<(), StoreError> {
        record::insert(self.connection, entry).await
    }
}

fn chosen(filter: LedgerFilter) -> Condition {
    let mut all = Condition::all().add(Column::Centre.eq(filter.centre.as_uuid()));
    if let Some(batch) = filter.batch {
        all = all.add(Column::Batch.eq(batch.as_uuid()));
    }
    if let Some([from, until]) = filter.days {
        all = all
            .add(Column::Day.gte(day_number(from)))
            .add(Column::Day.lte(day_number(until)));
    }
    all
}

fn account(name: &str) -> Result<LedgerAccount, StoreError> {
    name.parse().map_err(|_| unreadable(name.to_owned()))
}

fn unreadable(id: String) -> StoreError {
    StoreError::Corrupt {
        table: "ledger",
        id,
        source: UnreadableBody::BESIDE,
    }
}
