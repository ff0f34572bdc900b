//! The ledger as staff read it: sums of accounts, income of each day, what schools owe.

use domain::{BatchId, LedgerEntry, Permission};
use store::{AccountSum, DaySum, LedgerFilter, Page, PageRequest, SchoolSum};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// What a school owes for the students of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolStatement {
    /// Students and sums.
    pub sum: SchoolSum,
    /// The name of the school; none for students whose school is no customer.
    pub school_name: Option<String>,
}

/// The sum of every account.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn sums(
    app: &App,
    caller: &Caller,
    filter: LedgerFilter,
) -> Result<Vec<AccountSum>, Failure> {
    caller.check_centre(Permission::ViewMoney, filter.centre)?;
    Ok(app.store().ledger().sums(filter).await?)
}

/// What each day brought.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn income_by_day(
    app: &App,
    caller: &Caller,
    filter: LedgerFilter,
) -> Result<Vec<DaySum>, Failure> {
    caller.check_centre(Permission::ViewMoney, filter.centre)?;
    Ok(app.store().ledger().by_day(filter).await?)
}

/// Entries of the ledger, newest first.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn entries(
    app: &App,
    caller: &Caller,
    filter: LedgerFilter,
    request: PageRequest,
) -> Result<Page<LedgerEntry>, Failure> {
    caller.check_centre(Permission::ViewMoney, filter.centre)?;
    Ok(app.store().ledger().list(filter, request).await?)
}

/// What schools owe for the students of a batch and have paid, one statement each.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn statement(
    app: &App,
    caller: &Caller,
    batch: BatchId,
) -> Result<Vec<SchoolStatement>, Failure> {
    let found = app.store().batches().find(batch).await?.or_not_found()?;
    caller.check_centre(Permission::ViewMoney, found.centre)?;
    let mut statements = Vec::new();
    for sum in app.store().ledger().of_schools(batch).await? {
        let school = match sum.school {
            Some(school) => app.store().schools().find(school).await?,
            None => None,
        };
        statements.push(SchoolStatement {
            sum,
            school_name: school.map(|school| school.name),
        });
    }
    Ok(statements)
}
