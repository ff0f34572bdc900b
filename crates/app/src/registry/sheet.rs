//! The list of portraits that the registry refused or did not recognise, for whoever arranges new ones: the centre, and
//! officers of schools for their own students.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use documents::list::{Column, Letters, ListError, Rows, Sheet, write_csv, write_xlsx};
use domain::audit::Action;
use domain::{
    Batch, BatchId, Degree, DegreeId, Permission, RegistryIdentity, RegistryPackage,
    RegistryPackageId, RegistryRecord, RegistryRecordState, Subject,
};
use store::PageRequest;
use tokio::task::spawn_blocking;

use super::PAGE;
use crate::access::check_degree;
use crate::caller::Caller;
use crate::degree::{masked_name, student_number};
use crate::failure::{Failure, Found};
use crate::organisation::Names;
use crate::service::App;
use crate::trace::note;

/// The form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetForm {
    /// A workbook.
    Xlsx,
    /// Comma-separated, UTF-8 with a byte order mark.
    Csv,
}

/// Heads of the columns, for people and for dBase. In Chinese: schools pass the list on.
const COLUMNS: [(&str, &str); 9] = [
    ("学号", "XH"),
    ("姓名", "XM"),
    ("学院", "FY"),
    ("教学点", "JXD"),
    ("班级", "BH"),
    ("包号", "BAOHAO"),
    ("序号", "XUHAO"),
    ("接收结果", "JIEGUO"),
    ("原因", "YUANYIN"),
];

/// What of a batch the registry refused, or accepted and did not recognise, as far as the caller's roles reach; those whose
/// degree has a portrait that is accepted or waits are left out.
///
/// # Errors
/// [`Failure::NotFound`]; [`Failure::NotAllowed`] without [`Permission::ExportLists`].
pub async fn refused_sheet(
    app: &App,
    caller: &Caller,
    batch: BatchId,
    form: SheetForm,
) -> Result<Vec<u8>, Failure> {
    let batch = app.store().batches().find(batch).await?.or_not_found()?;
    let staff = caller.staff()?;
    if staff.centre != batch.centre {
        return Err(Failure::NotFound);
    }
    if !staff.permits_somewhere(Permission::ExportLists) {
        return Err(Failure::NotAllowed);
    }
    let rows = rows(app, caller, &batch).await?;
    let work = app.store().begin().await?;
    let action = (&Action::ExportList, Subject::Batch(batch.id));
    note(app, &work, caller, batch.centre, action);
    work.commit().await?;
    let written = spawn_blocking(move || write(&rows, form));
    let written = written.await.map_err(Failure::internal)?;
    written.map_err(Failure::internal)
}

fn write(rows: &dyn Rows, form: SheetForm) -> Result<Vec<u8>, ListError> {
    let columns = COLUMNS.map(|(head, field)| Column {
        head: head.to_owned(),
        field: field.to_owned(),
    });
    let sheet = Sheet {
        columns: &columns,
        rows,
    };
    let mut bytes = Vec::new();
    match form {
        SheetForm::Xlsx => write_xlsx(sheet, &mut bytes)?,
        SheetForm::Csv => write_csv(sheet, Letters::Utf8, &mut bytes)?,
    }
    Ok(bytes)
}

async fn rows(app: &App, caller: &Caller, batch: &Batch) -> Result<Vec<Vec<String>>, Failure> {
    let mut rows = Vec::new();
    let mut names = Names::default();
    let mut packages: HashMap<RegistryPackageId, RegistryPackage> = HashMap::new();
    let mut request = PageRequest::first(PAGE);
    loop {
        let records = app.store().registry_records();
        let page = records.list_of_batch(batch.id, None, request).await?;
        let wanted = last_word(app, page.items).await?;
        let ids: Vec<DegreeId> = wanted.iter().map(|record| record.degree).collect();
        let degrees = app.store().degrees().list(&ids).await?;
        let degrees: HashMap<DegreeId, Degree> =
            degrees.into_iter().map(|of| (of.id, of)).collect();
        for record in &wanted {
            let degree = degrees.get(&record.degree);
            let may = |degree: &&Degree| check_degree(caller, Permission::ExportLists, degree);
            let Some(degree) = degree.filter(|degree| may(degree).is_ok()) else {
                continue;
            };
            let package = match packages.entry(record.package) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    let package = app.store().registry_packages().find(record.package).await?;
                    place.insert(package.or_not_found()?)
                }
            };
            let row = row(app, &mut names, degree, record).await?;
            rows.push(row(package.number.clone()));
        }
        let Some(next) = page.next else {
            return Ok(rows);
        };
        request.after = Some(next);
    }
}

/// Those of some records that ended badly and are the last of their degree.
async fn last_word(app: &App, page: Vec<RegistryRecord>) -> Result<Vec<RegistryRecord>, Failure> {
    let bad: Vec<RegistryRecord> = page
        .into_iter()
        .filter(|record| outcome(record).is_some())
        .collect();
    let degrees: Vec<DegreeId> = bad.iter().map(|record| record.degree).collect();
    let mut last = HashMap::new();
    for record in app
        .store()
        .registry_records()
        .list_of_degrees(&degrees)
        .await?
    {
        if record.held_photo().is_some() {
            last.insert(record.degree, record.id);
        }
    }
    let is_last = |record: &RegistryRecord| last.get(&record.degree) == Some(&record.id);
    Ok(bad.into_iter().filter(is_last).collect())
}

/// Result and reason of what ended badly.
fn outcome(record: &RegistryRecord) -> Option<(&'static str, &str)> {
    match &record.state {
        RegistryRecordState::Refused { reason, .. } => {
            let reason = reason.as_ref().map_or("", |reason| reason.as_str());
            Some(("不予接收", reason))
        }
        RegistryRecordState::Accepted { identity, .. } => match identity {
            Some(RegistryIdentity::NotPassed) => Some(("未通过", "")),
            Some(RegistryIdentity::Uncertain) => Some(("不确定", "")),
            Some(RegistryIdentity::Abnormal) => Some(("异常", "")),
            Some(RegistryIdentity::SamePerson) | None => None,
        },
        RegistryRecordState::Waiting | RegistryRecordState::Dropped { .. } => None,
    }
}

/// A row, but for the number of the package.
async fn row(
    app: &App,
    names: &mut Names,
    degree: &Degree,
    record: &RegistryRecord,
) -> Result<impl FnOnce(String) -> Vec<String>, Failure> {
    let place = degree.details().and_then(|details| details.placement);
    let place = names.of(app, place).await?;
    let number = student_number(app, degree)?.unwrap_or_default();
    let name = masked_name(app, degree)?.unwrap_or_default();
    let (result, reason) = outcome(record).unwrap_or_default();
    let serial = record.serial.map(|serial| serial.to_string());
    let (result, reason) = (result.to_owned(), reason.to_owned());
    Ok(move |package: String| {
        vec![
            number,
            name,
            place.college.unwrap_or_default(),
            place.teaching_point.unwrap_or_default(),
            place.class.unwrap_or_default(),
            package,
            serial.unwrap_or_default(),
            result,
            reason,
        ]
    })
}
