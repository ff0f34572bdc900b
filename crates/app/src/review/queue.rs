//! Lists the photos that wait for reviewers, in the order of submission.

use domain::{
    Account, BatchId, CaptureSource, CentreId, CodeEvidence, Degree, DegreeState, Duration,
    LastFourCheck, Level, Permission, Photo, ReviewRound, SchoolCode, Submission,
};
use store::{Page, PageRequest};

use crate::access::check_degree;
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
    /// The round.
    pub round: ReviewRound,
    /// One batch alone.
    pub batch: Option<BatchId>,
    /// Which page; one of a school's reviewer may hold fewer items than asked for, as those of
    /// other schools are left out.
    pub page: PageRequest,
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
    /// What speaks for a second look at whose degree it is.
    pub flags: Vec<ReviewFlag>,
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
}

impl std::fmt::Debug for QueueItem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "QueueItem({})", self.submission.id)
    }
}

/// What the caller may decide on, first what was submitted first.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever reviews nothing in this round; [`Failure::NotFound`] for
/// another centre.
pub async fn queue(
    app: &App,
    caller: &Caller,
    request: QueueRequest,
) -> Result<Page<QueueItem>, Failure> {
    let permission = match request.round {
        ReviewRound::School => Permission::ReviewForSchool,
        ReviewRound::Centre => Permission::ReviewForCentre,
    };
    check_reviewer(caller, permission, request.centre)?;
    let store = app.store();
    let submissions = store.submissions();
    let page = submissions
        .queue(request.centre, request.round, request.batch, request.page)
        .await?;
    let disputed = store.degrees().list_disputed(request.centre).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for submission in page.items {
        let degree = store.degrees().find(submission.degree).await?;
        let photo = match submission.state.photo() {
            Some(photo) => store.photos().find(photo).await?,
            None => None,
        };
        let (Some(degree), Some(photo)) = (degree, photo) else {
            return Err(Failure::internal("a submission without degree or photo"));
        };
        if check_degree(caller, permission, &degree).is_ok() {
            let mut flags = flags(app, &degree, &disputed).await?;
            if photo.source == CaptureSource::LiveCamera {
                flags.push(ReviewFlag::CameraClaimed);
            }
            items.extend(item(app, submission, photo, (&degree, flags))?);
        }
    }
    let next = page.next;
    Ok(Page { items, next })
}

/// Whether the caller reviews anything at all; a school's reviewer does not reach the centre.
fn check_reviewer(
    caller: &Caller,
    permission: Permission,
    centre: CentreId,
) -> Result<(), Failure> {
    match caller {
        Caller::System => Ok(()),
        Caller::WithoutSecondFactor(_) => Err(SecondFactorRefusal::SetUpNeeded.into()),
        Caller::Student(_) => Err(Failure::NotAllowed),
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) if staff.centre != centre => {
            Err(Failure::NotFound)
        }
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => staff
            .permits_somewhere(permission)
            .then_some(())
            .ok_or(Failure::NotAllowed),
    }
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
fn item(
    app: &App,
    submission: Submission,
    photo: Photo,
    (degree, flags): (&Degree, Vec<ReviewFlag>),
) -> Result<Option<QueueItem>, Failure> {
    let Some(details) = degree.details() else {
        return Ok(None);
    };
    Ok(Some(QueueItem {
        submission,
        photo,
        masked_name: masked_name(app, degree)?,
        school_code: details.school_code,
        level: details.level.clone(),
        last_four_check: details.last_four_check,
        flags,
    }))
}
