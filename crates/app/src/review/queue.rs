//! Lists the photos that wait for reviewers, by age or by doubt, and counts them.

use std::collections::HashMap;

use domain::{
    Account, BatchId, CaptureSource, CentreId, CodeEvidence, Degree, DegreeState, Duration,
    LastFourCheck, Level, Permission, Photo, ReviewRound, SchoolCode, SchoolId, Scope, StaffId,
    Submission, SubmissionId, SubmissionState, Timestamp,
};
use store::{Page, PageRequest, QueueFilter, QueueOrder};

use super::decide::permission;
use super::meanwhile;
use crate::caller::Caller;
use crate::degree::masked_name;
use crate::failure::Failure;
use crate::refusal::SecondFactorRefusal;
use crate::service::App;
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

/// An account is young for as long.
const YOUNG: Duration = Duration::from_days(1);

/// Which part of the queue is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueRequest {
    /// The centre; that of the caller.
    pub centre: CentreId,
    /// What waits, and what comes first.
    pub choice: QueueChoice,
    /// Which page.
    pub page: PageRequest,
}

/// What a reviewer wants to look at, and in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueChoice {
    /// The round.
    pub round: ReviewRound,
    /// One batch alone.
    pub batch: Option<BatchId>,
    /// One school alone.
    pub school: Option<SchoolId>,
    /// Only what the check left something open about, or only what it did not.
    pub with_doubts: Option<bool>,
    /// Only what was submitted before.
    pub submitted_before: Option<Timestamp>,
    /// Leaves out what colleagues have in hand.
    pub free: bool,
    /// What comes first.
    pub order: QueueOrder,
}

impl QueueChoice {
    /// Everything of a round, oldest first.
    pub const fn all(round: ReviewRound) -> Self {
        Self {
            round,
            batch: None,
            school: None,
            with_doubts: None,
            submitted_before: None,
            free: false,
            order: QueueOrder::Age,
        }
    }
}

/// How much waits in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueSize {
    /// The round.
    pub round: ReviewRound,
    /// Photos that wait.
    pub waiting: u64,
    /// Those of them that the check left something open about.
    pub with_doubts: u64,
    /// When the oldest was submitted.
    pub oldest: Option<Timestamp>,
}

/// A submission that waits, with what a reviewer has to know before looking.
#[derive(Clone)]
pub struct QueueItem {
    /// The submission.
    pub submission: Submission,
    /// Its photo, with the doubts that the student went on with.
    pub photo: Photo,
    /// The masked name of the code.
    pub masked_name: Option<String>,
    /// The school.
    pub school_code: SchoolCode,
    /// Level of study.
    pub level: Level,
    /// What the last four characters were compared with.
    pub last_four_check: LastFourCheck,
    /// What speaks for a second look: at whose degree it is, or at how the portrait was made.
    pub flags: Vec<ReviewFlag>,
    /// Who has it in hand.
    pub claim: Option<ClaimedBy>,
}

/// Who has a photo in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedBy {
    /// The member of staff.
    pub staff: StaffId,
    /// The name, for colleagues.
    pub name: String,
    /// Until when, unless it is renewed.
    pub until: Timestamp,
}

/// What speaks for a second look at whose degree it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ReviewFlag {
    /// The code came as a text that the client read or wrote, not in a picture.
    CodeWithoutPicture,
    /// The account was less than a day old when the degree was bound.
    YoungAccount,
    /// Another account claims the same degree.
    ClaimedTwice,
    /// The student's client says that its camera took the photo; nothing proves it.
    CameraClaimed,
    /// The portrait was cut out of a background that is not plain: its edge wants a look.
    CutFromScene,
}

impl std::fmt::Debug for QueueItem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "QueueItem({})", self.submission.id)
    }
}

