//! The job that makes an approved list, written into the vault: what who asked for it reaches now, never more than that person
//! reached when it was asked for, and not many more students than a second person has approved.

use async_trait::async_trait;
use domain::audit::Action;
use domain::{
    Language, ListExport, ListExportId, ListExportState, ListForm, ListStop, Permission, Subject,
};
use serde::{Deserialize, Serialize};
use store::{Advance, PageRequest};
use vault::{ObjectKind, StoredObject};

use super::{counted, students};
use crate::caller::Caller;
use crate::capture::drop_objects;
use crate::failure::Failure;
use crate::jobs::{Task, Ticket};
use crate::progress::{StudentList, sheet_head, sheet_line, student_workbook};
use crate::service::App;
use crate::trace::note;

/// Students that are read at a time.
const AT_A_TIME: u32 = 1_000;

/// Schools pass lists on.
const LANGUAGE: Language = Language::Zh;

/// Makes a list.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MakeListExport {
    /// The list.
    pub(crate) list: ListExportId,
}

#[async_trait]
impl Task for MakeListExport {
    const KIND: &'static str = "make-list-export";

    fn key(&self) -> String {
        self.list.to_string()
    }

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let found = app.store().list_exports().find(self.list).await?;
        let approved = found.filter(|list| matches!(list.state, ListExportState::Approved { .. }));
        let Some(before) = approved else {
            // Given up, or made before.
            return ticket.finish_alone(app).await;
        };
        let now = app.now();
        let (after, made) = match reached(app, &before).await? {
            Err(stop) => (before.clone().stop(stop, now)?, None),
            Ok((list, persons)) => {
                let stored = write(app, list, before.form).await?;
                let file = (stored.key.clone(), stored.length_bytes, stored.hash);
                (before.clone().made(file, persons, now)?, Some(stored.key))
            }
        };
        let action = match made {
            Some(_) => Action::MakeListExport {
                persons: counted(&after),
            },
            None => Action::DropListExport,
        };
        let work = app.store().begin().await?;
        if work.list_exports().advance(&before, &after).await? == Advance::Stale {
            drop(work);
            // Given up meanwhile: nothing refers to the file.
            drop_objects(app, made.as_slice()).await;
            return Err(Failure::Stale);
        }
        let action = (&action, Subject::ListExport(after.id));
        note(app, &work, &Caller::System, after.centre, action);
        ticket.finish(&work).await?;
        Ok(work.commit().await?)
    }
}

/// The students as far as who asked for them reaches now and reached then, and how many they are; why there is no list
/// where that person may take out none any more, or where it has become much longer than what was approved.
pub(super) async fn reached(
    app: &App,
    list: &ListExport,
) -> Result<Result<(StudentList, u64), ListStop>, Failure> {
    let Some(staff) = app.store().staff().find(list.proposed_by).await? else {
        return Ok(Err(ListStop::RightsLost));
    };
    let within = list.within(&staff.reach(Permission::ExportLists));
    if within.is_empty() {
        return Ok(Err(ListStop::RightsLost));
    }
    let caller = Caller::Staff(Box::new(staff));
    let students = match students(app, &caller, &list.wish).await {
        Ok(students) => students.limited_to(within),
        Err(Failure::NotAllowed | Failure::NotFound) => return Ok(Err(ListStop::RightsLost)),
        Err(failure) => return Err(failure),
    };
    let persons = students.count(app).await?;
    Ok(if list.allows(persons) {
        Ok((students, persons))
    } else {
        Err(ListStop::Grew)
    })
}

async fn write(app: &App, mut list: StudentList, form: ListForm) -> Result<StoredObject, Failure> {
    if form == ListForm::Xlsx {
        let bytes = student_workbook(app, list, LANGUAGE).await?;
        return Ok(app.vault().put(ObjectKind::Export, &bytes).await?);
    }
    let mut writer = app.vault().writer(ObjectKind::Export).await?;
    let head = sheet_head(LANGUAGE).map_err(Failure::internal)?;
    writer.write(&head).await?;
    let mut request = PageRequest::first(AT_A_TIME);
    loop {
        let page = list.page(app, request).await?;
        for student in &page.items {
            let line = sheet_line(student, LANGUAGE).map_err(Failure::internal)?;
            writer.write(&line).await?;
        }
        let Some(next) = page.next else {
            return Ok(writer.finish().await?);
        };
        request.after = Some(next);
    }
}
