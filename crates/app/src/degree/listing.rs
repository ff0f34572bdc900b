//! Looks up who holds a collection code and what the roster says of it, in the transaction that
//! decides.

use domain::{
    AccountId, Batch, BlindIndex, CentreId, CodeHolder, Cohort, Degree, LastFour, Placement,
    RosterEntry, RosterFinding, SchoolCode, SchoolId,
};
use store::repository::Degrees;
use store::{Reads, Work};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use crate::by_index::first_found;
use crate::failure::Failure;
use crate::service::App;

/// What the roster says of a student number, and where it puts the student.
pub(super) struct Listed {
    pub(super) finding: RosterFinding,
    pub(super) placement: Option<Placement>,
    pub(super) cohort: Option<Cohort>,
    /// The last four of the identity number, where the school gave it.
    pub(super) last_four: Option<LastFour>,
}

/// Looks a student number up, in the clear. Without a roster the place is the school, where it is a customer.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn look_up(
    app: &App,
    work: &Work,
    batch: &Batch,
    code: SchoolCode,
    number: &str,
) -> Result<Listed, Failure> {
    let Some(school) = customer(work, batch, code).await? else {
        return Ok(Listed {
            finding: RosterFinding::NoRoster,
            placement: None,
            cohort: None,
            last_four: None,
        });
    };
    let unlisted = |finding| Listed {
        finding,
        placement: Some(Placement::of_school(school)),
        cohort: None,
        last_four: None,
    };
    if !work.roster().has_roster(batch.id, school).await? {
        return Ok(unlisted(RosterFinding::NoRoster));
    }
    let roster = work.roster();
    let entry = first_found!(app, IndexPurpose::StudentNumber, number, |index| {
        roster.find_number(batch.id, school, &index)
    });
    Ok(match entry {
        Some(entry) => Listed {
            finding: RosterFinding::Listed,
            last_four: last_four(app, &entry)?,
            placement: Some(entry.placement),
            cohort: Some(entry.cohort),
        },
        None => unlisted(RosterFinding::NotListed),
    })
}

fn last_four(app: &App, entry: &RosterEntry) -> Result<Option<LastFour>, Failure> {
    let Some(number) = &entry.identity_number else {
        return Ok(None);
    };
    let place = FieldPlace {
        column: FieldColumn::RosterIdentityNumber,
        row: entry.id.as_uuid(),
    };
    let number = app.vault().unseal(place, &number.sealed)?;
    // The import took it, so it has four characters; one that has not is no reason to refuse a student.
    Ok(LastFour::parse(&number).ok())
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

/// By what a degree is known in a centre: under the present index key and under former ones.
pub(super) struct Claimed {
    pub(super) centre: CentreId,
    /// The collection code.
    pub(super) codes: Vec<BlindIndex>,
    /// School, student number and level; none for degrees that are older than it.
    pub(super) claims: Vec<BlindIndex>,
}

impl Claimed {
    /// Whether a degree of the same centre is the same.
    pub(super) fn is_same(&self, other: &Degree) -> bool {
        let is_claimed = |claim: &BlindIndex| self.claims.contains(claim);
        other.centre == self.centre
            && (self.codes.contains(&other.code) || other.claim.as_ref().is_some_and(is_claimed))
    }
}

/// The degree of the centre that is bound by the code or the claim.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn holding(
    reads: &impl Reads,
    claimed: &Claimed,
) -> Result<Option<Degree>, Failure> {
    let degrees = Degrees::of(reads);
    for code in &claimed.codes {
        let by_code = degrees.find_bound_by_code(claimed.centre, code).await?;
        if by_code.is_some() {
            return Ok(by_code);
        }
    }
    for claim in &claimed.claims {
        let by_claim = degrees.find_bound_by_claim(claim).await?;
        if by_claim.is_some() {
            return Ok(by_claim);
        }
    }
    Ok(None)
}

/// Who holds a degree, for the account that claims it.
pub(super) fn holder(holding: Option<&Degree>, account: AccountId) -> CodeHolder {
    match holding {
        None => CodeHolder::Nobody,
        Some(degree) if degree.account == account => CodeHolder::Own(degree.id),
        Some(_) => CodeHolder::Another,
    }
}
