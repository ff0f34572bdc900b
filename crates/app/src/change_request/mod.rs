//! Changes after approval: asked for by one member of staff, done once a second one agrees.

mod answer;
mod ask;
mod list;

use domain::{ChangeRequest, ChangeRequestId, Permission};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

pub use answer::{Answer, answer, take_back};
pub use ask::{AskChange, WantedChange, ask};
pub use list::{ChangeRequestView, list};

/// A request of the caller's own centre.
async fn find(
    app: &App,
    caller: &Caller,
    permission: Permission,
    id: ChangeRequestId,
) -> Result<ChangeRequest, Failure> {
    let request = app.store().change_requests().find(id).await?;
    let request = request.or_not_found()?;
    caller.check_centre(permission, request.centre)?;
    Ok(request)
}
