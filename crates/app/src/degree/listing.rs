//! Looks up who holds a collection code and what the roster says of it, in the transaction that
//! decides.

use domain::{
    AccountId, Batch, BlindIndex, CodeHolder, Cohort, Placement, RosterFinding, SchoolCode,
    SchoolId,
};
use store::Work;

use crate::failure::Failure;

/// What the roster says of a student number, and where it puts the student.
pub(super) struct Listed {
    pub(super) finding: RosterFinding,
    pub(super) placement: Option<Placement>,
    pub(super) cohort: Option<Cohort>,
}

/// Looks a student number up. Without a roster the place is the school, where it is a customer.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn look_up(
    work: &Work,
    batch: &Batch,
    code: SchoolCode,
    number: &BlindIndex,
) -> Result<Listed, Failure> {
    let Some(school) = customer(work, batch, code).await? else {
        return Ok(Listed {
            finding: RosterFinding::NoRoster,
            placement: None,
            cohort: None,
        });
    };
    let unlisted = |finding| Listed {
        finding,
        placement: Some(Placement::of_school(school)),
        cohort: None,
    };
    if !work.roster().has_roster(batch.id, school).await? {
        return Ok(unlisted(RosterFinding::NoRoster));
    }
    let entry = work.roster().find_number(batch.id, school, number).await?;
    Ok(match entry {
        Some(entry) => Listed {
            finding: RosterFinding::Listed,
            placement: Some(entry.placement),
            cohort: Some(entry.cohort),
        },
        None => unlisted(RosterFinding::NotListed),
    })
}

/// The school of a code where the centre serves it.
async fn customer(
    work: &Work,
    batch: &Batch,
    code: SchoolCode,
) -> Result<Option<SchoolId>, Failure> {
    if let Some(school) = batch.plan.school_of(code) {
        return Ok(Some(school));
    }
    let school = work.schools().find_by_code(batch.centre, code).await?;
    Ok(school.map(|school| school.id))
}

/// Who has bound a code.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn holder(
    work: &Work,
    code: &BlindIndex,
    account: AccountId,
) -> Result<CodeHolder, Failure> {
    Ok(match work.degrees().find_bound_by_code(code).await? {
        None => CodeHolder::Nobody,
        Some(degree) if degree.account == account => CodeHolder::Own(degree.id),
        Some(_) => CodeHolder::Another,
    })
}
