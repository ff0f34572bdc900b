//! How far the students of a batch have come: the centre's batches, counts by place, lists, lists as files.

use std::io;

use app::progress::{
    self, ListedWhich, Stage, StudentList, StudentsAsked, sheet_head, sheet_line, student_workbook,
};
use app::{App, Caller, Failure, PageRequest, batch};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{BatchId, ClassId, Language, SchoolId, SubmissionStateName, UnitId};
use futures_util::stream;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::progress::{
    GroupReminderView, ListedStudentView, PlaceProgressView, StaffBatchView, StageName, TrendView,
};
use crate::views::{Binary, List, Page};

use super::file::{WORKBOOK, asked_language, attached, attached_stream};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "progress",
    about: "How far the students of a batch have come",
};

/// Students that are read at a time while a file is sent.
const AT_A_TIME: u32 = 200;

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        batches: Needs::read(Who::Staff),
        counts: Needs::read(Who::Staff),
        trend: Needs::read(Who::Staff),
        students: Needs::read(Who::Staff),
        sheet: Needs::read(Who::Staff),
        workbook: Needs::read(Who::Staff),
        preview_reminder: Needs::read(Who::Staff),
        remind: Needs::write(Who::Staff),
    }
}

/// Which students are asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Which {
    /// One school alone.
    school: Option<Uuid>,
    /// One college or teaching point alone.
    unit: Option<Uuid>,
    /// One class alone.
    class: Option<Uuid>,
}

impl Which {
    fn of(&self, batch: Uuid) -> StudentsAsked {
        StudentsAsked {
            batch: BatchId::from_uuid(batch),
            school: self.school.map(SchoolId::from_uuid),
            unit: self.unit.map(UnitId::from_uuid),
            class: self.class.map(ClassId::from_uuid),
        }
    }
}

/// How far the students have come that are asked about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AtStage {
    /// All who have begun without it.
    #[param(inline)]
    stage: Option<StageName>,
    /// Those alone whom a school's roster should list and does not.
    #[serde(default)]
    only_off_roster: bool,
}

/// Whose students are reminded.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfStage {
    /// All who have begun without it.
    #[param(inline)]
    stage: Option<StageName>,
}

/// How far the students of a file have come, and in which language it is.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AsFile {
    /// All who have begun without it.
    #[param(inline)]
    stage: Option<StageName>,
    /// Those alone whom a school's roster should list and does not.
    #[serde(default)]
    only_off_roster: bool,
    /// `zh` or `en`; Chinese without it.
    language: Option<String>,
}

impl AsFile {
    fn read(&self) -> Result<(ListedWhich, Language), Failure> {
        let listed = listed(self.stage.as_ref(), self.only_off_roster)?;
        Ok((listed, asked_language(self.language.as_deref())?))
    }
}

fn listed(asked: Option<&StageName>, only_off_roster: bool) -> Result<ListedWhich, Failure> {
    Ok(ListedWhich {
        stage: stage(asked)?,
        only_off_roster,
    })
}

pub(super) fn stage(asked: Option<&StageName>) -> Result<Option<Stage>, Failure> {
    let Some(StageName(name)) = asked else {
        return Ok(None);
    };
    if name == StageName::NOT_BEGUN {
        return Ok(Some(Stage::NotBegun));
    }
    if name == StageName::DELIVERED {
        return Ok(Some(Stage::Delivered));
    }
    let state = name.parse::<SubmissionStateName>();
    let state = state.map_err(|_| Failure::invalid("stage", &"a state of a submission"))?;
    Ok(Some(Stage::Begun(state)))
}

/// The batches of the own centre, newest first.
#[utoipa::path(get, path = "/staff/batches", params(PageQuery),
    responses((status = 200, description = "The batches", body = Page<StaffBatchView>)))]
async fn batches(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<StaffBatchView>>> {
    let page = page.request()?;
    let batches = batch::list_reached(state.app(), &Caller::Staff(staff), page).await?;
    Ok(Json(Page::of(batches, StaffBatchView::from)))
}

/// Counts at every place that the caller reaches: the leaves of the tree.
#[utoipa::path(get, path = "/batches/{id}/progress",
    params(("id" = Uuid, Path, description = "The batch"), Which),
    responses((status = 200, description = "By school, college, teaching point, class and level",
        body = List<PlaceProgressView>)))]
async fn counts(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
) -> ApiResult<Json<List<PlaceProgressView>>> {
    let caller = Caller::Staff(staff);
    let counts = progress::counts(state.app(), &caller, which.of(id)).await?;
    Ok(Json(List::of(counts, PlaceProgressView::from)))
}

/// Approvals day by day, and how many will not be in time at this pace.
#[utoipa::path(get, path = "/batches/{id}/trend",
    params(("id" = Uuid, Path, description = "The batch"), Which),
    responses((status = 200, description = "From the first approval to the last one", body = TrendView)))]
async fn trend(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
) -> ApiResult<Json<TrendView>> {
    let trend = progress::trend(state.app(), &Caller::Staff(staff), which.of(id)).await?;
    Ok(Json(trend.into()))
}

/// Students of one stage by their numbers.
#[utoipa::path(get, path = "/batches/{id}/students",
    params(("id" = Uuid, Path, description = "The batch"), Which, AtStage, PageQuery),
    responses((status = 200, description = "The students", body = Page<ListedStudentView>)))]
