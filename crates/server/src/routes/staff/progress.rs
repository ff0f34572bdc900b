//! How far the students of a batch have come: the centre's batches, counts by place, lists, lists as files.

use std::io;

use app::progress::{self, Stage, StudentList, StudentsAsked, sheet_head, sheet_line};
use app::{App, Caller, Failure, PageRequest, batch};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
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
    ListedStudentView, PlaceProgressView, StaffBatchView, StageName,
};
use crate::views::{Binary, List, Page};

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
        students: Needs::read(Who::Staff),
        sheet: Needs::read(Who::Staff),
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
}

fn stage(asked: Option<&StageName>) -> Result<Option<Stage>, Failure> {
    let Some(StageName(name)) = asked else {
        return Ok(None);
    };
    if name == StageName::NOT_BEGUN {
        return Ok(Some(Stage::NotBegun));
    }
    let state = name.parse::<SubmissionStateName>();
    let state = state.map_err(|_| Failure::invalid("stage", &"a state of a submission"))?;
    Ok(Some(Stage::Begun(state)))
}

/// What a file holds, in which language.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AsFile {
    /// All who have begun without it.
    #[param(inline)]
    stage: Option<StageName>,
    /// `zh` or `en`; Chinese without it.
    language: Option<String>,
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
    let (stage, page) = (stage(at.stage.as_ref())?, page.request()?);
    let mut list = StudentList::of(state.app(), &caller, which.of(id), stage).await?;
    let listed = list.page(state.app(), page).await?;
    Ok(Json(Page::of(listed, ListedStudentView::from)))
}

/// The same list as a file for spreadsheet programs, whole.
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
    let stage = stage(file.stage.as_ref())?;
    let place = state.exports().begin(caller.actor(), address)?;
    let list = Sheet {
        list: StudentList::of(state.app(), &caller, asked, stage).await?,
        language: match file.language.as_deref() {
            None | Some("zh") => Language::Zh,
            Some("en") => Language::En,
            Some(_) => return Err(Failure::invalid("language", &"zh or en").into()),
        },
        app: state.app().clone(),
        after: Some(PageRequest::first(AT_A_TIME)),
        is_begun: false,
    };
    progress::begin_export(&list.app, &caller, asked).await?;
    let csv = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_static("attachment; filename=\"students.csv\"");
    let headers = [
        (header::CONTENT_TYPE, csv),
        (header::CONTENT_DISPOSITION, name),
    ];
    let pages = stream::try_unfold(list, |mut list| async move {
        let bytes = list.next().await.map_err(io::Error::other)?;
        Ok::<_, io::Error>(bytes.map(|bytes| (bytes, list)))
    });
    Ok((headers, place.hold(Body::from_stream(pages))).into_response())
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
