//! Approves photos together about which nothing at all is open: every check passed and could be made, and nothing
//! speaks for a second look at whose degree it is. A random sample is looked at and decided one by one first, and
//! unless all of it is approved, the others are decided one by one too.

use domain::audit::Action;
use domain::{
    Decision, Degree, Duration, Subject, Submission, SubmissionId, SubmissionState, Timestamp,
    UNDO_FOR,
};
use store::{PageRequest, PhotoOfSet, QueueOrder, ReviewSet};
use uuid::Uuid;

use super::claim;
use super::decide::DecideReview;
use super::hold::{self, Pace};
use super::queue::{self, QueueChoice, QueueItem, ReviewFlag};
use super::sheet::{self, ReviewSheet};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::photo::{self, PhotoLinks};
use crate::refusal::{Refusal, ReviewRefusal};
use crate::service::App;
use crate::trace::Trace;

/// Most photos of a set, the sample included.
pub const LONGEST_SET: u16 = 100;

/// How long a reviewer has a set in hand.
const SET_FOR: Duration = Duration::from_minutes(15);

/// The sample is one in as many, and never fewer than [`SMALLEST_SAMPLE`].
const SAMPLE_ONE_IN: usize = 10;

const SMALLEST_SAMPLE: usize = 5;

/// Submissions that are looked through at most for one set: what is not fit is skipped, and nobody waits for a
/// whole queue to be searched.
const LOOKED_THROUGH: usize = 1_000;

/// A photo of a set, small.
pub struct SetItem {
    /// The submission with its photo.
    pub item: QueueItem,
    /// Links to original and portrait.
    pub links: PhotoLinks,
}

impl std::fmt::Debug for SetItem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SetItem({:?})", self.item)
    }
}

/// Photos to be approved together, in the reviewer's hand.
#[derive(Debug)]
pub struct ReviewSetView {
    /// Id of the set.
    pub id: Uuid,
    /// Until when it can be approved.
    pub until: Timestamp,
    /// Those that are decided one by one first.
    pub sample: Vec<ReviewSheet>,
    /// The others.
    pub rest: Vec<SetItem>,
}

/// What became of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovedTogether {
    /// Photos that are approved; each can be taken back for half a minute.
    pub approved: Vec<SubmissionId>,
    /// Photos that were withdrawn, decided or replaced meanwhile: no error, and nothing was done.
    pub skipped: Vec<SubmissionId>,
    /// When the approvals take effect.
    pub settles_at: Timestamp,
}

/// Takes at most `count` photos in hand that can be approved together, the oldest first, and draws the sample; none
/// where nothing of what waits can be approved together.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever reviews nothing in this round.
pub async fn gather(
    app: &App,
    caller: &Caller,
    choice: QueueChoice,
    count: u16,
) -> Result<Option<ReviewSetView>, Failure> {
    let staff = caller.staff()?;
    let count = usize::from(count.clamp(1, LONGEST_SET));
    let now = app.now();
    let until = now + SET_FOR;
    let choice = QueueChoice {
        free: true,
        with_doubts: Some(false),
        order: QueueOrder::Age,
        ..choice
    };
    let found = fit(app, caller, choice, count).await?;
    let mut taken = Vec::with_capacity(found.len());
    let work = app.store().begin().await?;
    for item in found {
        let mut claim = claim::new(staff.id, item.submission.id, choice.round, now);
        claim.until = until;
        if work.review_claims().try_claim(&claim, now).await? {
            taken.push(item);
        }
    }
    if taken.is_empty() {
        return Ok(None);
    }
    let sample = draw(app, &mut taken);
    let of_set = |item: &QueueItem| PhotoOfSet {
        submission: item.submission.id,
        photo: item.photo.id,
    };
    let set = ReviewSet {
        id: app.new_id(),
        centre: staff.centre,
        staff: staff.id,
        round: choice.round,
        until,
        sample: sample.iter().map(of_set).collect(),
        rest: taken.iter().map(of_set).collect(),
        is_approved: false,
    };
    work.review_sets().insert(&set).await?;
    work.commit().await?;
    view(app, caller, &set, taken).await.map(Some)
}

