//! Second looks: of some decisions, drawn at random, another reviewer makes one more without knowing of the first.
//! Nothing about the photo changes by it; it says how far reviewers agree, and where not.

use domain::audit::Action;
use domain::{
    DecisionName, Doubts, Duration, Permission, Photo, ReviewEntry, ReviewId, ReviewRound,
    ReviewerAgreement, StaffId, Subject, Submission, SubmissionId, SubmissionState, Timestamp,
};
use store::{PageRequest, SecondDecision, SecondLook};

use super::decide::permission;
use super::meanwhile::name_of;
use super::sheet::{self, ReviewSheet};
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::submission::find;
use crate::trace::Trace;

/// The longest time that agreement is asked for.
const LONGEST: Duration = Duration::from_days(92);

/// Those that are read at a time.
const PAGE: u32 = 200;

/// Most differences that are named.
const MOST_NAMED: usize = 200;

/// A photo to be decided on once more: the sheet as the first reviewer had it.
#[derive(Debug)]
pub struct SecondLookSheet {
    /// The first decision, of which nothing is said.
    pub id: ReviewId,
    /// The photo as it waited.
    pub sheet: ReviewSheet,
}

/// A photo about which two reviewers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The submission.
    pub submission: SubmissionId,
    /// What the first reviewer said, which stands.
    pub first: DecisionName,
    /// Name of the first reviewer.
    pub first_by: String,
    /// Name of the second reviewer.
    pub second_by: String,
    /// When the second reviewer said otherwise.
    pub at: Timestamp,
}

/// How far reviewers agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementFigures {
    /// Photos by both decisions.
    pub agreement: ReviewerAgreement,
    /// Drawn, and not decided on once more.
    pub waiting: u64,
    /// Where they differ, oldest first; at most 200.
    pub differences: Vec<Difference>,
}

/// The oldest that waits for somebody like the caller; none where nothing does. Two may be shown the same one; the
/// first answer counts.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever reviews nothing in this round.
pub async fn next_second_look(
    app: &App,
    caller: &Caller,
    round: ReviewRound,
) -> Result<Option<SecondLookSheet>, Failure> {
    let staff = caller.staff()?;
    if !staff.permits_somewhere(permission(round)) {
        return Err(Failure::NotAllowed);
    }
    let looks = app.store().second_looks();
    let waiting = looks
        .list_waiting((staff.centre, round), staff.id, 50)
        .await?;
    for look in waiting {
        let Some(photo) = app.store().photos().find(look.photo).await? else {
            let work = app.store().begin().await?;
            work.second_looks().delete(look.review).await?;
            work.commit().await?;
            continue;
        };
        if photo.taken_by == Some(staff.id) {
            continue;
        }
        match find(app.store(), caller, permission(round), look.submission).await {
            Ok((submission, batch, degree)) => {
                let then = as_it_waited(submission, &photo, &look);
                let sheet = sheet::fill_blind(app, caller, (then, batch, degree), &photo).await?;
                let id = look.review;
                return Ok(Some(SecondLookSheet { id, sheet }));
            }
            // Of a school that is somebody else's.
            Err(Failure::NotAllowed | Failure::NotFound) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(None)
}

/// The submission as the first reviewer had it, so that its state gives nothing away.
fn as_it_waited(submission: Submission, photo: &Photo, look: &SecondLook) -> Submission {
    Submission {
        state: SubmissionState::AwaitingReview {
            photo: photo.reference(),
            submitted_at: photo.received_at,
            round: look.round,
            entry: ReviewEntry::Attempt,
            doubts: photo.assessment().map(Doubts::of).unwrap_or_default(),
            held: None,
        },
        ..submission
    }
}

/// Says what a second reviewer would have decided.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], also for one's own first decision and one's own photo; [`Failure::Stale`] where
/// somebody was faster.
pub async fn answer_second_look(
    app: &App,
    caller: &Caller,
    id: ReviewId,
    decision: DecisionName,
) -> Result<(), Failure> {
    let staff = caller.staff()?;
    let look = app.store().second_looks().find(id).await?;
    let look = look.filter(|look| look.centre == staff.centre && look.first_staff != staff.id);
    let look = look.or_not_found()?;
    let photo = app.store().photos().find(look.photo).await?;
    if photo.is_some_and(|photo| photo.taken_by == Some(staff.id)) {
        return Err(Failure::NotFound);
    }
    find(app.store(), caller, permission(look.round), look.submission).await?;
    let now = app.now();
    let answered = SecondLook {
        second: Some(SecondDecision {
            staff: staff.id,
            decision,
            at: now,
        }),
        ..look
    };
    let work = app.store().begin().await?;
    if !work.second_looks().answer(&answered).await? {
        return Err(Failure::Stale);
    }
    let action = Action::LookAgain {
        review: id,
        photo: look.photo,
        decision,
    };
    let subject = Subject::Submission(look.submission);
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(look.centre).event());
    Ok(work.commit().await?)
}

/// How far the reviewers of the own centre agree, of decisions that were drawn within a time.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ManageStaff`]; [`Failure::Invalid`] for a time that is too long.
pub async fn agreement(
    app: &App,
    caller: &Caller,
    time: [Timestamp; 2],
) -> Result<AgreementFigures, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::ManageStaff, centre)?;
    if time[1].since(time[0]) > LONGEST {
        let expected = "at most 92 days after the beginning";
        return Err(Failure::invalid("until", &expected));
    }
    let mut figures = AgreementFigures {
        agreement: ReviewerAgreement::default(),
        waiting: 0,
        differences: Vec::new(),
    };
    let mut page = Some(PageRequest::first(PAGE));
    while let Some(request) = page {
        let found = app
            .store()
            .second_looks()
            .list(centre, time, request)
            .await?;
        for look in found.items {
            let Some(second) = look.second else {
                figures.waiting += 1;
                continue;
            };
            figures.agreement.count(look.first, second.decision);
            if look.first != second.decision && figures.differences.len() < MOST_NAMED {
                let names = [look.first_staff, second.staff];
                figures
                    .differences
                    .push(difference(app, &look, names, second.at).await?);
            }
        }
        page = found.next.map(|next| PageRequest {
            after: Some(next),
            limit: PAGE,
        });
    }
    Ok(figures)
}

async fn difference(
    app: &App,
    look: &SecondLook,
    [first, second]: [StaffId; 2],
    at: Timestamp,
) -> Result<Difference, Failure> {
    Ok(Difference {
        submission: look.submission,
        first: look.first,
        first_by: name_of(app, first).await?,
        second_by: name_of(app, second).await?,
        at,
    })
}
