//! Lists the slots of a studio for its staff, past ones too.

use domain::{Duration, Permission, Slot, StudioId, Timestamp};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;

/// The longest stretch that is shown at once.
const LONGEST: Duration = Duration::from_days(62);

/// Slots that begin from `from` until `until`, in the order of time.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`Failure::Invalid`] for more than 62 days.
pub async fn slots(
    app: &App,
    caller: &Caller,
    id: StudioId,
    [from, until]: [Timestamp; 2],
) -> Result<Vec<Slot>, Failure> {
    let studio = app.store().studios().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ManageAppointments, studio.centre)?;
    if until.since(from) > LONGEST {
        return Err(Failure::Invalid {
            field: "until",
            expected: "at most 62 days after from".to_owned(),
        });
    }
    Ok(app.store().slots().list_of_studio(id, from, until).await?)
}