/// What the caller may decide on.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever reviews nothing in this round; [`Failure::NotFound`] for
/// another centre.
pub async fn queue(
    app: &App,
    caller: &Caller,
    request: QueueRequest,
) -> Result<Page<QueueItem>, Failure> {
    let choice = request.choice;
    let filter = filter(app, caller, request.centre, choice)?;
    let waiting = app.store().review_queue();
    let page = waiting.list(&filter, choice.order, request.page).await?;
    let items = items(app, request.centre, choice.round, page.items).await?;
    let next = page.next;
    Ok(Page { items, next })
}

/// How much waits in the rounds that the caller decides in.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever reviews nothing.
pub async fn sizes(app: &App, caller: &Caller) -> Result<Vec<QueueSize>, Failure> {
    let staff = caller.staff()?;
    let mut sizes = Vec::new();
    for round in ReviewRound::ALL.iter().copied() {
        if !staff.permits_somewhere(permission(round)) {
            continue;
        }
        let submissions = app.store().review_queue();
        let all = filter(app, caller, staff.centre, QueueChoice::all(round))?;
        let doubtful = QueueFilter {
            with_doubts: Some(true),
            ..all.clone()
        };
        let oldest = submissions.list(&all, QueueOrder::Age, PageRequest::first(1));
        let oldest = oldest.await?.items;
        sizes.push(QueueSize {
            round,
            waiting: submissions.count(&all).await?,
            with_doubts: submissions.count(&doubtful).await?,
            oldest: oldest.first().and_then(|first| match first.state {
                SubmissionState::AwaitingReview { submitted_at, .. } => Some(submitted_at),
                _ => None,
            }),
        });
    }
    if sizes.is_empty() {
        return Err(Failure::NotAllowed);
    }
    Ok(sizes)
}

/// The round that a caller decides in: the centre's for whoever decides in both.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever reviews nothing.
pub fn own_round(caller: &Caller) -> Result<ReviewRound, Failure> {
    let staff = caller.staff()?;
    let mut rounds = [ReviewRound::Centre, ReviewRound::School].into_iter();
    let own = rounds.find(|round| staff.permits_somewhere(permission(*round)));
    own.ok_or(Failure::NotAllowed)
}

/// The part of the queue that a caller reaches and wants; what the caller took on site is for others.
pub(super) fn filter(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    choice: QueueChoice,
) -> Result<QueueFilter, Failure> {
    let reached = reached(caller, permission(choice.round), centre)?;
    let schools = match (reached, choice.school) {
        (None, school) => school.map(|school| vec![school]),
        (Some(reached), None) => Some(reached),
        (Some(reached), Some(school)) if reached.contains(&school) => Some(vec![school]),
        (Some(_), Some(_)) => return Err(Failure::NotAllowed),
    };
    let free_for = match caller {
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) if choice.free => {
            Some((staff.id, app.now()))
        }
        _ => None,
    };
    let not_taken_by = match caller {
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => Some(staff.id),
        Caller::Student(_) | Caller::WithoutSecondFactor(_) | Caller::System => None,
    };
    Ok(QueueFilter {
        centre,
        round: choice.round,
        batch: choice.batch,
        schools,
        with_doubts: choice.with_doubts,
        submitted_before: choice.submitted_before,
        free_for,
        not_taken_by,
    })
}

/// The schools whose photos the caller decides about; `None` for all of the centre.
fn reached(
    caller: &Caller,
    permission: Permission,
    centre: CentreId,
) -> Result<Option<Vec<SchoolId>>, Failure> {
    let staff = match caller {
        Caller::System => return Ok(None),
        Caller::WithoutSecondFactor(_) => return Err(SecondFactorRefusal::SetUpNeeded.into()),
        Caller::Student(_) => return Err(Failure::NotAllowed),
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) if staff.centre != centre => {
            return Err(Failure::NotFound);
        }
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => staff,
    };
    let scopes = staff.reach(permission);
    if scopes.is_empty() {
        return Err(Failure::NotAllowed);
    }
    // Only whole schools review.
    let schools = scopes.iter().map(|scope| match scope {
        Scope::Centre => None,
        Scope::School(school) | Scope::Unit(school, _) => Some(*school),
    });
    Ok(schools.collect())
}