/// Approves the others of a set but `except`, once all of its sample is approved; `count` says how many the
/// reviewer thinks that are.
///
/// # Errors
/// [`Failure::NotFound`] for somebody else's set; [`ReviewRefusal::SetOver`],
/// [`ReviewRefusal::SampleNotApproved`], [`ReviewRefusal::CountDiffers`].
pub async fn approve_set(
    app: &App,
    caller: &Caller,
    id: Uuid,
    (count, except): (u64, &[SubmissionId]),
) -> Result<ApprovedTogether, Failure> {
    let (staff, centre) = (caller.staff()?.id, caller.staff()?.centre);
    let set = own(app, caller, id).await?;
    let now = app.now();
    if set.is_approved || now >= set.until {
        return Err(ReviewRefusal::SetOver.into());
    }
    let left = not_approved(app, &set).await?;
    if left > 0 {
        return Err(ReviewRefusal::SampleNotApproved { left }.into());
    }
    let chosen = set.rest.iter();
    let chosen: Vec<_> = chosen
        .filter(|photo| !except.contains(&photo.submission))
        .collect();
    if chosen.len() as u64 != count {
        let photos = chosen.len() as u64;
        return Err(ReviewRefusal::CountDiffers { photos }.into());
    }
    let mut done = ApprovedTogether {
        approved: Vec::with_capacity(chosen.len()),
        skipped: Vec::new(),
        settles_at: now + UNDO_FOR,
    };
    let disputed = app.store().degrees().list_disputed(centre).await?;
    for photo in chosen {
        approve_one(app, caller, (&set, photo, &disputed), &mut done).await?;
    }
    let after = ReviewSet {
        is_approved: true,
        ..set
    };
    let action = Action::ApproveTogether {
        photos: done.approved.len() as u32,
        sample: after.sample.len() as u32,
    };
    let work = app.store().begin().await?;
    for photo in &after.rest {
        work.review_claims()
            .release(photo.submission, staff)
            .await?;
    }
    work.review_sets().put(&after).await?;
    let trace = Trace::new(app, caller, &action, Subject::Staff(staff), app.now());
    work.audit().append(trace.of(after.centre).event());
    work.commit().await?;
    Ok(done)
}

