//! Everything that a reviewer needs to decide about one photo, in one answer; and the next few photos,
//! taken in hand.

use domain::{
    Batch, Degree, Permission, Photo, PhotoId, ReviewRecord, ReviewRound, School, Submission,
    SubmissionId,
};
use store::PageRequest;

use super::claim;
use super::queue::{self, ClaimedBy, QueueChoice, QueueItem};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::photo::{self, PhotoLinks, PhotoView};
use crate::service::App;
use crate::staff;
use crate::submission::find;

/// Most photos that a reviewer takes in hand at a time.
pub const MOST_AT_A_TIME: u8 = 10;

/// A version of the portrait that came before, and what was said about it.
#[derive(Debug, Clone)]
pub struct EarlierVersion {
    /// The photo.
    pub photo: PhotoId,
    /// The decision.
    pub review: ReviewRecord,
    /// Its pictures, as long as they are kept.
    pub links: Option<PhotoLinks>,
}

/// Everything that a reviewer needs to decide about one photo.
pub struct ReviewSheet {
    /// The submission, what speaks for a second look, and who has it in hand.
    pub item: QueueItem,
    /// The batch, by whose rules it is decided.
    pub batch: Batch,
    /// The school, where it is a customer.
    pub school: Option<School>,
    /// The photo with its verdicts and the geometry of the portrait.
    pub photo: PhotoView,
    /// Links to original and portrait.
    pub links: PhotoLinks,
    /// Decisions on photos before this one and of rounds before this one, oldest first.
    pub earlier: Vec<EarlierVersion>,
}

impl std::fmt::Debug for ReviewSheet {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ReviewSheet({:?})", self.item)
    }
}

/// What a reviewer wants to see next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextPhotos {
    /// Which part of the queue.
    pub choice: QueueChoice,
    /// How many, 1 … [`MOST_AT_A_TIME`]; those that the reviewer has in hand already count.
    pub count: u8,
    /// What the reviewer skipped.
    pub except: Vec<SubmissionId>,
}

/// The sheet of one photo, for staff who see photos, whether it waits or not.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], also where there is no photo.
pub async fn sheet(app: &App, caller: &Caller, id: SubmissionId) -> Result<ReviewSheet, Failure> {
    caller.staff()?;
    let (submission, batch, degree) = find(app.store(), caller, Permission::ViewPhotos, id).await?;
    let now = app.now();
    let claim = app.store().review_claims().find(id).await?;
    let claim = match claim.filter(|claim| claim.is_live(now)) {
        Some(claim) => Some(ClaimedBy {
            staff: claim.staff,
            name: super::meanwhile::name_of(app, claim.staff).await?,
            until: claim.until,
        }),
        None => None,
    };
    fill(app, caller, (submission, batch, degree), claim).await
}

/// The next photos of a queue, taken in hand; first those that the reviewer has in hand already.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever reviews nothing in this round.
pub async fn next(
    app: &App,
    caller: &Caller,
    request: NextPhotos,
) -> Result<Vec<ReviewSheet>, Failure> {
    let staff = caller.staff()?;
    let count = usize::from(request.count.clamp(1, MOST_AT_A_TIME));
    let choice = QueueChoice {
        free: true,
        ..request.choice
    };
    let filter = queue::filter(app, caller, staff.centre, choice)?;
    let by = ClaimedBy {
        staff: staff.id,
        name: staff::name(app, staff)?,
        until: app.now() + claim::CLAIMED_FOR,
    };
    let mut sheets = Vec::with_capacity(count);
    let mut page = PageRequest::first(3 * u32::from(MOST_AT_A_TIME));
    loop {
        let waiting = app.store().review_queue();
        let found = waiting.list(&filter, choice.order, page).await?;
        let wanted = found.items.into_iter();
        let wanted = wanted.filter(|submission| !request.except.contains(&submission.id));
        let missing = count - sheets.len();
        let taken = take(app, &by, choice.round, wanted.collect(), missing).await?;
        for submission in taken {
            let permission = Permission::ViewPhotos;
            let whole = find(app.store(), caller, permission, submission.id).await?;
            sheets.push(fill(app, caller, whole, Some(by.clone())).await?);
        }
        page.after = found.next;
        if sheets.len() == count || page.after.is_none() {
            return Ok(sheets);
        }
    }
}

/// Takes at most `count` of the submissions in hand; those that a colleague was faster with are left out.
async fn take(
    app: &App,
    by: &ClaimedBy,
    round: ReviewRound,
    wanted: Vec<Submission>,
    count: usize,
) -> Result<Vec<Submission>, Failure> {
    let now = app.now();
    let mut taken = Vec::with_capacity(count);
    let work = app.store().begin().await?;
    let in_hand = work.review_claims().list_of_staff(by.staff, now).await?;
    let mut room = claim::MOST_IN_HAND.saturating_sub(in_hand.len());
    for submission in wanted {
        if taken.len() == count {
            break;
        }
        let is_own = in_hand
            .iter()
            .any(|claim| claim.submission == submission.id);
        if !is_own && room == 0 {
            continue;
        }
        let claim = claim::new(by.staff, submission.id, round, now);
        if work.review_claims().try_claim(&claim, now).await? {
            room = room.saturating_sub(usize::from(!is_own));
            taken.push(submission);
        }
    }
    work.commit().await?;
    Ok(taken)
}

/// The sheet as it was before anybody decided about `photo`.
///
/// # Errors
/// As [`sheet`].
pub(super) async fn fill_blind(
    app: &App,
    caller: &Caller,
    whole: (Submission, Batch, Degree),
    photo: &Photo,
) -> Result<ReviewSheet, Failure> {
    let mut sheet = fill(app, caller, whole, None).await?;
    // Decisions on this photo give the first one away, and those on later ones that it was rejected.
    let own = sheet.earlier.iter().position(|of| of.photo == photo.id);
    sheet.earlier.truncate(own.unwrap_or(sheet.earlier.len()));
    Ok(sheet)
}

async fn fill(
    app: &App,
    caller: &Caller,
    (submission, batch, degree): (Submission, Batch, Degree),
    claim: Option<ClaimedBy>,
) -> Result<ReviewSheet, Failure> {
    let store = app.store();
    let id = submission.id;
    let disputed = store.degrees().list_disputed(submission.centre).await?;
    let school = match degree.school() {
        Some(school) => store.schools().find(school).await?,
        None => None,
    };
    let item = queue::item(app, submission, &disputed, claim).await?;
    let item = item.ok_or(Failure::NotFound)?;
    let reviews = store.reviews().list_of_submission(id).await?;
    let kept = store.photos().list_of_degree(degree.id).await?;
    let of = |id: PhotoId| kept.iter().find(|photo| photo.id == id);
    let mut shown: Vec<&Photo> = vec![&item.photo];
    for photo in reviews.iter().filter_map(|review| of(review.photo)) {
        if shown.iter().all(|known| known.id != photo.id) {
            shown.push(photo);
        }
    }
    let links = photo::links_of(app, caller, &shown).await?;
    let links_of = |id: PhotoId| {
        let place = shown.iter().position(|photo| photo.id == id);
        place.and_then(|place| links.get(place)).cloned()
    };
    let earlier = reviews.into_iter().map(|review| EarlierVersion {
        photo: review.photo,
        links: links_of(review.photo),
        review,
    });
    Ok(ReviewSheet {
        earlier: earlier.collect(),
        photo: photo::show(app, item.photo.clone()).await?,
        links: links_of(item.photo.id).ok_or(Failure::NotFound)?,
        batch,
        school,
        item,
    })
}
