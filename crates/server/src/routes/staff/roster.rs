//! A school's roster as a file: what it says, what would change, and the import.

use app::roster::{self, Column, ColumnChoice, ImportWay, Mapping, RosterFile};
use app::{Caller, Failure};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{BatchId, SchoolCode};
use serde::Deserialize;
use strum::VariantArray as _;
use utoipa::IntoParams;
use uuid::Uuid;

use super::file::{WORKBOOK, asked_language, attached};
use crate::extract::{Json, Path, Query, StaffMember};
use crate::needs::{BodyLimit, Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::staff::roster::{RosterImportView, RosterImportedView, RosterPreviewView};
use crate::views::{Binary, List};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "rosters",
    about: "The students whom a school expects",
};

/// A file is not compared with the one before: importing it again does the same again.
const FILE: Needs = Needs {
    replay: false,
    ..Needs::upload(Who::Staff, BodyLimit::Roster)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        check: FILE,
        annotated: FILE,
        import: FILE,
        imports: Needs::read(Who::Staff),
        undo: Needs::write(Who::Staff),
    }
}

/// Whose roster.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhoseRoster {
    /// National code of the school.
    school: String,
}

/// How a file is read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct HowRead {
    /// National code of the school.
    school: String,
    /// The only sheet that is read, by its name; refused (`sheet-not-found`) where the file has none of it.
    sheet: Option<String>,
    /// The row of the headers, from 1.
    #[param(minimum = 1)]
    header_row: Option<u64>,
    /// Which column is which, where headers do not say it: `number:B,class:D`; `college:` for none.
    columns: Option<String>,
    /// Whether students of the roster stay where the file does not name them; without it they go.
    #[serde(default)]
    keep_others: bool,
    /// Language of the annotated workbook, `zh` or `en`; Chinese without it.
    language: Option<String>,
}

fn code(school: &str) -> Result<SchoolCode, Failure> {
    school
        .parse()
        .map_err(|error| Failure::invalid("school", &error))
}

impl HowRead {
    fn mapping(&self) -> Result<Mapping, Failure> {
        let columns = self.columns.as_deref().unwrap_or_default().split(',');
        let columns = columns.filter(|column| !column.is_empty()).map(choice);
        Ok(Mapping {
            sheet: self.sheet.clone(),
            header_row: self.header_row,
            columns: columns.collect::<Result<_, _>>()?,
        })
    }
}

fn choice(text: &str) -> Result<(Column, ColumnChoice), Failure> {
    let unclear = || Failure::invalid("columns", &"a column and its letters, such as number:B");
    let (key, letters) = text.split_once(':').ok_or_else(unclear)?;
    let mut known = Column::VARIANTS.iter().copied();
    let column = known
        .find(|column| column.key() == key)
        .ok_or_else(unclear)?;
    if letters.is_empty() {
        return Ok((column, ColumnChoice::Absent));
    }
    let place = place(letters).ok_or_else(unclear)?;
    Ok((column, ColumnChoice::At(place)))
}

/// `A` is 0, `AA` is 26.
fn place(letters: &str) -> Option<usize> {
    let mut number = 0_usize;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A')?;
        if digit > 25 || number > 1_000 {
            return None;
        }
        number = number * 26 + usize::from(digit) + 1;
    }
    number.checked_sub(1)
}

/// Says what the import of a file would do: every error by its cell, who is new and who is gone.
#[utoipa::path(post, path = "/batches/{id}/roster/check",
    params(("id" = Uuid, Path, description = "The batch"), HowRead),
    request_body(content = Binary, content_type = "application/octet-stream",
        description = "xlsx, xls, csv, txt, dbf or a web page; 32 MB at most"),
    responses((status = 200, description = "What was found", body = RosterPreviewView)))]
async fn check(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Path(id): Path<Uuid>,
    Query(how): Query<HowRead>,
    bytes: Bytes,
) -> ApiResult<Json<RosterPreviewView>> {
    let caller = Caller::Staff(staff);
    let _place = state.exports().begin(caller.actor(), address)?;
    let preview = roster::preview(state.app(), &caller, file(id, &how, &bytes)?).await?;
    Ok(Json(RosterPreviewView::of(preview, None)))
}