/// Takes the approvals of a set back, as far as they have not taken effect; says of which submissions.
///
/// # Errors
/// [`Failure::NotFound`] for somebody else's set.
pub async fn undo_set(app: &App, caller: &Caller, id: Uuid) -> Result<Vec<SubmissionId>, Failure> {
    let set = own(app, caller, id).await?;
    let mut undone = Vec::new();
    for photo in &set.rest {
        if !is_held(app, &set, photo).await? {
            continue;
        }
        match hold::undo(app, caller, photo.submission).await {
            Ok(_) => undone.push(photo.submission),
            // It took effect in this moment.
            Err(Failure::Refused(_) | Failure::Stale) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(undone)
}

/// Puts the photos of a set back.
///
/// # Errors
/// [`Failure::NotFound`] for somebody else's set.
pub async fn release_set(app: &App, caller: &Caller, id: Uuid) -> Result<(), Failure> {
    let set = own(app, caller, id).await?;
    let after = ReviewSet {
        until: app.now().min(set.until),
        ..set
    };
    let work = app.store().begin().await?;
    for photo in after.sample.iter().chain(&after.rest) {
        let claims = work.review_claims();
        claims.release(photo.submission, after.staff).await?;
    }
    work.review_sets().put(&after).await?;
    Ok(work.commit().await?)
}

async fn own(app: &App, caller: &Caller, id: Uuid) -> Result<ReviewSet, Failure> {
    let staff = caller.staff()?.id;
    let set = app.store().review_sets().find(id).await?;
    set.filter(|set| set.staff == staff).or_not_found()
}

/// What waits and can be approved together, the oldest first.
async fn fit(
    app: &App,
    caller: &Caller,
    choice: QueueChoice,
    count: usize,
) -> Result<Vec<QueueItem>, Failure> {
    let centre = caller.staff()?.centre;
    let filter = queue::filter(app, caller, centre, choice)?;
    let store = app.store();
    let disputed = store.degrees().list_disputed(centre).await?;
    let mut fit = Vec::with_capacity(count);
    let mut page = PageRequest::first(100);
    let mut looked_through = 0;
    loop {
        let found = store
            .review_queue()
            .list(&filter, choice.order, page)
            .await?;
        looked_through += found.items.len();
        for submission in found.items {
            if fit.len() == count {
                break;
            }
            let item = queue::item(app, submission, &disputed, None).await?;
            fit.extend(item.filter(is_fit));
        }
        page.after = found.next;
        if fit.len() == count || page.after.is_none() || looked_through >= LOOKED_THROUGH {
            return Ok(fit);
        }
    }
}

/// Approves one photo of a set, or skips it where something has come up or was decided meanwhile.
async fn approve_one(
    app: &App,
    caller: &Caller,
    (set, photo, disputed): (&ReviewSet, &PhotoOfSet, &[Degree]),
    done: &mut ApprovedTogether,
) -> Result<(), Failure> {
    // Said again after an answer that was lost: what the first time has done is done.
    if !is_fit_still(app, photo, disputed).await? && !is_held(app, set, photo).await? {
        done.skipped.push(photo.submission);
        return Ok(());
    }
    let request = DecideReview {
        submission: photo.submission,
        photo: photo.photo,
        round: set.round,
        decision: Decision::Approve,
    };
    match hold::hold_as(app, caller, request, Pace::Together).await {
        Ok(held) => {
            done.settles_at = done.settles_at.max(held.settles_at);
            done.approved.push(photo.submission);
        }
        // Asked for here once more: the same may have been said twice at once.
        Err(failure) if is_skipped(&failure) && !is_held(app, set, photo).await? => {
            done.skipped.push(photo.submission);
        }
        Err(failure) if is_skipped(&failure) => done.approved.push(photo.submission),
        Err(failure) => return Err(failure),
    }
    Ok(())
}

/// Whether nothing has come up about a photo since its set was drawn: another standard, or another one who claims the degree.
async fn is_fit_still(app: &App, photo: &PhotoOfSet, disputed: &[Degree]) -> Result<bool, Failure> {
    let Some(submission) = app.store().submissions().find(photo.submission).await? else {
        return Ok(false);
    };
    let item = queue::item(app, submission, disputed, None).await?;
    Ok(item.is_some_and(|item| is_fit(&item)))
}

/// Whether nothing at all is open about a photo. That the student's camera took it is a claim which nothing
/// proves, and which nothing speaks against.
fn is_fit(item: &QueueItem) -> bool {
    let is_clean = item.photo.assessment().is_some_and(|assessment| {
        assessment.is_usable()
            && assessment.warnings.is_empty()
            && assessment.failures.is_empty()
            && assessment.not_assessable.is_empty()
    });
    let mut flags = item.flags.iter();
    is_clean
        && flags.all(|flag| *flag == ReviewFlag::CameraClaimed)
        && item.submission.earlier_rejections.is_empty()
}

/// Draws the sample at random and leaves the others, both in their order.
fn draw(app: &App, items: &mut Vec<QueueItem>) -> Vec<QueueItem> {
    let wanted = items.len().div_ceil(SAMPLE_ONE_IN).max(SMALLEST_SAMPLE);
    let mut sample = Vec::with_capacity(wanted);
    while sample.len() < wanted && !items.is_empty() {
        let place = app.random().index_below(items.len());
        sample.push(items.remove(place));
    }
    sample
}

async fn view(
    app: &App,
    caller: &Caller,
    set: &ReviewSet,
    rest: Vec<QueueItem>,
) -> Result<ReviewSetView, Failure> {
    let mut sample = Vec::with_capacity(set.sample.len());
    for photo in &set.sample {
        sample.push(sheet::sheet(app, caller, photo.submission).await?);
    }
    let photos: Vec<_> = rest.iter().map(|item| &item.photo).collect();
    let links = photo::links_of(app, caller, &photos).await?;
    let rest = rest.into_iter().zip(links);
    Ok(ReviewSetView {
        id: set.id,
        until: set.until,
        sample,
        rest: rest.map(|(item, links)| SetItem { item, links }).collect(),
    })
}

/// How many of the sample the reviewer has not approved.
async fn not_approved(app: &App, set: &ReviewSet) -> Result<u64, Failure> {
    let mut left = 0;
    for photo in &set.sample {
        if is_held(app, set, photo).await? {
            continue;
        }
        let reviews = app.store().reviews();
        let reviews = reviews.list_of_submission(photo.submission).await?;
        let approved = reviews.iter().any(|review| {
            review.photo == photo.photo
                && review.reviewer.staff == set.staff
                && review.reviewer.round == set.round
                && review.decision == Decision::Approve
        });
        left += u64::from(!approved);
    }
    Ok(left)
}

/// Whether the reviewer's approval of a photo is held at this moment.
async fn is_held(app: &App, set: &ReviewSet, photo: &PhotoOfSet) -> Result<bool, Failure> {
    let submission = app.store().submissions().find(photo.submission).await?;
    Ok(submission.is_some_and(|submission| holds_approval(&submission, set, photo)))
}

fn holds_approval(submission: &Submission, set: &ReviewSet, photo: &PhotoOfSet) -> bool {
    match &submission.state {
        SubmissionState::AwaitingReview {
            photo: waits,
            held: Some(held),
            ..
        } => {
            waits.id == photo.photo
                && held.by.staff == set.staff
                && held.by.round == set.round
                && held.decision == Decision::Approve
        }
        _ => false,
    }
}

/// Whether something happened to one photo that is no matter of the others.
const fn is_skipped(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::NotFound
            | Failure::Stale
            | Failure::Refused(
                Refusal::Meanwhile(_)
                    | Refusal::Review(_)
                    | Refusal::Consent(_)
                    | Refusal::Submission(_)
            )
    )
}
