//! Views of pictures for staff: the laboratory draws name, login and minute of who looks into the pixels (ADR 64). What
//! students, discs, prints and the registry get is what is stored.

use bytes::Bytes;
use domain::{BlobKey, Staff, Timestamp};
use vault::ObjectKind;

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::ports::{MarkFault, ViewMark};
use crate::service::App;
use crate::staff;

/// Whose name is drawn into an object when the caller opens it; none where it is handed out as it is stored.
pub(super) fn marked_for<'a>(caller: &'a Caller, blob: &BlobKey) -> Option<&'a Staff> {
    let is_of_a_person = matches!(
        ObjectKind::of(blob),
        Some(ObjectKind::Original | ObjectKind::Portrait | ObjectKind::Evidence)
    );
    match caller {
        Caller::Staff(staff) | Caller::WithoutSecondFactor(staff) | Caller::OnBehalfOf(staff) => {
            is_of_a_person.then_some(staff)
        }
        Caller::Student(_) | Caller::System => None,
    }
}

/// A picture as a member of staff gets it: JPEG, marked, of this longer side where one is enough.
///
/// # Errors
/// [`Failure::NotFound`] for an object that is gone, or a file that is no picture; [`Failure::Unavailable`] while the
/// laboratory is full.
pub(super) async fn view(
    app: &App,
    staff: &Staff,
    blob: &BlobKey,
    longer_side_px: Option<u32>,
) -> Result<Bytes, Failure> {
    let view = ViewMark {
        words: words(app, staff, app.now())?,
        longer_side_px,
    };
    let key = (blob.clone(), view.clone());
    if let Some(kept) = app.views().find(&key, app.steady()) {
        return Ok(kept);
    }
    // Before the picture is read: what waits is not in memory.
    let place = app.views().place(staff.id).await;
    let _place = place.ok_or_else(|| Failure::internal("places to draw views were closed"))?;
    if let Some(kept) = app.views().find(&key, app.steady()) {
        return Ok(kept);
    }
    let picture = app.vault().get(blob).await?.or_not_found()?;
    let marked = match app.lab().mark(picture, view).await {
        Ok(marked) => marked,
        // Nothing can be drawn into it, so staff do not get it.
        Err(MarkFault::NotAPicture) => return Err(Failure::NotFound),
        Err(fault @ MarkFault::Busy) => return Err(Failure::Unavailable(fault.into())),
    };
    app.views().keep(key, &marked, app.steady());
    Ok(marked)
}

/// Name, login and minute by a clock in China.
fn words(app: &App, staff: &Staff, now: Timestamp) -> Result<String, Failure> {
    let staff = staff::summary(app, staff.clone())?;
    let (date, minute) = (now.civil_date(), now.civil_time());
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    let (name, login) = (staff.name, staff.login);
    Ok(format!(
        "{name} {login} {year}-{month:02}-{day:02} {minute}"
    ))
}