/// The file again as an Excel workbook in which what was found stands beside its cells; nothing of a file that cannot
/// be read.
#[utoipa::path(post, path = "/batches/{id}/roster/check.xlsx",
    params(("id" = Uuid, Path, description = "The batch"), HowRead),
    request_body(content = Binary, content_type = "application/octet-stream",
        description = "xlsx, xls, csv, txt, dbf or a web page; 32 MB at most"),
    responses((status = 200, description = "The workbook", content_type = WORKBOOK, body = Binary),
        (status = 204, description = "The file cannot be read")))]
async fn annotated(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Path(id): Path<Uuid>,
    Query(how): Query<HowRead>,
    bytes: Bytes,
) -> ApiResult<Response> {
    let caller = Caller::Staff(staff);
    let language = asked_language(how.language.as_deref())?;
    let _place = state.exports().begin(caller.actor(), address)?;
    let file = self::file(id, &how, &bytes)?;
    let written = roster::annotated(state.app(), &caller, file, language).await?;
    Ok(match written {
        Some(bytes) => attached(WORKBOOK, "roster.xlsx", bytes),
        None => StatusCode::NO_CONTENT.into_response(),
    })
}

/// Puts the students of a file in the place of the school's roster; nothing where anything is wrong with it.
#[utoipa::path(put, path = "/batches/{id}/roster",
    params(("id" = Uuid, Path, description = "The batch"), HowRead),
    request_body(content = Binary, content_type = "application/octet-stream",
        description = "xlsx, xls, csv, txt, dbf or a web page; 32 MB at most"),
    responses((status = 200, description = "What was found, and what was done", body = RosterPreviewView)))]
async fn import(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    address: ClientAddress,
    Path(id): Path<Uuid>,
    Query(how): Query<HowRead>,
    bytes: Bytes,
) -> ApiResult<Json<RosterPreviewView>> {
    let caller = Caller::Staff(staff);
    let _place = state.exports().begin(caller.actor(), address)?;
    let (preview, done) =
        roster::import_file(state.app(), &caller, file(id, &how, &bytes)?).await?;
    Ok(Json(RosterPreviewView::of(preview, done)))
}

/// The last imports of a school's roster, the newest first; the first can be taken back.
#[utoipa::path(get, path = "/batches/{id}/roster/imports",
    params(("id" = Uuid, Path, description = "The batch"), WhoseRoster),
    responses((status = 200, description = "At most twenty", body = List<RosterImportView>)))]
async fn imports(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(whose): Query<WhoseRoster>,
) -> ApiResult<Json<List<RosterImportView>>> {
    let caller = Caller::Staff(staff);
    let school = code(&whose.school)?;
    let imports = roster::imports(state.app(), &caller, BatchId::from_uuid(id), school).await?;
    Ok(Json(List::of(imports, RosterImportView::from)))
}

/// Puts back what stood on a school's roster before its last import. To ask again takes this back.
#[utoipa::path(post, path = "/batches/{id}/roster/undo",
    params(("id" = Uuid, Path, description = "The batch"), WhoseRoster),
    responses((status = 200, description = "What was done", body = RosterImportedView)))]
async fn undo(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(whose): Query<WhoseRoster>,
) -> ApiResult<Json<RosterImportedView>> {
    let caller = Caller::Staff(staff);
    let school = code(&whose.school)?;
    let done = roster::undo(state.app(), &caller, BatchId::from_uuid(id), school).await?;
    Ok(Json(done.into()))
}

fn file(batch: Uuid, how: &HowRead, bytes: &Bytes) -> Result<RosterFile, Failure> {
    Ok(RosterFile {
        batch: BatchId::from_uuid(batch),
        school: code(&how.school)?,
        mapping: how.mapping()?,
        way: if how.keep_others {
            ImportWay::Update
        } else {
            ImportWay::Replace
        },
        bytes: bytes.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_places() {
        for (letters, expected) in [
            ("A", Some(0)),
            ("z", Some(25)),
            ("AA", Some(26)),
            ("", None),
            ("1", None),
            ("AAAAAAAAAAAAAAAAAAAA", None),
        ] {
            assert_eq!(place(letters), expected, "{letters}");
        }
    }
}