/// What reviewers have to know about submissions before they look.
async fn items(
    app: &App,
    centre: CentreId,
    round: ReviewRound,
    submissions: Vec<Submission>,
) -> Result<Vec<QueueItem>, Failure> {
    let store = app.store();
    let disputed = store.degrees().list_disputed(centre).await?;
    let ids: Vec<_> = submissions.iter().map(|submission| submission.id).collect();
    let mut claims = claims(app, round, &ids).await?;
    let mut items = Vec::with_capacity(submissions.len());
    for submission in submissions {
        let claim = claims.remove(&submission.id);
        items.extend(item(app, submission, &disputed, claim).await?);
    }
    Ok(items)
}

async fn claims(
    app: &App,
    round: ReviewRound,
    submissions: &[SubmissionId],
) -> Result<HashMap<SubmissionId, ClaimedBy>, Failure> {
    let now = app.now();
    let mut names: HashMap<StaffId, String> = HashMap::new();
    let mut claims = HashMap::new();
    for claim in app.store().review_claims().list(submissions).await? {
        if claim.round != round || !claim.is_live(now) {
            continue;
        }
        let name = match names.get(&claim.staff) {
            Some(name) => name.clone(),
            None => meanwhile::name_of(app, claim.staff).await?,
        };
        names.insert(claim.staff, name.clone());
        let by = ClaimedBy {
            staff: claim.staff,
            name,
            until: claim.until,
        };
        claims.insert(claim.submission, by);
    }
    Ok(claims)
}

async fn flags(
    app: &App,
    degree: &Degree,
    disputed: &[Degree],
) -> Result<Vec<ReviewFlag>, Failure> {
    let mut flags = Vec::new();
    let DegreeState::Bound { details, bound_at } = &degree.state else {
        return Ok(flags);
    };
    if details.evidence == CodeEvidence::Text {
        flags.push(ReviewFlag::CodeWithoutPicture);
    }
    let account = app.store().accounts().find(degree.account).await?;
    let is_young = |account: Account| bound_at.since(account.created_at) < YOUNG;
    if account.is_some_and(is_young) {
        flags.push(ReviewFlag::YoungAccount);
    }
    let is_against = |claim: &Degree| {
        let dispute = claim.open_dispute();
        dispute.is_some_and(|dispute| dispute.against == degree.id)
    };
    if disputed.iter().any(is_against) {
        flags.push(ReviewFlag::ClaimedTwice);
    }
    Ok(flags)
}

/// None for a degree that was let go a moment ago.
pub(super) async fn item(
    app: &App,
    submission: Submission,
    disputed: &[Degree],
    claim: Option<ClaimedBy>,
) -> Result<Option<QueueItem>, Failure> {
    let store = app.store();
    let degree = store.degrees().find(submission.degree).await?;
    let photo = match submission.state.photo() {
        Some(photo) => store.photos().find(photo).await?,
        None => None,
    };
    let (Some(degree), Some(photo)) = (degree, photo) else {
        return Err(Failure::internal("a submission without degree or photo"));
    };
    let Some(details) = degree.details() else {
        return Ok(None);
    };
    let mut flags = flags(app, &degree, disputed).await?;
    if photo.source == CaptureSource::LiveCamera {
        flags.push(ReviewFlag::CameraClaimed);
    }
    if photo.assessment().is_some_and(|of| of.is_cut_from_scene) {
        flags.push(ReviewFlag::CutFromScene);
    }
    Ok(Some(QueueItem {
        submission,
        photo,
        masked_name: masked_name(app, &degree)?,
        school_code: details.school_code,
        level: details.level.clone(),
        last_four_check: details.last_four_check,
        flags,
        claim,
    }))
}
