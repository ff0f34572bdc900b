//! Two accounts claim one degree. A collection code is evidence and no proof, so whoever came second is neither believed
//! nor refused: staff of the centre decide (ADR 31). For the claimant they release the holder's degree; against the claimant
//! they release the claim.

use domain::audit::Action;
use domain::{
    CentreId, CodeEvidence, Degree, DegreeId, LastFourCheck, Message, Permission, Subject,
    Timestamp,
};
use store::Work;

use super::evidence;
use super::identity::claimed;
use super::listing::holding;
use super::masked_name::masked_name;
use super::student_number::student_number;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::notification::{StudentMessage, notify};
use crate::service::App;
use crate::trace::Trace;

/// One of the two who claim a degree, as staff see it.
#[derive(Clone)]
pub struct Claimant {
    /// The degree.
    pub degree: DegreeId,
    /// The masked name that the code carries; everybody can write any name into a code.
    pub masked_name: Option<String>,
    /// How the code reached the service.
    pub evidence: CodeEvidence,
    /// What the last four characters were compared with.
    pub last_four_check: LastFourCheck,
    /// When the account was registered.
    pub registered_at: Option<Timestamp>,
    /// Whether the picture of the code is kept as evidence.
    pub has_picture: bool,
}

/// A claim that staff have to decide.
#[derive(Clone)]
pub struct DisputedDegree {
    /// The student number that both claim.
    pub student_number: Option<String>,
    /// Who came second.
    pub claimant: Claimant,
    /// Who holds the degree; none after it was released.
    pub holder: Option<Claimant>,
    /// When the claim was made.
    pub since: Timestamp,
}

/// The claims that a centre has to decide, oldest first.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`] for another centre.
pub async fn list_disputes(
    app: &App,
    caller: &Caller,
    centre: CentreId,
) -> Result<Vec<DisputedDegree>, Failure> {
    caller.check_centre(Permission::ReleaseDegrees, centre)?;
    let mut disputes = Vec::new();
    for degree in app.store().degrees().list_disputed(centre).await? {
        let Some(dispute) = degree.open_dispute().copied() else {
            continue;
        };
        let holder = app.store().degrees().find(dispute.against).await?;
        let holder = match holder.filter(Degree::is_bound) {
            Some(holder) => claimant(app, &holder).await?,
            None => None,
        };
        let Some(claimant) = claimant(app, &degree).await? else {
            continue;
        };
        disputes.push(DisputedDegree {
            student_number: student_number(app, &degree)?,
            claimant,
            holder,
            since: dispute.since,
        });
    }
    Ok(disputes)
}

/// Tells those who claim what `holder` held that it is free, in the transaction that releases it, and lets
/// the pictures of their codes end.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(super) async fn uphold_claims(
    app: &App,
    work: &Work,
    holder: &Degree,
    now: Timestamp,
) -> Result<(), Failure> {
    let disputed = work.degrees().list_disputed(holder.centre).await?;
    let is_against = |claim: &&Degree| {
        let dispute = claim.open_dispute();
        dispute.is_some_and(|dispute| dispute.against == holder.id)
    };
    for claim in disputed.iter().filter(is_against) {
        let notice = StudentMessage {
            centre: claim.centre,
            account: claim.account,
            subject: Subject::Degree(claim.id),
            message: Message::ClaimUpheld,
        };
        notify(app, work, notice, now).await?;
        evidence::end(work, claim.id, now).await?;
    }
    Ok(())
}

/// Notes the dispute on a proposed degree whose code or number another account holds, and commits.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn open(
    app: &App,
    caller: &Caller,
    work: Work,
    before: Degree,
) -> Result<(), Failure> {
    let holder = holding(&work, &claimed(app, &before)?).await?;
    let (Some(holder), None) = (holder, before.open_dispute()) else {
        return Ok(());
    };
    let now = app.now();
    let after = before.clone().dispute(holder.id, now)?;
    work.degrees().advance(&before, &after).await?.won()?;
    let against = holder.id;
    let action = Action::DisputeDegree { against };
    let trace = Trace::new(app, caller, &action, Subject::Degree(before.id), now);
    work.audit().append(trace.of(before.centre).event());
    Ok(work.commit().await?)
}

async fn claimant(app: &App, degree: &Degree) -> Result<Option<Claimant>, Failure> {
    let Some(details) = degree.details() else {
        return Ok(None);
    };
    let account = app.store().accounts().find(degree.account).await?;
    let picture = app.store().evidence().find(degree.id).await?;
    Ok(Some(Claimant {
        degree: degree.id,
        masked_name: masked_name(app, degree)?,
        evidence: details.evidence,
        last_four_check: details.last_four_check,
        registered_at: account.map(|account| account.created_at),
        has_picture: picture.is_some(),
    }))
}
