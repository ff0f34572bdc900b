//! Reviewing: the queue, photos in hand, decisions and taking them back.

use app::review::{self, DecideReview, MOST_AT_A_TIME, NextPhotos, QueueChoice, QueueRequest};
use app::{App, Caller, Failure, organisation};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{
    BatchId, Decision, DecisionName, OwnCode, PhotoId, Reasons, ReviewNote, SchoolId, SubmissionId,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember, instant};
use crate::needs::{Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::public::standard::ReasonCode;
use crate::views::shared::submission::ReviewRound;
use crate::views::staff::review::{
    ClaimView, DecisionWord, HeldView, QueueItemView, QueueOrder, QueueSizeView, ReviewSheetView,
};
use crate::views::{List, Page};

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "reviews",
    about: "Reviewing photos",
};

/// Whoever takes photos in hand twice has them twice as long, and nothing else.
const AGAIN: Needs = Needs {
    replay: false,
    ..Needs::write(Who::Staff)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        sizes: Needs::read(Who::Staff),
        queue: Needs::read(Who::Staff),
        next: AGAIN,
        sheet: Needs::read(Who::Staff),
        claim: Needs::write(Who::Staff),
        release: Needs::write(Who::Staff),
        decide: Needs::write(Who::Staff),
        undo: Needs::write(Who::Staff),
    }
}

/// What a reviewer wants to look at.
#[derive(Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Choice {
    /// The round; the own one without it.
    #[param(inline)]
    round: Option<ReviewRound>,
    /// One batch alone.
    batch: Option<Uuid>,
    /// One school alone.
    school: Option<Uuid>,
    /// Only what the check left something open about, or only what it did not.
    with_doubts: Option<bool>,
    /// Only what was submitted before; an instant in RFC 3339.
    #[param(format = DateTime)]
    #[schema(format = DateTime)]
    submitted_before: Option<String>,
    /// Leaves out what colleagues have in hand.
    #[serde(default)]
    free: bool,
    /// What comes first: the oldest without it.
    #[param(inline)]
    order: Option<QueueOrder>,
}

impl Choice {
    /// As use cases take it.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`] for whoever reviews nothing; [`Failure::Invalid`].
    pub(super) fn read(&self, caller: &Caller) -> Result<QueueChoice, Failure> {
        let before = self.submitted_before.as_deref();
        let before = before.map(|text| instant("submitted_before", text));
        Ok(QueueChoice {
            round: round(caller, self.round)?,
            batch: self.batch.map(BatchId::from_uuid),
            school: self.school.map(SchoolId::from_uuid),
            with_doubts: self.with_doubts,
            submitted_before: before.transpose()?,
            free: self.free,
            order: self.order.map_or(app::QueueOrder::Age, Into::into),
        })
    }
}

fn round(caller: &Caller, asked: Option<ReviewRound>) -> Result<domain::ReviewRound, Failure> {
    asked.map_or_else(|| review::own_round(caller), |round| Ok(round.into()))
}

/// Which photos come next.
#[derive(Deserialize, ToSchema)]
struct NextBody {
    #[serde(flatten)]
    choice: Choice,
    /// How many, 1 … 10; 3 without it. Those that the reviewer has in hand already count.
    #[schema(minimum = 1, maximum = 10)]
    count: Option<u8>,
    /// Submissions that the reviewer skipped; at most 200.
    #[serde(default)]
    except: Vec<Uuid>,
}

/// The round in which a photo is looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ClaimBody {
    /// The own one without it.
    round: Option<ReviewRound>,
}

/// What a reviewer says about the photo that was looked at.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecisionBody {
    /// The photo that was looked at.
    photo: Uuid,
    /// The own round without it.
    round: Option<ReviewRound>,
    decision: DecisionWord,
    /// Why it is rejected: one or more of these and the centre's own, in the reviewer's order.
    #[serde(default)]
    reasons: Vec<ReasonCode>,
    /// Codes of reasons of the centre, `Z01` to `Z99`, in the reviewer's order; at most 30.
    #[serde(default)]
    #[schema(max_items = 30)]
    own_reasons: Vec<String>,
    /// What the student reads beside the reasons, 1 … 200 characters; needed with `X00`.
    note: Option<String>,
}

impl DecisionBody {
    async fn decision(&self, app: &App, caller: &Caller) -> Result<Decision, Failure> {
        let is_silent = self.reasons.is_empty() && self.own_reasons.is_empty();
        match self.decision.into() {
            DecisionName::Approve if is_silent && self.note.is_none() => Ok(Decision::Approve),
            DecisionName::Approve => Err(Failure::invalid("reasons", &"none for an approval")),
            DecisionName::Reject => {
                let note = self.note.as_deref().map(ReviewNote::parse).transpose();
                let note = note.map_err(|error| Failure::invalid("note", &error))?;
                let codes: Vec<_> = self.reasons.iter().map(|code| (*code).into()).collect();
                let own = own_codes(&self.own_reasons)?;
                let own = organisation::given_reasons(app, caller, &own).await?;
                let reasons = Reasons::with_own(&codes, own, note);
                let reasons = reasons.map_err(|error| Failure::invalid("reasons", &error))?;
                Ok(Decision::Reject { reasons })
            }
        }
    }
}

