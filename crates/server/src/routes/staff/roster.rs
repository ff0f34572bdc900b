//! A school's roster as a file: what it says, what would change, and the import.

use app::roster::{self, Column, ColumnChoice, Mapping, RosterFile};
use app::{Caller, Failure};
use axum::body::Bytes;
use axum::extract::State;
use domain::{BatchId, SchoolCode};
use serde::Deserialize;
use strum::VariantArray as _;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::extract::{Json, Path, Query, StaffMember};
use crate::needs::{BodyLimit, Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Binary;
use crate::views::staff::roster::RosterPreviewView;

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
        import: FILE,
    }
}

/// How a file is read.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct HowRead {
    /// National code of the school.
    school: String,
    /// The only sheet that is read.
    sheet: Option<String>,
    /// The row of the headers, from 1.
    #[param(minimum = 1)]
    header_row: Option<u64>,
    /// Which column is which, where headers do not say it: `number:B,class:D`; `college:` for none.
    columns: Option<String>,
}

impl HowRead {
    fn school(&self) -> Result<SchoolCode, Failure> {
        self.school
            .parse()
            .map_err(|error| Failure::invalid("school", &error))
    }

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

fn file(batch: Uuid, how: &HowRead, bytes: &Bytes) -> Result<RosterFile, Failure> {
    Ok(RosterFile {
        batch: BatchId::from_uuid(batch),
        school: how.school()?,
        mapping: how.mapping()?,
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
