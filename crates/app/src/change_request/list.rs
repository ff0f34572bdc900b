//! Lists the requests to change what is approved.

use domain::{ChangeRequest, DegreeId, Permission, PhotoId, StaffId};
use store::{Page, PageRequest};

use crate::caller::Caller;
use crate::degree::masked_name;
use crate::failure::Failure;
use crate::service::App;
use crate::staff;

/// A request, with what a second person has to know.
#[derive(Debug, Clone)]
pub struct ChangeRequestView {
    /// The request.
    pub request: ChangeRequest,
    /// Name of the member of staff who asked.
    pub asked_by: String,
    /// The degree; none where the submission was erased.
    pub degree: Option<DegreeId>,
    /// The photo that is approved now.
    pub photo: Option<PhotoId>,
    /// The student's name, partly hidden.
    pub masked_name: Option<String>,
    /// Whether the caller may answer it.
    pub is_answerable: bool,
}

/// The requests of the own centre, those that were asked last first; with `only_open` those that nobody has
/// answered.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever may neither ask nor agree.
pub async fn list(
    app: &App,
    caller: &Caller,
    only_open: bool,
    page: PageRequest,
) -> Result<Page<ChangeRequestView>, Failure> {
    let staff = caller.staff()?;
    caller.check_centre(Permission::Countersign, staff.centre)?;
    let requests = app.store().change_requests();
    let found = requests.list(staff.centre, only_open, page).await?;
    let mut items = Vec::with_capacity(found.items.len());
    for request in found.items {
        items.push(view(app, staff.id, request).await?);
    }
    let next = found.next;
    Ok(Page { items, next })
}

async fn view(
    app: &App,
    reader: StaffId,
    request: ChangeRequest,
) -> Result<ChangeRequestView, Failure> {
    let store = app.store();
    let asker = store.staff().find(request.asked_by).await?;
    let asker = asker.ok_or_else(|| Failure::internal("a request of nobody"))?;
    let submission = store.submissions().find(request.submission).await?;
    let degree = match &submission {
        Some(submission) => store.degrees().find(submission.degree).await?,
        None => None,
    };
    let is_open = request.is_open(app.now());
    Ok(ChangeRequestView {
        asked_by: staff::name(app, &asker)?,
        degree: degree.as_ref().map(|degree| degree.id),
        photo: submission.and_then(|submission| submission.state.photo()),
        masked_name: match &degree {
            Some(degree) => masked_name(app, degree)?,
            None => None,
        },
        is_answerable: is_open && request.asked_by != reader,
        request,
    })
}