async fn students(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
    Query(at): Query<AtStage>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<ListedStudentView>>> {
    let caller = Caller::Staff(staff);
    let (listed, page) = (
        listed(at.stage.as_ref(), at.only_off_roster)?,
        page.request()?,
    );
    let mut list = StudentList::of(state.app(), &caller, which.of(id), listed).await?;
    let listed = list.page(state.app(), page).await?;
    Ok(Json(Page::of(listed, ListedStudentView::from)))
}

/// The same list as a file for spreadsheet programs, whole. A list of more than `bulk_list_persons` students is refused: it is
/// asked for by `POST /list-exports`.
#[utoipa::path(get, path = "/batches/{id}/students.csv",
    params(("id" = Uuid, Path, description = "The batch"), Which, AsFile),
    responses((status = 200, description = "The list", content_type = "text/csv", body = Binary)))]
async fn sheet(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
    Query(file): Query<AsFile>,
    address: ClientAddress,
) -> ApiResult<Response> {
    let caller = Caller::Staff(staff);
    let asked = which.of(id);
    let (listed, language) = file.read()?;
    let place = state.exports().begin(caller.actor(), address)?;
    let list = Sheet {
        list: StudentList::of(state.app(), &caller, asked, listed).await?,
        language,
        app: state.app().clone(),
        after: Some(PageRequest::first(AT_A_TIME)),
        is_begun: false,
    };
    progress::begin_export(&list.app, &caller, asked, listed).await?;
    let pages = stream::try_unfold(list, |mut list| async move {
        let bytes = list.next().await.map_err(io::Error::other)?;
        Ok::<_, io::Error>(bytes.map(|bytes| (bytes, list)))
    });
    let body = place.hold(Body::from_stream(pages));
    Ok(attached_stream(
        "text/csv; charset=utf-8",
        "students.csv",
        body,
    ))
}

/// The same list as an Excel workbook, whole; refused like the other file.
#[utoipa::path(get, path = "/batches/{id}/students.xlsx",
    params(("id" = Uuid, Path, description = "The batch"), Which, AsFile),
    responses((status = 200, description = "The list", content_type = WORKBOOK, body = Binary)))]
async fn workbook(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
    Query(file): Query<AsFile>,
    address: ClientAddress,
) -> ApiResult<Response> {
    let (caller, app) = (Caller::Staff(staff), state.app());
    let asked = which.of(id);
    let (listed, language) = file.read()?;
    let _place = state.exports().begin(caller.actor(), address)?;
    let list = StudentList::of(app, &caller, asked, listed).await?;
    progress::begin_export(app, &caller, asked, listed).await?;
    let bytes = student_workbook(app, list, language).await?;
    Ok(attached(WORKBOOK, "students.xlsx", bytes))
}

/// What a reminder of these students would do: how many, by which way, and when.
#[utoipa::path(get, path = "/batches/{id}/reminder",
    params(("id" = Uuid, Path, description = "The batch"), Which, OfStage),
    responses((status = 200, description = "What would be done", body = GroupReminderView)))]
async fn preview_reminder(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
    Query(at): Query<OfStage>,
    address: ClientAddress,
) -> ApiResult<Json<GroupReminderView>> {
    let caller = Caller::Staff(staff);
    let _place = state.exports().begin(caller.actor(), address)?;
    let (asked, with) = (which.of(id), begun(at.stage.as_ref())?);
    let preview = progress::preview_reminder(state.app(), &caller, asked, with).await?;
    Ok(Json(preview.into()))
}

/// Reminds students who have begun and not finished: each at most once a day, between 8:00 and 21:00 in China.
#[utoipa::path(post, path = "/batches/{id}/reminder",
    params(("id" = Uuid, Path, description = "The batch"), Which, OfStage),
    responses((status = 202, description = "What will be done", body = GroupReminderView)))]
async fn remind(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(which): Query<Which>,
    Query(at): Query<OfStage>,
    address: ClientAddress,
) -> ApiResult<(StatusCode, Json<GroupReminderView>)> {
    let caller = Caller::Staff(staff);
    let _place = state.exports().begin(caller.actor(), address)?;
    let (asked, with) = (which.of(id), begun(at.stage.as_ref())?);
    let reminded = progress::remind(state.app(), &caller, asked, with).await?;
    Ok((StatusCode::ACCEPTED, Json(reminded.into())))
}

/// Students of a stage that have begun.
fn begun(asked: Option<&StageName>) -> Result<Option<SubmissionStateName>, Failure> {
    match stage(asked)? {
        None => Ok(None),
        Some(Stage::Begun(state)) => Ok(Some(state)),
        Some(Stage::NotBegun | Stage::Delivered) => {
            let expected = "students who have begun and are not done";
            Err(Failure::invalid("stage", &expected))
        }
    }
}

/// A list that is read while it is sent.
struct Sheet {
    app: App,
    list: StudentList,
    language: Language,
    /// Where it goes on; none at the end.
    after: Option<PageRequest>,
    is_begun: bool,
}

impl Sheet {
    async fn next(&mut self) -> Result<Option<Bytes>, Failure> {
        let Some(request) = self.after else {
            return Ok(None);
        };
        let page = self.list.page(&self.app, request).await?;
        let mut bytes = Vec::new();
        if !self.is_begun {
            bytes.extend(sheet_head(self.language).map_err(Failure::internal)?);
            self.is_begun = true;
        }
        for student in &page.items {
            bytes.extend(sheet_line(student, self.language).map_err(Failure::internal)?);
        }
        self.after = page.next.map(|next| PageRequest {
            after: Some(next),
            limit: AT_A_TIME,
        });
        Ok(Some(bytes.into()))
    }
}
