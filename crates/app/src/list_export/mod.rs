//! Lists of many students that are taken out as files: asked for with a reason, approved by a second person, made by a job,
//! fetched by who asked for them, gone after a day. Short lists are taken out at once, in `progress`.

mod decide;
mod fetch;
mod forget;
mod list;
mod make;
mod propose;

use domain::{ListExport, ListWish, ListedStage};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::progress::{ListedWhich, Stage, StudentList, StudentsAsked};
use crate::service::App;

pub use decide::{approve, decline, drop_list};
pub use fetch::{ListLink, fetch};
pub(crate) use forget::{drop_ended_files, forget};
pub use list::{ListExportView, list};
pub(crate) use make::MakeListExport;
pub use propose::{AskedList, propose};

/// The students of a wish, as far as the caller reaches.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`domain::Permission::ExportLists`], [`Failure::NotFound`].
async fn students(app: &App, caller: &Caller, wish: &ListWish) -> Result<StudentList, Failure> {
    let asked = StudentsAsked {
        batch: wish.batch,
        school: wish.school,
        unit: wish.unit,
        class: wish.class,
    };
    let which = ListedWhich {
        stage: match wish.stage {
            ListedStage::Begun => None,
            ListedStage::NotBegun => Some(Stage::NotBegun),
            ListedStage::InState(state) => Some(Stage::Begun(state)),
            ListedStage::Delivered => Some(Stage::Delivered),
        },
        only_off_roster: wish.only_off_roster,
    };
    StudentList::of(app, caller, asked, which).await
}

/// As the audit log counts.
fn counted(list: &ListExport) -> u32 {
    u32::try_from(list.persons).unwrap_or(u32::MAX)
}