fn own_codes(codes: &[String]) -> Result<Vec<OwnCode>, Failure> {
    let codes: Result<Vec<OwnCode>, _> = codes.iter().map(|code| code.parse()).collect();
    codes.map_err(|error| Failure::invalid("own_reasons", &error))
}

/// How much waits in the rounds that the caller decides in.
#[utoipa::path(get, path = "/reviews/sizes",
    responses((status = 200, description = "One per round", body = List<QueueSizeView>)))]
async fn sizes(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
) -> ApiResult<Json<List<QueueSizeView>>> {
    let sizes = review::sizes(state.app(), &Caller::Staff(staff)).await?;
    Ok(Json(List::of(sizes, QueueSizeView::from)))
}

/// What waits for the caller's decision, with who has it in hand.
#[utoipa::path(get, path = "/reviews/queue", params(Choice, PageQuery),
    responses((status = 200, description = "The queue", body = Page<QueueItemView>)))]
async fn queue(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(choice): Query<Choice>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<QueueItemView>>> {
    let centre = staff.centre;
    let caller = Caller::Staff(staff);
    let request = QueueRequest {
        centre,
        choice: choice.read(&caller)?,
        page: page.request()?,
    };
    let items = review::queue(state.app(), &caller, request).await?;
    Ok(Json(Page::of(items, QueueItemView::from)))
}

/// The next photos, taken in hand for three minutes; first those that the caller has in hand already.
#[utoipa::path(post, path = "/reviews/next",
    responses((status = 200, description = "Everything to decide on each", body = List<ReviewSheetView>)))]
async fn next(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<NextBody>,
) -> ApiResult<Json<List<ReviewSheetView>>> {
    let caller = Caller::Staff(staff);
    let count = body.count.unwrap_or(3);
    if !(1..=MOST_AT_A_TIME).contains(&count) {
        return Err(Failure::invalid("count", &"1 to 10").into());
    }
    if body.except.len() > 200 {
        return Err(Failure::invalid("except", &"at most 200").into());
    }
    let except = body.except.into_iter().map(SubmissionId::from_uuid);
    let request = NextPhotos {
        choice: body.choice.read(&caller)?,
        count,
        except: except.collect(),
    };
    let sheets = review::next(state.app(), &caller, request).await?;
    Ok(Json(List::of(sheets, ReviewSheetView::from)))
}

/// Everything that is needed to decide on one photo.
#[utoipa::path(get, path = "/submissions/{id}/review",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 200, description = "The photo, its verdicts, its history", body = ReviewSheetView)))]
async fn sheet(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<ReviewSheetView>> {
    let id = SubmissionId::from_uuid(id);
    let sheet = review::sheet(state.app(), &Caller::Staff(staff), id).await?;
    Ok(Json(sheet.into()))
}

/// Takes a photo in hand, or keeps it for three more minutes.
#[utoipa::path(put, path = "/submissions/{id}/claim",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 200, description = "In hand", body = ClaimView)))]
async fn claim(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<ClaimBody>,
) -> ApiResult<Json<ClaimView>> {
    let name = app::staff::name(state.app(), &staff)?;
    let caller = Caller::Staff(staff);
    let round = round(&caller, body.round)?;
    let id = SubmissionId::from_uuid(id);
    let claim = review::claim(state.app(), &caller, id, round).await?;
    Ok(Json(ClaimView::own(&claim, name)))
}

/// Puts a photo back; one that was decided meanwhile is no error.
#[utoipa::path(delete, path = "/submissions/{id}/claim",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 204, description = "Back in the queue")))]
async fn release(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = SubmissionId::from_uuid(id);
    review::release(state.app(), &Caller::Staff(staff), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Approves or rejects a photo. The decision can be taken back for half a minute; nobody learns of it before.
#[utoipa::path(post, path = "/submissions/{id}/decision",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 201, description = "Held", body = HeldView)))]
async fn decide(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<DecisionBody>,
) -> ApiResult<(StatusCode, Json<HeldView>)> {
    let caller = Caller::Staff(staff);
    let request = DecideReview {
        submission: SubmissionId::from_uuid(id),
        photo: PhotoId::from_uuid(body.photo),
        round: round(&caller, body.round)?,
        decision: body.decision(state.app(), &caller).await?,
    };
    let held = review::hold(state.app(), &caller, request).await?;
    Ok((StatusCode::CREATED, Json(held.into())))
}

/// Takes the own decision back: the photo is in hand again.
#[utoipa::path(delete, path = "/submissions/{id}/decision",
    params(("id" = Uuid, Path, description = "The submission")),
    responses((status = 204, description = "Taken back")))]
async fn undo(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = SubmissionId::from_uuid(id);
    review::undo(state.app(), &Caller::Staff(staff), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
